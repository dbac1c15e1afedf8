"""The product put together from a configuration, and taken apart again in order."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from alerts.outbox import Sender
from monitor.archive import Archive, TextFiles, open_archive
from monitor.config import Settings
from monitor.crawl.sites import same_site
from monitor.daemon import Daemon
from monitor.domain.article import Version
from monitor.domain.rhythm import Rhythm
from monitor.domain.source import Source
from monitor.errors import ArchiveError
from monitor.extract.pool import EXTRACTION_SECONDS, ExtractionPool
from monitor.feeds.kinds import FeedsOfAllKinds
from monitor.feeds.reading import FeedReading, feed_workers
from monitor.ports import Clock, Evidence, Extractor, Fetch
from monitor.rules.engine import RuleSet, compile_rules
from monitor.usecases.announce import Announce
from monitor.usecases.ingest import Ingest
from monitor.usecases.poll import Poll
from monitor.usecases.refile import refile
from monitor.usecases.volume import VolumeWatch
from monitor.usecases.watch import Watch
from monitor.wiring.alerting import Alerting, alerting_of
from monitor.wiring.clock import now
from monitor.wiring.evidence import keeping, prune_evidence
from monitor.wiring.reload import BROKEN, SUBJECT, Reload
from monitor.wiring.requests import take
from monitor.wiring.watching import counting_of, policy_of, watch_of
from monitor.workers import Workers

T = TypeVar("T")

THREADS = 32
"""Threads for what blocks: the archive, and sending, where a hanging target occupies one of them."""
FEED_SECONDS = 30.0
"""How long one large feed may take to read before its process is killed."""


@dataclass(frozen=True)
class App:
    """Everything built from one configuration. ``close`` ends it; use ``opened``."""

    settings: Settings
    archive: Archive
    rules: RuleSet
    files: tuple[TextFiles, ...]
    threads: ThreadPoolExecutor
    extract: Extractor
    feed_workers: Workers
    clock: Clock = now
    alerts_off: bool = False
    evidence: Evidence | None = None

    @property
    def sources(self) -> dict[str, Source]:
        """Configured sources by id."""
        return {source.id: source for source in self.settings.sources}

    def offload(self, function: Callable[..., T], /, *args: Any) -> Awaitable[T]:
        """Run what blocks in a thread. The Offload port."""
        return asyncio.get_running_loop().run_in_executor(self.threads, function, *args)

    def poll(self, fetch: Fetch, ingest: Ingest | None = None) -> Poll:
        """Polls over ``fetch``."""
        announced, clock, offload = self.archive.announcements, self.clock, self.offload
        reading = FeedReading(offload, self.feed_workers)
        announce = Announce(
            fetch, FeedsOfAllKinds(), announced, self._rhythm, same_site, self.settings.alerts.max_age, clock, reading
        )
        return Poll(announce, fetch, self.extract, announced, ingest or self._ingest(), clock, offload, self.evidence)

    def sender(self, alerting: Alerting | None = None) -> Sender:
        """What decides on alerts and sends them, by the configuration or by ``alerting``, which may change."""
        found = alerting or self._alerting()
        return Sender(
            self.archive.outbox, found.channels, self.clock, self.offload, random.Random(),  # noqa: S311 not for secrets
            found.dispatch, found.troubles,
        )  # fmt: skip

    def daemon(self, fetch: Fetch) -> Daemon:
        """The daemon over ``fetch``; what is parked is due again, and what a process before it was sending.

        Where other processes may be sending too, what a dead one had is due when its lease has run out.
        """
        begin = self.archive.outbox.release if self.archive.exclusive else self.archive.outbox.retry_parked
        begin(self.clock())
        ingest, alerting = self._ingest(), self._alerting()
        watch = watch_of(self.settings, self.archive, alerts_off=self.alerts_off)
        volume = VolumeWatch(self.archive.volumes, self.archive.replay, self.archive.schedule)
        return Daemon(
            sources=self.sources,
            poll=self.poll(fetch, ingest),
            schedule=self.archive.schedule,
            watch=watch,
            sender=self.sender(alerting),
            refile=lambda: refile(self.archive.articles, self.file),
            prune=lambda: self._prune(volume),
            reload=self._reload(ingest, watch, alerting, volume),
            take_requests=lambda: take(self.settings.data_dir, self.archive),
            volume=volume,
            counting=counting_of(self.settings, alerts_off=self.alerts_off),
            clock=self.clock,
            offload=self.offload,
            random=random.Random(),  # noqa: S311 spreads polls
            page_limit=self.settings.crawl.page_limit,
        )

    def file(self, version: Version) -> None:
        """Write the version's text file wherever this crawl keeps text files."""
        for files in self.files:
            files.write(version)

    def _reload(self, ingest: Ingest, watch: Watch, alerting: Alerting, volume: VolumeWatch) -> Reload:
        def swap(settings: Settings, rules: RuleSet) -> None:
            policy = policy_of(settings, alerts_off=self.alerts_off)
            counting = counting_of(settings, alerts_off=self.alerts_off)
            volume.begin(counting, self.clock())  # what is counted by other queries is dropped before more is
            sources = {source.id: source for source in settings.sources}
            alerting.swap(settings, policy, sources)
            ingest.swap(rules, policy, sources, counting.rules)
            watch.policy = policy
            self.archive.outbox.retry_parked(self.clock())

        last = self.archive.history.events(SUBJECT.id, limit=1)
        broken_since = last[0].since if last and last[0].kind == BROKEN else None
        return Reload(self.settings, os.environ, swap, watch.tell, broken_since)

    def _prune(self, volume: VolumeWatch) -> None:
        prune_evidence(self.settings, self.archive, self.clock())
        volume.forget(self.clock())

    def _rhythm(self, source_id: str) -> Rhythm:
        return self.archive.schedule.memory(source_id).rhythm

    def _alerting(self) -> Alerting:
        policy = policy_of(self.settings, alerts_off=self.alerts_off)
        return alerting_of(self.settings, self.archive, policy, self.sources)

    def _ingest(self) -> Ingest:
        policy = policy_of(self.settings, alerts_off=self.alerts_off)
        volumes = {volume.name: volume for volume in self.settings.volumes}
        return Ingest(self.archive.articles, self.rules, policy, self.file, self.clock, self.sources, volumes)


