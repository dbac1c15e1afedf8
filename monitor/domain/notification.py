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
class Brief:
    """One article (or event) as a line of a message about several. Its text is hostile, its times are in UTC."""

    headline: str
    url: str = ""
    source: str = ""
    """The source's name."""
    severity: str = "medium"
    rules: tuple[str, ...] = ()
    """The names of the rules that it matched."""
    published: datetime | None = None
    reason: str = ""
    """What is said besides: edited, held by a quiet time, beyond the rate."""
    language: str = ""
    article_id: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Notification:
    """What a receiver is told, as facts; every channel makes its own message of them.

    It tells of one article, of an event, or, with ``briefs``, of several articles: then the fields are those of the
    first, which is the most severe. All text comes from the web and is hostile: a channel escapes it. Times are in UTC.
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
    """``match``; ``health``, ``volume`` or ``silence`` for an event; ``test`` for a trial message."""
    doubts: tuple[str, ...] = ()
    """Causes for which the article's text is not to be trusted whole (domain/verdict.py)."""
    purpose: str = "root"
    """Why it is sent: a value of ``alerts.policy.ledger.Purpose``."""
    note: str = ""
    """What is said besides the articles: what an edit changed, which escalation step, which quiet time."""
    briefs: tuple[Brief, ...] = ()
    """One line per article, in the order to be shown; empty where it tells of one article only, or of none."""
    topic: str = ""
    """The subject of the thread, as its first message had it; empty for a message that belongs to no thread."""

    @property
    def severity(self) -> str:
        """The highest severity among the rules and the articles; ``info`` where there are none."""
        named = [rule.severity for rule in self.rules] + [brief.severity for brief in self.briefs]
        return max((one for one in named if one in SEVERITIES), key=SEVERITIES.index, default="info")


class AtOnce(StrEnum):
    """What is said of a match for good when it arrives, before the policy is asked."""

    BASELINE = "baseline"
    """The first read of a feed announced it."""
    HELD = "held"
    """By the flood guard."""
    AGED_OUT = "aged out"
    NO_ROUTE = "no route"
    ALERTS_OFF = "alerts off"
    OVERRUN = "overrun"
    """Its rule cost too much to be decided."""
    NOT_TOLD = "not told"
    """The end of an event that nobody asked to be told."""


@dataclass(frozen=True, slots=True)
class Disposition:
    """What became of a match at one receiver, and why; ``receiver`` is empty where there was none to tell.

    ``kind`` is one of ``AtOnce``, or of the kinds that the alert policy knows (``alerts.policy.ledger.Kind``).
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
    """Refused by the target, which takes others."""
    PARKED = "parked"
    """Its target refuses everything until somebody changes something."""
    EXPIRED = "expired"
    """Too old to be sent; a catch-up message names it."""
    DROPPED = "dropped"
    """Taken out by hand."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The message at this target that a reply answers: its delivery's key, and the receipt that the target gave."""

    key: str
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notification on its way to one target of one receiver. ``key`` is the same at every attempt."""

    id: int
    key: str
    receiver: str
    channel: str
    """``email``, ``slack``, ``webhook``, ``apprise`` or ``feed``."""
    target: str
    """An address, a channel id, or a name of the configuration's; never a secret."""
    state: State
    attempts: int
    created_at: datetime
    next_attempt_at: datetime
    notification: Notification
    lease_token: str = ""
    sent_at: datetime | None = None
    last_error: str = ""
    receipt: str = ""
    thread: Thread | None = None
    """What it replies to; None for the first message of a thread, and for one that belongs to none."""
