"""Pages of our own making: systems of outlets and other genres, in ten languages, whose gold is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from tests.bench.extraction_corpus import GoldPage
from tests.quality.gate_words import LANGUAGES
from tests.quality.made_news import NEWS, Story
from tests.quality.made_other import OTHER
from tests.quality.made_words import AROUND

SITE, DAY = "Tideline", "2025-11-24"


def made_pages() -> Iterator[GoldPage]:
    """All of them."""
    for words in LANGUAGES:
        if words.code not in AROUND:
            continue
        story = Story(words, AROUND[words.code], words.sentences)
        for news in NEWS:
            name = f"{news.__name__}-{words.code}"
            yield _page(name, _framed(story, news(story), is_news=True), story.paragraphs, story.headline, DAY)
        for other in OTHER:
            markup, gold = other(story)
            yield _page(f"{other.__name__}-{words.code}", _framed(story, markup, is_news=False), gold, story.headline)


def _page(name: str, html: str, body: tuple[str, ...], headline: str, day: str = "") -> GoldPage:
    return GoldPage(name, html.encode(), f"https://tideline.example/{name}", "\n\n".join(body), headline, day)


def _framed(story: Story, main: str, *, is_news: bool) -> str:
    """The page around: menu, cookie bar, sidebar, footer; JSON-LD only where it is news."""
    words, around = story.words, story.around
    menu = "".join(f"<li><a href='/{at}/'>{one}</a></li>" for at, one in enumerate(words.menu))
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": words.headline,
        "datePublished": f"{DAY}T09:30:00+03:00",
    }
    said = f"<script type='application/ld+json'>{json.dumps(node)}</script>" if is_news else ""
    return (
        f"<!doctype html><html lang='{words.code}'><head><meta charset='utf-8'>"
        f"<title>{escape(words.headline)} | {SITE}</title>"
        f"<meta property='og:title' content='{escape(words.headline)}'>{said}<style>p{{margin:0}}</style></head><body>"
        f"<div class='cookie-consent'><p>{words.consent[1]}</p><button>{words.consent[2]}</button></div>"
        f"<header class='site-header'>"
        f"<a class='logo' href='/'>{SITE}</a><nav><ul>{menu}</ul></nav></header><div class='page-wrap'>{main}"
        f"<div class='sidebar'><h3>{around.related}</h3>"
        f"<ul>{story.links}</ul><div class='newsletter'><p>{around.letter}</p></div></div></div>"
        f"<footer class='site-footer'><ul>{menu}</ul>"
        f"<p>{around.rights}</p></footer></body></html>"
    )
