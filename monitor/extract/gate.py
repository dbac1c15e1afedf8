"""The gate: how far an extraction is to be trusted, from the page's own evidence alone.

Walls, dialogs, error pages and lists have text, and an extractor finds it. Each check looks for what makes a page such
a thing; words count only together with what the page is built of. docs/collecting.md tells what becomes of a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from monitor.domain.blocked import blocked
from monitor.domain.verdict import GOOD, Kind, Verdict
from monitor.extract import gatewords as words
from monitor.extract.lines import Line, bare
from monitor.extract.listing import is_listing

FLASH, BEGINNING, WHOLE = 400, 700, 1500
"""Weights (see ``lines.weight``): what a flash has at most, what the beginning of an article has, what none has."""
_NOTICE_PAGE = 1200
"""A page that only tells that there is no article has no more text than this."""
_WALL_CHARACTERS = 1500
_AFTER = 4
"""So many lines below the body still belong to it, if they say how it goes on."""
_PLACES = 3
_HEAVIEST = 8
"""So many of its heaviest lines show what a text is about."""
_LONGEST_NOTICE = 200
_REFUSED = 403
_ARTICLE_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"[^"]*(?:Article|Posting|Report|LiveBlog)', re.IGNORECASE)
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_WORD_COUNT = re.compile(r'"wordCount"\s*:\s*"?(\d{2,6})')
_LOCKED = frozenset(("locked", "metered", "premium", "paid", "subscription", "registered"))
_CUT = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\))[\s»›>\"”\]]*$")
_CUT_MARKED = re.compile(r"[\[(]\s*(?:…|\.{3})\s*[\])][\s»›>\"”]*$")
_ENDS = " \t\xa0:.…»›>→⟶▸⇒←«‹*[]()!"
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Page:
    """What the gate looks at: the page as fetched and as tree, all of its lines, and what was taken for the article.

    ``body`` is empty where nothing was found; ``is_titled`` says whether the headline stands on the page.
    """

    raw: bytes
    root: HtmlElement
    lines: Sequence[Line]
    descriptions: Sequence[str] = ()
    headline: str = ""
    is_titled: bool = False
    body: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """What the page's metadata says: that it is an article, that it is not free, how many words it has."""

    is_article: bool
    is_closed: bool
    words: int


def judge(page: Page) -> Verdict:
    """The verdict on a page from which a headline and a body were taken."""
    said = _said(page.root)
    if cause := _no_article(page, said):
        return Verdict(Kind.FAILED, (cause,))
    return _whole(page, said)


def cause_of_nothing(page: Page) -> str:
    """Why a page gave no headline or no body, where it says so itself; else empty."""
    return _no_article(page, _said(page.root))


def _no_article(page: Page, said: _Said) -> str:
    size = sum(line.size for line in page.body)
    if _is_wall(page, said):
        return "blocked"
    if _is_consent(page, said):
        return "consent"
    if cause := _told_by_headline(page, said, size):
        return cause
    return "listing" if is_listing(page.lines, page.body, page.headline, page.is_titled, said.is_article) else ""


def _is_wall(page: Page, said: _Said) -> bool:
    if sum(len(line.text) for line in page.lines) > _WALL_CHARACTERS:
        return False
    return bool(blocked(200, {}, page.raw) or (not said.is_article and blocked(_REFUSED, {}, page.raw)))


def _is_consent(page: Page, said: _Said) -> bool:
    """Whether most of the text is that of a consent dialog, and there are its buttons, or its title."""
    text = page.body or [line for line in page.lines if line.size > len(page.headline)]
    text = sorted(text, key=lambda line: -line.size)[:_HEAVIEST]
    total = sum(line.size for line in text)
    about = sum(line.size for line in text if _topics(line.text) >= (2 if line.size >= 60 else 1))
    titled = _topics(page.headline) > 0
    if not said.is_article and total <= _NOTICE_PAGE:
        about = max(about, sum(line.size for line in text if _names_cookies(line.text)))
    if not total or about < (0.8 if said.is_article else 0.5) * total or (said.is_article and titled):
        return False
    return titled or any(words.ACCEPT.fullmatch(label) for label in _labels(page.root))


def _topics(text: str) -> int:
    text = text.lower()
    return sum(any(stem in text for stem in topic) for topic in words.CONSENT_TOPICS)


def _names_cookies(text: str) -> bool:
    return any(stem in text.lower() for stem in words.CONSENT_TOPICS[0])


def _labels(root: HtmlElement) -> Iterator[str]:
    """What stands on the page's buttons and links."""
    for element in root.iter("button", "a", "input"):
        label = element.get("value") or "" if element.tag == "input" else "".join(element.itertext())
        if len(label) < 60:
            yield label.strip(_ENDS + "\n✓✔")


