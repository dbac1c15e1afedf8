"""What becomes of the matches of one version: every match gets a disposition, and each disposition a readable reason.

A match is held back for the first of these that is true: alerts are off, its source is being read for the first time,
the article is too old. Otherwise it goes to the receivers that the route tree names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from alerts.policy.routes import Route, receivers_for
from monitor.domain.match import Match
from monitor.domain.notification import Disposition


def decide(
    matches: Sequence[Match], labels: Sequence[Mapping[str, str]],
    *, route: Route | None, baseline: bool, alert_baseline: bool, alerts_off: bool,
    published: datetime | None, now: datetime, max_age: timedelta, flood: str = "",
) -> tuple[Disposition, ...]:  # fmt: skip
    """At least one disposition for each match, in order; ``labels`` has one mapping per match.

    ``baseline`` says that the version was announced by the first read of its feed, ``alert_baseline`` that such
    versions are alerted too; ``flood`` is why the flood guard
    holds the version, if it does. ``route`` None means that nobody is configured to be told. An article without a
    publication time is never too old. Raises ValueError where matches and labels differ in number.
    """
    held = _held(baseline and not alert_baseline, alerts_off, published, now, max_age)
    held = ("held", f"by the flood guard, {flood}") if flood and not held else held
    return tuple(
        disposition
        for match, seen in zip(matches, labels, strict=True)
        for disposition in ((Disposition(match.rule.name, "", *held),) if held else _routed(match, seen, route))
    )


def _held(
    baseline: bool, alerts_off: bool, published: datetime | None, now: datetime, max_age: timedelta
) -> tuple[str, str] | None:
    """Why nobody is told, as kind and reason, where something that concerns the whole version says so."""
    if alerts_off:
        return "alerts off", "alerts were switched off for this run"
    if baseline:
        return "baseline", "the first read of this feed is its baseline; what it announced is kept without an alert"
    if published is not None and now - published > max_age:
        return "aged out", f"published {_span(now - published)} ago, alerts go back {_span(max_age)}"
    return None


def _routed(match: Match, labels: Mapping[str, str], route: Route | None) -> tuple[Disposition, ...]:
    rule = match.rule.name
    if route is None:
        return (Disposition(rule, "", "no route", "no route is configured"),)
    if not (receivers := receivers_for(route, labels)):
        return (Disposition(rule, "", "no route", "the route tree does not take these labels"),)
    return tuple(Disposition(rule, receiver, "notified", f"routed to {receiver}") for receiver in receivers)


def _span(span: timedelta) -> str:
    """A length of time as people say it, rounded down: ``3 d``, ``5 h``, ``20 min``."""
    minutes = int(span.total_seconds() // 60)
    if minutes >= 2 * 24 * 60:
        return f"{minutes // (24 * 60)} d"
    return f"{minutes // 60} h" if minutes >= 120 else f"{minutes} min"
