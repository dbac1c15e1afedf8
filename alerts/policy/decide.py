"""What can be said at once and for good of the matches of one version, and who is owed the others.

A match is held back for the first of these that is true: alerts are off, its source is being read for the first time,
the flood guard holds the article, no route takes it, and for each receiver: the article is too old. Whatever is left is
owed to a receiver: the dispatcher says what becomes of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.policy.ledger import Owed
from alerts.policy.routes import Route, owed_by
from alerts.policy.spans import span
from monitor.domain.match import Match
from monitor.domain.notification import AtOnce, Disposition


@dataclass(frozen=True, slots=True)
class Decided:
    """For each match at least one disposition that is final, or one receiver that it is owed to."""

    dispositions: tuple[Disposition, ...] = ()
    owed: tuple[Owed, ...] = ()


def decided(
    matches: Sequence[Match], labels: Sequence[Mapping[str, str]],
    *, route: Route | None, baseline: bool, alert_baseline: bool, alerts_off: bool,
    published: datetime | None, now: datetime, max_age: timedelta, flood: str = "",
) -> Decided:  # fmt: skip
    """What becomes of matches, in their order; ``labels`` has one mapping per match.

    ``baseline`` says that the version was announced by the first read of its feed, ``alert_baseline`` that such
    versions are alerted too; ``flood`` is why the flood guard holds the version, if it does. ``route`` None means that
    nobody is configured to be told. ``max_age`` is the age for routes that have none of their own; an article without
    a publication time is never too old. Raises ValueError where matches and labels differ in number.
    """
    age = now - published if published is not None else timedelta(0)
    held = _held(baseline and not alert_baseline, alerts_off, flood)
    parts = [
        _held_back(match.rule.name, held) if held else _routed(match.rule.name, seen, route, age, max_age)
        for match, seen in zip(matches, labels, strict=True)
    ]
    return Decided(
        tuple(one for part in parts for one in part.dispositions), tuple(one for part in parts for one in part.owed)
    )


def decided_event(rule: str, labels: Mapping[str, str], *, route: Route | None, alerts_off: bool) -> Decided:
    """The same for an event that is told under the name ``rule``: it has no age, and no flood holds it."""
    if held := _held(False, alerts_off, ""):
        return _held_back(rule, held)
    return _routed(rule, labels, route, timedelta(0), timedelta(0))


def _held(baseline: bool, alerts_off: bool, flood: str) -> tuple[AtOnce, str] | None:
    """Why nobody is told, as kind and reason, where something that concerns the whole version says so."""
    if alerts_off:
        return AtOnce.ALERTS_OFF, "alerts were switched off for this run"
    if baseline:
        reason = "the first read of this feed is its baseline; what it announced is kept without an alert"
        return AtOnce.BASELINE, reason
    return (AtOnce.HELD, f"by the flood guard, {flood}") if flood else None


def _held_back(rule: str, held: tuple[AtOnce, str]) -> Decided:
    return Decided((Disposition(rule, "", *held),))


def _routed(rule: str, labels: Mapping[str, str], route: Route | None, age: timedelta, max_age: timedelta) -> Decided:
    if route is None:
        return _held_back(rule, _aged_out(age, max_age) or (AtOnce.NO_ROUTE, "no route is configured"))
    dispositions, owed = [], []
    for node in owed_by(route, labels):
        oldest = max_age if node.max_age is None else node.max_age
        if old := _aged_out(age, oldest):
            dispositions.append(Disposition(rule, node.receiver, *old))
        else:
            owed.append(Owed(rule, node.receiver, node.name, labels))
    if not dispositions and not owed:
        dispositions.append(Disposition(rule, "", AtOnce.NO_ROUTE, "the route tree does not take these labels"))
    return Decided(tuple(dispositions), tuple(owed))


def _aged_out(age: timedelta, oldest: timedelta) -> tuple[AtOnce, str] | None:
    if age <= oldest:
        return None
    return AtOnce.AGED_OUT, f"published {span(age)} ago, alerts go back {span(oldest)}"
