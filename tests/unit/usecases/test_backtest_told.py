"""What a backtest says of messages: as the dispatcher would have told, in the order of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from alerts.policy.caps import Rate
from alerts.policy.ledger import Owed
from alerts.policy.routes import Route
from alerts.policy.terms import Policy, Terms, resolved_routes
from monitor.domain.notification import Disposition
from monitor.usecases.backtest import Finding
from monitor.usecases.backtest_told import told

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
ROUTE = Route("desk")
HELD = Disposition("ports", "", "baseline", "the first read")


def finding(article: str, minute: int, number: int = 1, held: bool = False) -> Finding:
    owed = () if held else (Owed("ports", "desk", "root", {"story": article, "severity": "high"}),)
    return Finding(
        article_id=article, version=number, source_id="north", language="en",
        first_seen=NOON + timedelta(minutes=minute), url="", headline="", words=(), terms=(),
        dispositions=(HELD,) if held else (), owed=owed,
    )  # fmt: skip


def test_findings_are_told_through_groups_and_rates_in_the_order_of_time() -> None:
    policy = Policy(resolved_routes(ROUTE), {"desk": Terms(Rate(2, timedelta(hours=1)))}, fallback="desk")
    newest_first = [finding("c", 30), finding("a", 10, 2), finding("b", 5, held=True), finding("a", 0)]
    outcome = told(newest_first, policy, NOON + timedelta(hours=1))
    kinds = [(one.article_id, one.version, [became.kind for became in one.dispositions]) for one in outcome.findings]
    assert kinds == [("c", 1, ["digested"]), ("a", 2, ["notified"]), ("b", 1, ["baseline"]), ("a", 1, ["notified"])]
    assert [(one.purpose, (one.at - NOON) / timedelta(minutes=1)) for one in outcome.messages] == [
        ("root", 0), ("edit", 10), ("overflow", 60),
    ]  # fmt: skip
    assert [one.receivers for one in outcome.findings] == [("desk",), ("desk",), (), ("desk",)]


def test_nothing_found_is_nothing_told() -> None:
    outcome = told([], Policy(), NOON)
    assert (outcome.findings, outcome.messages) == ((), ())
