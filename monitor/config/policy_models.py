"""The shape of the keys of ``monitor.yaml`` that say who is told when: quiet times, inhibition, digests, escalation.

As ``models``, of which this is a part, used only to check what was read.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator

from alerts.policy.calendar import UTC_ZONE, Calendar, Hours, Numbers
from alerts.policy.routes import Action
from monitor.config import hours, values
from monitor.config.fault import Wrong
from monitor.config.kinds import DAY, SECOND, STRICT, Interval, MatcherText, Text, duration_within, whole

Wait = Annotated[timedelta, duration_within(timedelta(0), 30 * DAY, "0s to 30d")]
Zone = Annotated[ZoneInfo, BeforeValidator(hours.zone)]
NameOrNone = Annotated[str, AfterValidator(lambda name: name and values.plain_text(name))]
"""A name, or nothing in quotes where what a route inherits is not wanted."""
Labels = Annotated[list[Annotated[str, AfterValidator(hours.label)]], Field(min_length=1)]


class _Model(BaseModel):
    model_config = STRICT


class HoursModel(_Model):
    """Hours of a day; over midnight where the end is not later than the start."""

    start: Annotated[int, BeforeValidator(hours.minute_of_day)]
    end: Annotated[int, BeforeValidator(hours.minute_of_day)]

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if self.start == self.end:
            raise Wrong("hours that end when they begin", "two different times; a whole day needs no times")
        return self


class CalendarModel(_Model):
    """Times on the clock of a place; every key that is given must fit."""

    times: list[HoursModel] = []
    weekdays: list[Annotated[Numbers, BeforeValidator(hours.weekdays)]] = []
    days_of_month: list[Annotated[Numbers, BeforeValidator(hours.days_of_month)]] = []
    months: list[Annotated[Numbers, BeforeValidator(hours.months)]] = []
    years: list[Annotated[Numbers, BeforeValidator(hours.years)]] = []
    location: Zone = UTC_ZONE

    def built(self) -> Calendar:
        """The calendar."""
        return Calendar(
            times=tuple(Hours(one.start, one.end) for one in self.times),
            weekdays=tuple(self.weekdays),
            days=tuple(self.days_of_month),
            months=tuple(self.months),
            years=tuple(self.years),
            zone=self.location,
        )


class TimeIntervalModel(_Model):
    """A time interval with a name; it holds while one of its items does."""

    name: Text
    intervals: Annotated[list[CalendarModel], Field(min_length=1)]


class QuietModel(_Model):
    """Intervals that make a route quiet, and what becomes of its matches then; none of them ends an inherited quiet."""

    intervals: list[Text]
    action: Literal["defer", "digest", "drop"] = Action.DEFER.value


class InhibitModel(_Model):
    """Matches that mute others."""

    name: Text
    source_matchers: Annotated[list[MatcherText], Field(min_length=1)]
    target_matchers: Annotated[list[MatcherText], Field(min_length=1)]
    equal: list[Annotated[str, AfterValidator(hours.label)]] = []
    within: Interval = timedelta(hours=6)


class StepModel(_Model):
    """A step of an escalation."""

    wait: Interval
    receiver: Text


class EscalationModel(_Model):
    """Who is told when nobody takes over."""

    name: Text
    steps: Annotated[list[StepModel], Field(min_length=1)]
    repeat: Annotated[int, whole(0, 100)] = 0


class RateModel(_Model):
    """At most so many messages in any span of time."""

    per: Annotated[timedelta, duration_within(SECOND, 7 * DAY, "1s to 7d")]
    most: Annotated[int, whole(1, 100_000)] = Field(alias="max")


class DigestModel(_Model):
    """When a receiver's matches are told together."""

    schedule: Annotated[str, AfterValidator(hours.schedule)] = ""
    timezone: Zone = UTC_ZONE
    max_items: Annotated[int, whole(1, 10_000)] | None = None
    max_delay: Interval | None = None
    send_empty: bool = False
    order: Literal["severity", "time"] = "severity"

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if not (self.schedule or self.max_items or self.max_delay):
            raise Wrong("a digest that is never due", "schedule, max_items or max_delay")
        if self.send_empty and not self.schedule:
            raise Wrong("send_empty without a schedule", "a schedule: only then an empty digest has a time")
        return self
