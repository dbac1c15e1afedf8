"""The shape of the configuration files: every key, its type and its default, as pydantic models.

Used only to check what was read; what the rest of the program gets are the plain values of ``settings``. Every key is
described in docs/configuration.md. Secrets have no key here but ``..._file`` and ``..._env``; see ``secrets``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from alerts.policy.routes import Matcher
from monitor.config import values
from monitor.config.fault import Wrong, listed, shown
from monitor.rules.patterns import sequences
from monitor.rules.syntax import Term


def _duration(low: timedelta, high: timedelta, words: str) -> BeforeValidator:
    def check(value: object) -> timedelta:
        span = values.duration(values.unquoted(value))
        if not low <= span <= high:
            raise Wrong(f'"{value}"', f"a duration from {words}")
        return span

    return BeforeValidator(check)


def _size(value: object) -> int:
    number = values.size(values.unquoted(value))
    if not 1000 <= number <= 1000**3:
        raise Wrong(f'"{value}"', "a size from 1KB to 1GB")
    return number


def _days(value: object, expected: str = "1d to 3650d") -> timedelta:
    span = values.duration(values.unquoted(value))
    if span < _DAY or span % _DAY:
        raise Wrong(f'"{value}"', f"whole days, {expected}")
    return span


def _days_or_forever(value: object) -> timedelta | None:
    return None if value == "forever" else _days(value, "1d to 3650d, or forever")


def _whole(low: int, high: int) -> AfterValidator:
    def check(number: int) -> int:
        if not low <= number <= high:
            raise Wrong(f"the number {number}", f"a number from {low} to {high}")
        return number

    return AfterValidator(check)


def _alias(text: str) -> str:
    try:
        sequences(Term(values.plain_text(text)), None)
    except ValueError as error:
        if isinstance(error, Wrong):
            raise
        raise Wrong(str(error), "a word or phrase that can be searched for") from None
    return text.strip()


def _matcher(text: str) -> Matcher:
    try:
        return Matcher.parse(text)
    except ValueError as error:
        found, _, expected = str(error).removeprefix("found ").rpartition(", expected ")
        raise Wrong(found, expected, f"in the matcher {shown(text)}") from None


_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
Text = Annotated[str, AfterValidator(values.plain_text)]
WebUrl = Annotated[str, AfterValidator(values.web_url)]
MailAddress = Annotated[str, AfterValidator(values.mail_address)]
Alias = Annotated[str, AfterValidator(_alias)]
Interval = Annotated[timedelta, _duration(_SECOND, 30 * _DAY, "1s to 30d")]
MatcherText = Annotated[Matcher, BeforeValidator(lambda value: _matcher(values.unquoted(value)))]


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


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
    budget: Annotated[int, _whole(1, 10_000_000)] | None = None
    site_budget: Annotated[int, _whole(1, 10_000_000)] | None = None
    delay: Annotated[timedelta, _duration(timedelta(0), _DAY, "0s to 1d")] = _SECOND
    timeout: Annotated[timedelta, _duration(_SECOND, timedelta(minutes=10), "1s to 10m")] = timedelta(seconds=30)
    max_bytes: Annotated[int, BeforeValidator(_size)] = 5_000_000
    page_limit: Annotated[int, _whole(1, 10_000)] = 100
    allow_private: list[Annotated[str, AfterValidator(values.host)]] = []
    workers: Annotated[int, _whole(1, 64)] = 2

    @model_validator(mode="after")
    def _shortest_first(self) -> Self:
        if self.shortest > self.longest:
            raise Wrong("a shortest interval above the longest", "shortest at most longest")
        return self


class AlertsModel(_Model):
    """What is worth an alert besides matching a rule."""

    baseline: Literal["silent", "alert"] = "silent"
    max_age: Annotated[timedelta, _duration(_SECOND, 3650 * _DAY, "1s to 3650d")] = 7 * _DAY


class EvidenceModel(_Model):
    """How long fetched pages are kept as evidence; what matched for good where ``keep_matched`` is None."""

    enabled: bool = True
    keep: Annotated[timedelta, BeforeValidator(_days)] = 30 * _DAY
    keep_matched: Annotated[timedelta | None, BeforeValidator(_days_or_forever)] = None
    file_size: Annotated[int, BeforeValidator(_size)] = 256_000_000

    @model_validator(mode="after")
    def _matched_longer(self) -> Self:
        if self.keep_matched is not None and self.keep_matched < self.keep:
            raise Wrong("keep_matched below keep", "keep_matched at least as long as keep, or forever")
        return self


class SmtpModel(_Model):
    """The server that takes e-mail."""

    host: Annotated[str, AfterValidator(values.mail_host)]
    port: Annotated[int, _whole(1, 65535)] | None = None
    tls: Literal["starttls", "tls", "none"] = "starttls"
    username: Text | None = None
    password_file: Text | None = None
    password_env: Text | None = None
    ca_file: Text | None = None
    sender: Annotated[str, AfterValidator(values.mail_sender)] = Field(alias="from")

    @model_validator(mode="after")
    def _name_and_password(self) -> Self:
        if (self.username is None) != (self.password_file is None and self.password_env is None):
            found = "a password without a username" if self.username is None else "a username without a password"
            raise Wrong(found, "username with password_file or password_env, or none of them")
        return self


class EmailModel(_Model):
    """People who get e-mail."""

    to: Annotated[list[MailAddress], Field(min_length=1)]


_WEBHOOK_KEYS = ("name", "webhook_url_file", "webhook_url_env")
_BOT_KEYS = ("channel", "token_file", "token_env", "api_url")


class SlackModel(_Model):
    """A place in Slack: either an incoming webhook with a name of our own, or a channel that a bot writes to."""

    name: Text | None = None
    webhook_url_file: Text | None = None
    webhook_url_env: Text | None = None
    channel: Text | None = None
    token_file: Text | None = None
    token_env: Text | None = None
    api_url: WebUrl | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = {name for name in type(self).model_fields if getattr(self, name) is not None}
        hook, bot = given.intersection(_WEBHOOK_KEYS), given.intersection(_BOT_KEYS)
        if hook and bot:
            raise Wrong(
                f"keys of both forms ({listed(sorted(given))})",
                "a webhook (name, webhook_url_file or webhook_url_env) or a bot (channel, token_file or token_env)",
            )
        if bot and not ("channel" in given and given.intersection(("token_file", "token_env"))):
            raise Wrong("a bot that is not complete", "channel, and token_file or token_env")
        if not bot and not ("name" in given and len(hook) > 1):
            raise Wrong("a webhook that is not complete", "name, and webhook_url_file or webhook_url_env")
        return self


class ReceiverModel(_Model):
    """Who is told, and by which ways."""

    name: Text
    email: list[EmailModel] = []
    slack: list[SlackModel] = []

    @model_validator(mode="after")
    def _some_target(self) -> Self:
        if not self.email and not self.slack:
            raise Wrong("a receiver with no target", "email or slack with at least one item")
        return self


class RouteModel(_Model):
    """Which receiver a match goes to; children are asked first."""

    receiver: Text | None = None
    matchers: list[MatcherText] = []
    proceed: bool = Field(default=False, alias="continue")
    routes: list[RouteModel] = []


class MonitorModel(_Model):
    """The file ``monitor.yaml``."""

    contact: Annotated[str, AfterValidator(values.contact)]
    data_dir: Text = "data"
    archive: ArchiveModel = ArchiveModel()
    crawl: CrawlModel = CrawlModel()
    alerts: AlertsModel = AlertsModel()
    evidence: EvidenceModel = EvidenceModel()
    smtp: SmtpModel | None = None
    route: RouteModel | None = None
    receivers: list[ReceiverModel] = []


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
