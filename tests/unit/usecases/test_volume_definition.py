"""What makes a volume rule count its past anew: all that changes what its query is true of, and nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.archive import open_archive
from monitor.domain.match import Entity, Rule
from monitor.domain.volume.rule import VolumeRule
from monitor.ports import Consequences
from monitor.testing import START, a_text, a_version
from monitor.usecases.volume import Configured, VolumeWatch
from monitor.usecases.volume_definition import definitions

RUSH = VolumeRule("rush", "#ports AND @mayor AND @envoys", "frequency", at_least=3)
PORTS = Rule("ports", "harbour OR @quay")
MAYOR = Entity("mayor", ("Ada Lind", "the mayor of Oldport"), "person", context=("harbour",))
QUAY = Entity("quay", ("Long Quay",), "place")
ENVOYS = tuple(Entity(name, (f"{name} Marlo",), "person", lists=("envoys",)) for name in ("Ben", "Cleo"))
OTHER = Entity("ferry", ("the Gull",), "vessel")


def defined(rule: VolumeRule = RUSH, ports: Rule = PORTS, *entities: Entity) -> str:
    """The digest of the rule, with these entities in the place of those with the same id."""
    known = {entity.id: entity for entity in (MAYOR, QUAY, *ENVOYS, OTHER, *entities)}
    return definitions({"rush": rule}, {"ports": ports}, known)["rush"]


@pytest.mark.parametrize(
    ("rule", "ports", "entities"),
    [
        (replace(RUSH, over="#ports AND @mayor OR @envoys"), PORTS, ()),
        (replace(RUSH, forms=False), PORTS, ()),
        (replace(RUSH, by=("country",)), PORTS, ()),
        (replace(RUSH, within=timedelta(hours=9)), PORTS, ()),
        (RUSH, replace(PORTS, query="harbour OR pier OR @quay"), ()),
        (RUSH, replace(PORTS, forms=False), ()),
        (RUSH, PORTS, (replace(MAYOR, aliases=("Ada Lind",)),)),
        (RUSH, PORTS, (replace(MAYOR, weak=("Lind",)),)),
        (RUSH, PORTS, (replace(MAYOR, context=()),)),
        (RUSH, PORTS, (replace(MAYOR, excluded=("Ada Lind Street",)),)),
        (RUSH, PORTS, (replace(MAYOR, kind=""),)),
        (RUSH, PORTS, (replace(QUAY, aliases=("Short Quay",)),)),
        (RUSH, PORTS, (replace(ENVOYS[1], aliases=("Cleo Marlow",)),)),
        (RUSH, PORTS, (replace(ENVOYS[1], lists=()),)),
        (RUSH, PORTS, (Entity("Dan", ("Dan Marlo",), "person", lists=("envoys",)),)),
    ],
)
def test_what_changes_the_matches_changes_the_definition(
    rule: VolumeRule, ports: Rule, entities: tuple[Entity, ...]
) -> None:
    assert defined(rule, ports, *entities) != defined()


@pytest.mark.parametrize(
    ("rule", "ports", "entities"),
    [
        (replace(RUSH, at_least=9, labels={"severity": "high"}, cooldown=timedelta(0)), PORTS, ()),
        (RUSH, replace(PORTS, labels={"desk": "sea"}, description="quays"), ()),
        (RUSH, PORTS, (replace(OTHER, aliases=("the Tern",)),)),
        (RUSH, PORTS, (replace(MAYOR, aliases=MAYOR.aliases[::-1], lists=("city",)),)),
    ],
)
def test_what_does_not_change_the_matches_does_not(rule: VolumeRule, ports: Rule, entities: tuple[Entity, ...]) -> None:
    assert defined(rule, ports, *entities) == defined()


def test_a_rule_without_entities_is_known_to_an_archive_of_an_earlier_program() -> None:
    rule = VolumeRule("rush", "harbour", "first", by=("country",))
    facts = json.dumps([{"rush": ["harbour", True]}, "first", ["country"], "None"])
    assert definitions({"rush": rule}, {}, {}) == {"rush": hashlib.sha256(facts.encode()).hexdigest()}


def test_the_past_is_counted_anew_when_an_entity_changes(tmp_path: Path) -> None:
    archive = open_archive(f"sqlite:///{tmp_path}/archive.db", write=True)
    archive.articles.keep(a_version(text=a_text(body="The Gull is in.")), lambda _: Consequences())
    watch = VolumeWatch(archive.volumes, archive.replay, archive.schedule)
    rules = {"gulls": VolumeRule("gulls", "@ferry", "first")}
    counted = []
    for alias in ("the Tern", "the Gull", "the Gull"):
        watch.begin(Configured(rules, entities={"ferry": replace(OTHER, aliases=(alias,))}), START)
        watch.finish(START)
        counted += archive.volumes.counts("gulls", (), [(START - timedelta(days=1), START)], START)
    assert counted == [0, 1, 1]
    archive.close()
