"""A second evaluator, as plain as the manual: every place of every part is looked at, without any index.

It shares with the engine how a text is folded, how a term is read into sequences of words, and where sentences end.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from itertools import product

from monitor.domain.match import Document, Entity, Hit, Rule, Scope
from monitor.domain.text import joined, tokens
from monitor.rules.query.parse import parse
from monitor.rules.query.syntax import (
    And,
    AtLeast,
    EntityRef,
    Fact,
    First,
    Form,
    Near,
    Node,
    Not,
    Or,
    Published,
    Regex,
    RuleRef,
    Same,
    Term,
)
from monitor.rules.terms.patterns import Sequence, Slot, TermKeys, sequences, written_words
from monitor.rules.text.offsets import FIELDS
from monitor.rules.text.pieces import BREAK, KeysOf
from monitor.rules.text.sentences import sentence_ends

Place = tuple[int, int, int]
"""The number of the field, the word at which it begins, and the one behind its last."""
Fits = Callable[[Place], bool]


@dataclass(frozen=True)
class Spot:
    """A place with what is to be marked of it."""

    place: Place
    hits: frozenset[Hit]


@dataclass(frozen=True)
class Text:
    """One field: its words with the keys that stand for each, and its words as the non-joiner joins them."""

    text: str
    words: list[tuple[int, int]]
    keys: list[frozenset[str]]
    joined: dict[int, tuple[str, int]]

    def fills(self, at: int, slot: Slot) -> Iterator[int]:
        """Behind which words one is that begins at a word and fills a slot."""
        if at < len(self.words) and any(is_filled(key, slot) for key in self.keys[at]):
            yield at + 1
        if at in self.joined and is_filled(self.joined[at][0], slot):
            yield self.joined[at][1]

    def is_broken(self, at: int) -> bool:
        """Whether no phrase reaches from the word before into this one."""
        return 0 < at < len(self.words) and bool(BREAK.search(self.text[self.words[at - 1][1] : self.words[at][0]]))


def is_filled(key: str, slot: Slot) -> bool:
    """Whether a key fills a slot."""
    if isinstance(slot, tuple):
        return key in slot
    if key[0] in "~^":
        return False
    if slot.edits:
        return edits(key[:64], "".join(slot.letters)) <= slot.edits
    return fnmatchcase(key[:64], "".join(slot.letters))


def edits(one: str, other: str) -> int:
    """How many letters are missing, more, others or swapped with their neighbours (each letter touched once)."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            row.append(min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (letter != wanted)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[j] = min(row[j], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


