"""Which links are articles: by the source's pattern, and where it has none, by what addresses of articles look like.

An article's address has a name of its own: a long number, a day and something after it, a slug of several words, or a
code in a file's name. A list's address is made of the words of a menu (see ``linkwords``). Nothing but the address is
looked at, so an outlet that numbers its sections like its articles needs a pattern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import parse_qsl, unquote, urlsplit

from monitor.domain.linkwords import ARTICLES, LISTS, MENU, ONE_ARTICLE, WEAK_LISTS

_MOST_CHARACTERS = 2_000
_MONTH, _DAY_OF_MONTH = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_COMPACT_DAY = rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?"
_ONLY_DAY = re.compile(
    rf"{_COMPACT_DAY}|{_YEAR}(?:[-_./]{_MONTH}(?:[-_./]{_DAY_OF_MONTH})?)?|1[34]\d\d(?:[-_./]\d\d?){{0,2}}"
)
_DAY_AND_MORE = re.compile(
    rf"/(?:{_YEAR}[-_./]?{_MONTH}[-_./]?{_DAY_OF_MONTH}|{_DAY_OF_MONTH}[-_.]{_MONTH}[-_.]{_YEAR}|{_YEAR}/{_MONTH}{_DAY_OF_MONTH})"
    r"(?P<gap>[/_.-])(?P<rest>.+)$"
)
_MONTH_AND_MORE = re.compile(rf"/{_YEAR}[-_./]?{_MONTH}/(?P<rest>[^/]+)/?$")
_LONG_NUMBER = re.compile(rf"(?<!\d)(?!{_COMPACT_DAY}(?!\d))\d{{5,}}")
_NUMBER_ALONE = re.compile(r"\d{6,}(?:-\d+)*")
_SHORT_NUMBER = re.compile(r"(?:^|[-_,:])\d{3,4}(?:$|[-_,:])")
_NUMBER_AT_END = re.compile(r".+[-_]\d{2,}(?:\.\d+)?")
_CODE = re.compile(r"(?=[a-z-]*\d)(?=[\d-]*[a-z])[0-9a-z-]{12,64}", re.IGNORECASE)
_SHORT_CODE = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{6,}(?:-.*)?", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\.(?:s?html?|phtml|xhtml|php\d?|aspx?|jspx?|do|cfm|vnp|vov|kcmsf|story|ece|print)$", re.IGNORECASE
)
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|pdf|docx?|xlsx?|pptx?|zip|rar|gz|mp[34]|m4[av]|avi|mov|wmv|webm|ogg|wav|"
    r"m3u8?|css|js|json|xml|rss|atom|rdf|txt|csv|ics|apk|exe|woff2?|ttf|opml)$",
    re.IGNORECASE,
)
_LIST_FILE = re.compile(
    r"(?:index|default|list|node|channel|page|home|main|more|news_?list|latest|all|cat)[-_]?\d*|[cst]-\d+|"
    r"(?:section|seccion|category|categoria|rubric|rubrika|tag)-[^-]+(?:-\d+)?",
    re.IGNORECASE,
)
"""A file that lists: by its name, by a word for lists and one more, by a section's or topic's letter and number."""
_LIST_SEGMENT = re.compile(
    r"(?:person|location|category|organi[sz]ation|tag|theme|trend|product)_.+|[a-z_]*rss", re.IGNORECASE
)
_PAGING = re.compile(r"/(?:page|p|pagina|seite|sayfa|stranica|trang|halaman|صفحه)[/_-]?\d{1,5}/?$", re.IGNORECASE)
_LIST_QUERY = re.compile(
    r"(?:page_?(?:no|num|index)?|paged|pagen_\d|pg|pi|offset|start)=\d*|(?:s|q|query|search\w*|keywords?|cat|category|"
    r"cat_?id|category_?id|tag|author|m|year|month|date|datum|sort|feed|rss|service(?:_id)?|section|rubric|tp|ty)=.*|view=(?:category|categories|section|archive|featured|list)",
    re.IGNORECASE,
)
_ID_QUERY = re.compile(
    r"(?:p|n|nn|i|no|num|seq|key|code|article|news|[a-z_]*(?<!cat)(?<!tag)(?<!page)(?<!menu)(?<!author)(?<!user)(?<!section)"
    r"(?<!category)(?<!topic)(?<!lang)_?(?:id|seq|code|no))=(?P<value>[\w@.-]+)",
    re.IGNORECASE,
)
_ID_VALUE = re.compile(r"[a-z]{0,4}[-_]?\d{3,}[\w@.-]*|(?=.*\d)[0-9a-f-]{8,}", re.IGNORECASE)
_BARE_ID = re.compile(r"(?:article|breve)\d+=")
"""A query that is the id itself, as SPIP writes it: ``spip.php?article12``."""
_WORD_BREAK = re.compile(r"[-_+~,'’–\s.]+")
_SCRIPTS_WITHOUT_GAPS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Address:
    """An address in its parts. ``last`` is the last segment without its file ending; ``document`` if it had one."""

    path: str
    segments: tuple[str, ...]
    query: tuple[str, ...]
    last: str
    document: bool

    @property
    def parents(self) -> tuple[str, ...]:
        return self.segments[:-1]


def fits(url: str, pattern: str) -> bool:
    """Whether ``url`` is an article of the source: its pattern is found in it and it is no list.

    Without a pattern the heuristic decides. A pattern that names no ``id`` may be wide, so what it lets through must
    also have a name of its own, and not the name of a section.
    """
    if not pattern:
        return looks_like_article(url)
    found, address = re.search(pattern, url), _address(url)
    if not found or address is None or _is_list(address):
        return False
    return bool(found.groupdict().get("id")) or _has_own_name(address)


def looks_like_article(url: str) -> bool:
    """Whether an address looks like that of one article, and not of a list, a file or a page about the outlet."""
    address = _address(url)
    if address is None or _is_list(address):
        return False
    if _named_by_query(address):
        return True
    if not address.last or _names_list(address):
        return False
    return any(test(address) for test in (_dated, _numbered, _worded, _coded))


def _address(url: str) -> _Address | None:
    """The parts of a web address; None for anything else, and for what is too long to be an article's."""
    try:
        parts = urlsplit(url if len(url) <= _MOST_CHARACTERS else "")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    path = unquote(parts.path + parts.fragment.removeprefix("!")).removesuffix("/amp").removesuffix("/print")
    segments = tuple(segment for segment in path.lower().split("/") if segment)
    last = _DOCUMENT.sub("", segments[-1]) if segments else ""
    query = tuple(f"{name}={value}" for name, value in parse_qsl(parts.query, keep_blank_values=True))
    return _Address(path, segments, query, last, bool(segments) and last != segments[-1])


