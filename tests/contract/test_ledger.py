"""The ledger in memory and the ledger in the archive say the same, so what is simulated is what happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from alerts.policy.caps import Rate
from alerts.policy.dispatch import turn
from alerts.policy.ledger import Acknowledgement, Change, Digest, Group, Item, Kind, Purpose, Telling
from alerts.policy.matchers import Matcher
from alerts.policy.routes import Resolved
from alerts.policy.silences import Silence
from alerts.policy.terms import Policy, Terms
from monitor.testing import START, a_version
from tests.contract.conftest import fresh_schema
from tests.contract.ledger_worlds import InArchive, InMemory

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
World = InMemory | InArchive
Told = tuple[datetime, str, str, int]


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Each ledger, empty."""
    if request.param == "memory":
        yield InMemory()
    elif request.param == "sqlite":
        yield from _in_archive(f"sqlite:///{tmp_path}/archive.db")
    else:
        for url in fresh_schema():
            yield from _in_archive(url)


def _in_archive(url: str) -> Iterator[World]:
    world = InArchive(url)
    yield world
    assert world.archive.check() == []
    world.archive.close()


def arrive(world: World, key: str, *rules: str, at: datetime = START, **labels: str) -> None:
    world.article(key, at, *(rules or ("ports",)), receivers=("desk",), labels={"severity": "high", **labels})


def a_group(item: Item, **more: object) -> Group:
    return replace(Group(0, item.receiver, item.route, '{"a": "b"}', item.story, item.at, item.at), **more)  # type: ignore[arg-type]


def test_items_arrive_once_in_order_with_all_that_is_known(world: World) -> None:
    arrive(world, "1", "ports", "piers", country="GB")
    arrive(world, "1", at=START + MINUTE)
    with world.turn() as ledger:
        first, second, edit = ledger.arrived(10)
        assert [item.id for item in ledger.arrived(2)] == [first.id, second.id]
    story = a_version("1").article_id
    assert (first.rule, first.receiver, first.route, first.at, first.kind) == (
        "ports", "desk", "to desk", START, Kind.WAITING,
    )  # fmt: skip
    assert (first.about, edit.about, second.rule) == ((story, 1), (story, 2), "piers")
    assert first.labels == {"story": story, "kind": "match", "rule": "ports", "severity": "high", "country": "GB"}


def test_a_placed_item_waits_in_its_group(world: World) -> None:
    arrive(world, "1", "ports", "piers")
    with world.turn() as ledger:
        first, second = ledger.arrived(10)
        (group,) = ledger.save([a_group(first, due_at=START)])
        ledger.place([(first, group)])
        assert [item.id for item in ledger.arrived(10)] == [second.id]
    world.restart()
    with world.turn() as ledger:
        others = ("desk", "to desk", "{}"), ("duty", "to desk", '{"a": "b"}')
        assert ledger.newest([group.name, *others]) == {group.name: group}
        waiting = ledger.waiting([group])
        assert {number: [(item.id, item.group) for item in items] for number, items in waiting.items()} == {
            group.id: [(first.id, group.id)]
        }


def test_the_newest_group_of_a_key_counts_and_a_saved_one_is_replaced(world: World) -> None:
    arrive(world, "1")
    with world.turn() as ledger:
        (item,) = ledger.arrived(1)
        (old,) = ledger.save([a_group(item)])
        new, other = ledger.save([a_group(item, due_at=START), a_group(item, key="{}")])
        assert old.id < new.id < other.id
        changed, opened = ledger.save([
            replace(new, due_at=None, flushed_at=START, severity="high", told=1, escalation="chain", step=1,
                    escalate_at=START + MINUTE, last_at=START + HOUR, over=""),
            a_group(item, key="[]"),
        ])  # fmt: skip
    with world.turn() as ledger:
        assert ledger.newest([opened.name, changed.name, other.name]) == {
            one.name: one for one in (changed, other, opened)
        }
        assert ledger.due_groups(START + HOUR, 10) == []
        assert ledger.escalating(START) == []
        assert ledger.escalating(START + MINUTE) == [changed]


def test_groups_are_due_at_their_time_in_order_of_their_numbers(world: World) -> None:
    arrive(world, "1")
    with world.turn() as ledger:
        (item,) = ledger.arrived(1)
        late, soon = ledger.save([a_group(item, key=str(wait), due_at=START + wait) for wait in (HOUR, MINUTE)])
        assert ledger.due_groups(START, 10) == []
        assert ledger.due_groups(START + MINUTE, 10) == [soon]
        assert ledger.due_groups(START + HOUR, 10) == [late, soon]
        assert ledger.due_groups(START + HOUR, 1) == [late]


