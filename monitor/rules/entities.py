"""Entities as parts of a rule set: each is compiled once, however many rules name it or a list it is on.

An entity may have thousands of names and a list a hundred thousand entities, so that what a name looks for is not kept
but made again when a text may hold it; only the index of what has to stand in the text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from monitor.domain.match import Entity, Scope
from monitor.domain.search import Preselect
from monitor.domain.text import ZWNJ, is_arabic, tokens
from monitor.errors import QueryError
from monitor.rules.forms import LISTED
from monitor.rules.names.patronymics import with_patronymic
from monitor.rules.names.phrases import PhraseIndex
from monitor.rules.names.resemblance import DEFAULT
from monitor.rules.names.search import NameIndex, condition
from monitor.rules.plan import Listed, Names, Plan
from monitor.rules.query.shown import shown
from monitor.rules.query.suggest import nearest
from monitor.rules.query.syntax import EntityRef, Form, Term
from monitor.rules.terms.index import Looked, TermIndex
from monitor.rules.terms.patterns import ARABIC, Sequence, TermKeys, sequences
from monitor.rules.text.pieces import BREAK

NONE = -1
"""The number of a term that an entity does not have."""
FIRST_NAMED = -1_000_000_000
"""Below this are the numbers of persons in any spelling, and of lists."""
PERSON = "person"
MOST_WITH_FORMS = 20_000
"""With more names in all a name is taken to be in its dictionary form: asking dictionaries for a million takes
minutes, and those of the other terms are not to wait for it."""
MOST_PRESELECTED = 300
"""Names of a list, up to which an archive's index is asked for them."""
_REMEMBERED = 4096
_PLAIN = re.compile("[A-Za-z]+(?: [A-Za-z]+)*")
_SIGN = re.compile(r"[\\*?]")
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


class _Numbers(NamedTuple):
    """The terms of an entity, and the number of the person in any spelling."""

    strong: int
    weak: int
    context: int
    excluded: int
    spelled: int = NONE


class Entities:
    """The entities and lists that queries may name, as plans.

    ``term_keys`` gives the forms of names; of ``listed_keys`` there is need where they are too many for that.
    """

    __slots__ = (
        "_are_many",
        "_entities",
        "_groups",
        "_index",
        "_last",
        "_lists",
        "_numbers",
        "_plans",
        "_term_keys",
        "implied",
        "names",
        "phrases",
    )

    def __init__(
        self, entities: Mapping[str, Entity], index: TermIndex, term_keys: TermKeys | None, listed_keys: TermKeys | None
    ) -> None:
        self.names = NameIndex()
        """Persons in any spelling."""
        self.phrases = PhraseIndex()
        """Names as they are written, where they are too many for the index of all terms."""
        self.implied: dict[int, tuple[int, ...]] = {}
        """The lists (by number) that a term of an entity is on."""
        self._entities = entities
        self._index = index
        self._are_many = sum(map(_size, entities.values())) > MOST_WITH_FORMS
        self._term_keys = listed_keys if self._are_many else term_keys
        self._numbers: dict[str, _Numbers] = {}
        self._plans: dict[tuple[str, Scope | None, float], Plan] = {}
        self._lists: dict[int, Listed] = {}
        self._groups: dict[str, list[Entity]] | None = None
        self._last = FIRST_NAMED

    def plan(self, node: EntityRef) -> Plan:
        """An entity, else the entities of a list, else those of a kind. Raises QueryError."""
        confidence = DEFAULT if node.confidence is None else node.confidence
        key = (node.name, node.scope, confidence)
        if key not in self._plans:
            try:
                self._plans[key] = self._made(node, confidence)
            except OverflowError as error:
                raise QueryError(
                    node.column, f"@{shown(node.name)}, with which there are {error}", "fewer of them"
                ) from None
        return self._plans[key]

    def sealed(self) -> None:
        """Nothing more is taken in."""
        self.names.sealed()
        self.phrases.sealed()

    def looked(self, number: int) -> list[Looked | Preselect | None]:
        """What an index can be asked for in place of a person in any spelling or a list: any of these.

        ``None`` where it cannot be asked.
        """
        listed = self._lists.get(number)
        if listed is None:
            name = next(name for name, numbers in self._numbers.items() if numbers.spelled == number)
            return [condition(self._entities[name].aliases)]
        entities = {number: self._entities[names.term[1:]] for number, names in listed.of_term.items()}
        if sum(len(entity.aliases) + len(entity.weak) for entity in entities.values()) > MOST_PRESELECTED:
            return [None]
        return [self._index.looked(one) if one >= 0 else condition(of.aliases) for one, of in entities.items()]

    def _made(self, node: EntityRef, confidence: float) -> Plan:
        if entity := self._entities.get(node.name):
            return self._named(entity, node, confidence)
        if self._groups is None:
            self._groups = groups_of(self._entities.values())
        if listed := self._groups.get(node.name):
            return self._listed(listed, node, confidence)
        hint = nearest(node.name, [*self._entities, *self._groups], before="@")
        raise QueryError(
            node.column, f"@{shown(node.name)}, which is not known", f"the id of an entity or a list{hint}"
        )

    def _listed(self, listed: list[Entity], node: EntityRef, confidence: float) -> Listed:
        of_term: dict[int, Names] = {}
        for entity in listed:
            names = self._named(entity, node, confidence)
            of_term.update((number, names) for number in (names.strong, names.weak, names.spelled) if number != NONE)
        own = self._next()
        alone = (own,)
        for number in of_term:
            known = self.implied.get(number)
            self.implied[number] = alone if known is None else (*known, own)
        plan = self._lists[own] = Listed(of_term, own)
        return plan

    def _named(self, entity: Entity, node: EntityRef, confidence: float) -> Names:
        if not entity.aliases and not entity.weak:
            raise QueryError(node.column, f"@{entity.id}, which has no aliases", "an entity with a name")
        known = self._numbers.get(entity.id)
        if known is None:
            groups = (entity.aliases, entity.weak, entity.context, entity.excluded)
            known = _Numbers(*(self._term(entity, names, node.column) for names in groups))
            if entity.kind == PERSON and self.names.add(number := self._next(), entity.aliases):
                known = known._replace(spelled=number)
            self._numbers[entity.id] = known
        spelled = known.spelled if confidence < 1 else NONE
        return Names(*known[:4], node.scope, f"@{entity.id}", spelled, confidence)

    def _next(self) -> int:
        self._last -= 1
        return self._last

    def _term(self, entity: Entity, names: tuple[str, ...], column: int) -> int:
        if not names:
            return NONE
        try:
            return self._listed_term(names) if self._are_many else self._index_term(names, entity.kind == PERSON)
        except ValueError as error:
            raise QueryError(column, f"@{entity.id} with the alias {error}", _EXPECTED) from None

    def _index_term(self, names: tuple[str, ...], is_person: bool) -> int:
        """A term among all others. Raises ValueError for a name without letters."""
        term = Aliases(names, self._term_keys, is_person)
        return self._index.take(term, _each(names, self._term_keys, is_person))

    def _listed_term(self, names: tuple[str, ...]) -> int:
        """A term of a long list, found by its phrases. Raises ValueError for a name without letters."""
        number = self._index.take(Aliases(names, _listed_key), ())
        for name in names:
            if _PLAIN.fullmatch(name):
                self.phrases.add(number, tuple(name.lower().split(" ")))
                continue
            for words in _phrases(name):
                self.phrases.add(number, words)
                if (known := self._term_keys) is not None:
                    for word in words:
                        known(word, word)
        return number


