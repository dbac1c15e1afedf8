"""The shape of files for ``monitor rules test``: articles at simulated times, and what is expected to come of them.

Described in docs/rules-test.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator

from alerts.policy.calendar import UTC_ZONE
from alerts.policy.ledger import Purpose
from monitor.config import values
from monitor.config.fault import Wrong, did_you_mean, shown
from monitor.config.kinds import DAY, STRICT, MatcherText, Text, duration_within
from monitor.config.models import EntityModel, RuleModel
from monitor.config.policy_models import Zone

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
"""When a test begins that does not say so: a Monday."""
_PURPOSES = tuple(purpose.value for purpose in Purpose)
When: TypeAlias = "timedelta | datetime"


def _when(value: object) -> When:
    text = values.unquoted(value)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return values.duration(text)
    except Wrong:
        raise Wrong(
            shown(text), "a duration after the start, such as 90m, or a time such as 2026-03-28T22:30"
        ) from None


def _moment(value: object) -> datetime:
    when = _when(value)
    if isinstance(when, timedelta):
        raise Wrong(shown(str(value)), "a time such as 2026-03-28T22:30")
    return when


def _purpose(text: str) -> str:
    if text not in _PURPOSES:
        raise Wrong(shown(text), f"one of {', '.join(_PURPOSES)}", did_you_mean(text, _PURPOSES))
    return text


At = Annotated[When, BeforeValidator(_when)]
Moment = Annotated[datetime, BeforeValidator(_moment)]


class _Model(BaseModel):
    model_config = STRICT


class EditModel(_Model):
    """A later version of an article; what is not given stays as it was."""

    at: At
    headline: Text | None = None
    lead: str | None = None
    body: str | None = None


class ArticleModel(_Model):
    """An article; ``source`` is the id of a configured source, or of one that only this test knows."""

    name: Annotated[str, AfterValidator(values.entity_id)]
    at: At = timedelta(0)
    source: Annotated[str, AfterValidator(values.source_id)] = "test"
    language: Annotated[str, AfterValidator(values.language)] = ""
    headline: Text
    lead: str = ""
    body: str = ""
    published: At | None = None
    baseline: bool = False
    edits: list[EditModel] = []


class SilenceModel(_Model):
    """A silence that somebody makes."""

    at: At = timedelta(0)
    ends: At
    matchers: Annotated[list[MatcherText], Field(min_length=1)]
    author: Text = "test"
    reason: Text = "test"


class AckModel(_Model):
    """Somebody takes over an article's story."""

    at: At
    article: Text
    by: Text = "test"


class NotificationModel(_Model):
    """A message that is expected; what is not given may be anything."""

    at: At
    receiver: Text
    purpose: Annotated[str, AfterValidator(_purpose)] | None = None
    articles: list[Text] | None = None
    rules: list[Text] | None = None


class DispositionModel(_Model):
    """What is expected to become of an article's matches; those of one rule and receiver where these are given."""

    article: Text
    rule: Text | None = None
    receiver: Text | None = None
    kind: Text
    reason: Text | None = None


class ExpectModel(_Model):
    """What is expected; a key that is not given is not looked at."""

    matches: dict[str, list[Text]] = {}
    notifications: list[NotificationModel] | None = None
    dispositions: list[DispositionModel] = []


class CaseModel(_Model):
    """One test."""

    name: Text
    start: Moment = START
    timezone: Zone = UTC_ZONE
    duration: Annotated[timedelta, duration_within(timedelta(0), 400 * DAY, "0s to 400d")] | None = None
    articles: Annotated[list[ArticleModel], Field(min_length=1)]
    silences: list[SilenceModel] = []
    acks: list[AckModel] = []
    expect: ExpectModel

    @model_validator(mode="after")
    def _known_articles(self) -> Self:
        known = [article.name for article in self.articles]
        for name in self._named():
            if name.partition("@")[0] not in known:
                raise Wrong(f"the unknown article {shown(name)}", "the name of an article", did_you_mean(name, known))
        if again := next((name for name in known if known.count(name) > 1), None):
            raise Wrong(f"the article {shown(again)} again", "each name of an article once")
        return self

    def _named(self) -> Iterator[str]:
        yield from (ack.article for ack in self.acks)
        yield from self.expect.matches
        yield from (one.article for one in self.expect.dispositions)
        yield from (name for one in self.expect.notifications or () for name in one.articles or ())

    def moment(self, when: When) -> datetime:
        """A time of this test; one without a zone is of the test's."""
        if isinstance(when, timedelta):
            return self._zoned(self.start) + when
        return self._zoned(when)

    def _zoned(self, at: datetime) -> datetime:
        return (at if at.tzinfo else at.replace(tzinfo=self.timezone)).astimezone(UTC)


class OutletModel(_Model):
    """What is known of a source that articles of the tests come from."""

    id: Annotated[str, AfterValidator(values.source_id)]
    name: Text = ""
    country: Annotated[str, AfterValidator(values.country)] = ""
    language: Annotated[str, AfterValidator(values.language)] = ""
    ownership: Text = ""
    labels: Annotated[dict[str, Text], AfterValidator(values.labels)] = {}


class RehearsalsModel(_Model):
    """A file of tests, with rules in the place of the configuration's, and with further entities and sources."""

    rules: list[RuleModel] | None = None
    entities: list[EntityModel] = []
    sources: list[OutletModel] = []
    tests: Annotated[list[CaseModel], Field(min_length=1)]
