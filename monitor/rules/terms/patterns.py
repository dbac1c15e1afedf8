"""What a term looks for: sequences of slots, each filled by one word of a text.

A slot is a set of keys, any of which fills it (the word itself, its forms), or the number of a shape (``*``, ``?``,
similar words). A phrase in Arabic letters is also found where a zero-width non-joiner or one space between its words
was lost; this is settled here, when a rule is compiled, and costs an article nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from monitor.domain.text import is_arabic, joined, tokens
from monitor.rules.query.shown import shown
from monitor.rules.query.syntax import Form, Term
from monitor.rules.terms.shapes import MOST_EDITS, Shape
from monitor.rules.text.pieces import BREAK

MOST_WORDS = 100
_LEAST_LETTERS = 2
_SIGN = re.compile(r"\\(?P<letter>.)|(?P<sign>[*?])|(?P<text>(?:[^\\*?])+|\\$)", re.DOTALL)
_SIGNS = frozenset("*?\\")
_SINGLE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)
"""Characters that are a word each, so that nothing can be missing from the end of one."""

ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufeff]")
"""A letter of a script whose readers lose and add spaces."""

TermKeys = Callable[[str, str], tuple[str, ...]]
"""Further keys that a word of a query is found by: ``(word as written, word folded) -> keys``."""
Slot = tuple[str, ...] | Shape
"""Keys, the folded word itself first, or a shape."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Slots that are filled by neighbouring words; with ``slop`` in any order, that many other words among them.

    ``label`` tells sequences of one term apart for people (which alias of an entity).
    """

    slots: tuple[Slot, ...]
    slop: int | None = None
    label: str = ""

    @property
    def sequences(self) -> tuple[Sequence, ...]:
        """Itself, as the only sequence of a term in any form (see ``index.Looked``)."""
        return (self,)

    @property
    def form(self) -> Form:
        """Any."""
        return Form.ANY

    @property
    def written(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def is_person(self) -> bool:
        """Not known to be one's name."""
        return False


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a term: as it is written, and folded, in parts where it has wildcards."""

    written: str
    parts: tuple[str, ...]

    @property
    def folded(self) -> str:
        return self.parts[0] if len(self.parts) == 1 else "".join(self.parts)

    @property
    def is_shape(self) -> bool:
        return not _SIGNS.isdisjoint(self.parts)


def sequences(term: Term, term_keys: TermKeys | None, label: str = "") -> tuple[Sequence, ...]:
    """Every sequence that counts as the term. Raises ValueError naming what cannot be searched for."""
    words = _words(term.text)
    _check(term, words)
    keys = term_keys if term.form is Form.ANY else None
    way = tuple(_slot(word, term.edits, keys) for word in words)
    plain = term.form is not Form.CASED and not any(word.is_shape for word in words)
    if len(words) == 1 or not plain or not any(is_arabic(word.folded) for word in words):
        return (Sequence(way, term.slop, label),)
    ways = [way, *lost_spaces(way)]
    whole = tuple((token.folded,) for token in joined(term.text))
    ways += [whole] if len(whole) < len(words) else []
    return tuple(Sequence(way, term.slop, label) for way in dict.fromkeys(ways))


def written_words(term: Term) -> tuple[str, ...]:
    """The words of a term as they are written, for comparing letter by letter."""
    return tuple(word.written for word in _words(term.text))


def lost_spaces(slots: tuple[Slot, ...]) -> Iterator[tuple[Slot, ...]]:
    """A phrase where the space between two words in Arabic letters was lost."""
    for gap, (one, other) in enumerate(pairwise(slots), 1):
        if isinstance(one, tuple) and isinstance(other, tuple) and is_arabic(both := one[0] + other[0]):
            yield (*slots[: gap - 1], (both,), *slots[gap + 1 :])


def _slot(word: _Word, edits: int, term_keys: TermKeys | None) -> Slot:
    if word.is_shape:
        return Shape(word.parts)
    if edits:
        return Shape(word.parts, edits)
    return (word.folded, *(term_keys(word.written, word.folded) if term_keys else ()))


def _words(text: str) -> list[_Word]:
    """The term's words; a wildcard is part of the word it touches."""
    if not _SIGNS.intersection(text):
        return [_Word(text[start:end], (folded,)) for folded, start, end in tokens(text)]
    words: list[list[tuple[str, str]]] = []
    glued = False
    for found in _SIGN.finditer(text):
        if sign := found["sign"]:
            if glued and _SINGLE.match(words[-1][-1][1]):
                if sign == "?":
                    words.append([(sign, sign)])
                continue
            if not glued:
                words.append([])
            words[-1].append((sign, sign))
            glued = True
            continue
        literal = found["letter"] or found["text"]
        last = 0
        for number, token in enumerate(tokens(literal)):
            part = (literal[token.start : token.end], token.folded)
            if number == 0 and token.start == 0 and glued and not _SINGLE.match(token.folded):
                words[-1].append(part)
            else:
                words.append([part])
            last = token.end
        glued = last == len(literal) and last > 0
    return [_Word("".join(written for written, _ in word), tuple(part for _, part in word)) for word in words]


def _check(term: Term, words: list[_Word]) -> None:
    if not words:
        raise ValueError(f"“{shown(term.text)}”, which has no letter or digit")
    if len(words) > MOST_WORDS:
        raise ValueError(f"a phrase of {len(words)} words (at most {MOST_WORDS} are searched)")
    if term.slop is None and BREAK.search(term.text.strip()[:-1]):
        raise ValueError(f"“{shown(term.text)}”, a phrase with punctuation or a line end that no phrase reaches across")
    for word in words:
        if not word.is_shape:
            continue
        known = sum(len(part) for part in word.parts if part not in ("*", "?"))
        if known < _LEAST_LETTERS and (len(words) == 1 or known == 0) and word.folded != "?":
            raise ValueError(f"“{shown(word.written)}” with fewer than two letters beside “*” or “?”")
    if len(words) == 1 and words[0].folded == "?":
        raise ValueError("“?” alone")
    if term.edits and (len(words) > 1 or words[0].is_shape):
        raise ValueError(f"“~{term.edits}” behind “{shown(term.text)}”, which is not one plain word")
    if term.edits > MOST_EDITS or (term.edits and len(words[0].folded) <= 2 * term.edits):
        raise ValueError(f"“{shown(term.text)}~{term.edits}”, where nearly every letter may differ")
