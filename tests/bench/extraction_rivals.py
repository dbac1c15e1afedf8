"""The extractors that are compared: ours, trafilatura's modes, and those that the ``bench`` extra installs.

Each is used as its own documents show, with its defaults. One that is not installed is left out and named.
"""

from __future__ import annotations

import datetime
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import trafilatura
from lxml import etree, html
from trafilatura.external import jt_stoplist_init
from trafilatura.metadata import extract_metadata
from w3lib.encoding import html_to_unicode

from monitor.errors import ExtractionError
from monitor.extract.page import extract
from tests.bench.extraction_corpus import GoldPage

OURS = "wirewatch"
DEFAULT = "trafilatura"
_MODES: dict[str, dict[str, Any]] = {
    DEFAULT: {},
    "trafilatura precision": {"favor_precision": True},
    "trafilatura recall": {"favor_recall": True},
    "trafilatura fast": {"fast": True},
}
_FAULTS = (
    ArithmeticError,
    AttributeError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
    RuntimeError,
    AssertionError,
    etree.LxmlError,
)
"""What extractors are seen to raise on real pages; such a page counts as one without text."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an extractor found; None for what it does not look for."""

    body: str = ""
    headline: str | None = None
    day: str | None = None


Extractor = Callable[[GoldPage], Found]


def installed() -> tuple[dict[str, Extractor], list[str]]:
    """The extractors by name, ours first, and the names of those that are not installed."""
    jt_stoplist_init()  # a third of a second, once: not a page's cost
    here: dict[str, Extractor] = {OURS: _ours} | {name: _trafilatura(options) for name, options in _MODES.items()}
    absent = []
    for name, (module, make) in _RIVALS.items():
        if importlib.util.find_spec(module):
            here[name] = _guarded(make())
        else:
            absent.append(name)
    return here, absent


def with_metadata(page: GoldPage) -> Found:
    """What trafilatura's default mode says of headline and day; asked apart, because its text alone is faster."""
    said = extract_metadata(page.html, default_url=page.url)
    return Found("", said.title or "", said.date or "")


def _ours(page: GoldPage) -> Found:
    try:
        found = extract(page.html, page.url)
    except ExtractionError:
        return Found("", "", "")
    day = found.text.date
    return Found(found.body, found.text.headline, day.isoformat() if day else "")


def _trafilatura(options: dict[str, Any]) -> Extractor:
    return lambda page: Found(trafilatura.extract(page.html, url=page.url, include_comments=False, **options) or "")


def _guarded(extractor: Extractor) -> Extractor:
    def guarded(page: GoldPage) -> Found:
        try:
            return extractor(page)
        except _FAULTS:
            return Found()

    return guarded


def _text(page: GoldPage) -> str:
    return html_to_unicode(None, page.html)[1]


def _readability() -> Extractor:
    import html_text
    import readability

    def extractor(page: GoldPage) -> Found:
        document = readability.Document(_text(page))
        body = html_text.extract_text(document.summary(html_partial=True))
        return Found(body, document.short_title())

    return extractor


def _newspaper() -> Extractor:
    import newspaper

    def extractor(page: GoldPage) -> Found:
        article = newspaper.Article(page.url)
        article.download(input_html=_text(page))
        article.parse()
        return Found(article.text, article.title, _day(article.publish_date))

    return extractor


def _resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: Found(extract_plain_text(_text(page), main_content=True, alt_texts=False))


def _goose() -> Extractor:
    import goose3

    goose = goose3.Goose({"enable_image_fetching": False})

    def extractor(page: GoldPage) -> Found:
        article = goose.extract(raw_html=_text(page))
        return Found(article.cleaned_text, article.title, (article.publish_date or "")[:10])

    return extractor


def _justext() -> Extractor:
    import justext

    stoplists: dict[str, Any] = {}

    def extractor(page: GoldPage) -> Found:
        language = _JUSTEXT_LISTS.get(_declared_language(page), "English")
        if language not in stoplists:
            stoplists[language] = justext.get_stoplist(language) if language else frozenset()
        paragraphs = justext.justext(page.html, stoplists[language])
        return Found("\n".join(one.text for one in paragraphs if not one.is_boilerplate))

    return extractor


def _news_please() -> Extractor:
    from newsplease import NewsPlease

    def extractor(page: GoldPage) -> Found:
        article = NewsPlease.from_html(_text(page), url=page.url, fetch_images=False)
        return Found(article.maintext or "", article.title, _day(article.date_publish))

    return extractor


def _declared_language(page: GoldPage) -> str:
    root = html.document_fromstring(page.html)
    return (root.get("lang") or "").lower()[:2]


def _day(moment: datetime.datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


_JUSTEXT_LISTS = {
    "ar": "Arabic", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French", "ko": "Korean",
    "pt": "Portuguese",
    "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "id": "Indonesian", "it": "Italian",
    "zh": "", "ja": "",
}  # fmt: skip
"""jusText's names of its stop lists; none for a language without spaces."""

_RIVALS: dict[str, tuple[str, Callable[[], Extractor]]] = {
    "readability-lxml": ("readability", _readability),
    "newspaper4k": ("newspaper", _newspaper),
    "resiliparse": ("resiliparse", _resiliparse),
    "goose3": ("goose3", _goose),
    "justext": ("justext", _justext),
    "news-please": ("newsplease", _news_please),
}
