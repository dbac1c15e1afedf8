"""What a receiver is told, and what becomes of telling it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.domain.match import SEVERITIES


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``hit`` says whether it is one of the words that were found."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """Text around hits: ``field`` is title, lead or body."""

    field: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RuleNote:
    """A rule as it is named in a notification."""

    name: str
    severity: str
    labels: dict[str, str]
    words: tuple[str, ...]
    """The distinct words that were found, as they stand in the text."""


@dataclass(frozen=True, slots=True)
class Notification:
    """One article that matched, as facts; every channel makes its own message of them.

    All text comes from the web and is hostile: a channel escapes it. Times are in UTC.
    """

    story: str
    article_id: str
    version: int
    headline: str
    lead: str
    url: str
    source_id: str
    source_name: str
    country: str
    language: str
    published: datetime | None
    first_seen: datetime
    rules: tuple[RuleNote, ...]
    snippets: tuple[Snippet, ...]
    kind: str = "match"
    """``match``, or ``test`` for a trial message that somebody asked for."""
    doubts: tuple[str, ...] = ()
    """Causes for which the article's text is not to be trusted whole (domain/verdict.py)."""

    @property
    def severity(self) -> str:
        """The highest severity among the rules."""
        return max((rule.severity for rule in self.rules), key=SEVERITIES.index, default="info")


@dataclass(frozen=True, slots=True)
class Disposition:
    """What became of a match at one receiver, and why; ``receiver`` is empty where there was none to tell.

    ``kind`` is one of ``notified``, ``baseline``, ``aged out``, ``no route``, ``alerts off``, or ``overrun`` for a
    rule that cost too much to be decided.
    """

    rule: str
    receiver: str
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One address of a receiver: what a delivery row is made for."""

    receiver: str
    channel: str
    target: str


class Result(StrEnum):
    """How one attempt to send ended."""

    ACCEPTED = "accepted"
    """The target took it."""
    RETRY = "retry"
    """The target did not take it now, and may later."""
    REFUSED_TARGET = "refused target"
    """The target will take nothing until somebody changes something: an address, a token, a setting."""
    REFUSED_MESSAGE = "refused message"
    """The target will never take this message, but takes others."""
    UNKNOWN = "unknown"
    """The target may or may not have taken it; it is sent again with the same key."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one attempt. ``retry_after`` is in seconds, as the target asked; ``receipt`` is what it returned."""

    result: Result
    detail: str = ""
    retry_after: float | None = None
    receipt: str = ""


class State(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notification on its way to one target of one receiver. ``key`` is the same at every attempt."""

    id: int
    key: str
    receiver: str
    channel: str
    """``email`` or ``slack``."""
    target: str
    """An address, a channel id, or the name of a webhook; never a secret."""
    state: State
    attempts: int
    created_at: datetime
    next_attempt_at: datetime
    notification: Notification
    lease_token: str = ""
    sent_at: datetime | None = None
    last_error: str = ""
    receipt: str = ""
