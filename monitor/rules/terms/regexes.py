"""Regular expressions on RE2, which needs time in proportion to the text whatever the expression is.

A stretch of a line counts where it begins and ends at the limits of words (as words are parted in every script). From
each word the longest such stretch is taken. One automaton of all expressions tells, line by line, which are worth it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

import re2

from monitor.rules.query.shown import shown
from monitor.rules.text.offsets import FIELDS, Extent
from monitor.rules.text.reading import Place, Reading

_MEMORY = 16 << 20
"""Bytes that the automaton of one expression may take."""
_MEMORY_OF_ALL = 128 << 20
_COST = 64
"""So many letters read by an expression count as one step."""
_ESCAPE = re.compile(r"\\(.)|(\[\^?\]?)|(\])|(\()|(\))", re.DOTALL)
_UNICODE = {"w": r"\p{L}\p{M}\p{N}_", "d": r"\p{Nd}", "s": r"\s\p{Z}"}

_HALVES = re.compile("[\ud800-\udfff]")

Spend = Callable[[int], None]


class RegexIndex:
    """Expressions by number. Filled while rules are compiled, then only read."""

    __slots__ = ("_compiled", "_numbers", "_sets")

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, bool], int] = {}
        self._compiled: list[re2._Regexp] = []
        self._sets: tuple[_Filter, ...] = ()

    def number(self, pattern: str, cased: bool) -> int:
        """The expression's number; it is taken in where it is new. Raises ValueError saying what is wrong with it."""
        known = self._numbers.get((pattern, cased))
        if known is not None:
            return known
        compiled = checked(pattern, cased)
        number = self._numbers[pattern, cased] = len(self._compiled)
        self._compiled.append(compiled)
        return number

    @property
    def patterns(self) -> Iterable[tuple[str, bool]]:
        """The expressions, each with whether letter case counts."""
        return self._numbers.keys()

    def sealed(self) -> None:
        """Nothing more is taken in: make the automata that tell which expressions a line may hold."""
        self._sets = tuple(
            _Filter(
                {number: pattern for (pattern, is_cased), number in self._numbers.items() if is_cased is cased}, cased
            )
            for cased in (False, True)
        )

    def lines(self, reading: Reading) -> dict[int, list[int]]:
        """The lines in which each expression may fit, by their numbers over all fields; the others fit nowhere."""
        found: dict[int, list[int]] = {}
        if not self._numbers:
            return found
        number = 0
        for field in FIELDS:
            for line in encodable(getattr(reading.document, field)).split("\n"):
                for one in self._sets if line else ():
                    for expression in one.fitting(line):
                        found.setdefault(expression, []).append(number)
                number += 1
        return found

    def places(self, number: int, line: int, reading: Reading, spend: Spend) -> list[Place]:
        """Where an expression fits in a line, in order, without overlap. ``spend`` is told what it costs."""
        extents = reading.offsets.line(line)
        if not extents:
            return []
        text: str = getattr(reading.document, FIELDS[reading.field(extents[0][0])])
        start = text.rfind("\n", 0, extents[0][1]) + 1
        end = text.find("\n", start)
        spend(1 + len(extents) // _COST)
        fits = _Fits(self._compiled[number], encodable(text[start : end if end >= 0 else len(text)]), spend)
        stretches = fits.stretches([(first - start, behind - start) for _, first, behind in extents])
        return list(_words(extents, [(start + first, start + behind) for first, behind in stretches]))


def _words(extents: Sequence[Extent], stretches: Iterable[tuple[int, int]]) -> Iterator[Place]:
    """The words of a line that share a letter with each stretch, where there are any."""
    firsts, behinds = [first for _, first, _ in extents], [behind for _, _, behind in extents]
    for start, end in stretches:
        one, other = bisect_right(behinds, start), bisect_left(firsts, end)
        if one < other:
            yield extents[one][0], extents[other - 1][0] + 1


class _Fits:
    """One expression on one line."""

    __slots__ = ("_expression", "_line", "_spend")

    def __init__(self, expression: re2._Regexp, line: str, spend: Spend) -> None:
        self._expression, self._line, self._spend = expression, line, spend

    def stretches(self, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Stretches from limit to limit of the words, the longest from each place, none overlapping."""
        limits = _Limits(words)
        found: list[tuple[int, int]] = []
        at, size = 0, len(self._line)
        while at < size:
            self._spend(1 + (size - at) // _COST)
            hit = self._expression.search(self._line, at)
            if hit is None:
                break
            at = limits.following(hit.start())
            end = self._longest(at, limits)
            if end > at:
                found.append((at, end))
            at = max(end, at + 1)
        return found

    def _longest(self, at: int, limits: _Limits) -> int:
        """The end of the longest stretch from ``at`` that ends at a limit, ``at`` where there is none."""
        most = len(self._line)
        while most > at:
            self._spend(1 + (most - at) // _COST)
            hit = self._expression.match(self._line, at, most)
            if hit is None:
                return at
            end = limits.preceding(hit.end())
            if end == hit.end():
                return end
            most = end
        return at


class _Limits:
    """The places of a line that are not within a word."""

    __slots__ = ("_behind", "_first")

    def __init__(self, words: list[tuple[int, int]]) -> None:
        self._first = [first for first, _ in words]
        self._behind = [behind for _, behind in words]

    def following(self, at: int) -> int:
        """This place or the next."""
        word = bisect_left(self._first, at) - 1
        return max(at, self._behind[word]) if word >= 0 else at

    def preceding(self, at: int) -> int:
        """This place or the one before."""
        word = bisect_left(self._first, at) - 1
        return self._first[word] if word >= 0 and at < self._behind[word] else at


class _Filter:
    """All expressions as one automaton that tells which of them fit somewhere in a line."""

    __slots__ = ("_numbers", "_set")

    def __init__(self, patterns: dict[int, str], cased: bool) -> None:
        # The first expression fits every line: where it is not among the answers, the automaton ran out of memory.
        self._numbers = tuple(patterns)
        options = _options(cased, _MEMORY_OF_ALL)
        self._set = re2.Set.SearchSet(options)
        for pattern in ("", *map(unicode_classes, patterns.values())):
            self._set.Add(pattern)
        self._set.Compile()

    def fitting(self, line: str) -> tuple[int, ...]:
        """The numbers of the expressions that may fit the line: all of them where it cannot be told."""
        if not self._numbers:
            return ()
        hits: list[int] = self._set.Match(line)
        if 0 not in hits:
            return self._numbers
        return tuple(self._numbers[hit - 1] for hit in hits if hit)


def checked(pattern: str, cased: bool) -> re2._Regexp:
    """The expression, compiled. Raises ValueError saying what is wrong with it."""
    if _HALVES.search(pattern):
        raise ValueError("it holds half a character (a surrogate without the other)")
    try:
        compiled = re2.compile(unicode_classes(pattern), options=_options(cased, _MEMORY))
    except re2.error as error:
        reason = error.args[0] if error.args else error
        text = reason.decode() if isinstance(reason, bytes) else str(reason)
        raise ValueError(shown(text)) from None
    if compiled.fullmatch(""):
        raise ValueError("it fits nothing at all, that is every text")
    return compiled


def encodable(text: str) -> str:
    """The text with a sign of the same length for each half of a character (RE2 reads UTF-8, which has none)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text)
    return text


def unicode_classes(pattern: str) -> str:
    r"""The expression with ``\\w \\d \\s`` for every script (RE2: ASCII). Raises ValueError for ``\\b`` inside.

    At its ends ``\\b`` says nothing that is not said already.
    """
    pattern = re.sub(r"^\\b|(?<!\\)\\b$", "", pattern)
    pieces, last, in_set = [], 0, False
    for found in _ESCAPE.finditer(pattern):
        pieces.append(pattern[last : found.start()])
        last, piece = found.end(), found[0]
        if letter := found[1]:
            if letter in "bB" and not in_set:
                raise ValueError("“\\b” inside an expression; words are kept whole at its two ends")
            if letter in _UNICODE:
                piece = _UNICODE[letter] if in_set else f"[{_UNICODE[letter]}]"
            elif letter.lower() in _UNICODE and not in_set:
                piece = f"[^{_UNICODE[letter.lower()]}]"
        elif found[2]:
            piece, in_set = (piece, True) if not in_set else (piece, in_set)
        elif found[3]:
            in_set = False
        pieces.append(piece)
    return "".join((*pieces, pattern[last:]))


def _options(cased: bool, memory: int) -> re2.Options:
    options = re2.Options()
    options.case_sensitive, options.log_errors, options.longest_match = cased, False, True
    options.max_mem = memory
    return options