class Plain:
    """One document, asked for one query at a time."""

    def __init__(self, document: Document, entities: Mapping[str, Entity], rules: Mapping[str, Rule],
                 keys_of: KeysOf | None, term_keys: TermKeys | None) -> None:  # fmt: skip
        self.document, self.entities, self.rules, self.term_keys = document, entities, rules, term_keys
        self.texts = [self._text(getattr(document, name), keys_of) for name in FIELDS]

    def hits(self, node: Node) -> set[Hit] | None:
        """What is to be marked, ``None`` where the query is not true of the document."""
        spots = self.spots(node, False, lambda _: True)
        return None if spots is None else {hit for spot in spots for hit in spot.hits}

    def spots(self, node: Node, placed: bool, fits: Fits) -> list[Spot] | None:  # noqa: C901 one case for each kind of node
        """Where a part holds; ``placed`` inside an operator of position, where only places that fit count."""
        match node:
            case Term():
                return self._outermost(self._term(node, "", node.text), node.scope, fits) or None
            case Regex():
                return self._regex(node, fits) or None
            case EntityRef(name, _, scope):
                return self._entities(name, scope, fits) or None
            case RuleRef(name):
                return self.spots(parse(self.rules[name].query), placed, fits)
            case Fact(key, value):
                return [] if self._is_fact(key, value.casefold()) else None
            case Published(first, last):
                day = self.document.published
                return [] if day and (first or date.min) <= day <= (last or date.max) else None
            case Not(part):
                return [] if self.spots(part, False, lambda _: True) is None else None
            case Or(parts):
                some = [spots for part in parts if (spots := self.spots(part, placed, fits)) is not None]
                return [spot for spots in some for spot in spots] if some else None
            case And(parts):
                every = self._every(parts, placed, fits)
                if every is None or not placed:
                    return every if every is None else [spot for spots in every for spot in spots]
                spots = self._shortest([spots for spots in every if spots])
                return spots or (None if any(every) else [])
            case Near(left, right, distance, ordered):
                both = self._every((left, right), True, fits)
                return self._near(both[0], both[1], distance, ordered) or None if both else None
            case Same(parts, unit):
                every = self._every(parts, True, fits)
                return self._same([spots for spots in every if spots], unit) or None if every else None
            case AtLeast(part, count):
                found = self.spots(part, True, fits)
                return found if found is not None and self._most_apart(found) >= count else None
            case First(part, words):
                return self.spots(part, True, lambda place: fits(place) and self._is_early(place, words))

    def _every(self, parts: tuple[Node, ...], placed: bool, fits: Fits) -> list[list[Spot]] | None:
        every = [self.spots(part, placed, fits) for part in parts]
        held = [spots for spots in every if spots is not None]
        return held if len(held) == len(every) else None

    def _text(self, text: str, keys_of: KeysOf | None) -> Text:
        language = self.document.language.partition("-")[0].lower()
        words = tokens(text)
        wholes = {}
        for whole in joined(text):
            inside = [at for at, word in enumerate(words) if whole.start <= word.start and word.end <= whole.end]
            if len(inside) > 1:
                wholes[inside[0]] = whole.folded, inside[-1] + 1
        keys = [
            frozenset((folded, *(keys_of(text[start:end], folded, language) if keys_of else ())))
            for folded, start, end in words
        ]
        return Text(text, [(start, end) for _, start, end in words], keys, wholes)

    def _term(self, term: Term, label: str, name: str) -> dict[Place, frozenset[Hit]]:
        found: dict[Place, frozenset[Hit]] = {}
        for sequence in sequences(term, self.term_keys if term.form is Form.ANY else None, label):
            for number, text in enumerate(self.texts):
                for start, end in self._filled(sequence, term, text):
                    place = number, start, end
                    found.setdefault(place, frozenset((self._hit(place, name, sequence.label),)))
        return found

    def _filled(self, sequence: Sequence, term: Term, text: Text) -> set[tuple[int, int]]:
        letters = written_words(term) if term.form is Form.CASED else None
        if sequence.slop is not None and len(sequence.slots) > 1:
            return self._scattered(sequence.slots, sequence.slop, letters, text)
        found = set()
        for start in range(len(text.words)):
            ends = {start}
            for slot in sequence.slots:
                ends = {
                    end for at in ends for end in text.fills(at, slot) if at == start or not text.is_broken(at)
                }  # fmt: skip
            found |= {(start, end) for end in ends if letters is None or is_written(text, start, end, letters)}
        return found

    def _scattered(self, slots: tuple[Slot, ...], slop: int, letters: tuple[str, ...] | None, text: Text
                   ) -> set[tuple[int, int]]:  # fmt: skip
        ways = [
            [
                (at, end)
                for at in range(len(text.words))
                for end in text.fills(at, slot)
                if letters is None or is_written(text, at, at + 1, letters[number : number + 1])
            ]
            for number, slot in enumerate(slots)
        ]
        hulls = {
            (min(at for at, _ in way), max(end for _, end in way))
            for way in product(*ways)
            if len({at for at, _ in way}) == len(way)
        }
        return innermost({hull for hull in hulls if hull[1] - hull[0] <= len(slots) + slop})

    def _regex(self, node: Regex, fits: Fits) -> list[Spot]:
        expression = re.compile(node.pattern, 0 if node.cased else re.IGNORECASE)
        spots = []
        for number, text in enumerate(self.texts):
            start = 0
            for line in text.text.split("\n"):
                for first, behind in stretches(expression, line, start, text.words):
                    words = [at for at, (a, b) in enumerate(text.words) if a < behind and b > first]
                    if words and self._is_in(place := (number, words[0], words[-1] + 1), node.scope) and fits(place):
                        spots.append(Spot(place, frozenset((self._hit(place, f"/{node.pattern}/", ""),))))
                start += len(line) + 1
        return spots

    def _entities(self, name: str, scope: Scope | None, fits: Fits) -> list[Spot]:
        named = [self.entities[name]] if name in self.entities else []
        listed = [] if named else [entity for entity in self.entities.values() if name in entity.lists]
        return [spot for entity in (*named, *listed) for spot in self._entity(entity, scope, fits)]

    def _entity(self, entity: Entity, scope: Scope | None, fits: Fits) -> list[Spot]:
        strong = self._names(entity, entity.aliases, scope, fits)
        weak = self._names(entity, entity.weak, scope, fits)
        if not self._names(entity, entity.aliases, None, lambda _: True):
            beside = list(self._all_names(entity, entity.context))
            weak = [spot for spot in weak if any(words_apart(spot.place, one) <= 30 for one in beside)]
        spots = strong + weak
        return [spot for spot in {spot.place: spot for spot in reversed(spots)}.values()
                if not any(is_inside(spot.place, other.place) for other in spots)]  # fmt: skip

    def _names(self, entity: Entity, names: tuple[str, ...], scope: Scope | None, fits: Fits) -> list[Spot]:
        excluded = list(self._all_names(entity, entity.excluded))
        return [
            spot
            for spot in self._outermost(self._all_names(entity, names), scope, fits)
            if not any(spot.place == one or is_inside(spot.place, one) for one in excluded)
        ]

    def _all_names(self, entity: Entity, names: tuple[str, ...]) -> dict[Place, frozenset[Hit]]:
        found: dict[Place, frozenset[Hit]] = {}
        for name in names:
            for place, hits in self._term(Term(name), f'alias "{name}"', f"@{entity.id}").items():
                found.setdefault(place, hits)
        return found

    def _outermost(self, found: dict[Place, frozenset[Hit]], scope: Scope | None, fits: Fits) -> list[Spot]:
        kept = {place for place in found if self._is_in(place, scope) and fits(place)}
        return [Spot(place, found[place]) for place in kept if not any(is_inside(place, other) for other in kept)]

    def _is_in(self, place: Place, scope: Scope | None) -> bool:
        field = FIELDS[place[0]]
        if scope == "lead" and field == "body":
            return self.texts[place[0]].words[place[2] - 1][1] <= self.document.lead_end
        return {None: field != "header", "header": field != "body"}.get(scope, field == scope)

    def _is_early(self, place: Place, words: int) -> bool:
        field = FIELDS[place[0]]
        before = len(self.texts[FIELDS.index("lead")].words) if field == "body" else 0
        return field in ("lead", "body") and before + place[2] <= words

    def _hit(self, place: Place, term: str, label: str) -> Hit:
        number, first, behind = place
        text = self.texts[number]
        start, end = text.words[first][0], text.words[behind - 1][1]
        return Hit(FIELDS[number], start, end, text.text[start:end], term, label)

    def _is_fact(self, key: str, value: str) -> bool:
        document = self.document
        known = {"source": document.source, "country": document.country, "lang": document.language,
                 "ownership": document.ownership, "section": document.section, "url": document.url}  # fmt: skip
        many = {"author": document.authors, "tag": document.tags}
        values = [one.casefold() for one in many.get(key, (known.get(key, ""),)) if one]
        return any(fnmatchcase(one, f"*{value}*" if key == "url" else value) for one in values)

    def _near(self, left: list[Spot], right: list[Spot], distance: int, ordered: bool) -> list[Spot]:
        return [
            whole(one, other)
            for one in left
            for other in right
            if one.place[0] == other.place[0]
            and (one.place[2] <= other.place[1] or (not ordered and other.place[2] <= one.place[1]))
            and words_apart(one.place, other.place) <= distance
        ]

    def _shortest(self, every: list[list[Spot]]) -> list[Spot]:
        ways = [way for way in product(*every) if len({spot.place[0] for spot in way}) == 1] if every else []
        hulls = {whole(*way).place for way in ways}
        return [
            Spot(
                hull,
                frozenset(hit for spots in every for spot in spots if covers(hull, spot.place) for hit in spot.hits),
            )
            for hull in hulls
            if not any(is_inside(other, hull) for other in hulls)
        ]

    def _same(self, every: list[list[Spot]], unit: str) -> list[Spot]:
        held: list[dict[tuple[int, int], list[Spot]]] = []
        for spots in every:
            units: dict[tuple[int, int], list[Spot]] = {}
            for spot in spots:
                number, first, behind = spot.place
                if (here := self._unit(number, first, unit)) == self._unit(number, behind - 1, unit):
                    units.setdefault((number, here), []).append(spot)
            held.append(units)
        common = set(held[0]).intersection(*held[1:]) if held else set()
        return [whole(*(spot for units in held for spot in units[one])) for one in common]

    def _unit(self, number: int, word: int, unit: str) -> int:
        text = self.texts[number]
        start = text.words[word][0]
        if unit == "sentence":
            return bisect_right(sentence_ends(text.text, self.document.language.partition("-")[0].lower()), start)
        lines = text.text[:start].split("\n")
        if FIELDS[number] in ("title", "lead"):
            return len(lines) - 1
        return sum(1 for line in lines[:-1] if not tokens(line))

    def _most_apart(self, spots: list[Spot]) -> int:
        count, last = 0, (-1, 0)
        for number, start, end in sorted((spot.place for spot in spots), key=lambda place: (place[0], place[2])):
            if (number, start) >= last:
                count, last = count + 1, (number, end)
        return count


