"""Matches as sightings of volume rules: as articles arrive, and of what the archive held before a rule was there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from monitor.domain.article import Version
from monitor.domain.match import Document, Match
from monitor.domain.search import Preselect
from monitor.domain.source import Source
from monitor.domain.volume.rule import VolumeRule
from monitor.domain.volume.sighting import EARLIEST, Sighting, counted_at, groups_of, unit_of
from monitor.ports import Replay, Replayed
from monitor.rules.text.document import document_for

CHUNK = 500
"""Numbers of the archive that are counted at a time, while articles go on to arrive."""


def sightings_of(
    rules: Mapping[str, VolumeRule], matches: Iterable[Match], version: Version, source: Source | None,
    document: Document, *, raises: bool,
) -> tuple[Sighting, ...]:  # fmt: skip
    """What the matches add to each of the volume ``rules`` (by name), in each of its groups."""
    labels = {**(source.labels if source else {}), "source": version.source_id, "country": document.country,
              "language": document.language, "ownership": document.ownership}  # fmt: skip
    at = counted_at(version.published, version.first_seen)
    return tuple(
        Sighting(
            rule.name, group, unit_of(version), version.source_id, at, version.first_seen, raises,
            version.article_id, version.number,
        )
        for match in matches if (rule := rules.get(match.rule.name))
        for group in groups_of(rule, labels, match.hits)
    )  # fmt: skip


def past_sightings(
    rules: Mapping[str, VolumeRule], match: Callable[[Document], Sequence[Match]], replay: Replay,
    sources: Mapping[str, Source], since: datetime, until: datetime, wanted: Preselect | None = None,
    raises: Callable[[Replayed], bool] = lambda _: False,
) -> Iterator[list[Sighting]]:  # fmt: skip
    """What arrived from ``since`` to before ``until``, counted for these rules: in parts, in order of arrival.

    ``wanted`` is what a version must fulfil to be looked at, ``raises`` says what may raise an alarm. Raises
    ArchiveError.
    """
    numbers = replay.numbers(since, until)
    for start in range(numbers.start, numbers.stop, CHUNK):
        part = range(start, min(start + CHUNK, numbers.stop))
        found: list[Sighting] = []
        for replayed in reversed(list(replay.versions(part, wanted, since, until))):
            version = replayed.version
            source = sources.get(version.source_id)
            document = document_for(version, source)
            found += sightings_of(rules, match(document), version, source, document, raises=raises(replayed))
        yield found


def begins(rules: Iterable[VolumeRule], now: datetime) -> datetime:
    """From when on the archive matters to these rules."""
    reaches = [rule.reach for rule in rules]
    return EARLIEST if None in reaches else now - max(reach for reach in reaches if reach)
