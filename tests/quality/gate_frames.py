"""The frames around what a page says: three kinds of outlets' markup, with menu, other stories and footer."""
# ruff: noqa: E501  pages read best as they are

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from tests.quality.gate_words import Words

SITE = "Tideline"

Frame = Callable[..., str]


def semantic(words: Words, main: str, *, title: str = "", kind: str = "article", **said: object) -> str:
    """A modern page: JSON-LD, og properties, elements that say what they are."""
    headline, description = title or words.headline, str(said.pop("description", words.sentences[0]))
    node: dict[str, object] = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": headline,
            "datePublished": "2025-11-24T09:30:00+03:00", "publisher": {"@type": "Organization", "name": SITE}}  # fmt: skip
    node |= said
    json_ld = f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'
    return (
        f'<!doctype html><html lang="{words.code}"><head><meta charset="utf-8"><title>{escape(headline)} | {SITE}</title>'
        f'<meta property="og:title" content="{escape(headline)}"><meta property="og:type" content="{kind}">'
        f'<meta property="og:description" content="{escape(description)}"><meta property="og:site_name" content="{SITE}">'
        f"{json_ld if kind == 'article' else ''}</head><body><header><a href='/'>{SITE}</a><nav>{_menu(words)}</nav></header>"
        f"<main>{main}</main><aside class='sidebar'><h2>{words.menu[1]}</h2>{_others(words, 1)}</aside>"
        f"<footer><nav>{_menu(words)}</nav><p>© 2025 {SITE}</p></footer></body></html>"
    )


def soup(words: Words, main: str, *, title: str = "", **_: object) -> str:
    """Nested divs with names that say little, and hardly any metadata."""
    return (
        f"<html><head><meta charset='utf-8'><title>{escape(title or words.headline)}</title></head><body>"
        f"<div id='wrap'><div class='top'><div class='m1'>{_menu(words)}</div></div><div class='row'><div class='col8'>"
        f"<div class='cnt'>{main}</div></div><div class='col4'><div class='bx'>{_others(words, 2)}</div></div></div>"
        f"<div class='bot'><div>{_menu(words)}</div><div>Copyright 2025 {SITE}. All rights reserved.</div></div></div></body></html>"
    )


def portal(words: Words, main: str, *, title: str = "", kind: str = "article", **said: object) -> str:
    """An agency's portal: a long list of other stories with summaries below the text, share buttons, a cookie bar."""
    description = str(said.get("description", words.sentences[0]))
    cards = "".join(
        f"<div class='card'><h3><a href='/n/{number}'>{one}</a></h3><p>{words.sentences[number % 4 + 1]}</p></div>"
        for number, one in enumerate(words.others * 2)
    )
    return (
        f'<!doctype html><html lang="{words.code}"><head><meta charset="utf-8"><title>{escape(title or words.headline)} - {SITE}</title>'
        f'<meta property="og:type" content="{kind}"><meta name="description" content="{escape(description)}"></head><body>'
        f"<div class='cookie-bar'><p>{words.consent[1]}</p><button>{words.consent[2]}</button></div>"
        f"<div class='navbar'><ul>{_menu(words)}</ul></div><div class='container'><div class='content'>{main}"
        f"<div class='share'><a href='#'>Facebook</a> <a href='#'>Telegram</a></div></div>"
        f"<div class='related-news'>{cards}</div></div><div class='footer'><p>© {SITE} 2025</p></div></body></html>"
    )


FRAMES: tuple[Frame, ...] = (semantic, soup, portal)


def _menu(words: Words) -> str:
    return "".join(f"<li><a href='/{number}/'>{one}</a></li>" for number, one in enumerate(words.menu))


def _others(words: Words, times: int) -> str:
    links = (f"<li><a href='/news/{number}.html'>{one}</a></li>" for number, one in enumerate(words.others * times))
    return f"<ul>{''.join(links)}</ul>"