def is_written(text: Text, start: int, end: int, letters: tuple[str, ...]) -> bool:
    """Whether words stand in just these letters."""
    found = [text.text[a:b] for a, b in text.words[start:end]]
    return len(found) == len(letters) and all(
        fnmatchcase(unicodedata.normalize("NFC", one), unicodedata.normalize("NFC", wanted))
        for one, wanted in zip(found, letters, strict=True)
    )


def stretches(expression: re.Pattern[str], line: str, offset: int, words: list[tuple[int, int]]
              ) -> Iterator[tuple[int, int]]:  # fmt: skip
    """The longest stretch from each limit of a word, none overlapping the one before."""
    inside = {at - offset for start, end in words for at in range(start + 1, end)}
    limits = [at for at in range(len(line) + 1) if at not in inside]
    behind = 0
    for start in limits:
        if start >= behind:
            for end in reversed([at for at in limits if at > start]):
                if expression.fullmatch(line, start, end):
                    yield offset + start, offset + end
                    behind = end
                    break


def words_apart(one: Place, other: Place) -> float:
    """How many words on the later place begins behind the last word of the earlier; places may overlap."""
    if one[0] != other[0]:
        return float("inf")
    return max(one[1] - (other[2] - 1), other[1] - (one[2] - 1))


def whole(*spots: Spot) -> Spot:
    """One spot from the first to the last."""
    places = [spot.place for spot in spots]
    hull = places[0][0], min(place[1] for place in places), max(place[2] for place in places)
    return Spot(hull, frozenset(hit for spot in spots for hit in spot.hits))


def covers(one: Place, other: Place) -> bool:
    """Whether a place holds another, or is it."""
    return one[0] == other[0] and one[1] <= other[1] and other[2] <= one[2]


def is_inside(one: Place, other: Place) -> bool:
    """Whether a place lies inside another."""
    return one != other and covers(other, one)


def innermost(hulls: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Stretches without those that hold another."""
    return {one for one in hulls if not any(is_inside((0, *other), (0, *one)) for other in hulls)}
