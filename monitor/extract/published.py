"""When an article was published: what its page states, prints, or is called, and what the feed says.

Structured data and metadata are right more often than what can be read on the page, but are often written in the common
time zone: then the day that the page prints counts, where some place on earth has that day at the stated moment. Clocks
at the top of a site and dates of other stories are not asked; who calls sees to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from lxml.html import HtmlElement

from monitor.domain.article import Entry
from monitor.domain.header import is_update
from monitor.extract import words
from monitor.extract.dates import Stamp, printed_day, read_stamp, readings, url_day
from monitor.extract.furniture import Furniture
from monitor.extract.lines import text_of

_EAST, _WEST = timedelta(hours=14), timedelta(hours=-12)
"""The time zones furthest from UTC."""
PLACES = ("time", "abbr", "span", "meta", "p", "div", "li", "td", "em", "i", "small", "b", "strong")
"""Elements that mark dates."""
_LONGEST = 100
"""The place of a date holds no longer text than this."""
_MODIFIED = ("modified", "updated")


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication and where it comes from (see ``Extraction.date_origin``); the moment (UTC) where one is
    stated; ``precision`` is that of the moment, ``day`` where only a day is known, empty without a day."""

    day: date | None = None
    origin: str = ""
    moment: datetime | None = None
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """What may tell when an article was published, each kind in order of trust.

    ``stated``, ``weak`` and ``modified`` are pairs of origin and text; weak ones may be of the page alone.
    ``printed`` are lines that print the date, ``mentioning`` lines beside the headline that hold one among other words.
    """

    stated: Sequence[tuple[str, str]] = ()
    printed: Sequence[str] = ()
    mentioning: Sequence[str] = ()
    weak: Sequence[tuple[str, str]] = ()
    modified: Sequence[tuple[str, str]] = ()
    url: str = ""
    entry: Entry | None = None
    locale: str = ""


def published(claims: Claims) -> Published:
    """The most trusted answer of all that ``claims`` hold."""
    stated = _first_stamp(claims.stated, claims.locale)
    if stated:
        return _confirmed(stated, claims)
    weak = _first_stamp(claims.weak, claims.locale)
    near = url_day(claims.url) or (weak and weak[1].day) or _entry_day(claims.entry)
    for line in claims.printed:
        if day := printed_day(line, claims.locale, near):
            return Published(day, "printed", precision="day")
    if day := url_day(claims.url):
        return Published(day, "url", precision="day")
    for line in claims.mentioning:
        if known := next(readings(line, claims.locale), None):
            return Published(_nearest(known, near), "printed", precision="day")
    if weak:
        return _as_published(*weak)
    if day := _entry_day(claims.entry):
        return Published(day, "feed", precision="day")
    if changed := _first_stamp(claims.modified, claims.locale):
        return Published(changed[1].day, "modified", precision="day")
    return Published()


def marked_stamps(elements: Iterable[HtmlElement]) -> Iterator[tuple[str, str]]:
    """The timestamps in attributes of an article's elements, with their origin; not those of a change."""
    for element in elements:
        is_marked = "datepublished" in element.get("itemprop", "").lower() or _is_published(element)
        if not (element.tag == "time" or is_marked) or _is_of_a_change(element):
            continue
        if stamp := element.get("datetime") or (is_marked and (element.get("content") or element.get("title"))):
            yield "time element", stamp


def marked_texts(elements: Iterable[HtmlElement], furniture: Furniture) -> Iterator[str]:
    """The texts of those of an article's elements that are named as the place of its date."""
    for element in elements:
        if furniture.names(element) & words.DATES and not _is_of_a_change(element):
            text = text_of(element)
            if len(text) <= _LONGEST and not is_update(text):
                yield text


def _is_of_a_change(element: HtmlElement) -> bool:
    names = f"{element.get('itemprop', '')} {element.get('class', '')}".lower()
    return any(word in names for word in _MODIFIED) and "published" not in names


def _is_published(element: HtmlElement) -> bool:
    return "published" in element.get("class", "").split()


def _first_stamp(texts: Sequence[tuple[str, str]], locale: str) -> tuple[str, Stamp] | None:
    return next(((origin, stamp) for origin, text in texts if (stamp := read_stamp(text, locale))), None)


def _confirmed(stated: tuple[str, Stamp], claims: Claims) -> Published:
    """What is stated; its day is the one that the page prints, or has in its address, where that is the same moment in
    the outlet's own time."""
    origin, stamp = stated
    known = _as_published(origin, stamp)
    for line in claims.printed:
        day = printed_day(line, claims.locale, stamp.day)
        if day and _is_same(day, stamp):
            return replace(known, day=day, origin="printed")
    day = url_day(claims.url)
    return replace(known, day=day, origin="url") if day and day != stamp.day and _is_same(day, stamp) else known


def _is_same(day: date, stamp: Stamp) -> bool:
    """Whether the stamp's moment is on ``day`` somewhere on earth; where it names the outlet's zone, whether there."""
    if stamp.moment is None or stamp.is_local:
        return day == stamp.day
    return (stamp.moment + _WEST).date() <= day <= (stamp.moment + _EAST).date()


def _as_published(origin: str, stamp: Stamp) -> Published:
    return Published(stamp.day, origin, stamp.moment.astimezone(UTC) if stamp.moment else None, stamp.precision)


def _nearest(days: Sequence[date], near: date | None) -> date:
    return min(days, key=lambda day: abs(day - near)) if near else days[0]


def _entry_day(entry: Entry | None) -> date | None:
    if entry is None:
        return None
    written = read_stamp(entry.published_text) if entry.published_text else None
    return written.day if written else entry.published.date() if entry.published else None
