"""The daemon: APScheduler's ticks start polls that are due, the sender empties the outbox, a stop ends both.

Everything that must survive is in the archive, so the process may be killed at any instruction; a clean stop only
saves the work that was under way.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from random import Random
from typing import Any, Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor.domain.source import Source
from monitor.errors import MonitorError
from monitor.ports import Clock, Offload, Schedule
from monitor.usecases.poll import Limits, Line, Poll
from monitor.usecases.volume import Configured, VolumeWatch
from monitor.usecases.watch import Polled, Watch

POLLS_AT_ONCE, PATIENCE_SECONDS = 100, 2.0
"""Polls that are started side by side. One that takes longer waits for its site more than it works: it gives up its
place, so that sites that hang do not delay the others."""
MOST_POLLS = 2_000
"""Polls under way, those included that gave up their place: what bounds memory and connections."""
HEARTBEAT_SECONDS = 60
LOOK_SECONDS = 2.0
"""Between two looks at the files of the configuration."""
JUDGE_SECONDS = 1.0
"""Between two rounds of judging volume rules."""

_log = structlog.get_logger("monitor.daemon")


class Delivering(Protocol):
    """Sends what the outbox holds."""

    async def run(self, stop: asyncio.Event, wake: asyncio.Event) -> None:
        """Send until ``stop``; ``wake`` says that there may be something new."""
        ...

    async def drain(self) -> int:
        """Send everything that is due now; how many attempts that took."""
        ...


class Reloading(Protocol):
    """Takes a changed configuration. Blocking, for one thread at a time."""

    def __call__(self, now: datetime, asked: bool) -> Mapping[str, Source] | None:
        """Take it where it has changed, or if ``asked``: the sources from now on; None where nothing was taken."""
        ...

    def stop(self) -> None:
        """Break off what it is doing."""
        ...


@dataclass
class Daemon:
    """Polls ``sources`` when they are due and delivers, until it is stopped."""

    sources: Mapping[str, Source]
    poll: Poll
    schedule: Schedule
    watch: Watch
    sender: Delivering
    refile: Callable[[], int]
    prune: Callable[[], object]
    reload: Reloading
    take_requests: Callable[[], int]
    volume: VolumeWatch
    counting: Configured
    clock: Clock
    offload: Offload
    random: Random
    page_limit: int = 100
    patience: float = PATIENCE_SECONDS
    _first: dict[str, datetime] = field(default_factory=dict)
    _due: deque[str] = field(default_factory=deque)
    _running: dict[str, asyncio.Task[bool]] = field(default_factory=dict)
    _slow: set[str] = field(default_factory=set)
    _failing: set[str] = field(default_factory=set)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _asked: bool = False

    def ask_reload(self) -> None:
        """Have the configuration read again at the next look at it, whether its files have changed or not."""
        self._asked = True

    async def run(self, stop: asyncio.Event) -> None:
        """Run until ``stop`` is set; then polls are broken off and what is being sent is sent."""
        scheduler = AsyncIOScheduler()
        for job, seconds in ((self._start_due, 1), (self._refile, 60), (self._heartbeat, HEARTBEAT_SECONDS)):
            tick = partial(_tick, job, stop)
            scheduler.add_job(tick, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True)
        # At the start too: a daemon that is restarted every day would never come to it otherwise.
        scheduler.add_job(
            partial(_tick, self._prune, stop), "interval", days=1, next_run_time=self.clock(), misfire_grace_time=None
        )
        _log.info("started", sources=len(self.sources))
        sending = asyncio.ensure_future(self.sender.run(stop, self._wake))
        await self._guarded("refile", self._refile())
        await self._guarded("schedule", self._spread())
        await self._guarded("volume rules", self.offload(self.volume.begin, self.counting, self.clock()))
        await self._start_due()
        scheduler.start()
        looking = asyncio.ensure_future(self._look_again(stop))
        judging = asyncio.ensure_future(self._judge_again(stop))
        try:
            await _first_of(sending, stop)
        finally:
            stop.set()
            scheduler.shutdown(wait=False)
            self.reload.stop()
            self._wake.set()
            self._due.clear()
            for task in self._running.values():
                task.cancel()
            await asyncio.gather(*self._running.values(), looking, judging, return_exceptions=True)
            await sending
            _log.info("stopped")

    async def once(self, stop: asyncio.Event) -> bool:
        """Poll every source once and send what is due; whether at least one source answered."""
        await self._guarded("refile", self._refile())
        await self._guarded("requests", self._take_requests())
        await self._guarded("volume rules", self.offload(self.volume.begin, self.counting, self.clock()))
        places = asyncio.Semaphore(POLLS_AT_ONCE)

        async def place(source: Source) -> bool:
            async with places:
                return not stop.is_set() and await self._poll(source)

        tasks = [asyncio.ensure_future(place(source)) for source in self.sources.values()]
        answered = await _until(stop, tasks)
        await self._guarded("volume rules", self._judge(self.volume.finish))
        await self.sender.drain()
        await self._prune()
        return any(answered) or not tasks

    async def _spread(self) -> None:
        self._first = await self.offload(self.watch.first_polls, self.clock())

    async def _start_due(self) -> None:
        """Look who is due, and start as many polls as there is room for; the others follow as polls end."""
        now = self.clock()
        self._first = {source_id: at for source_id, at in self._first.items() if at > now}
        idle = [source_id for source_id in self.sources if source_id not in self._running.keys() | self._first.keys()]
        self._due.clear()  # nothing may start and end while the archive is asked
        try:
            self._due.extend(await self.offload(self.schedule.due, idle, now))
        except MonitorError as error:
            _log.error("archive unavailable", error=str(error))
        self._start()

    def _start(self) -> None:
        while self._due and self._room():
            source_id = self._due.popleft()
            if source_id not in self.sources:
                continue  # it was taken out of the configuration meanwhile
            task = asyncio.ensure_future(self._poll(self.sources[source_id]))
            self._running[source_id] = task
            patience = asyncio.get_running_loop().call_later(self.patience, self._step_aside, source_id)
            task.add_done_callback(partial(self._ended, source_id, patience))

    def _room(self) -> bool:
        return len(self._running) - len(self._slow) < POLLS_AT_ONCE and len(self._running) < MOST_POLLS

    def _step_aside(self, source_id: str) -> None:
        self._slow.add(source_id)
        self._start()

    def _ended(self, source_id: str, patience: asyncio.TimerHandle, _: asyncio.Task[bool]) -> None:
        patience.cancel()
        self._slow.discard(source_id)
        del self._running[source_id]
        self._start()

    async def _poll(self, source: Source) -> bool:
        """Poll one source and set its next time; whether one of its feeds answered."""
        log = _log.bind(source=source.id)
        lines: list[Line] = []
        broken = True
        try:
            async for line in self.poll(source, Limits(pages=self.page_limit)):
                lines.append(replace(line, text=None))
                self._tell(log, line)
            broken = False
        except (MonitorError, OSError) as error:
            log.error("poll broke off", error=str(error))
        except Exception:  # a fault of ours in one source's poll must not stop the others; the traceback is logged
            log.exception("poll broke off")
        polled = _polled(source, lines, broken=broken)
        (self._failing.discard if polled.ok else self._failing.add)(source.id)
        after = self.offload(self.watch.after_poll, source, polled, self.clock(), self.random.random())
        await self._guarded("schedule", after)
        return polled.ok

    def _tell(self, log: structlog.stdlib.BoundLogger, line: Line) -> None:
        if line.rules:
            self._wake.set()
        if line.status == "failed":
            log.warning("failed", url=line.url, cause=line.cause)
        elif line.status == "held":
            log.warning("held", url=line.url, cause=line.cause)
        elif line.status != "unchanged" or line.article_id:
            log.info(line.status, url=line.url, article=line.article_id, file=line.file_name, rules=list(line.rules))
        if line.undecided:
            log.warning("rules not decided", url=line.url, article=line.article_id, rules=list(line.undecided))

    async def _refile(self) -> None:
        if written := await self.offload(self.refile):
            _log.info("text files written", count=written)

    async def _prune(self) -> None:
        await self._guarded("removal of old evidence", self.offload(self.prune))

    async def _look_again(self, stop: asyncio.Event) -> None:
        """Look at the configuration and for requests of the desk until ``stop``."""
        while not stop.is_set():
            await self._guarded("reading the configuration again", self._reload())
            await self._guarded("requests", self._take_requests())
            await _first_of(asyncio.ensure_future(asyncio.sleep(LOOK_SECONDS)), stop)

    async def _take_requests(self) -> None:
        """Do what was asked of the archive meanwhile; deliveries may be due by it."""
        if done := await self.offload(self.take_requests):
            _log.info("requests done", count=done)
            self._wake.set()

    async def _judge_again(self, stop: asyncio.Event) -> None:
        """Judge volume rules until ``stop``."""
        while not stop.is_set():
            await self._guarded("volume rules", self._judge(self.volume.advance))
            await _first_of(asyncio.ensure_future(asyncio.sleep(JUDGE_SECONDS)), stop)

    async def _judge(self, turn: Callable[[datetime], int]) -> None:
        if owed := await self.offload(turn, self.clock()):
            _log.info("volume rules fired", count=owed)
            self._wake.set()

    async def _reload(self) -> None:
        asked, self._asked = self._asked, False
        sources = await self.offload(self.reload, self.clock(), asked)
        if sources is not None:
            self.sources = self.watch.sources = sources
            await self._spread()

    async def _heartbeat(self) -> None:
        _log.info("alive", polling=sorted(self._running), failing=sorted(self._failing))

    async def _guarded(self, what: str, work: Awaitable[object]) -> None:
        """Wait for ``work``; an archive or disk that refuses is logged, and tried again at the next tick."""
        try:
            await work
        except (MonitorError, OSError) as error:
            _log.error(f"{what} failed", error=str(error))
        except Exception:  # noqa: BLE001 - a fault of ours must not end these ticks for good; its traceback is logged
            _log.exception(f"{what} failed")


def _polled(source: Source, lines: Sequence[Line], *, broken: bool) -> Polled:
    """How a poll went, by what it said."""
    watched = {feed.url for feed in source.watched}
    failed = [line for line in lines if line.status == "failed"]
    gone = {line.url for line in failed if not line.again_at}
    return Polled(
        ok=not broken and not gone.issuperset(source.feeds or (*source.sitemaps, *source.sections)),
        again_at=tuple(line.again_at for line in lines if line.again_at),
        notices=tuple((line.url, line.notice) for line in lines if line.notice),
        pages=sum(line.url not in watched for line in failed) + sum(bool(line.article_id) for line in lines),
    )


async def _until(stop: asyncio.Event, tasks: Sequence[asyncio.Task[bool]]) -> list[bool]:
    """Results of those tasks that end before ``stop``; the others are cancelled."""
    gathered = asyncio.gather(*tasks, return_exceptions=True)
    await _first_of(gathered, stop)
    for task in tasks:
        task.cancel()
    return [result is True for result in await gathered]


async def _tick(job: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
    """Do a job; that the stop breaks it off is no fault, which the scheduler would call it."""
    try:
        await job()
    except asyncio.CancelledError:
        if not stop.is_set():
            raise


async def _first_of(work: asyncio.Future[Any], stop: asyncio.Event) -> None:
    """Wait until ``work`` is done or ``stop`` is set."""
    stopping: asyncio.Future[Any] = asyncio.ensure_future(stop.wait())
    await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
