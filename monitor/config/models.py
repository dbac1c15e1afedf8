"""The shape of the configuration files: every key, its type and its default, as pydantic models.

Used only to check what was read; what the rest of the program gets are the plain values of ``settings``. Every key is
described in docs/configuration.md. Secrets have no key here but ``..._file`` and ``..._env``; see ``secrets``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator

from monitor.config import values
from monitor.config.channel_models import ReceiverModel
from monitor.config.fault import Wrong
from monitor.config.kinds import (
    DAY,
    SECOND,
    STRICT,
    Alias,
    Interval,
    MatcherText,
    Text,
    WebUrl,
    days_or_forever,
    duration_within,
    size_of,
    whole,
    whole_days,
)
from monitor.config.policy_models import (
    EscalationModel,
    InhibitModel,
    Labels,
    NameOrNone,
    QuietModel,
    TimeIntervalModel,
    Wait,
)

MaxAge = Annotated[timedelta, duration_within(SECOND, 3650 * DAY, "1s to 3650d")]


class _Model(BaseModel):
    model_config = STRICT


class ArchiveModel(_Model):
    """Where the archive is: at most one of the three, else SQLite in the data directory."""

    url: Annotated[str, AfterValidator(values.open_archive_url)] | None = None
    url_file: Text | None = None
    url_env: Text | None = None


class CrawlModel(_Model):
    """How politely and how far sources are read."""

    interval: Interval | None = None
    shortest: Interval = timedelta(minutes=2)
    longest: Interval = timedelta(minutes=60)
    budget: Annotated[int, whole(1, 10_000_000)] | None = None
    site_budget: Annotated[int, whole(1, 10_000_000)] | None = None
    delay: Annotated[timedelta, duration_within(timedelta(0), DAY, "0s to 1d")] = SECOND
    timeout: Annotated[timedelta, duration_within(SECOND, timedelta(minutes=10), "1s to 10m")] = timedelta(seconds=30)
    max_bytes: Annotated[int, BeforeValidator(size_of)] = 5_000_000
    page_limit: Annotated[int, whole(1, 10_000)] = 100
    allow_private: list[Annotated[str, AfterValidator(values.host)]] = []
    workers: Annotated[int, whole(1, 64)] = 2

    @model_validator(mode="after")
    def _shortest_first(self) -> Self:
        if self.shortest > self.longest:
            raise Wrong("a shortest interval above the longest", "shortest at most longest")
        return self


class AlertsModel(_Model):
    """What is worth an alert besides matching a rule."""

    baseline: Literal["silent", "alert"] = "silent"
    max_age: MaxAge = 7 * DAY


class EvidenceModel(_Model):
    """How long fetched pages are kept as evidence; what matched for good where ``keep_matched`` is None."""

    enabled: bool = True
    keep: Annotated[timedelta, BeforeValidator(whole_days)] = 30 * DAY
    keep_matched: Annotated[timedelta | None, BeforeValidator(days_or_forever)] = None
    file_size: Annotated[int, BeforeValidator(size_of)] = 256_000_000

    @model_validator(mode="after")
    def _matched_longer(self) -> Self:
        if self.keep_matched is not None and self.keep_matched < self.keep:
            raise Wrong("keep_matched below keep", "keep_matched at least as long as keep, or forever")
        return self


class SmtpModel(_Model):
    """The server that takes e-mail."""

    host: Annotated[str, AfterValidator(values.mail_host)]
    port: Annotated[int, whole(1, 65535)] | None = None
    tls: Literal["starttls", "tls", "none"] = "starttls"
    username: Text | None = None
    password_file: Text | None = None
    password_env: Text | None = None
    ca_file: Text | None = None
    sender: Annotated[str, AfterValidator(values.mail_sender)] = Field(alias="from")
    unsubscribe: Annotated[str, AfterValidator(values.contact)] | None = None

    @model_validator(mode="after")
    def _name_and_password(self) -> Self:
        if (self.username is None) != (self.password_file is None and self.password_env is None):
            found = "a password without a username" if self.username is None else "a username without a password"
            raise Wrong(found, "username with password_file or password_env, or none of them")
        return self


class RouteModel(_Model):
    """Which receiver a match goes to, and how it is told; children are asked first, and inherit."""

    name: Text | None = None
    receiver: Text | None = None
    matchers: list[MatcherText] = []
    proceed: bool = Field(default=False, alias="continue")
    routes: list[RouteModel] = []
    group_by: Labels | None = None
    group_wait: Wait | None = None
    group_interval: Wait | None = None
    group_ttl: Interval | None = None
    max_age: MaxAge | None = None
    mute: QuietModel | None = None
    active: QuietModel | None = None
    escalation: NameOrNone | None = None


class MonitorModel(_Model):
    """The file ``monitor.yaml``."""

    contact: Annotated[str, AfterValidator(values.contact)]
    data_dir: Text = "data"
    external_url: WebUrl | None = None
    archive: ArchiveModel = ArchiveModel()
    crawl: CrawlModel = CrawlModel()
    alerts: AlertsModel = AlertsModel()
    evidence: EvidenceModel = EvidenceModel()
    smtp: SmtpModel | None = None
    route: RouteModel | None = None
    receivers: list[ReceiverModel] = []
    time_intervals: list[TimeIntervalModel] = []
    inhibit_rules: list[InhibitModel] = []
    escalations: list[EscalationModel] = []


class SourceModel(_Model):
    """An item of ``sources`` in ``sources/*.yaml``."""

    id: Annotated[str, AfterValidator(values.source_id)]
    name: Text
    country: Annotated[str, AfterValidator(values.country)] = ""
    language: Annotated[str, AfterValidator(values.language)] = ""
    ownership: Text = ""
    homepage: WebUrl = ""
    feeds: list[WebUrl] = []
    sitemaps: list[WebUrl] = []
    sections: list[WebUrl] = []
    hosts: list[Annotated[str, AfterValidator(values.host_name)]] = []
    weight: Annotated[float, AfterValidator(values.weight), Field(strict=False)] = 1.0
    article_url_pattern: Annotated[str, AfterValidator(values.url_pattern)] = ""
    interval: Interval | None = None
    render: list[Literal["sections", "articles"]] = []
    labels: Annotated[dict[str, Text], AfterValidator(values.labels)] = {}

    @model_validator(mode="after")
    def _something_announces(self) -> Self:
        if not self.feeds and not self.sitemaps and not self.sections:
            raise Wrong("a source without feeds", "at least one address under feeds, sitemaps or sections")
        if "articles" in self.render and not self.article_url_pattern:
            raise Wrong(
                "articles to render without a pattern", "an article_url_pattern that tells which pages they are"
            )
        return self


class RuleModel(_Model):
    """An item of ``rules`` in ``rules/*.yaml``."""

    name: Text
    query: str
    labels: Annotated[dict[str, Text], AfterValidator(values.labels)] = {}
    description: str = ""
    forms: bool = True


class EntityModel(_Model):
    """An item of ``entities`` in ``entities/*.yaml``."""

    id: Annotated[str, AfterValidator(values.entity_id)]
    kind: Text = ""
    aliases: list[Alias] = []
    weak: list[Alias] = []
    context: list[Alias] = []
    excluded: list[Alias] = []
    lists: list[Annotated[str, AfterValidator(values.entity_id)]] = []

    @model_validator(mode="after")
    def _some_name(self) -> Self:
        if not self.aliases and not self.weak:
            raise Wrong("an entity without names", "at least one name under aliases or weak")
        return self
