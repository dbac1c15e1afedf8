"""Regular expressions on RE2, which needs time in proportion to the text whatever the expression is.

A stretch counts only where it begins and ends at the limits of a word (letters, digits and marks of any script), as a
term does. Expressions are tried line by line on the text as it stands.
"""

from __future__ import annotations

import unicodedata

import re2

from monitor.rules.reading import FIELDS, Place, Reading

_MEMORY = 16 << 20
"""Bytes that the automaton of one expression may take."""


class RegexIndex:
    """Expressions by number. Filled while rules are compiled, then only read."""

    __slots__ = ("_compiled", "_numbers")

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, bool], int] = {}
        self._compiled: list[re2._Regexp] = []

    def number(self, pattern: str, cased: bool) -> int:
        """The expression's number; it is taken in where it is new. Raises ValueError saying what is wrong with it."""
        known = self._numbers.get((pattern, cased))
        if known is not None:
            return known
        compiled = checked(pattern, cased)
        number = self._numbers[pattern, cased] = len(self._compiled)
        self._compiled.append(compiled)
        return number

    def places(self, number: int, reading: Reading) -> list[Place]:
        """Where an expression fits, in order."""
        expression = self._compiled[number]
        found: list[Place] = []
        for field in FIELDS:
            text: str = getattr(reading.document, field)
            start = 0
            for line in text.split("\n") if text else ():
                for hit in expression.finditer(line):
                    if hit.end() > hit.start() and _is_whole(line, hit.start(), hit.end()):
                        place = reading.place(field, start + hit.start(), start + hit.end())
                        found += [place] if place else []
                start += len(line) + 1
        return found


def checked(pattern: str, cased: bool) -> re2._Regexp:
    """The expression, compiled. Raises ValueError saying what is wrong with it."""
    options = re2.Options()
    options.case_sensitive, options.log_errors, options.max_mem = cased, False, _MEMORY
    try:
        compiled = re2.compile(pattern, options=options)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        text = reason.decode() if isinstance(reason, bytes) else str(reason)
        raise ValueError(text) from None
    if compiled.fullmatch(""):
        raise ValueError("it fits nothing at all, that is every text")
    return compiled


def _is_whole(line: str, start: int, end: int) -> bool:
    return not (_joins(line, start) or _joins(line, end))


def _joins(line: str, at: int) -> bool:
    """Whether a word goes on over this place."""
    return 0 < at < len(line) and _is_letter(line[at - 1]) and _is_letter(line[at])


def _is_letter(ch: str) -> bool:
    return unicodedata.category(ch)[0] in "LNM"
