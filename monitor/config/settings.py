"""The configuration as plain frozen values, for whoever wires the program together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

from alerts.policy.routes import Route
from alerts.policy.terms import Policy
from alerts.render import Templates
from monitor.config.secret import Secret
from monitor.domain.match import Entity, Rule
from monitor.domain.retention import Retention
from monitor.domain.source import Source
from monitor.domain.volume.rule import VolumeRule


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """How politely and how far sources are read.

    ``interval`` is a fixed time between polls of a source without one of its own; None lets each source's rhythm
    decide, between ``shortest`` and ``longest``, within ``budget`` requests for feeds in an hour (``site_budget`` at
    one site).
    ``delay`` lies between two requests to one domain, ``page_limit`` is the most pages of one source in one poll,
    ``allow_private`` names hosts, addresses and networks that may be visited though they are not public, ``workers``
    is the number of extraction processes.
    """

    interval: timedelta | None
    shortest: timedelta
    longest: timedelta
    budget: float
    site_budget: float
    delay: timedelta
    timeout: timedelta
    max_bytes: int
    page_limit: int
    allow_private: tuple[str, ...]
    workers: int


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """``baseline`` says whether a source's first poll alerts; nothing published more than ``max_age`` ago does."""

    baseline: Literal["silent", "alert"]
    max_age: timedelta


@dataclass(frozen=True, slots=True)
class EvidenceSettings:
    """Whether fetched pages are kept, how long, and how large a file of them becomes (in bytes)."""

    enabled: bool
    retention: Retention
    file_size: int


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The server that takes e-mail; ``sender`` may hold a name before the address."""

    host: str
    port: int
    tls: Literal["starttls", "tls", "none"]
    sender: str
    username: str = ""
    password: Secret | None = None
    ca_file: Path | None = None
    unsubscribe: str = ""
    """An address for mail, or of a page, where people say that they want no more; empty: the sender's."""


@dataclass(frozen=True, slots=True)
class SlackWebhook:
    """An incoming webhook under a name of our own."""

    name: str
    url: Secret


@dataclass(frozen=True, slots=True)
class SlackBot:
    """A channel (its id) that a bot writes to; an empty ``api_url`` means Slack's own."""

    channel: str
    token: Secret
    api_url: str = ""


@dataclass(frozen=True, slots=True)
class SignedWebhook:
    """A place that takes signed documents; ``secret`` holds one or more, with spaces between them.

    ``allow_private`` names hosts, addresses and networks that may be connected to though they are not public.
    """

    name: str
    url: Secret
    secret: Secret
    allow_private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppriseService:
    """A service by its apprise address."""

    name: str
    url: Secret


@dataclass(frozen=True, slots=True)
class FeedFiles:
    """Files for feed readers; ``path`` is without the endings."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who is told: addresses, places and files, each a target of its own; and how the messages look.

    With ``threads``, what belongs to a story answers its first message; with ``broadcast_on_rise``, such an answer is
    shown in the whole Slack channel where the severity has risen.
    """

    name: str
    email: tuple[str, ...] = ()
    webhooks: tuple[SlackWebhook, ...] = ()
    bots: tuple[SlackBot, ...] = ()
    signed: tuple[SignedWebhook, ...] = ()
    services: tuple[AppriseService, ...] = ()
    feeds: tuple[FeedFiles, ...] = ()
    threads: bool = True
    broadcast_on_rise: bool = True
    templates: Templates = field(default_factory=Templates)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules and the entities that their queries may name, by id; rules that count are apart."""

    rules: tuple[Rule, ...]
    entities: dict[str, Entity]
    volumes: tuple[VolumeRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the configuration says. Paths are absolute; ``archive_url`` may hold a password."""

    directory: Path
    contact: str
    data_dir: Path
    archive_url: Secret
    crawl: CrawlSettings
    alerts: AlertSettings
    evidence: EvidenceSettings
    smtp: SmtpSettings | None
    route: Route | None
    policy: Policy
    receivers: tuple[Receiver, ...]
    sources: tuple[Source, ...]
    rules: tuple[Rule, ...]
    entities: dict[str, Entity]
    volumes: tuple[VolumeRule, ...] = ()
    external_url: str = ""
    """The address of the web desk that messages lead to; empty where there is none."""

    @property
    def matched(self) -> tuple[Rule, ...]:
        """What is looked for in articles: the rules, and what volume rules count."""
        return (*self.rules, *(volume.counted for volume in self.volumes))
