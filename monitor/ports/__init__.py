"""What the use cases need of the world, as small protocols with written contracts.

Shared by all: times are aware datetimes in UTC; methods of the archive are blocking, may be called from any thread,
and raise ArchiveError; every writing method is one transaction that is durable when it returns, except where its
contract says that a loss of power (never the death of the process) may undo it.
"""

from __future__ import annotations

from monitor.ports.announcements import Announced, Announcement, Announcements, FeedState, Gap, Waiting
from monitor.ports.articles import Articles, Consequences, Found, Kept, NewVersion
from monitor.ports.delivery import STEP_ASIDE, Channel, Outbox
from monitor.ports.evidence import Evidence, Exchange
from monitor.ports.fetching import Children, Clock, Extractor, FeedReader, Feeds, Fetch, Fetched, Offload, Priority
from monitor.ports.replay import Replay, Replayed
from monitor.ports.sources import History, Schedule, SourceEvent, SourceState

__all__ = [
    "STEP_ASIDE",
    "Announced",
    "Announcement",
    "Announcements",
    "Articles",
    "Channel",
    "Children",
    "Clock",
    "Consequences",
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
    "Kept",
    "NewVersion",
    "Offload",
    "Outbox",
    "Priority",
    "Replay",
    "Replayed",
    "Schedule",
    "SourceEvent",
    "SourceState",
    "Waiting",
]
