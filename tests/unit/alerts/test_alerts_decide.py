"""Every match is held back for a named reason, or owed to receivers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alerts.policy.decide import Decided, decided, decided_event
from alerts.policy.ledger import Owed
from alerts.policy.matchers import Matcher
from alerts.policy.routes import Route
from monitor.domain.match import Match, Rule

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
ROUTE = Route("desk", routes=(Route("duty", (Matcher("severity", "=", "critical"),), proceed=True), Route("all")))
MATCHES = (Match(Rule("ports", "pier"), ()), Match(Rule("floods", "flood"), ()))
LABELS = ({"severity": "high"}, {"severity": "critical"})


def found(route: Route | None = ROUTE, **other: Any) -> Decided:
    facts: dict[str, Any] = {
        "baseline": False, "alert_baseline": False, "alerts_off": False,
        "published": NOW, "now": NOW, "max_age": timedelta(days=2),
    }  # fmt: skip
    return decided(MATCHES, LABELS, route=route, **{**facts, **other})


def test_each_receiver_that_a_match_reaches_is_owed_it() -> None:
    assert found() == Decided(
        owed=(
            Owed("ports", "all", "root/2", LABELS[0]),
            Owed("floods", "duty", "root/1", LABELS[1]),
            Owed("floods", "all", "root/2", LABELS[1]),
        )
    )


@pytest.mark.parametrize(
    ("facts", "kind", "reason"),
    [
        ({"alerts_off": True, "baseline": True}, "alerts off", "switched off"),
        ({"baseline": True}, "baseline", "first read of this feed"),
        ({"baseline": True, "published": NOW - timedelta(days=9)}, "baseline", "first read"),
        ({"flood": "an old feed", "published": NOW - timedelta(days=9)}, "held", "by the flood guard, an old feed"),
        ({"route": None}, "no route", "no route is configured"),
        ({"route": Route("desk", (Matcher("severity", "=", "low"),))}, "no route", "does not take these labels"),
    ],
)
def test_what_is_held_back_says_why(facts: dict[str, Any], kind: str, reason: str) -> None:
    held = found(**facts)
    assert [(one.rule, one.receiver, one.kind) for one in held.dispositions] == [
        ("ports", "", kind),
        ("floods", "", kind),
    ]
    assert all(reason in one.reason for one in held.dispositions)
    assert held.owed == ()


@pytest.mark.parametrize(
    ("published", "max_age", "reason"),
    [
        (NOW - timedelta(days=9), timedelta(days=2), "published 9 d ago, alerts go back 2 d"),
        (NOW - timedelta(days=2, seconds=1), timedelta(days=2), "published 2 d ago"),
        (NOW - timedelta(minutes=90), timedelta(hours=1), "90 min ago, alerts go back 60 min"),
    ],
)
def test_what_is_too_old_says_how_old(published: datetime, max_age: timedelta, reason: str) -> None:
    held = found(published=published, max_age=max_age)
    assert [(one.rule, one.receiver) for one in held.dispositions] == [
        ("ports", "all"),
        ("floods", "duty"),
        ("floods", "all"),
    ]
    assert {one.kind for one in held.dispositions} == {"aged out"}
    assert all(reason in one.reason for one in held.dispositions)


def test_the_age_of_a_route_goes_before_that_of_all_and_is_inherited() -> None:
    child = Route("all", routes=(Route("archive", (Matcher("severity", "=", "high"),), max_age=timedelta(days=30)),))
    route = Route("desk", routes=(child,), max_age=timedelta(hours=1))
    held = found(route=route, published=NOW - timedelta(days=3))
    assert [(one.rule, one.receiver, one.kind) for one in held.dispositions] == [("floods", "all", "aged out")]
    assert [(one.rule, one.receiver) for one in held.owed] == [("ports", "archive")]


@pytest.mark.parametrize(
    "facts",
    [
        {"baseline": True, "alert_baseline": True},
        {"published": None},
        {"published": NOW + timedelta(days=400)},
        {"published": NOW - timedelta(days=2)},
    ],
)
def test_what_is_not_held_back(facts: dict[str, Any]) -> None:
    assert found(**facts).dispositions == ()


def test_an_event_is_owed_or_says_why_nobody_is_told() -> None:
    labels = {"kind": "health", "severity": "critical"}
    assert [one.receiver for one in decided_event("health", labels, route=ROUTE, alerts_off=False).owed] == [
        "duty",
        "all",
    ]
    off = decided_event("health", labels, route=ROUTE, alerts_off=True)
    assert [(one.rule, one.kind) for one in off.dispositions] == [("health", "alerts off")]
    nobody = decided_event("health", labels, route=None, alerts_off=False)
    assert [one.kind for one in nobody.dispositions] == ["no route"]
