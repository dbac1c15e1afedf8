"""What a volume rule counts, as a digest: the archive counts anew where it differs from the one that it knows.

It is made of the query with all that it refers to, other rules and entities by their content, and of the rule's groups
and reach; not of what only says when a count is worth an alert.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from monitor.domain.match import Entity, Rule
from monitor.domain.volume.rule import VolumeRule
from monitor.rules.entities import groups_of
from monitor.rules.query.parse import parse
from monitor.rules.query.syntax import EntityRef, RuleRef, leaves


def definitions(
    rules: Mapping[str, VolumeRule], known: Mapping[str, Rule], entities: Mapping[str, Entity]
) -> dict[str, str]:
    """By name of each rule, 64 hex digits that change with what it counts; it may name ``known`` and ``entities``."""
    named = _Named(entities)
    return {name: _definition(rule, known, named) for name, rule in rules.items()}


def _definition(rule: VolumeRule, known: Mapping[str, Rule], named: _Named) -> str:
    queries = {rule.name: [rule.over, rule.forms]}
    entities: dict[str, str] = {}
    waiting = [rule.over]
    while waiting:
        for leaf in leaves(parse(waiting.pop())):
            if isinstance(leaf, RuleRef) and leaf.name not in queries and leaf.name in known:
                referred = known[leaf.name]
                queries[leaf.name] = [referred.query, referred.forms]
                waiting.append(referred.query)
            elif isinstance(leaf, EntityRef):
                entities[leaf.name] = named.digest(leaf.name)
    facts = [queries, rule.kind, rule.by, str(rule.reach)]
    # Without entities as it ever was: what is counted of such rules is not counted anew by a newer program.
    return hashlib.sha256(json.dumps([*facts, entities] if entities else facts, sort_keys=True).encode()).hexdigest()


class _Named:
    """Digests of what ``@name`` stands for, each made once: a list may have a hundred thousand entities."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._groups: Mapping[str, list[Entity]] | None = None
        self._digests: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """64 hex digits that change with an entity, or with the members of a list or kind and with each of them."""
        if name not in self._digests:
            self._digests[name] = _digest(self._meant(name))
        return self._digests[name]

    def _meant(self, name: str) -> list[Entity]:
        if name in self._entities:
            return [self._entities[name]]
        if self._groups is None:
            self._groups = groups_of(self._entities.values())
        return self._groups.get(name, [])


def _digest(entities: Iterable[Entity]) -> str:
    """Neither the order of entities and names counts, nor on what other lists an entity is."""
    found = hashlib.sha256()
    for one in sorted(entities, key=lambda entity: entity.id):
        names = [sorted(names) for names in (one.aliases, one.weak, one.context, one.excluded)]
        found.update(json.dumps([one.id, one.kind, *names]).encode())
    return found.hexdigest()
