"""Terms to what is looked for, with what was made of each word before: most words of a rule set stand in many rules."""

from __future__ import annotations

import re
from itertools import chain

from monitor.domain.text import tokens
from monitor.rules.query.syntax import Form, Term
from monitor.rules.terms.index import Atom, TermIndex
from monitor.rules.terms.patterns import ARABIC, Sequence, TermKeys, lost_spaces, sequences, written_words

_LETTERS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
"""Words and phrases without any sign: nearly all terms."""
_FEW = 100
"""Longer phrases may be refused."""


class Phrases:
    """Takes terms into the index of one rule set."""

    __slots__ = ("_index", "_term_keys", "_words")

    def __init__(self, index: TermIndex, term_keys: TermKeys | None) -> None:
        self._index, self._term_keys = index, term_keys
        self._words: dict[str, tuple[int, ...]] = {}
        """The slots of words, which are the same in every phrase."""

    def number(self, term: Term, form: Form) -> int:
        """The number of a term that is known to be new, in this form. Raises ValueError for what cannot be found."""
        text = term.text
        is_plain = form is Form.ANY and term.slop is None and not term.edits
        if is_plain and len(text) < _FEW and _LETTERS.fullmatch(text):
            slots = tuple(chain.from_iterable(map(self._slots, text.split(" "))))
            if len(slots) == 1 or not ARABIC.search(text):
                return self._index.take_plain(slots)
            way = self._index.sequence(slots).slots
            ways = tuple(map(Sequence, dict.fromkeys((way, *lost_spaces(way)))))
        else:
            ways = sequences(term, self._term_keys if form is Form.ANY else None)
        if is_plain and len(ways) == 1:
            return self._index.take_plain(map(self._index.slot, ways[0].slots))
        return self._index.take(Atom(ways, form, written_words(term) if form is Form.CASED else ()), ways)

    def _slots(self, word: str) -> tuple[int, ...]:
        known = self._words.get(word)
        if known is None:
            keys, slot = self._term_keys, self._index.slot
            known = self._words[word] = tuple(
                slot((folded, *(keys(word[start:end], folded) if keys else ()))) for folded, start, end in tokens(word)
            )
        return known
