"""Kinds of values of the configuration that several keys share, as pydantic types, and what all its mappings have."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict

from alerts.policy.matchers import Matcher
from monitor.config import values
from monitor.config.fault import Wrong, shown
from monitor.rules.query.syntax import Term
from monitor.rules.terms.patterns import sequences


def duration_within(low: timedelta, high: timedelta, words: str) -> BeforeValidator:
    """A duration within these bounds; ``words`` name them, as ``1s to 30d``."""

    def check(value: object) -> timedelta:
        span = values.duration(values.unquoted(value))
        if not low <= span <= high:
            raise Wrong(f'"{value}"', f"a duration from {words}")
        return span

    return BeforeValidator(check)


def size_of(value: object) -> int:
    """A size in bytes, from 1 KB to 1 GB."""
    number = values.size(values.unquoted(value))
    if not 1000 <= number <= 1000**3:
        raise Wrong(f'"{value}"', "a size from 1KB to 1GB")
    return number


def whole_days(value: object, expected: str = "1d to 3650d") -> timedelta:
    """A duration of whole days."""
    span = values.duration(values.unquoted(value))
    if span < DAY or span % DAY:
        raise Wrong(f'"{value}"', f"whole days, {expected}")
    return span


def days_or_forever(value: object) -> timedelta | None:
    """A duration of whole days; None for ``forever``."""
    return None if value == "forever" else whole_days(value, "1d to 3650d, or forever")


def whole(low: int, high: int) -> AfterValidator:
    """A whole number within these bounds."""

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


DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
Text = Annotated[str, AfterValidator(values.plain_text)]
WebUrl = Annotated[str, AfterValidator(values.web_url)]
MailAddress = Annotated[str, AfterValidator(values.mail_address)]
Alias = Annotated[str, AfterValidator(_alias)]
Interval = Annotated[timedelta, duration_within(SECOND, 30 * DAY, "1s to 30d")]
MatcherText = Annotated[Matcher, BeforeValidator(lambda value: _matcher(values.unquoted(value)))]

STRICT = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)
"""How every mapping is checked: no key that is not known, no value of another type, nothing of it in an error."""
