"""What the extraction tests share: small pages in the two layouts, made of the parts a test cares about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.domain.article import Entry
from monitor.domain.textformat import ArticleText, render
from monitor.extract.page import extract

BODY = (
    "<p>The ferry between the two islands will sail again on Monday after its engine was mended at the yard.</p>"
    "<p>Passengers had used fishing boats for three weeks, and the school had moved its lessons to the harbour.</p>"
    "<p>The captain said the crossing takes forty minutes, as before.</p>"
)

Page = Callable[..., bytes]
Text = Callable[..., ArticleText]


@pytest.fixture
def page() -> Page:
    """Makes a page: ``above`` and ``below`` the headline within the article, ``top`` and ``end`` outside of it."""

    def make(
        *, head: str = "", top: str = "", above: str = "", below: str = "", body: str = BODY, end: str = ""
    ) -> bytes:
        return (
            f"<html lang='en'><head><title>Ferry returns to the strait | Lighthouse</title>{head}</head><body>{top}"
            f"<div class='story'>{above}<h1>Ferry returns to the strait</h1>{below}<div class='x1'>{body}</div></div>"
            f"{end}</body></html>"
        ).encode()

    return make


@pytest.fixture
def text(page: Page) -> Text:
    """Makes such a page and extracts its text."""

    def make(url: str = "https://lighthouse.example/a/1", entry: Entry | None = None, **parts: str) -> ArticleText:
        return extract(page(**parts), url, entry=entry).text

    return make


@pytest.fixture
def header(text: Text) -> Callable[..., list[str]]:
    """Makes such a page and gives the lines of its header above the headline."""

    def make(**parts: str) -> list[str]:
        article = text(**parts)
        assert render(article)
        return list(article.blocks[0][:-1])

    return make
