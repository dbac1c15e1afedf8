"""A file for ``monitor rules test``: read and checked as any other file of the configuration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from monitor.config.build import built_entity, built_rule
from monitor.config.explain import faults_of, query_fault
from monitor.config.fault import Fault, Wrong, in_order
from monitor.config.rehearsal_models import CaseModel, OutletModel, RehearsalsModel
from monitor.config.settings import Settings
from monitor.config.yamlfile import MAX_BYTES, Document, read_document
from monitor.domain.match import Entity, Rule
from monitor.domain.source import Source
from monitor.errors import ConfigError
from monitor.rules.engine import faults


@dataclass(frozen=True, slots=True)
class Rehearsals:
    """The tests of one file, and what they are played through.

    ``rules`` are the file's own, else the configuration's; they may refer to the ``known`` ones. Of ``entities`` and
    ``sources`` the file's own take the place of the configuration's with the same id.
    """

    file: str
    rules: tuple[Rule, ...]
    known: tuple[Rule, ...]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    cases: tuple[CaseModel, ...]


def read_rehearsals(path: Path, settings: Settings) -> Rehearsals:
    """The tests in a file, for this configuration. Raises ConfigError with every fault."""
    try:
        with path.open("rb") as file:
            document, found = read_document(str(path), file.read(MAX_BYTES + 1))
    except OSError as error:
        document, found = None, [Fault(str(path), 0, "", error.strerror or "an unreadable file", "a readable file")]
    model = _checked(document, found) if document is not None else None
    if document is None or model is None or found:
        raise ConfigError(tuple(str(fault) for fault in in_order(found)))
    own = tuple(map(built_rule, model.rules or ()))
    entities = {**settings.entities, **{one.id: built_entity(one) for one in model.entities}}
    if wrong := list(_faults_in_queries(document, own, entities, settings.rules)):
        raise ConfigError(tuple(str(fault) for fault in in_order(wrong)))
    rules = settings.rules if model.rules is None else own
    sources = {one.id: one for one in (*settings.sources, *map(_source, model.sources))}
    return Rehearsals(str(path), rules, settings.rules, entities, sources, tuple(model.tests))


def _checked(document: Document, found: list[Fault]) -> RehearsalsModel | None:
    try:
        return RehearsalsModel.model_validate(document.value)
    except ValidationError as error:
        found += faults_of(document, (), RehearsalsModel, error)
        return None


def _faults_in_queries(
    document: Document, own: Sequence[Rule], entities: Mapping[str, Entity], known: Sequence[Rule]
) -> Iterator[Fault]:
    for fault in faults(own, entities, known):
        number = next(place for place, rule in enumerate(own) if rule is fault.rule)
        wrong = Wrong(fault.error.found, fault.error.expected)
        yield query_fault(document, ("rules", number, "query"), fault.error.column, wrong)


def _source(model: OutletModel) -> Source:
    return Source(
        model.id, model.name or model.id, model.country, model.language, model.ownership, labels=dict(model.labels)
    )