def _told_by_headline(page: Page, said: _Said, size: int) -> str:
    """What the headline of a page with little text says that the page is, if it is no article's."""
    most = FLASH if said.is_article else _NOTICE_PAGE
    if size > most or len(page.headline) > 100:
        return ""
    titles = [page.headline, "".join(page.root.xpath("string(//title)")).strip()[:200]]
    if size <= FLASH and not said.is_article and words.VAGUE.fullmatch(page.headline.strip(_ENDS)):
        titles += [line.text for line in page.body[:_PLACES]]
    if any(words.GONE.search(title) for title in titles):
        return "not found"
    if said.is_article:
        return ""
    if any(words.OUT_OF_SERVICE.search(title) for title in titles):
        return "out of service"
    if any(words.REFUSED.search(title) for title in titles):
        return "blocked"
    if words.LOG_IN.fullmatch(page.headline.strip(_ENDS)) and page.root.xpath("//input[@type='password']"):
        return "login"
    return ""


def _whole(page: Page, said: _Said) -> Verdict:
    """Whether the text is the whole article, for a page that is one."""
    first, last = page.lines.index(page.body[0]), page.lines.index(page.body[-1])
    below = page.lines[last + 1 : last + 1 + _AFTER]
    text, size = page.body, sum(line.size for line in page.body)
    # In a text of some length, what asks for a subscription stands at its end.
    asking = [line for line in page.lines[first if size < WHOLE else last : last + 1 + _AFTER] if _asks(line)]
    if asking:
        text = [line for line in text if line not in asking] or text
        size = sum(line.size for line in text)
        if size < WHOLE:
            return Verdict(Kind.FAILED, ("paywall",))
    if said.is_closed or asking:
        return _by_size(size, "paywall")
    if _is_beginning(page, said, text, size, below):
        return Verdict(Kind.FAILED, ("teaser",))
    if size < BEGINNING and len(text) <= _PLACES and _CUT.search(text[-1].text):
        return Verdict(Kind.DOUBTFUL, ("teaser",))
    return GOOD


def _asks(line: Line) -> bool:
    """Whether the line asks for a subscription or a log-in to read on."""
    return len(line.text) < _LONGEST_NOTICE and words.WALL.search(line.text) is not None


def _by_size(size: int, cause: str) -> Verdict:
    if size < BEGINNING:
        return Verdict(Kind.FAILED, (cause,))
    return Verdict(Kind.DOUBTFUL, (cause,)) if size < WHOLE else GOOD


def _is_beginning(page: Page, said: _Said, text: Sequence[Line], size: int, below: Sequence[Line]) -> bool:
    """Whether only the beginning of the article is here: a link to the rest, a text that is cut, words that miss."""
    if size < BEGINNING:
        if _leads_on(text[-1], below):
            return True
        end = text[-1].text
        if _CUT_MARKED.search(end) or (_CUT.search(end) and (size < FLASH or _is_description(page, text))):
            return True
    found = " ".join(line.text for line in text)
    spaced = not _UNSPACED.search(found)
    return spaced and size < WHOLE and said.words > 4 * len(found.split())


def _leads_on(last: Line, below: Sequence[Line]) -> bool:
    """Whether the text's end, or the next line, is a link to the rest; below other links one leads elsewhere."""
    if any(_is_more(line) for line in (last, *below[:1])):
        return True
    links = list(last.element.iter("a"))
    label = "".join(links[-1].itertext()).strip(_ENDS) if links else ""
    return bool(label) and last.text.rstrip(_ENDS).endswith(label) and bool(words.MORE.fullmatch(label))


def _is_more(line: Line) -> bool:
    return line.links > 0.5 and len(line.text) < 60 and bool(words.MORE.fullmatch(line.text.strip(_ENDS)))


def _is_description(page: Page, text: Sequence[Line]) -> bool:
    """Whether the text is no more than the description in the page's metadata."""
    own = "".join(line.key for line in text)
    return any(own in bare(description) or bare(description) in own for description in page.descriptions)


def _said(root: HtmlElement) -> _Said:
    is_article = is_closed = False
    count = 0
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        content = element.get("content", "").strip().lower()
        is_article = is_article or (name == "og:type" and content == "article") or name == "article:published_time"
        is_closed = is_closed or (
            name in ("article:content_tier", "article:opinion:content_tier") and content in _LOCKED
        )
    for script in root.iter("script"):
        if "ld+json" in script.get("type", ""):
            text = script.text or ""
            is_article = is_article or bool(_ARTICLE_TYPE.search(text))
            is_closed = is_closed or bool(_NOT_FREE.search(text))
            count = max([count, *(int(found) for found in _WORD_COUNT.findall(text))])
    return _Said(is_article, is_closed, count)
