"""What a source did, from what was announced and kept, and what was told about it (the port ``History``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from statistics import median
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select

from monitor.archive.columns import batches
from monitor.archive.consequences import owe
from monitor.archive.engine import Database
from monitor.archive.rows import entry_from_dict, notification_to_dict
from monitor.archive.schema import announcement, announcement_failure, article, feed_state, source_event, version
from monitor.archive.schema_alerts import disposition
from monitor.domain.feedmemory import FeedMemory
from monitor.domain.health import Pages
from monitor.errors import EXTRACTION_CAUSES
from monitor.ports import Report, SourceEvent

_DAY, _MONTH = timedelta(days=1), timedelta(days=30)
_NEWEST, _BEFORE = 10, 200
"""Texts whose median length is compared: the newest, and those before them."""
_PAGES = 500
"""Announcements whose pages are looked at, the newest: a source with many a day needs no month to be known."""
_DATED = 2_000
"""Entries whose dates are read at most, the newest: a sitemap may hold fifty thousand."""
# Statements of every poll are built once: building one costs more than executing it.
_table = announcement.c
_ARRIVALS = (
    select(_table.announced_at)
    .where(
        _table.source_id == bindparam("source_id"),
        _table.announced_at >= bindparam("since"),
        ~_table.baseline,
        _table.held == "",
    )
    .order_by(_table.announced_at, _table.id)
)
_DATES = (
    select(_table.feed_url, _table.entry)
    .where(
        _table.source_id == bindparam("source_id"),
        _table.announced_at > bindparam("since"),
        _table.held == "",
    )
    .order_by(_table.announced_at.desc(), _table.id.desc())
    .limit(_DATED)
)
_FEEDS = select(feed_state.c.feed_url, feed_state.c.memory).where(feed_state.c.source_id == bindparam("source_id"))
_EARLIEST = (
    select(_table.announced_at)
    .where(_table.source_id == bindparam("source_id"), _table.announced_at >= bindparam("since"))
    .order_by(_table.announced_at.desc())
    .offset(_PAGES - 1)
    .limit(1)
)
# Of articles that were first seen since then: older ones are not looked through.
_KEPT = (
    select(version.c.seen_at)
    .join(article, article.c.id == version.c.article_id)
    .where(
        article.c.source_id == bindparam("source_id"),
        article.c.first_seen >= bindparam("since"),
        ~version.c.provisional,
    )
)
_FAILED = (
    select(announcement_failure.c.failed_at, announcement_failure.c.cause)
    .join(announcement, _table.id == announcement_failure.c.announcement_id)
    .where(_table.source_id == bindparam("source_id"), _table.announced_at >= bindparam("since"))
)
_NEWEST_ARTICLES = (
    select(article.c.id)
    .where(article.c.source_id == bindparam("source_id"))
    .order_by(article.c.first_seen.desc())
    .limit(_NEWEST + _BEFORE)
)
_LENGTHS = (
    select(func.length(version.c.text))
    .where(version.c.article_id.in_(_NEWEST_ARTICLES), ~version.c.provisional)
    .order_by(version.c.id.desc())
    .limit(_NEWEST + _BEFORE)
)


class SqlHistory:
    """Reads ``announcement`` and ``version``; keeps ``source_event``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def arrivals(self, source_id: str, since: datetime) -> list[datetime]:
        """When each entry that was not part of a baseline was first seen, in order."""
        with self._database.reading() as connection:
            return list(connection.scalars(_ARRIVALS, {"source_id": source_id, "since": since}))

    def published(self, source_id: str, since: datetime) -> dict[str, list[datetime]]:
        """By feed, the dates of its entries that were first seen after then, a baseline's too; not held ones.

        A feed with an entry that bears no date is left out.
        """
        dates: dict[str, list[datetime | None]] = {}
        with self._database.reading() as connection:
            for feed_url, entry in connection.execute(_DATES, {"source_id": source_id, "since": since}):
                dates.setdefault(feed_url, []).append(entry_from_dict(entry).published)
        return {url: [time for time in times if time] for url, times in dates.items() if all(times)}

    def pages(self, source_id: str, now: datetime) -> Pages:
        """How the fetching and extracting of its pages went in the last day, against its history.

        That is a month, or the newest 500 announcements where these are fewer.
        """
        with self._database.reading() as connection:
            outcomes = _outcomes(connection, source_id, now - _MONTH)
            lengths = list(connection.scalars(_LENGTHS, {"source_id": source_id}))
        newest, before = lengths[:_NEWEST], lengths[_NEWEST:]
        today = [cause for at, cause in outcomes if at >= now - _DAY]
        tried = [cause for _, cause in outcomes if not cause or cause in EXTRACTION_CAUSES]
        return Pages(
            extracted=today.count(""),
            failed=sum(cause in EXTRACTION_CAUSES for cause in today),
            unfetched=sum(bool(cause) and cause not in EXTRACTION_CAUSES for cause in today),
            failed_in_row=len(list(takewhile(bool, reversed(tried)))),
            extracted_in_row=len(list(takewhile(lambda cause: not cause, reversed(tried)))),
            usual_failed=sum(map(bool, tried)) / len(tried) if tried else 0.0,
            measured=len(newest),
            length=median(newest) if newest else 0.0,
            usual_length=median(before) if before else 0.0,
            causes=tuple(cause for cause in today if cause in EXTRACTION_CAUSES),
        )

    def per_day(self, source_id: str, days: int, now: datetime) -> list[int]:
        """Articles first seen on each of the last ``days`` days (UTC), oldest first, today last."""
        first = now.date() - timedelta(days=days - 1)
        chosen = select(article.c.first_seen).where(
            article.c.source_id == source_id, article.c.first_seen >= now - timedelta(days=days)
        )
        counts = [0] * days
        with self._database.reading() as connection:
            for at in connection.execute(chosen).scalars():
                if 0 <= (place := (at.date() - first).days) < days:
                    counts[place] += 1
        return counts

    def feed_memories(self, source_id: str) -> dict[str, FeedMemory]:
        """What is remembered of each feed of the source that was ever polled."""
        with self._database.reading() as connection:
            rows = connection.execute(_FEEDS, {"source_id": source_id})
            return {row.feed_url: FeedMemory.from_json(row.memory) for row in rows}

    def record_event(self, report: Report) -> None:
        """Keep an event with what is told of it and to whom, in one transaction."""
        with self._database.writing() as connection:
            keep_event(connection, report)

    def events(self, source_id: str = "", limit: int = 50) -> list[SourceEvent]:
        """Events of sources, newest first, of one or of all."""
        which = source_event.c.source_id == source_id if source_id else source_event.c.rule == ""
        return self._events(select(source_event).where(which).limit(limit))

    def volume_events(self, rule: str = "", since: datetime | None = None) -> list[SourceEvent]:
        """Events of volume rules, newest first: of the rule of this name or of all, since then or ever."""
        chosen = select(source_event).where(source_event.c.rule != "")
        if rule:
            # The event's own rule is named with its group; what became of it goes by the name alone.
            mine = select(disposition.c.event_id).where(disposition.c.rule == rule)
            chosen = chosen.where(source_event.c.id.in_(mine))
        return self._events(chosen if since is None else chosen.where(source_event.c.at >= since))

    def _events(self, chosen: Select[Any]) -> list[SourceEvent]:
        with self._database.reading() as connection:
            rows = connection.execute(chosen.order_by(source_event.c.id.desc())).all()
            became = _became(connection, [row.id for row in rows])
        return [
            SourceEvent(
                row.source_id, row.feed_url, row.kind, row.severity, row.reason, row.since, row.at,
                tuple(became.get(row.id, ())), row.rule,
            )
            for row in rows
        ]  # fmt: skip


