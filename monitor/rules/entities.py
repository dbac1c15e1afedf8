"""Entities as parts of a rule set: each is compiled once, however many rules name it or a list it is on.

An entity may have thousands of names and a list a hundred thousand entities, so that what a name looks for is not kept
but made again when a text may hold it; only the index of what has to stand in the text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from monitor.domain.match import Entity, Scope
from monitor.errors import QueryError
from monitor.rules.forms import MARK
from monitor.rules.index import TermIndex
from monitor.rules.names.resemblance import DEFAULT
from monitor.rules.names.search import NameIndex
from monitor.rules.patterns import Sequence, TermKeys, sequences
from monitor.rules.plan import Listed, Names, Plan
from monitor.rules.suggest import nearest
from monitor.rules.syntax import EntityRef, Form, Term

NONE = -1
"""The number of a term that an entity does not have."""
FIRST_NAMED = -1_000_000_000
"""Below this are the numbers of persons in any spelling, and of lists."""
PERSON = "person"
MOST_WITH_FORMS = 10_000
"""With more entities a name is taken to be in its dictionary form: asking dictionaries for a million takes minutes."""
_REMEMBERED = 4096
_PLAIN = re.compile("[A-Za-z]+(?: [A-Za-z]+)*")
_EXPECTED = "a word or phrase that can be searched for"


@dataclass(frozen=True, slots=True, eq=False)
class Aliases:
    """The names of an entity as a term (see ``index.Atom``)."""

    names: tuple[str, ...]
    term_keys: TermKeys | None
    is_person: bool = False
    form: Form = Form.ANY
    written: tuple[str, ...] = ()

    @property
    def sequences(self) -> tuple[Sequence, ...]:
        """Every sequence that counts as one of the names."""
        return _sequences(self.names, self.term_keys, self.is_person)


class Entities:
    """The entities and lists that queries may name, as plans."""

    __slots__ = (
        "_entities",
        "_groups",
        "_index",
        "_last",
        "_names",
        "_numbers",
        "_plans",
        "_spelled",
        "_term_keys",
        "implied",
    )

    def __init__(
        self, entities: Mapping[str, Entity], index: TermIndex, names: NameIndex, term_keys: TermKeys | None
    ) -> None:
        self.implied: dict[int, tuple[int, ...]] = {}
        """The lists (by number) that a term of an entity is on."""
        self._entities = entities
        self._index, self._names = index, names
        self._term_keys = term_keys if len(entities) <= MOST_WITH_FORMS or term_keys is None else _dictionary_form
        self._numbers: dict[str, tuple[int, int, int, int]] = {}
        self._spelled: dict[str, int] = {}
        self._plans: dict[tuple[str, Scope | None, float], Plan] = {}
        self._groups: dict[str, list[Entity]] | None = None
        self._last = FIRST_NAMED

    def plan(self, node: EntityRef) -> Plan:
        """An entity, else the entities of a list, else those of a kind. Raises QueryError."""
        confidence = DEFAULT if node.confidence is None else node.confidence
        key = (node.name, node.scope, confidence)
        if key not in self._plans:
            self._plans[key] = self._made(node, confidence)
        return self._plans[key]

    def _made(self, node: EntityRef, confidence: float) -> Plan:
        if entity := self._entities.get(node.name):
            return self._named(entity, node, confidence)
        if self._groups is None:
            self._groups = dict(_groups(self._entities.values()))
        if listed := self._groups.get(node.name):
            return self._listed(listed, node, confidence)
        hint = nearest(node.name, [*self._entities, *self._groups], before="@")
        raise QueryError(node.column, f"@{node.name}, which is not known", f"the id of an entity or a list{hint}")

    def _listed(self, listed: list[Entity], node: EntityRef, confidence: float) -> Listed:
        of_term: dict[int, tuple[Names, ...]] = {}
        for entity in listed:
            names = self._named(entity, node, confidence)
            for number in {names.strong, names.weak, names.spelled} - {NONE}:
                of_term[number] = (*of_term.get(number, ()), names)
        own = self._next()
        for number in of_term:
            self.implied[number] = (*self.implied.get(number, ()), own)
        return Listed(of_term, own)

    def _named(self, entity: Entity, node: EntityRef, confidence: float) -> Names:
        if not entity.aliases and not entity.weak:
            raise QueryError(node.column, f"@{entity.id}, which has no aliases", "an entity with a name")
        known = self._numbers.get(entity.id)
        if known is None:
            groups = (entity.aliases, entity.weak, entity.context, entity.excluded)
            strong, weak, context, excluded = (self._term(entity, names, node.column) for names in groups)
            known = self._numbers[entity.id] = strong, weak, context, excluded
        spelled = self._in_any_spelling(entity) if entity.kind == PERSON and confidence < 1 else NONE
        return Names(*known, node.scope, f"@{entity.id}", spelled, confidence)

    def _in_any_spelling(self, entity: Entity) -> int:
        number = self._spelled.get(entity.id)
        if number is None:
            number = self._next()
            if not self._names.add(number, entity.aliases):
                number = NONE
            self._spelled[entity.id] = number
        return number

    def _next(self) -> int:
        self._last -= 1
        return self._last

    def _term(self, entity: Entity, names: tuple[str, ...], column: int) -> int:
        if not names:
            return NONE
        term = Aliases(names, self._term_keys, entity.kind == PERSON)
        try:
            return self._index.take(term, _each(names, self._term_keys, entity.kind == PERSON))
        except ValueError as error:
            raise QueryError(column, f"@{entity.id} with the alias {error}", _EXPECTED) from None


def _dictionary_form(written: str, folded: str) -> tuple[str, ...]:
    """The key of a word that is its own dictionary form; Latin names are left as they are."""
    return () if written.isascii() else (MARK + written,)


def _groups(entities: Iterable[Entity]) -> Iterator[tuple[str, list[Entity]]]:
    """The kinds of entities and, before a kind of the same name, the lists."""
    kinds: dict[str, list[Entity]] = {}
    lists: dict[str, list[Entity]] = {}
    for entity in entities:
        kinds.setdefault(entity.kind, []).append(entity)
        for name in entity.lists:
            lists.setdefault(name, []).append(entity)
    kinds.pop("", None)
    return iter({**kinds, **lists}.items())


@lru_cache(maxsize=_REMEMBERED)
def _sequences(names: tuple[str, ...], term_keys: TermKeys | None, is_person: bool) -> tuple[Sequence, ...]:
    return tuple(_each(names, term_keys, is_person))


def _each(names: tuple[str, ...], term_keys: TermKeys | None, is_person: bool) -> Iterator[Sequence]:
    """The sequences of each name in turn. Raises ValueError for a name without letters."""
    for name in names:
        label = f'alias "{name}"'
        if (is_person or term_keys is _dictionary_form) and " " in name and _PLAIN.fullmatch(name):
            # A person's name in Latin letters has no forms but those that are taken off where the text is read.
            yield Sequence(tuple(frozenset((word,)) for word in name.casefold().split()), None, label)
        else:
            yield from sequences(Term(_escaped(name)), term_keys, label)


_escaped = partial(re.compile(r"([\\*?])").sub, r"\\\1")
"""A name as a term in which no sign is a wildcard."""
