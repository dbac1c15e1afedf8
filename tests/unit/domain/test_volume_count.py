"""What counts, when, and as what: the sightings of volume rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.match import Hit
from monitor.domain.volume.rule import LATE, VolumeRule, counted_labels
from monitor.domain.volume.sighting import counted_at, groups_of
from monitor.testing import START

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MIDNIGHT = START.replace(hour=0, minute=0)


@pytest.mark.parametrize(
    ("published", "at"),
    [
        (START - 5 * HOUR, START - 5 * HOUR),
        (None, START),
        (START + HOUR, START),
        (datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), START),
        (MIDNIGHT, START),
        (MIDNIGHT - 3 * DAY, MIDNIGHT - 2 * DAY),
    ],
    ids=["late", "no date", "in the future", "impossible", "a day: today", "a day: three days ago"],
)
def test_an_article_counts_when_it_was_published_where_that_can_be_believed(
    published: datetime | None, at: datetime
) -> None:
    assert counted_at(published, START) == at


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1)))  # noqa: DTZ001
def test_nothing_counts_later_than_it_was_seen(published: datetime, seen: datetime) -> None:
    assert counted_at(published, seen) <= seen


def hit(term: str) -> Hit:
    return Hit("body", 0, 1, "x", term)


LABELS = {"source": "coast", "country": "XN", "desk": "east", "language": "", "ownership": "state"}


@pytest.mark.parametrize(
    ("by", "hits", "groups"),
    [
        ((), (), [()]),
        (("country",), (), [("XN",)]),
        (("desk", "country"), (), [("east", "XN")]),
        (("missing",), (), [("",)]),
        (("entity",), (hit("@verin"), hit("harbour"), hit("@orlova"), hit("@verin")), [("orlova",), ("verin",)]),
        (("country", "entity"), (hit("@verin"), hit("@orlova")), [("XN", "orlova"), ("XN", "verin")]),
        (("entity",), (hit("harbour"),), []),
    ],
)
def test_a_match_counts_in_the_group_of_its_labels_and_of_each_entity(
    by: tuple[str, ...], hits: tuple[Hit, ...], groups: list[tuple[str, ...]]
) -> None:
    assert groups_of(VolumeRule("r", "q", "frequency", by=by), LABELS, hits) == groups


def test_an_overlong_value_is_cut_and_every_value_is_a_label_of_the_event() -> None:
    rule = VolumeRule("Ports", "q", "spike", by=("desk",), labels={"severity": "high", "team": "sea", "kind": "mine"})
    ((value,),) = groups_of(rule, {"desk": "x" * 3000}, ())
    assert len(value) == 100
    assert counted_labels(rule, ("east",), "spike", "high") == {
        "desk": "east", "severity": "high", "team": "sea", "kind": "volume", "event": "spike", "rule": "Ports",
    }  # fmt: skip
    assert rule.named(("east",)) == "Ports, desk east"


@pytest.mark.parametrize(
    ("rule", "reach"),
    [
        (VolumeRule("r", "q", "frequency", within=2 * HOUR), 4 * HOUR + LATE),
        (VolumeRule("r", "q", "spike", within=HOUR, weeks=2), 14 * DAY + HOUR + LATE),
        (VolumeRule("r", "q", "first", after=30 * DAY), 30 * DAY),
        (VolumeRule("r", "q", "first"), None),
    ],
)
def test_a_rule_needs_the_past_as_far_as_its_windows_reach(rule: VolumeRule, reach: timedelta | None) -> None:
    assert rule.reach == reach
