"""Articles at simulated times through rules, routes and everything that decides who is told when; nothing is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby

from alerts.policy.decide import decided
from alerts.policy.ledger import Acknowledgement, Telling
from alerts.policy.memory import MemoryLedger
from alerts.policy.routes import labels_for
from alerts.policy.silences import Silence
from alerts.policy.simulate import run
from monitor.domain.match import Document
from monitor.domain.source import Source
from monitor.usecases.ingest import AlertPolicy, Rules


@dataclass(frozen=True, slots=True)
class Submitted:
    """A version of an article that arrives at a time; ``article`` is its name, and its story."""

    article: str
    number: int
    at: datetime
    source: Source
    document: Document
    published: datetime | None
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """What happens from ``start`` to ``end``."""

    start: datetime
    end: datetime
    versions: tuple[Submitted, ...]
    silences: tuple[Silence, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a match at a receiver (none where it was held back before any route)."""

    article: str
    number: int
    rule: str
    receiver: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The rules that were true of each version, what was told, and what became of every match."""

    matches: dict[tuple[str, int], tuple[str, ...]]
    tellings: tuple[Telling, ...]
    became: tuple[Became, ...]


class _Rehearsal:
    def __init__(self, rules: Rules, policy: AlertPolicy) -> None:
        self._rules, self._policy = rules, policy
        self.ledger = MemoryLedger()
        self.matches: dict[tuple[str, int], tuple[str, ...]] = {}
        self.held: list[Became] = []

    def arrives(self, version: Submitted) -> None:
        matches = self._rules.examine(version.document).matches
        about = (version.article, version.number)
        self.matches[about] = tuple(match.rule.name for match in matches)
        found = decided(
            matches,
            [labels_for(match.rule, version.source, version.article) for match in matches],
            route=self._policy.route,
            baseline=version.baseline,
            alert_baseline=self._policy.alert_baseline,
            alerts_off=self._policy.off,
            published=version.published,
            now=version.at,
            max_age=self._policy.max_age,
        )
        self.held += [Became(*about, one.rule, one.receiver, one.kind, one.reason) for one in found.dispositions]
        self.ledger.owe(found.owed, version.at, about)

    def became(self) -> Iterator[Became]:
        yield from self.held
        for item in self.ledger.items.values():
            yield Became(*item.about, item.rule, item.receiver, item.kind.value, item.reason)


def rehearse(script: Script, rules: Rules, policy: AlertPolicy) -> Rehearsed:
    """Play the script; what happens at one moment happens together, before a turn is taken."""
    rehearsal = _Rehearsal(rules, policy)
    ledger, now = rehearsal.ledger, script.start
    for at, together in groupby(sorted(_happenings(script, rehearsal), key=lambda one: one[0]), lambda one: one[0]):
        run(ledger, policy.terms, now, at)
        for _, happens in together:
            happens()
        now = at
    run(ledger, policy.terms, now, script.end)
    return Rehearsed(rehearsal.matches, tuple(ledger.tellings), tuple(rehearsal.became()))


def _happenings(script: Script, rehearsal: _Rehearsal) -> Iterator[tuple[datetime, Callable[[], None]]]:
    for silence in script.silences:
        yield silence.starts, partial(rehearsal.ledger.silence, silence)
    for acknowledgement in script.acknowledgements:
        yield acknowledgement.at, partial(rehearsal.ledger.acknowledge, acknowledgement)
    for version in script.versions:
        yield version.at, partial(rehearsal.arrives, version)