def _is_list(address: _Address) -> bool:
    """Whether the address can only be that of a list, a file, a service or the front page."""
    if not address.segments:
        return not _named_by_query(address)
    if _NO_PAGE.search(address.path) or _PAGING.search(address.path):
        return True
    if any(_LIST_QUERY.fullmatch(pair) for pair in address.query) and not _keeps_name(address):
        return True
    if any(_LIST_SEGMENT.fullmatch(segment) for segment in address.segments):
        return True
    if address.document and address.last.removeprefix("news") in LISTS and not _dated(address):
        return True
    for at, segment in enumerate(address.segments):
        if segment in LISTS and not _numbered_below(ONE_ARTICLE, address.segments[at + 1 :]):
            return True
        if segment in WEAK_LISTS and not _stands_out(address, len(address.segments) - at - 1):
            return True
    return False


def _names_list(address: _Address) -> bool:
    """Whether the last segments are a file that lists, or a day and nothing else."""
    return bool(_LIST_FILE.fullmatch(address.last)) or any(
        _ONLY_DAY.fullmatch("/".join((*address.parents, address.last)[-count:])) for count in (1, 2, 3)
    )


def _named_by_query(address: _Address) -> bool:
    """Whether the query names the article: ``/?p=249615``, ``/default.asp?ID=145``, ``?id=words-of-a-headline``."""
    return any(_BARE_ID.fullmatch(pair) for pair in address.query) or any(
        _ID_VALUE.fullmatch(found["value"])
        or ("id=" in pair.lower() and _own_words(found["value"]) >= 3)
        or ("id=" in pair.lower() and address.document and found["value"].isdecimal())
        for pair in address.query
        if (found := _ID_QUERY.fullmatch(pair)) and not _LIST_QUERY.fullmatch(pair)
    )


def _keeps_name(address: _Address) -> bool:
    """Whether the address names an article even where its query asks for a page or carries a section."""
    return not _names_list(address) and (
        bool(_LONG_NUMBER.search(address.last)) or _own_words(address.last) >= 4 or _named_by_query(address)
    )