def keep_event(connection: Connection, report: Report) -> None:
    """Write an event with what is told of it, and to whom it is owed."""
    event = report.event
    values = {name: getattr(event, name) for name in ("source_id", "feed_url", "kind", "severity", "reason", "rule")}
    values |= {"since": event.since, "at": event.at, "facts": notification_to_dict(report.told)}
    event_id = connection.execute(insert(source_event).returning(source_event.c.id), values).scalar_one()
    decided, at = report.decided, report.owed_at or event.at
    owe(connection, {"event_id": event_id}, decided.dispositions, decided.owed, at)


def _became(connection: Connection, events: Sequence[int]) -> dict[int, list[str]]:
    """What became of each event, in words: ``notified desk``."""
    table, words = disposition.c, dict[int, list[str]]()
    for some in batches([str(number) for number in events]):
        chosen = select(table.event_id, table.kind, table.receiver).where(table.event_id.in_(map(int, some)))
        for number, kind, receiver in connection.execute(chosen.order_by(table.id)):
            words.setdefault(number, []).append(f"{kind} {receiver}".strip())
    return words


def _outcomes(connection: Connection, source_id: str, since: datetime) -> list[tuple[datetime, str]]:
    """When a page was kept, or why it failed then (a cause), in order."""
    wanted = {"source_id": source_id, "since": since}
    wanted["since"] = connection.scalar(_EARLIEST, wanted) or since
    kept = [(at, "") for at in connection.scalars(_KEPT, wanted)]
    return sorted([*kept, *((row.failed_at, row.cause) for row in connection.execute(_FAILED, wanted))])
