"""A desk whose time is simulated: matches arrive, turns are taken, and what was told can be read as short lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.policy.calendar import Calendar, Hours, Numbers
from alerts.policy.decide import decided_event
from alerts.policy.intervals import TimeInterval
from alerts.policy.ledger import Acknowledgement, Item, Kind, Owed, Telling
from alerts.policy.matchers import Matcher
from alerts.policy.memory import MemoryLedger
from alerts.policy.routes import Action, Quiet, Route
from alerts.policy.silences import Silence
from alerts.policy.simulate import run
from alerts.policy.terms import Policy, Terms, resolved_routes

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = TimeInterval("night", (Calendar((Hours(22 * 60, 6 * 60 + 30),), zone=BERLIN),))
WEEKEND = TimeInterval("weekend", (Calendar(weekdays=(Numbers(5, 6),), zone=BERLIN),))
OFFICE = TimeInterval("office", (Calendar((Hours(9 * 60, 17 * 60),), (Numbers(0, 4),), zone=BERLIN),))
INTERVALS = {one.name: one for one in (NIGHT, WEEKEND, OFFICE)}
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NIGHTFALL = datetime(2026, 3, 4, 20, tzinfo=UTC)  # 21:00 in Berlin, an hour before the night
END_OF_NIGHT = 9.5 * 60


def when(*matchers: str) -> tuple[Matcher, ...]:
    return tuple(Matcher.parse(matcher) for matcher in matchers)


def policy(route: Route, **receivers: Terms) -> Policy:
    """A policy with this route tree; ``receivers`` are those with terms, ``desk`` and ``duty`` are always there."""
    known = {"desk": Terms(), "duty": Terms(), **receivers}
    return Policy(resolved_routes(route), known, INTERVALS, fallback=route.receiver)


@dataclass
class Desk:
    """Times are minutes after ``start``."""

    route: Route
    policy: Policy
    start: datetime = NOON
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    now: datetime = NOON

    def __post_init__(self) -> None:
        self.now = self.start

    def match(
        self, minute: float, story: str, *rules: str, severity: str = "medium", number: int = 1, **labels: str
    ) -> None:
        """A version of an article matches these rules, or one called ports."""
        self.until(minute)
        owed: list[Owed] = []
        for rule in rules or ("ports",):
            seen = {"story": story, "rule": rule, "severity": severity, "kind": "match", **labels}
            owed += decided_event(rule, seen, route=self.route, alerts_off=False).owed
        self.ledger.owe(owed, self.now, (story, number))

    def until(self, minute: float) -> None:
        """Time goes on, just short of nothing: what is due at that minute is done."""
        end = self.start + timedelta(minutes=minute)
        run(self.ledger, self.policy, self.now, end)
        self.now = end

    def silence(self, minute: float, end: float, *matchers: str, number: int = 1) -> None:
        self.until(minute)
        starts, ends = (self.start + timedelta(minutes=one) for one in (minute, end))
        self.ledger.silence(Silence(number, when(*matchers), "ana", "known", starts, ends))

    def acknowledge(self, minute: float, story: str) -> None:
        self.until(minute)
        self.ledger.acknowledge(Acknowledgement(story, "ana", self.now))

    @property
    def told(self) -> list[str]:
        """Everything that was told, as ``minute receiver purpose: stories``."""
        return [self._line(telling) for telling in self.ledger.tellings]

    def _line(self, telling: Telling) -> str:
        minute = (telling.at - self.start) / timedelta(minutes=1)
        stories = " ".join(dict.fromkeys(item.story for item in telling.items))
        return f"{minute:g} {telling.receiver} {telling.purpose}: {stories}".strip()

    @property
    def items(self) -> list[Item]:
        return list(self.ledger.items.values())

    @property
    def kinds(self) -> list[Kind]:
        """What became of each match, in order of arrival."""
        return [item.kind for item in self.items]


def desk(route: Route, start: datetime = NOON, **receivers: Terms) -> Desk:
    return Desk(route, policy(route, **receivers), start)


def quiet(action: Action) -> Route:
    return Route("desk", mute=Quiet(("night", "weekend"), action))