def _stands_out(address: _Address, after: int) -> bool:
    """Whether ``after`` segments behind a word for lists an article stands: a day, a document, a whole headline."""
    if not after or _names_list(address):
        return _named_by_query(address)
    behind = address.segments[-after - 1 :]
    kept = behind[0].startswith("archive") and bool(_NUMBER_ALONE.fullmatch(address.last))
    numbered = address.document and (bool(_LONG_NUMBER.search(address.last)) or _below_number(behind))
    headline = after > 1 and _own_words(address.last) >= 4
    return _dated(address) or kept or numbered or headline or _named_by_query(address)


def _has_own_name(address: _Address) -> bool:
    """Whether the last segment has a number or two words that are not a menu's; or anything, below a day."""
    if not address.last:
        return _named_by_query(address)
    if _names_list(address):
        return False
    return _dated(address) or bool(re.search(r"\d{3}", address.last)) or _own_words(address.last) >= 2


def _dated(address: _Address) -> bool:
    """Whether a day stands in the path and a name after it, or a month and a slug."""
    if found := _DAY_AND_MORE.search(address.path):
        rest = _DOCUMENT.sub("", found["rest"].rstrip("/"))
        counter = re.fullmatch(r"\d" if found["gap"] != "/" else r"\d{1,3}", rest)
        return bool(rest) and not counter and not _LIST_FILE.fullmatch(rest)
    found = _MONTH_AND_MORE.search(address.path)
    return bool(found) and _own_words(address.last) >= 2


def _numbered(address: _Address) -> bool:
    """Whether a number names the page: a long one, a short one below a word for articles, or three in a row."""
    last = address.last
    if _LONG_NUMBER.search(last) or _numbered_below(ARTICLES, (*address.parents, last)):
        return True
    if _below_number(address.segments):
        return True
    if address.document and _NUMBER_AT_END.fullmatch(last) and _own_words(last) >= 2:
        return True
    figures = [segment.isdecimal() for segment in address.segments]
    return sum(figures) >= 3 and all(figures[-3:]) and not re.fullmatch(rf"{_YEAR}|1[34]\d\d", address.segments[-3])


def _below_number(segments: tuple[str, ...]) -> bool:
    """Whether a segment before the last is a long number and no day, or one of five digits before a slug."""
    return any(
        (_NUMBER_ALONE.fullmatch(segment) and not _ONLY_DAY.fullmatch(segment))
        or (re.fullmatch(r"\d{5}", segment) and _own_words(following) >= 2)
        for segment, following in pairwise(segments)
    )


def _numbered_below(words: frozenset[str], segments: tuple[str, ...]) -> bool:
    """Whether one of ``words`` stands in the segments, and a number, which is no day, in one after it."""
    at = next((at for at, segment in enumerate(segments) if segment in words), len(segments))
    return any(
        _LONG_NUMBER.search(segment) or (_SHORT_NUMBER.search(segment) and not _ONLY_DAY.fullmatch(segment))
        for segment in segments[at + 1 :]
    )


def _worded(address: _Address) -> bool:
    """Whether the last segment is a slug of several words of its own, or as long in a script that has no gaps.

    Three will do where they are long, stand below a word for articles, or below two segments and none is a menu's.
    """
    own, last = _own_words(address.last), address.last
    if own >= 4 or (own == 3 and (len(last) >= 18 or not ARTICLES.isdisjoint(address.parents))):
        return True
    if own == 3 and len(address.parents) >= 2 and MENU.isdisjoint(_WORD_BREAK.split(last)):
        return True
    return len(_SCRIPTS_WITHOUT_GAPS.findall(address.last)) >= 8


def _coded(address: _Address) -> bool:
    """Whether a code names the page: in a file's name, after a day, or right below a word for a single article."""
    above = address.parents[-1] if address.parents else ""
    if above in ONE_ARTICLE and _SHORT_CODE.fullmatch(address.last):
        return True
    several_digits = len(re.findall(r"\d", address.last)) >= 3
    return several_digits and bool(_CODE.fullmatch(address.last)) and (address.document or above in ARTICLES)


def _own_words(slug: str) -> int:
    """How many words a slug has; none where all of them are a menu's."""
    words = [word for word in _WORD_BREAK.split(slug) if word]
    return len(words) if any(word not in MENU for word in words if not word.isdecimal()) else 0