def _size(entity: Entity) -> int:
    return len(entity.aliases) + len(entity.weak) + len(entity.context) + len(entity.excluded)


def _listed_key(written: str, folded: str) -> tuple[str, ...]:
    """See ``Forms.listed_keys``, which knows the word by then."""
    return () if folded.isascii() else (LISTED + folded,)


def _phrases(name: str) -> Iterator[tuple[str, ...]]:
    """The folded words of every sequence that counts as a name. Raises ValueError for a name without letters."""
    words = tuple(token.folded for token in tokens(name))
    if not words or _SIGN.search(name) or BREAK.search(name) or ZWNJ in name:
        for sequence in sequences(Term(_escaped(name)), None):
            yield tuple(key for slot in sequence.slots if isinstance(slot, tuple) for key in slot)
        return
    yield words
    for at, (one, other) in enumerate(pairwise(words) if ARABIC.search(name) else ()):
        if is_arabic(one + other):
            yield (*words[:at], one + other, *words[at + 2 :])


def groups_of(entities: Iterable[Entity]) -> dict[str, list[Entity]]:
    """What ``@name`` stands for besides each entity: the kinds and, before a kind of the same name, the lists."""
    kinds: dict[str, list[Entity]] = {}
    lists: dict[str, list[Entity]] = {}
    for entity in entities:
        kinds.setdefault(entity.kind, []).append(entity)
        for name in entity.lists:
            lists.setdefault(name, []).append(entity)
    kinds.pop("", None)
    return {**kinds, **lists}


@lru_cache(maxsize=_REMEMBERED)
def _sequences(names: tuple[str, ...], term_keys: TermKeys | None, is_person: bool) -> tuple[Sequence, ...]:
    return tuple(_each(names, term_keys, is_person))


def _each(names: tuple[str, ...], term_keys: TermKeys | None, is_person: bool) -> Iterator[Sequence]:
    """The sequences of each name in turn. Raises ValueError for a name without letters."""
    for name in names:
        label = f'alias "{name}"'
        if (is_person or term_keys is _listed_key) and " " in name and _PLAIN.fullmatch(name):
            # A person's name in Latin letters has no forms but those that are taken off where the text is read.
            yield Sequence(tuple((word,) for word in name.casefold().split()), None, label)
            continue
        own = sequences(Term(_escaped(name)), term_keys, label)
        yield from own
        if is_person:
            yield from (Sequence(slots, None, label) for slots in with_patronymic(name, own[0].slots))


_escaped = partial(re.compile(r"([\\*?])").sub, r"\\\1")
"""A name as a term in which no sign is a wildcard."""