@contextmanager
def opened(
    settings: Settings, *, out: Path | None = None, alerts_off: bool = False, keep: bool = True
) -> Iterator[App]:
    """The product, ready to crawl and to send; closed in the reverse order of what was opened.

    ``out`` is a directory that gets a copy of each text file. Without ``keep`` the archive is a new one that is gone
    in the end, and text files go to ``out`` only. Raises ArchiveBusy where another process writes to the archive.
    """
    with ExitStack() as stack:
        if keep:
            _make_directory(settings.data_dir)
            url, roots = settings.archive_url.reveal(), [settings.data_dir]
        else:
            url, roots = f"sqlite:///{stack.enter_context(TemporaryDirectory())}/archive.db", []
        archive = open_archive(url, write=True)
        stack.callback(archive.close)
        evidence = stack.enter_context(keeping(settings, archive)) if keep and settings.evidence.enabled else None
        threads = stack.enter_context(ThreadPoolExecutor(THREADS, thread_name_prefix="monitor"))
        pool = ExtractionPool(settings.crawl.workers, EXTRACTION_SECONDS)
        stack.callback(pool.close)
        feeds = feed_workers(settings.crawl.workers, FEED_SECONDS)
        stack.callback(feeds.close)
        files = tuple(TextFiles(root) for root in (*roots, *([out] if out else [])))
        rules = compile_rules(settings.matched, settings.entities)
        yield App(settings, archive, rules, files, threads, pool, feeds, alerts_off=alerts_off, evidence=evidence)


def _make_directory(data_dir: Path) -> None:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        found = f"{error.strerror} at {error.filename}"
        raise ArchiveError(f"data_dir: found {found}, expected a directory that can be written to") from error
