"""An archive with four weeks of counted articles, and the watch over its volume rules, for stories about them."""

from __future__ import annotations

from datetime import datetime, timedelta

from alerts.policy.routes import Route
from monitor.archive import Archive
from monitor.domain.health import State
from monitor.domain.health_events import Standing, Told
from monitor.domain.source import Source
from monitor.domain.sourcememory import SourceMemory
from monitor.domain.volume.rule import VolumeRule
from monitor.domain.volume.sighting import Sighting
from monitor.ports import Consequences
from monitor.testing import START, a_version
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.volume import Configured, VolumeWatch

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SILENCE = VolumeRule("talk", "q", "silence", within=12 * HOUR, recovery=True)
ABSENCE = VolumeRule("absent", "q", "absence", outlet="bay", at_least=2, within=2 * HOUR, recovery=True)
NAMES = ("bay", "cape", "coast")
SOURCES = {name: Source(name, name.title()) for name in NAMES}
LEARNED = 28


class Story:
    """An archive that began four weeks ago, with what was counted in it since."""

    def __init__(self, archive: Archive, *rules: VolumeRule) -> None:
        self.archive, self.rules = archive, {rule.name: rule for rule in rules}
        kept = archive.articles.keep(a_version(seen_at=START - LEARNED * DAY), lambda _: Consequences())
        self.article, self.now = kept.version.article_id, START
        self.counted: list[Sighting] = []
        self.restart(START - LEARNED * DAY)

    def restart(self, now: datetime, *more: VolumeRule) -> None:
        """The monitor starts, perhaps with more rules."""
        self.rules |= {rule.name: rule for rule in more}
        self.watch = VolumeWatch(self.archive.volumes, self.archive.replay, self.archive.schedule)
        configured = Configured(self.rules, sources=SOURCES, policy=AlertPolicy(route=Route("desk")))
        self.watch.begin(configured, now)

    def count(self, at: datetime, source: str, seen_at: datetime | None = None, *, raises: bool = True) -> None:
        """An article of the source matches every rule."""
        unit = str(len(self.counted))
        seen_at = seen_at or at
        self._count([Sighting(name, (), unit, source, at, seen_at, raises, self.article, 1) for name in self.rules])

    def _count(self, found: list[Sighting]) -> None:
        self.archive.volumes.fill(found)
        self.counted += found

    def habit(self, *sources: str) -> None:
        """Four weeks with an article of each source every hour."""
        hours = LEARNED * 24
        self._count([
            Sighting(name, (), f"{source} {hour}", source, at, at, False, self.article, 1)
            for name in self.rules for source in sources for hour in range(1, hours)
            if (at := START - hour * HOUR)
        ])  # fmt: skip

    def polled(self, now: datetime, *sources: str, told: State | None = None) -> None:
        """The sources are read; ``told`` is what is known to be wrong with them."""
        standing = Standing((Told(told, now),)) if told else Standing()
        for source in sources:
            memory = SourceMemory(standing=standing)
            self.archive.schedule.polled(source, now, now + HOUR, True, memory=memory, why="")

    def pass_time(self, hours: int, *reading: str, since: datetime = START) -> None:
        """Every half hour the sources are read and the rules are judged."""
        for half in range(2 * hours + 1):
            now = since + half * HOUR / 2
            self.polled(now, *reading)
            self.watch.finish(now)

    def judge(self, now: datetime) -> None:
        """All sources were just read; the rules are judged."""
        self.now = now
        self.polled(now, *NAMES)
        self.watch.finish(now)

    def told(self) -> list[tuple[str, str, float]]:
        """Kind, beginning of the reason, and hours after the start."""
        events = reversed(self.archive.history.volume_events())
        return [(event.kind, event.reason.split(":")[0], (event.at - START) / HOUR) for event in events]
