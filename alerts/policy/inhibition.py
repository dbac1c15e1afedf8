"""Inhibition: a match mutes another that says the same more broadly, or that follows from it.

As in Prometheus Alertmanager, with one change: matches are events that do not last, so the muting match counts when it
came at most ``within`` before or after the muted one. The match's own time counts, not the time at which is asked, so
what was deferred over a night is judged by what happened beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.policy.ledger import Item, Seen
from alerts.policy.matchers import Matcher, all_match


@dataclass(frozen=True, slots=True)
class Inhibition:
    """A match that all ``source`` matchers fit mutes those that all ``target`` matchers fit, where the labels named by
    ``equal`` are equal (two that are not there are equal)."""

    name: str
    source: tuple[Matcher, ...]
    target: tuple[Matcher, ...]
    equal: tuple[str, ...]
    within: timedelta

    def applies(self, item: Item) -> bool:
        """Whether the item is one that may be muted."""
        return all_match(self.target, item.labels)

    def by(self, item: Item, seen: Iterable[Seen], now: datetime) -> Seen | None:
        """The first of the matches seen that mutes the item.

        A match never mutes itself, and one that is source and target alike is not muted by another that is both, so
        that two do not mute each other (Alertmanager's rule).
        """
        if not self.applies(item):
            return None
        both = all_match(self.source, item.labels)
        return next((one for one in seen if self._mutes(one, item, now, both)), None)

    def _mutes(self, one: Seen, item: Item, now: datetime, both: bool) -> bool:
        return (
            one.at <= now
            and abs(one.at - item.at) <= self.within
            and (one.rule, one.about) != (item.rule, item.about)
            and all(one.labels.get(label, "") == item.labels.get(label, "") for label in self.equal)
            and all_match(self.source, one.labels)
            and not (both and all_match(self.target, one.labels))
        )


def inhibited_by(rules: Sequence[Inhibition], item: Item, seen: Sequence[Seen], now: datetime) -> str:
    """The named reason for which the item is muted; empty where it is not."""
    for rule in rules:
        if (source := rule.by(item, seen, now)) is not None:
            return f"inhibited by {rule.name}: {source.rule} matched at {source.at:%Y-%m-%d %H:%M:%S} UTC"
    return ""
