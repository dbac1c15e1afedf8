"""One poll of a source: its feeds are read, what they announce is written down, and each page becomes an article.

What is announced is durable before the first page is asked for, so a poll may be broken off anywhere: the next one
goes on with what is waiting.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.domain.article import Extraction, Version
from monitor.domain.feedmemory import FeedMemory
from monitor.domain.flood import Notice
from monitor.domain.judgement import judged
from monitor.domain.redirects import aggregator
from monitor.domain.schedule import page_retry_at
from monitor.domain.source import Feed, FeedKind, Source
from monitor.domain.textformat import ArticleText
from monitor.domain.verdict import CAUSES, Kind
from monitor.errors import CausedError, ExtractionError, FetchError
from monitor.ports import Announcements, Clock, Evidence, Exchange, Extractor, Fetch, Fetched, Offload, Waiting
from monitor.usecases.announce import Announce, FeedRead
from monitor.usecases.ingest import Arrival, Ingest, Ingested
from monitor.usecases.stopgap import announced_alone, stopgap

SPARE_EVERY = timedelta(hours=1)
"""Sitemaps and section pages of a source that has feeds are looked at this often, and whenever a feed overflowed."""
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row of what a poll did. ``status`` is new, edited, unchanged, failed, held or waiting."""

    status: str
    url: str
    headline: str = ""
    cause: str = ""
    article_id: str = ""
    file_name: str = ""
    rules: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    """Rules that cost too much on the article to be decided."""
    count: int = 1
    text: ArticleText | None = None
    again_at: datetime | None = None
    """When the source should be polled again because of this row, where that is before its turn."""
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one poll may do: how many pages at most, none published before ``since``, only feeds of these ``kinds``.

    ``page_as_feed`` takes an HTML page given as a feed for an article.
    """

    pages: int = 100
    since: datetime | None = None
    page_as_feed: bool = False
    kinds: frozenset[FeedKind] = frozenset(FeedKind)


@dataclass(frozen=True, slots=True)
class Poll:
    """Polls sources. Every collaborator is a port."""

    announce: Announce
    fetch: Fetch
    extract: Extractor
    announcements: Announcements
    ingest: Ingest
    clock: Clock
    offload: Offload
    evidence: Evidence | None = None

    async def __call__(
        self, source: Source, limits: Limits = Limits(), expect: Callable[[int], None] = lambda _: None
    ) -> AsyncIterator[Line]:
        """Poll ``source`` once; a line for every feed that failed or brought nothing, and for every page.

        ``expect`` is told how many pages will be asked for. Raises ArchiveError; everything else that goes wrong is
        a line with its cause.
        """
        async for line in self._read_feeds(source, limits):
            yield line
        # The oldest come first: with ``since``, they must not use up the limit.
        most = limits.pages + 1 if limits.since is None else _ALL
        waiting = await self.offload(self.announcements.waiting, source.id, self.clock(), most)
        recent = [item for item in waiting if not _too_old(item, limits.since)]
        more, chosen = len(recent) > limits.pages, recent[: limits.pages]
        expect(len(chosen))
        before: list[Version] = []
        if chosen:
            before = await self.offload(self.ingest.recent, source.id)
        for item in chosen:
            yield await self._page(source, item, before)
        for item in (item for item in waiting if _too_old(item, limits.since)):
            yield Line("waiting", item.announcement.url, item.announcement.entry.title, "published before --since")
        if more:
            cause = f"more pages wait; one poll fetches at most {limits.pages}"
            yield Line("waiting", source.homepage or source.watched[0].url, cause=cause, again_at=self.clock())

    async def _read_feeds(self, source: Source, limits: Limits) -> AsyncIterator[Line]:
        feeds = [feed for feed in source.watched if feed.kind in limits.kinds]
        first, spare = await self._in_turn(source, feeds)
        reads: list[FeedRead] = []
        for feed in first:
            reads.append(await self.announce(source, feed, page_as_feed=limits.page_as_feed))
            for line in _lines(reads[-1]):
                yield line
        gaps = [(read.gap, read.gap_closed) for read in reads if read.gap]
        filled, unclosed = 0, not all(closed for _, closed in gaps)
        for feed, due in spare:
            if due or unclosed:
                read = await self.announce(source, feed)
                filled += read.new
                for line in _lines(read):
                    yield line
        for gap, closed in gaps:
            if spare and not closed:
                story = f"{gap.story}; sitemaps and section pages brought {filled}"
                gap = replace(gap, filled=gap.filled + filled, story=story)
            await self.offload(self.announcements.found_gap, gap)

    async def _in_turn(self, source: Source, feeds: Sequence[Feed]) -> tuple[list[Feed], list[tuple[Feed, bool]]]:
        """What every poll reads, and what is spare: with whether it is time for it."""
        first = [feed for feed in feeds if feed.kind is FeedKind.FEED]
        if not first:
            return list(feeds), []
        spare = []
        for feed in (feed for feed in feeds if feed.kind is not FeedKind.FEED):
            state = await self.offload(self.announcements.feed_state, source.id, feed.url)
            spare.append((feed, _spare_due(state.memory, self.clock())))
        return first, spare

    async def _page(self, source: Source, item: Waiting, before: list[Version]) -> Line:
        """What became of an announcement; ``before`` are the source's newest articles, and get this one."""
        announced = item.announcement
        try:
            extraction, page_id = await self._extraction(item)
        except CausedError as error:
            return await self._failed(source, item, error)
        verdict = judged(extraction, announced.entry, source.language, before)
        arrival = Arrival(source, announced, replace(extraction, verdict=verdict), item.baseline, item.id, page_id)
        if verdict.kind is Kind.FAILED:
            refusal = ExtractionError(verdict.causes[0], CAUSES[verdict.causes[0]])
            return await self._failed(source, item, refusal, arrival)
        done = await self.offload(self.ingest, arrival)
        before.insert(0, done.kept.version)
        return _line(done.kept.status, announced.url, done)

    async def _failed(
        self, source: Source, item: Waiting, error: CausedError, refused: Arrival | None = None
    ) -> Line:  # fmt: skip
        """The page gave no article: what is kept meanwhile, and when it is tried again, written down unless it was not
        even asked for. ``refused`` is what the gate did not let pass."""
        url, title = item.announcement.url, item.announcement.entry.title
        now, rest = self.clock(), timedelta(seconds=getattr(error, "retry_after", None) or 0.0)
        if error.cause == "rate limited":
            # Another page's answer made the whole site rest: no failure of this one.
            return Line("waiting", url, title, str(error), again_at=now + rest)
        retry_at = page_retry_at(now, item.attempts + 1, error.cause)
        if retry_at:
            retry_at = max(retry_at, now + rest)
        found = refused.extraction if refused else None
        line = Line("failed", url, title)
        if known := stopgap(item.announcement.entry, found, error.cause, given_up=retry_at is None):
            page_id = refused.page_id if refused else None
            meanwhile = Arrival(source, item.announcement, known, item.baseline, None, page_id, provisional=True)
            line = _line("failed", url, await self.offload(self.ingest, meanwhile))
        await self.offload(self.announcements.entry_failed, item.id, error.cause, error.detail, now, retry_at)
        return replace(line, cause=str(error), again_at=retry_at)

    async def _extraction(self, item: Waiting) -> tuple[Extraction, int | None]:
        """The article behind an announcement, and the number of its page where that is kept as evidence.

        The title alone where it has no link, or one to an aggregator.
        """
        entry = item.announcement.entry
        if not entry.url or aggregator(entry.url):
            if (alone := announced_alone(entry)) is None:
                raise ExtractionError("no headline", "there is no page to fetch, and the feed gives no title")
            return alone, None
        fetched, page_id = await self._fetched(item)
        return await self.extract(fetched.body, fetched.url, fetched.content_type, entry), page_id

    async def _fetched(self, item: Waiting) -> tuple[Fetched, int | None]:
        """The page; kept as evidence before anything is done with it, also where it is no usable answer."""
        exchanges: list[Exchange] | None = [] if self.evidence else None
        try:
            fetched = await self.fetch(item.announcement.entry.url, exchanges=exchanges)
        except FetchError:
            await self._kept(item, exchanges)
            raise
        return fetched, await self._kept(item, exchanges)

    async def _kept(self, item: Waiting, exchanges: list[Exchange] | None) -> int | None:
        if self.evidence and exchanges:
            return await self.offload(self.evidence.keep, item.announcement.url, exchanges)
        return None


def _line(status: str, url: str, done: Ingested) -> Line:
    version = done.kept.version
    return Line(
        status,
        url,
        version.text.headline,
        article_id=version.article_id,
        file_name=version.file_name,
        rules=tuple(match.rule.name for match in done.matches),
        undecided=tuple(rule.name for rule in done.overruns),
        text=version.text,
    )


def _lines(read: FeedRead) -> list[Line]:
    if read.error is not None:
        return [Line("failed", read.feed.url, cause=str(read.error))]
    lines = [Line("held", read.feed.url, cause=read.notice.text, notice=read.notice)] if read.notice else []
    if read.known or not read.new:
        lines.append(Line("unchanged", read.feed.url, count=read.known))
    return lines


def _spare_due(memory: FeedMemory, now: datetime) -> bool:
    asked = max(filter(None, (memory.last_success, memory.failing_since)), default=None)
    return asked is None or now - asked >= SPARE_EVERY


def _too_old(item: Waiting, since: datetime | None) -> bool:
    published = item.announcement.entry.published
    return since is not None and published is not None and published < since
