"""What is remembered of a feed between polls, and how an answer changes it: validators, moves, failures, overflow.

The rules are those of careful feed readers: validators go back verbatim, are left out now and then to see whether they
tell the truth, and are trusted no more once they did not; a permanent redirect is believed when it was seen again and
again; a feed that is gone is asked less often and never given up.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

CHECK_EVERY = 12
"""Every so many polls the validators are left out, to see whether the server tells the truth with them."""
MOVE_TIMES, MOVE_SPAN = 3, timedelta(hours=24)
"""A permanent redirect is believed after so many sights over so long."""
FUTURE = timedelta(days=1)
OLDEST = timedelta(days=3650)
"""A feed's newest date that is older than this is no date: clocks begin in 1970, and calendars differ."""
CAUSES = 10
GONE = frozenset({"http 404", "http 410"})


@dataclass(frozen=True, slots=True)
class FeedMemory:
    """One feed's past. Times are in UTC; counts named ``in a row`` end with the first poll that says otherwise.

    ``address`` is where the feed has moved to, once that was believed; ``moving_to`` a permanent redirect that is still
    being watched. ``children`` holds the sitemaps of an index that were read, with their last change.
    """

    watched_since: datetime | None = None
    last_success: datetime | None = None
    last_entry: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    causes: tuple[str, ...] = ()
    blocked: int = 0
    linkless: int = 0
    linkless_since: datetime | None = None
    conditional: int = 0
    """Conditional polls in a row."""
    distrusted: bool = False
    """Whether the server's validators were caught in a lie."""
    address: str = ""
    moving_to: str = ""
    moving_since: datetime | None = None
    moving_times: int = 0
    overflowed_at: datetime | None = None
    older_in_vain_at: datetime | None = None
    """When older pages were last read without meeting anything known."""
    retry_not_before: datetime | None = None
    window: int = 0
    """Entries of the last body."""
    most: int = 0
    """The most new entries that one poll brought, floods left out."""
    flood_told_at: datetime | None = None
    children: dict[str, str] = field(default_factory=dict)

    @property
    def asks_conditionally(self) -> bool:
        """Whether validators may be sent with the next request."""
        return not self.distrusted and self.conditional < CHECK_EVERY

    @property
    def gone(self) -> bool:
        """Whether the last answer was that there is nothing here."""
        return bool(self.causes) and self.causes[-1] in GONE

    @property
    def moved_to(self) -> str:
        """Where the feed has moved to, as far as it is certain; empty where it is not."""
        if self.moving_to and self.moving_times >= MOVE_TIMES and self.moving_since and self.last_success:
            return self.moving_to if self.last_success - self.moving_since >= MOVE_SPAN else ""
        return ""

    def to_json(self) -> dict[str, Any]:
        """Plain values; what is as it was at first is left out."""
        default = asdict(FeedMemory())
        values = {name: value for name, value in asdict(self).items() if value != default[name]}
        return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> FeedMemory:
        """What ``to_json`` wrote; names that are not known any more are passed over."""
        known = {item.name: item for item in fields(cls)}
        values = {name: _read(str(known[name].type), value) for name, value in data.items() if name in known}
        return cls(**values)


def answered(
    memory: FeedMemory, now: datetime, *, conditional: bool, lied: bool = False,
    moved_to: str = "", same_site: bool = True,
) -> FeedMemory:  # fmt: skip
    """After an answer that could be read. ``moved_to`` is where a permanent redirect led, if one did."""
    memory = replace(
        memory,
        watched_since=memory.watched_since or now,
        last_success=now,
        failures=0,
        failing_since=None,
        causes=(),
        blocked=0,
        conditional=memory.conditional + 1 if conditional else 0,
        distrusted=memory.distrusted or lied,
        retry_not_before=None,
    )
    memory = _moving(memory, moved_to, now)
    return replace(memory, address=memory.moved_to) if memory.moved_to and same_site else memory


def failed(memory: FeedMemory, cause: str, now: datetime, retry_after: float | None = None) -> FeedMemory:
    """After a poll that gave nothing; ``retry_after`` is in seconds."""
    return replace(
        memory,
        watched_since=memory.watched_since or now,
        failures=memory.failures + 1,
        failing_since=memory.failing_since or now,
        causes=(*memory.causes, cause)[-CAUSES:],
        blocked=memory.blocked + (cause == "blocked"),
        linkless=memory.linkless + (cause == "no links"),
        linkless_since=memory.linkless_since or now if cause == "no links" else memory.linkless_since,
        retry_not_before=now + timedelta(seconds=retry_after) if retry_after else None,
    )


def brought(
    memory: FeedMemory, now: datetime, *, known: int, new: int, first: bool, flood: bool,
    newest: datetime | None = None,
) -> FeedMemory:  # fmt: skip
    """After a body with entries was read: so many were known before, so many are new.

    At the ``first`` one the last entry came when the ``newest`` date in it says, so that a feed that was abandoned long
    ago is known for it at once; a date that cannot be true says nothing.
    """
    overflowed = not first and known == 0 and new > 0
    dated = first and newest is not None and now - newest < OLDEST
    return replace(
        memory,
        last_entry=min(newest, now) if dated and newest else now if new else memory.last_entry,
        linkless=0,
        linkless_since=None,
        overflowed_at=now if overflowed else memory.overflowed_at,
        window=known + new,
        most=memory.most if first or flood else max(memory.most, new),
    )


def lies(etag: str, last_modified: str, old_etag: str, old_last_modified: str, *, changed: bool) -> bool:
    """Whether a body that changed came with the validators of the old one."""
    if not changed or not (old_etag or old_last_modified):
        return False
    return etag == old_etag if old_etag else last_modified == old_last_modified


def believable(last_modified: str, now: datetime) -> str:
    """A Last-Modified to send back; empty for one that lies in the future, with which a server never answers anew."""
    try:
        at = parsedate_to_datetime(last_modified)
    except ValueError:
        return last_modified
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return "" if at > now + FUTURE else last_modified


def _moving(memory: FeedMemory, moved_to: str, now: datetime) -> FeedMemory:
    if not moved_to:
        return replace(memory, moving_to="", moving_since=None, moving_times=0)
    if moved_to != memory.moving_to:
        return replace(memory, moving_to=moved_to, moving_since=now, moving_times=1)
    return replace(memory, moving_times=memory.moving_times + 1)


def _read(kind: str, value: Any) -> Any:
    if "datetime" in kind:
        return datetime.fromisoformat(value)
    return tuple(value) if kind.startswith("tuple") else value