def test_what_becomes_of_items(world: World) -> None:
    arrive(world, "1", *"abcdef")
    until = START + HOUR
    with world.turn() as ledger:
        items = ledger.arrived(10)
        (group,) = ledger.save([a_group(items[0])])
        for item in items:
            ledger.place([(item, group)])
        kinds = (Kind.DEFERRED, Kind.QUEUED, Kind.CAPPED, Kind.NOTIFIED, Kind.SILENCED, Kind.DIGESTED)
        ledger.change(
            [Change(item, kind, f"because {item.rule}", until if kind is not Kind.CAPPED else None)
             for item, kind in zip(items, kinds, strict=True)],
            START,
        )  # fmt: skip
        ledger.change([], START)
    with world.turn() as ledger:
        held = ledger.held((Kind.DEFERRED, Kind.QUEUED, Kind.CAPPED))
        assert [(item.rule, item.kind, item.reason) for item in held] == [
            ("a", Kind.DEFERRED, "because a"), ("b", Kind.QUEUED, "because b"), ("c", Kind.CAPPED, "because c"),
        ]  # fmt: skip
        assert [item.until for item in held] == [until, until, None]
        assert [item.rule for item in ledger.held((Kind.CAPPED,))] == ["c"]
        assert ledger.held((Kind.DEFERRED, Kind.CAPPED), START) == []
        assert [item.rule for item in ledger.held((Kind.DEFERRED, Kind.CAPPED), until)] == ["a"]
        assert [item.rule for item in ledger.told(group)] == ["d", "f"]
        assert not any(ledger.waiting([group]).values())
        assert ledger.arrived(10) == []


def test_a_message_is_told_once_and_counts_for_its_receiver(world: World) -> None:
    arrive(world, "1")
    with world.turn() as ledger:
        items = tuple(ledger.arrived(10))
        telling = Telling("desk", Purpose.ROOT, START, "key-1", items)
        ledger.tell(telling)
        ledger.tell(telling)
        ledger.tell(Telling("desk", Purpose.DIGEST, START + MINUTE, "key-2"))
        ledger.tell(Telling("duty", Purpose.DIGEST, START + MINUTE, "key-3"))
    world.restart()
    with world.turn() as ledger:
        ledger.tell(telling)
        assert ledger.told_at("desk", START - MINUTE) == [START, START + MINUTE]
        assert ledger.told_at("desk", START) == [START + MINUTE], "only what is later"


def test_matches_that_were_meant_for_somebody_are_seen_once(world: World) -> None:
    world.article("1", START, "ports", receivers=("desk", "duty"), labels={"severity": "low"})
    arrive(world, "2", "piers", at=START + MINUTE)
    with world.turn() as ledger:
        assert [(one.rule, one.at, one.about[1]) for one in ledger.seen(START)] == [
            ("ports", START, 1), ("piers", START + MINUTE, 1),
        ]  # fmt: skip
        assert [one.rule for one in ledger.seen(START + MINUTE)] == ["piers"]
        assert ledger.seen(START)[0].labels["severity"] == "low"


def test_silences_hold_from_their_start_to_before_their_end(world: World) -> None:
    matchers = (Matcher.parse('severity=~"low|info"'), Matcher.parse('desk!="a\\"b"'))
    silence = Silence(1, matchers, "Ada", "fair", START, START + HOUR)
    world.silence(silence)
    with world.turn() as ledger:
        assert [ledger.silences(START + wait) for wait in (-MINUTE, timedelta(0), HOUR)] == [[], [silence], []]


def test_the_newest_acknowledgement_of_a_story_counts(world: World) -> None:
    for by in ("Ada", "Bo"):
        world.acknowledge(Acknowledgement("story-1", by, START, "mine"))
    with world.turn() as ledger:
        assert ledger.acknowledged("story-1") == Acknowledgement("story-1", "Bo", START, "mine")
        assert ledger.acknowledged("story-2") is None


def test_digests_are_remembered(world: World) -> None:
    with world.turn() as ledger:
        assert ledger.digests() == {}
        ledger.digested(Digest("desk", START))
        ledger.digested(Digest("desk", START + HOUR))
    with world.turn() as ledger:
        assert ledger.digests() == {"desk": Digest("desk", START + HOUR)}


POLICY = Policy(
    routes={
        "to desk": Resolved("to desk", "desk", group_by=("story",), group_wait=timedelta(seconds=30)),
        "to duty": Resolved("to duty", "duty", group_by=("country",), group_interval=10 * MINUTE),
    },
    receivers={"desk": Terms(), "duty": Terms(Rate(3, HOUR))},
    fallback="desk",
)


def _day(world: World, chance: Random) -> list[Told]:
    """Thirty things at random times, a turn after each and a restart now and then; all that was told."""
    now = START
    for step in range(30):
        now += timedelta(seconds=chance.choice([1, 20, 200, 2000]))
        labels = {"severity": chance.choice(["low", "critical"]), "country": chance.choice(["GB", "IE"])}
        receivers = chance.choice([("desk",), ("desk", "duty")])
        world.article(chance.choice("1234"), now, "a", *chance.choice(["b", ""]), receivers=receivers, labels=labels)
        if chance.random() < 0.2:
            silence = Silence(step, (Matcher("country", "=", "IE"),), "Ada", "fair", now, now + 5 * MINUTE)
            world.silence(silence)
        if chance.random() < 0.1:
            world.restart()
        with world.turn() as ledger:
            turn(ledger, POLICY, now)
    return _told(world)


def _told(world: World) -> list[Told]:
    """When, to whom, why, and of how many versions."""
    if isinstance(world, InMemory):
        return [
            (one.at, one.receiver, one.purpose.value, len({item.about for item in one.items}))
            for one in world.ledger.tellings
        ]
    return [
        (one.created_at, one.receiver, one.notification.purpose, max(1, len(one.notification.briefs)))
        for one in reversed(world.archive.outbox.deliveries(limit=1000))
        if one.channel == "email"
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_day_is_told_the_same_in_both(world: World, seed: int) -> None:
    told = _day(world, Random(seed))
    assert len({purpose for _, _, purpose, _ in told}) >= 3, "a day with some variety"
    assert told == _day(InMemory(), Random(seed))
