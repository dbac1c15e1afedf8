"""What the use cases need of the world, as small protocols with written contracts.

Shared by all: times are aware datetimes in UTC; methods of the archive are blocking, may be called from any thread,
and raise ArchiveError; every writing method is one transaction that is durable when it returns, except where its
contract says that a loss of power (never the death of the process) may undo it.
"""

from __future__ import annotations

from monitor.ports.alerts import CatchUp, Compose, Told
from monitor.ports.announcements import Announced, Announcement, Announcements, FeedState, Gap, Waiting
from monitor.ports.articles import Articles, Consequences, Found, Kept, NewVersion
from monitor.ports.delivery import Channel, Ended, Outbox, Targets, Tried
from monitor.ports.evidence import Evidence, Exchange
from monitor.ports.fetching import Children, Clock, Extractor, FeedReader, Feeds, Fetch, Fetched, Offload, Priority
from monitor.ports.reindexing import Reindexing
from monitor.ports.replay import Replay, Replayed
from monitor.ports.sources import History, Report, Schedule, SourceEvent, SourceState
from monitor.ports.volume import Judged, Past, Span, Volumes, VolumeState

__all__ = [
    "Announced",
    "Announcement",
    "Announcements",
    "Articles",
    "CatchUp",
    "Channel",
    "Children",
    "Clock",
    "Compose",
    "Consequences",
    "Ended",
    "Evidence",
    "Exchange",
    "Extractor",
    "FeedReader",
    "FeedState",
    "Feeds",
    "Fetch",
    "Fetched",
    "Found",
    "Gap",
    "History",
    "Judged",
    "Kept",
    "NewVersion",
    "Offload",
    "Outbox",
    "Past",
    "Priority",
    "Reindexing",
    "Replay",
    "Replayed",
    "Report",
    "Schedule",
    "SourceEvent",
    "SourceState",
    "Span",
    "Targets",
    "Told",
    "Tried",
    "VolumeState",
    "Volumes",
    "Waiting",
]
