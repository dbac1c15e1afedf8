"""A backtest of a volume rule over the configured archive, in one process: counting is quick where words preselect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from alerts.policy.decide import decided_event
from monitor.archive import open_archive
from monitor.config import Settings
from monitor.domain.volume.rule import VolumeRule, counted_labels
from monitor.domain.volume.sighting import EARLIEST, Sighting
from monitor.domain.volume.standing import VolumeEvent
from monitor.ports import Replayed
from monitor.rules.engine import compile_rules
from monitor.usecases.ingest import raises_alarms
from monitor.usecases.search import languages_in
from monitor.usecases.volume_backtest import events_of
from monitor.usecases.volume_count import past_sightings
from monitor.wiring.watching import policy_of


def volume_backtest(
    settings: Settings, rule: VolumeRule, since: datetime, until: datetime, step: Callable[[str], None]
) -> tuple[list[VolumeEvent], int]:
    """What the rule would have told, and how many articles counted in that time; ``step`` is called now and then.

    Raises QueryError, ArchiveError.
    """
    sources, policy = {source.id: source for source in settings.sources}, policy_of(settings)
    rules = compile_rules([rule.counted], settings.entities, settings.matched)

    def raises(replayed: Replayed) -> bool:
        return raises_alarms(replayed.version, policy, baseline=replayed.baseline, held=replayed.held)

    archive = open_archive(settings.archive_url.reveal(), write=False)
    try:
        wanted = rules.preselect(languages=languages_in(archive.articles, sources))
        before = EARLIEST if rule.reach is None else since - rule.reach
        found: list[Sighting] = []
        for part in past_sightings(
            {rule.name: rule}, rules.match, archive.replay, sources, before, until, wanted, raises
        ):
            found += part
            step("counting")
        volumes = archive.volumes
        events = list(events_of(rule, found, volumes.begins(), since, until, volumes.watched()))
    finally:
        archive.close()
    return events, sum(since <= one.seen_at < until for one in found)


def receivers_of(settings: Settings, event: VolumeEvent) -> tuple[str, ...]:
    """Who would be told of the event by today's routes."""
    if not event.told:
        return ()
    labels = counted_labels(event.rule, event.group, event.kind, event.severity)
    owed = decided_event(event.rule.name, labels, route=settings.route, alerts_off=False).owed
    return tuple(dict.fromkeys(one.receiver for one in owed))
