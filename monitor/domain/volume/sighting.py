"""What a volume rule counts: one article that its query is true of, in each of its groups, at a time.

An article counts at the hour at which it was published, however late it is seen, so that what comes late neither makes
a spike now nor hides one then. Where the date cannot be believed, it counts when it was seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import product

from monitor.domain.article import Version
from monitor.domain.match import Hit
from monitor.domain.volume.rule import ENTITY, Group, VolumeRule

LONGEST_VALUE = 100
"""Characters of a value that groups are told apart by: it is part of a key of the archive."""
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Dates before this are zero times and mistakes (as in docs/health.md)."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One counted unit. ``raises`` says whether it may raise an alarm; all of them count, times are in UTC."""

    rule: str
    group: Group
    unit: str
    source: str
    at: datetime
    seen_at: datetime
    raises: bool
    article_id: str = ""
    version: int = 0
    """The version's number within its article."""
    id: int = 0
    """Its own number in the archive, which follows the order of arrival."""


def unit_of(version: Version) -> str:
    """What is counted once: the article, however often it is edited. Copies of one report are articles of their own."""
    return version.article_id


def counted_at(published: datetime | None, seen_at: datetime) -> datetime:
    """When an article counts: when it was published, else (no date, a future one, an impossible one) when it was seen.

    Exactly midnight (UTC) stands for a day without an hour: the article counts at that day's end, or when it was seen
    if that was before.
    """
    if published is None or not EARLIEST <= published <= seen_at:
        return seen_at
    if published.astimezone(UTC).time() == time():
        return min(published + timedelta(days=1), seen_at)
    return published


def groups_of(rule: VolumeRule, labels: Mapping[str, str], hits: Sequence[Hit]) -> list[Group]:
    """The groups in which a match counts; ``labels`` are those of its source, with the facts.

    One for each entity that was found where the rule counts by entity, and none where none was.
    """
    entities = sorted({hit.term[1:] for hit in hits if hit.term.startswith("@")})
    return list(product(*(entities if name == ENTITY else (labels.get(name, "")[:LONGEST_VALUE],) for name in rule.by)))
