"""Every match ends with a disposition that says what became of it and why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alerts.policy.decide import decide
from alerts.policy.routes import Matcher, Route
from monitor.domain.match import Match, Rule
from monitor.domain.notification import Disposition

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
ROUTE = Route("desk", routes=(Route("duty", (Matcher("severity", "=", "critical"),), proceed=True), Route("all")))
MATCHES = (Match(Rule("ports", "pier"), ()), Match(Rule("floods", "flood"), ()))
LABELS = ({"severity": "high"}, {"severity": "critical"})


def decided(**other: Any) -> tuple[Disposition, ...]:
    facts: dict[str, Any] = {
        "route": ROUTE, "baseline": False, "alert_baseline": False, "alerts_off": False,
        "published": NOW, "now": NOW, "max_age": timedelta(days=2),
    }  # fmt: skip
    return decide(MATCHES, LABELS, **{**facts, **other})


def test_each_receiver_that_a_match_reaches_has_its_own_disposition() -> None:
    assert decided() == (
        Disposition("ports", "all", "notified", "routed to all"),
        Disposition("floods", "duty", "notified", "routed to duty"),
        Disposition("floods", "all", "notified", "routed to all"),
    )


@pytest.mark.parametrize(
    ("facts", "kind", "reason"),
    [
        ({"alerts_off": True, "baseline": True}, "alerts off", "switched off"),
        ({"baseline": True}, "baseline", "first read of this feed"),
        ({"baseline": True, "published": NOW - timedelta(days=9)}, "baseline", "first read"),
        ({"published": NOW - timedelta(days=9)}, "aged out", "published 9 d ago, alerts go back 2 d"),
        ({"published": NOW - timedelta(days=2, seconds=1)}, "aged out", "published 2 d ago"),
        (
            {"published": NOW - timedelta(minutes=90), "max_age": timedelta(hours=1)},
            "aged out",
            "90 min ago, alerts go back 60 min",
        ),
        ({"route": None}, "no route", "no route is configured"),
        ({"route": Route("desk", (Matcher("severity", "=", "low"),))}, "no route", "does not take these labels"),
    ],
)
def test_what_is_held_back_says_why(facts: dict[str, Any], kind: str, reason: str) -> None:
    dispositions = decided(**facts)
    assert [(one.rule, one.receiver, one.kind) for one in dispositions] == [("ports", "", kind), ("floods", "", kind)]
    assert all(reason in one.reason for one in dispositions)


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
    assert {one.kind for one in decided(**facts)} == {"notified"}
