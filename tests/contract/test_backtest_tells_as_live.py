"""What a backtest says was told is what the daemon's turns told: to whom, when, why, and of what.

Of one rule that is alone: what others share with it (threads, rates, silences) no backtest of one rule can know.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, create_engine, func, select

from alerts.policy.calendar import Calendar, Hours
from alerts.policy.caps import Rate
from alerts.policy.intervals import TimeInterval
from alerts.policy.ledger import Item
from alerts.policy.matchers import Matcher
from alerts.policy.routes import Quiet, Route
from alerts.policy.terms import Policy, Terms, resolved_routes
from monitor.archive import Archive
from monitor.archive.schema import version
from monitor.archive.schema_alerts import alert_group, disposition, notification, told
from monitor.domain.match import Rule
from monitor.rules.engine import compile_rules
from monitor.testing import START, FixedClock
from monitor.usecases.backtest import Question, backtest
from monitor.usecases.backtest_told import AFTERWARDS
from monitor.usecases.backtest_told import told as played
from monitor.usecases.dispatch import Dispatch
from monitor.usecases.ingest import AlertPolicy, Ingest
from monitor.usecases.search import languages_in
from tests.contract.live_world import ENTITIES, SOURCES, arrivals

RULE = Rule("ships", "ship* OR tanker* OR порт OR санкции OR کشتی OR puerto OR 船只 OR OTAN", {"severity": "high"})
NIGHT = TimeInterval("night", (Calendar((Hours(22 * 60, 6 * 60 + 30),), zone=ZoneInfo("Europe/Berlin")),))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ROUTE = Route("desk", group_by=("source",), group_wait=10 * MINUTE, group_interval=HOUR, routes=(
    Route("gulf", (Matcher.parse('country="IR"'),), proceed=True, mute=Quiet(("night",))),
    Route("capped", proceed=True, group_by=("story",), group_wait=timedelta(0), group_interval=5 * MINUTE),
    Route("desk", group_ttl=3 * HOUR),
))  # fmt: skip
TERMS = Policy(
    resolved_routes(ROUTE),
    {"desk": Terms(), "gulf": Terms(), "capped": Terms(Rate(3, 6 * HOUR))},
    {NIGHT.name: NIGHT},
    fallback="desk",
)
POLICY = AlertPolicy(ROUTE, TERMS)
Telling = tuple[datetime, str, str, tuple[tuple[str, int, str], ...]]
"""When, to whom, why, and of what: article, version and rule."""


@pytest.mark.parametrize("seed", range(2))
def test_a_backtest_tells_what_was_told_live(archive: Archive, url: str, seed: int) -> None:
    clock, engine = FixedClock(), create_engine(url)
    live(archive, engine, clock, Random(seed))
    lived = sorted(tellings(engine))
    engine.dispose()
    assert {receiver for _, receiver, _, _ in lived} == {"desk", "gulf", "capped"}
    assert {purpose for _, _, purpose, _ in lived} >= {"root", "update", "summary", "overflow"}
    assert any(len(items) > 2 for _, _, _, items in lived)
    assert sorted(replayed(archive, clock.advance(1))) == lived


def live(archive: Archive, engine: Engine, clock: FixedClock, chance: Random) -> None:
    """Articles arrive, and a turn is taken at once and whenever the archive says that something is due."""
    ingest = Ingest(archive.articles, compile_rules([RULE], ENTITIES), POLICY, lambda _: None, clock, SOURCES)
    turn = Dispatch(archive.alerts, archive.silences, archive.outbox, POLICY, SOURCES)

    def until(end: datetime) -> None:
        now = START
        while (due := next_due(engine)) is not None and due <= end:
            assert due > now, "what was due is settled by its turn"
            now = due
            turn(now)

    for arrival in arrivals(chance, clock, 70):
        until(clock())
        ingest(arrival)
        turn(clock())
    until(clock() + AFTERWARDS)


def next_due(engine: Engine) -> datetime | None:
    """The earliest time that anything in the archive waits for."""
    waiting = (
        select(func.min(alert_group.c.due_at)),
        select(func.min(disposition.c.until)).where(disposition.c.open),
    )
    with engine.connect() as connection:
        times = [connection.scalar(chosen) for chosen in waiting]
    return min((at for at in times if at is not None), default=None)


def tellings(engine: Engine) -> Iterator[Telling]:
    """What the archive says was told."""
    chosen = (
        select(notification.c.id, notification.c.at, notification.c.receiver, notification.c.purpose,
               version.c.article_id, version.c.number, disposition.c.rule)
        .join(told, told.c.notification_id == notification.c.id)
        .join(disposition, disposition.c.id == told.c.disposition_id)
        .join(version, version.c.id == disposition.c.version_id)
    )  # fmt: skip
    found: dict[int, tuple[datetime, str, str, list[tuple[str, int, str]]]] = {}
    with engine.connect() as connection:
        for number, at, receiver, purpose, *item in connection.execute(chosen):
            found.setdefault(number, (at, receiver, purpose, []))[3].append((item[0], item[1], item[2]))
    for at, receiver, purpose, items in found.values():
        yield at, receiver, purpose, tuple(sorted(items))


def replayed(archive: Archive, until: datetime) -> Iterator[Telling]:
    """What a backtest says would have been told."""
    question = Question(RULE, START - timedelta(days=1), until, (RULE,), ENTITIES, SOURCES, POLICY, samples=0)
    asked = question.rules()
    wanted = question.wanted(asked, languages_in(archive.articles, SOURCES))
    numbers = archive.replay.numbers(question.since, question.until)
    findings = backtest(question, asked, archive.replay, numbers, wanted).findings
    for one in played(findings, TERMS, until).messages:
        yield one.at, one.receiver, one.purpose.value, tuple(sorted(map(_named, one.items)))


def _named(item: Item) -> tuple[str, int, str]:
    return *item.about, item.rule
