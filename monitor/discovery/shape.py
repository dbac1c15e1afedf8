r"""Where in an address an id may stand: every number or hash of it, described by what is around it.

A description is made of small regular expressions: what comes before in the path segment (``/``, ``/c_``, ``/…-``) with
the dates in the segments before that, the kind of id, and what comes after (``-``, ``.html``, the segment's end).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

DIGIT, HEX, MIXED = r"\d", "[0-9a-f]", "[0-9A-Za-z]"
SEGMENT_ENDS = "(?:[/?#]|$)"
_RANKS = {DIGIT: 20, HEX: 10, MIXED: 0}
_WORD = re.compile(r"[0-9A-Za-z]+")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_LETTERS_THEN_DIGITS = re.compile(r"([A-Za-z]{1,12})(\d{3,})")
_HEX = re.compile(r"(?=.*[0-9])(?=.*[a-f])[0-9a-f]{8,}")
_MIXED = re.compile(r"(?=(?:\D*\d){2})(?=.*[A-Za-z])[0-9A-Za-z]{8,}")
_DATE = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])")
_DATED_SEGMENT = re.compile(r"\d{1,8}|\d{4}-\d{1,2}(?:-\d{1,2})?")
_SHORT_LEAD = re.compile(r"[A-Za-z]{0,8}(?:\d+[A-Za-z]?)?[-_.]?")
_EXTENSION = re.compile(r"\.[A-Za-z]{2,6}")
_SPECIAL = re.compile(r"([.+*?^$()\[\]{}|\\])")


@dataclass(frozen=True, slots=True)
class Family:
    """A description that several addresses may share; a higher ``rank`` is tried first among equals."""

    left: str
    id: str
    right: str
    rank: int

    def regex(self, before: str = "", shortest: int = 0) -> str:
        """The pattern, with literal segments before it, and with ids of at least so many characters."""
        repeat = f"{{{shortest},}}" if shortest > 1 else "+"
        return f"{before}{self.left}(?P<id>{self.id}{repeat}){self.right}"


def escaped(text: str) -> str:
    """``text`` as a regular expression that fits it, without needless backslashes."""
    return _SPECIAL.sub(r"\\\1", text)


def segments_of(url: str) -> list[str]:
    """The path's segments, without the empty one at its end."""
    path = urlsplit(url).path
    return path.removesuffix("/").split("/")[1:]


def families(url: str) -> Iterator[tuple[Family, tuple[str, ...], int]]:
    """Every place in a canonical address where an id may stand, with the segments before it and the id's length."""
    segments = segments_of(url)
    for number, segment in enumerate(segments):
        dates, start = _dates_before(segments, number)
        for left, kind, right, rank, length in _in_segment(segment, follows_date=bool(dates)):
            yield Family(dates + left, kind, right, rank), tuple(segments[:start]), length
    for name, _, value in (pair.partition("=") for pair in urlsplit(url).query.split("&")):
        for lead, kind in _readings(value, alone=True, follows_date=False):
            left = rf"\?(?:[^#]*&)?{escaped(name)}={lead}"
            yield Family(left, kind, "(?:[&#]|$)", _RANKS[kind] + 2), (tuple(segments) or ("",)), len(value) - len(lead)


def _dates_before(segments: list[str], number: int) -> tuple[str, int]:
    """The numeric segments directly before ``number`` as a pattern, and where they begin."""
    start = number
    while start and _DATED_SEGMENT.fullmatch(segments[start - 1]):
        start -= 1
    return "".join(f"/{_digits(segment)}" for segment in segments[start:number]), start


def _digits(text: str) -> str:
    """A pattern for numbers like those in ``text``: years and months keep their lengths."""

    def lengths(found: re.Match[str]) -> str:
        size = len(found[0])
        return rf"\d{{{size}}}" if size >= 4 else r"\d{1,2}" if size <= 2 else r"\d+"

    return re.sub(r"\d+", lengths, text)


def _in_segment(segment: str, follows_date: bool) -> Iterator[tuple[str, str, str, int, int]]:
    # Escapes are letters of another script, not numbers; the mask keeps every offset.
    masked = _ESCAPE.sub("~~~", segment)
    for word in _WORD.finditer(masked):
        before, after = segment[: word.start()], segment[word.end() :]
        alone = not before and (not after or _EXTENSION.fullmatch(after) is not None)
        right = _right(after)
        if not right:
            continue
        for lead, kind in _readings(word[0], alone=alone, follows_date=follows_date):
            for left, rank in _lefts(before, lead):
                rank += _RANKS[kind] - 5 * (_MONTH.fullmatch(word[0]) is not None)
                yield left, kind, right, rank, len(word[0]) - len(lead)


def _readings(word: str, *, alone: bool, follows_date: bool) -> Iterator[tuple[str, str]]:
    """Letters that belong to the pattern, and the kind of id after them."""
    if word.isdecimal() and word.isascii():
        day = follows_date and len(word) in (1, 2, 4)
        if not _DATE.fullmatch(word) and not day and (alone or len(word) >= 3):
            yield "", DIGIT
        return
    if (found := _LETTERS_THEN_DIGITS.fullmatch(word)) and not _DATE.fullmatch(found[2]):
        yield found[1], DIGIT
    if _HEX.fullmatch(word):
        yield "", HEX
    elif _MIXED.fullmatch(word):
        yield "", MIXED


def _lefts(before: str, lead: str) -> Iterator[tuple[str, int]]:
    """What stands before the id in its segment: as it is where it is short, and any words up to a separator."""
    if _SHORT_LEAD.fullmatch(before):
        yield "/" + re.sub(r"\d+", lambda _: r"\d+", escaped(before)) + lead, 3
    if before:
        separator = before[-3:] if _ESCAPE.fullmatch(before[-3:]) else before[-1]
        yield f"/[^/?#]*{escaped(separator)}{lead}", 1


def _right(after: str) -> str:
    """What stands after the id in its segment; empty where it is something that no id has after it."""
    if not after:
        return SEGMENT_ENDS
    if _EXTENSION.fullmatch(after):
        return rf"{escaped(after)}\b"
    if found := _ESCAPE.match(after):
        return found[0]
    return escaped(after[0]) if after[0] in "-_.,~" else ""
