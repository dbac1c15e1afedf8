"""Silences: what they mute, from when to when, and what one would have muted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alerts.policy.ledger import Seen
from alerts.policy.silences import Silence, mutes_everything, silenced_by, would_mute
from tests.unit.alerts.policy_desk import NOON, when

HOUR = timedelta(hours=1)


def silence(number: int, *matchers: str) -> Silence:
    return Silence(number, when(*matchers), "ana", "known", NOON, NOON + HOUR)


@pytest.mark.parametrize(
    ("after", "labels", "number"),
    [
        (timedelta(0), {"rule": "a"}, 1),
        (HOUR - timedelta(seconds=1), {"rule": "a"}, 1),
        (HOUR, {"rule": "a"}, None),
        (timedelta(seconds=-1), {"rule": "a"}, None),
        (timedelta(0), {"rule": "b", "desk": "east"}, 2),
        (timedelta(0), {"rule": "b", "desk": "west"}, None),
    ],
)
def test_the_first_silence_whose_matchers_all_fit_mutes_while_it_holds(
    after: timedelta, labels: dict[str, str], number: int | None
) -> None:
    found = silenced_by([silence(1, "rule=a"), silence(2, "rule=~a|b", "desk=east")], labels, NOON + after)
    assert (found.id if found else None) == number


def test_what_it_would_have_muted_is_counted() -> None:
    labels = [{"rule": "a"}, {"rule": "a", "desk": "east"}, {"rule": "b"}]
    first, second, third = (Seen(one["rule"], one, NOON, ("0f3a", 1)) for one in labels)
    assert would_mute(when("rule=a"), [first, second, third]) == [first, second]
    assert would_mute(when("rule=a", "desk=east"), [first, second, third]) == [second]


def test_what_is_told_about_a_silence_is_muted_by_others_only() -> None:
    notice = {"kind": "silence", "silence": "1", "author": "ana"}
    own, other = silence(1, "author=ana"), silence(2, "author=ana")
    assert silenced_by([own], notice, NOON) is None
    assert silenced_by([own, other], notice, NOON) == other
    assert silenced_by([own], {**notice, "kind": "match"}, NOON) == own


@pytest.mark.parametrize(
    ("matchers", "everything"),
    [(["rule=a"], False), (["rule=~.*"], True), (["desk!=east"], True), (["desk!=east", "rule=a"], False), ([], True)],
)
def test_a_silence_that_asks_for_no_label_would_mute_everything(matchers: list[str], everything: bool) -> None:
    assert mutes_everything(when(*matchers)) == everything
