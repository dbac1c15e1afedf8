"""Silences: for a time, matches with certain labels alert nobody; they are kept, and say which silence it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from alerts.policy.matchers import Matcher, all_match

REVIEW = timedelta(days=7)
"""How far back one looks before a silence is made: what would it have muted?"""
KIND = "silence"
"""The ``kind`` of what is told about a silence; the label of this name is the silence's number."""


class Labelled(Protocol):
    """Something that happened, as matchers see it."""

    @property
    def labels(self) -> Mapping[str, str]:
        """What matchers see of it."""
        ...


L = TypeVar("L", bound=Labelled)


@dataclass(frozen=True, slots=True)
class Silence:
    """Mutes what all ``matchers`` fit, from ``starts`` on and before ``ends``."""

    id: int
    matchers: tuple[Matcher, ...]
    author: str
    reason: str
    starts: datetime
    ends: datetime

    def is_active(self, now: datetime) -> bool:
        """Whether it mutes at this time."""
        return self.starts <= now < self.ends

    def mutes(self, labels: Mapping[str, str]) -> bool:
        """Whether all its matchers fit the labels, and these are not those of what is told about itself."""
        own = labels.get("kind") == KIND and labels.get(KIND) == str(self.id)
        return not own and all_match(self.matchers, labels)


def silenced_by(silences: Iterable[Silence], labels: Mapping[str, str], now: datetime) -> Silence | None:
    """The first active silence that mutes these labels."""
    return next((one for one in silences if one.is_active(now) and one.mutes(labels)), None)


def would_mute(matchers: tuple[Matcher, ...], matched: Iterable[L]) -> list[L]:
    """Which of these matches (those of the last ``REVIEW``) such a silence would have muted."""
    return [one for one in matched if all_match(matchers, one.labels)]


def mutes_everything(matchers: tuple[Matcher, ...]) -> bool:
    """Whether no matcher asks for a label to be there: such a silence would also mute what nobody thought of.

    Alertmanager refuses these for the same reason.
    """
    return all(matcher.matches({}) for matcher in matchers)
