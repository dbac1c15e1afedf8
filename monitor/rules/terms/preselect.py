"""What must stand in a text for a rule to be true of it: a condition that an index can look up.

Weaker than the rule, never stronger: NOT, fields, distances and facts about the source are left out. The index holds
``searchable`` text: folded words, and every further key that a word of the text is found by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from monitor.domain.search import AllOf, AnyOf, Phrase, Preselect
from monitor.domain.text import is_arabic
from monitor.rules.names.search import name_keys_in
from monitor.rules.query.syntax import Form
from monitor.rules.terms.index import Looked
from monitor.rules.terms.patterns import Sequence, Slot
from monitor.rules.text.pieces import BREAKS
from monitor.rules.text.wording import Wording

Asked = Callable[[tuple[str, ...]], Iterable[str]]
"""The keys of a slot as the index holds them."""


def condition(groups: Iterable[Iterable[Looked | Preselect | None]], asked: Asked = sorted) -> Preselect | None:
    """That of each group one term stands in the text; ``None`` where nothing has to. A term may be unknown."""
    parts = [part for group in groups if (part := _any([_term(atom, asked) for atom in group])) is not None]
    return _all(parts) if parts else None


def searchable(reading: Wording) -> str:
    """What the index holds of a document: its words in order, then each further key once, names' keys among them."""
    words = [word for word in reading.words if word not in BREAKS]
    further = (reading.present | name_keys_in(reading.document)) - BREAKS - set(words)
    return " ".join([*words, *sorted(further)])


def _term(atom: Looked | Preselect | None, asked: Asked) -> Preselect | None:
    if atom is None or isinstance(atom, Preselect):
        return atom
    return _any([_sequence(sequence, atom.form, asked) for sequence in atom.sequences])


def _sequence(sequence: Sequence, form: Form, asked: Asked) -> Preselect | None:
    words = [slot[0] for slot in sequence.slots if isinstance(slot, tuple) and len(slot) == 1]
    if (
        len(words) == len(sequence.slots)
        and sequence.slop is None
        and (_is_plain(words) or (form is not Form.ANY and not any(map(is_arabic, words))))
    ):
        return Phrase(tuple(words))
    parts = [part for slot in sequence.slots if (part := _slot(slot, asked)) is not None]
    return _all(parts) if parts else None


def _is_plain(words: list[str]) -> bool:
    """Whether nothing but the words themselves can stand for them: characters that are a word each."""
    return all(len(word) == 1 and not word.isascii() for word in words)


def _slot(slot: Slot, asked: Asked) -> Preselect | None:
    if isinstance(slot, tuple):
        return _any([Phrase((key,)) for key in asked(slot)])
    first = slot.letters[0]
    return Phrase((first,), prefix=True) if first not in "*?" and not slot.edits else None


def _all(parts: list[Preselect]) -> Preselect:
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else AllOf(distinct)


def _any(parts: list[Preselect | None]) -> Preselect | None:
    """One of the parts; where one of them is no condition, neither is the whole."""
    known = tuple(dict.fromkeys(part for part in parts if part is not None))
    if not known or None in parts:
        return None
    return known[0] if len(known) == 1 else AnyOf(known)
