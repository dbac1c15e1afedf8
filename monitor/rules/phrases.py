"""Terms to sequences, with what was made of each word before: most words of a rule set stand in many of its rules."""

from __future__ import annotations

import re
from itertools import chain

from monitor.domain.text import is_arabic, tokens
from monitor.rules.patterns import Sequence, Slot, TermKeys, sequences
from monitor.rules.syntax import Form, Term

_LETTERS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
"""Words and phrases without any sign: nearly all terms."""
_FEW = 100
"""Longer phrases may be refused."""


def _no_keys(word: str, folded: str) -> tuple[str, ...]:
    return ()


class Phrases:
    """Makes the sequences of one rule set's terms."""

    __slots__ = ("_same", "_term_keys", "_words")

    def __init__(self, term_keys: TermKeys | None) -> None:
        self._term_keys = term_keys
        self._same: dict[Slot, Slot] = {}
        """Characters that are a word each are slots of many words."""
        self._words: dict[tuple[str, Form], tuple[Slot, ...]] = {}

    def sequences(self, term: Term, form: Form) -> tuple[Sequence, ...]:
        """As ``patterns.sequences``, for this form. Raises ValueError naming what cannot be searched for."""
        text = term.text
        is_plain = term.slop is None and not term.edits and form is not Form.CASED
        if is_plain and len(text) < _FEW and _LETTERS.fullmatch(text):
            each = [self._slots(word, form) for word in text.split(" ")]
            if all(each):
                return (Sequence(tuple(chain.from_iterable(each))),)
        return sequences(term, self._term_keys if form is Form.ANY else None)

    def _slots(self, word: str, form: Form) -> tuple[Slot, ...]:
        """The slots of a word where it has the same ones in every phrase: words in Arabic letters do not."""
        known = self._words.get((word, form))
        if known is None:
            found = tokens(word)
            keys = self._term_keys if form is Form.ANY and self._term_keys else _no_keys
            slots = [frozenset((folded, *keys(word[start:end], folded))) for folded, start, end in found]
            known = tuple(self._same.setdefault(slot, slot) for slot in slots)
            if any(is_arabic(token.folded) for token in found):
                known = ()
            self._words[word, form] = known
        return known
