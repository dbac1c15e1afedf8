"""Who is told that a silence was made and that it has ended: once, whatever happens to the process that tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from alerts.policy.matchers import Matcher
from alerts.policy.silences import Silence
from monitor.archive import Archive, open_archive
from monitor.domain.notification import Target
from monitor.errors import NotFound
from monitor.testing import START, a_text, a_version, dispatcher, telling
from tests.contract.crash_steps import Fate, Steps, break_transactions, outlived

DESK = Target("desk", "email", "desk@agency.example")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MADE = 'ana has silenced severity="high" until 2025-11-24 09:30 UTC'
ENDED = 'The silence of severity="high" by ana has ended'
KILLS = (("before tell", 0), ("before commit", 1), ("after tell", 0), ("before commit", 1))
"""Before the notice, in its transaction, behind that, and, as it is kept by then, in that of the turn which tells it.
The first commit of a process is that of the schema."""


def a_silence(*matchers: str, starts: datetime = START, ends: datetime = START + HOUR) -> Silence:
    return Silence(0, tuple(map(Matcher.parse, matchers)), "ana", "the harbour is closed", starts, ends)


def told(archive: Archive) -> list[tuple[str, str]]:
    """What the desk was told, oldest first: headline and lead."""
    found = [delivery.notification for delivery in reversed(archive.outbox.deliveries())]
    return [(one.headline, one.lead) for one in found]


def test_a_notice_tells_who_silenced_what_and_in_the_end_how_much_that_muted(archive: Archive) -> None:
    number = archive.silences.add(a_silence("severity=high")).id
    dispatch = dispatcher(archive, DESK, group_interval=timedelta(0))
    dispatch(START)
    for key in ("1", "2"):
        archive.articles.keep(a_version(key, text=a_text(f"Report {key}")), telling(DESK))
    for minutes in (1, 59, 60, 61):
        dispatch(START + minutes * MINUTE)
    made = f"Silence {number}, from 2025-11-24 08:30 UTC on: the harbour is closed"
    ended = f"Silence {number} muted 2 alerts, until 2025-11-24 09:30 UTC: the harbour is closed"
    assert told(archive) == [(MADE, made), (ENDED, ended)]
    assert {delivery.notification.story for delivery in archive.outbox.deliveries()} == {f"silence-{number}"}
    assert archive.silences.muted() == {number: 2}


def test_a_silence_does_not_mute_its_own_notice_but_another_does(archive: Archive) -> None:
    archive.silences.add(a_silence("kind=silence", "author=ana"))
    dispatcher(archive, DESK)(START)
    assert len(told(archive)) == 1
    archive.silences.add(a_silence("severity=low", starts=START + MINUTE))
    dispatcher(archive, DESK)(START + MINUTE)
    assert len(told(archive)) == 1


def test_one_that_is_ended_early_is_told_then_and_not_once_more_at_its_time(archive: Archive) -> None:
    number = archive.silences.add(a_silence("severity=high")).id
    dispatch = dispatcher(archive, DESK, group_interval=timedelta(0))
    dispatch(START)
    archive.silences.end(number, START + MINUTE)
    archive.silences.end(number, START + MINUTE)
    with pytest.raises(NotFound):
        archive.silences.end(number, START + 2 * MINUTE)
    dispatch(START + MINUTE)
    dispatch(START + 2 * HOUR)
    assert [headline for headline, _ in told(archive)] == [MADE, ENDED]
    assert "muted nothing, until 2025-11-24 08:31" in told(archive)[-1][1]


def test_what_is_asked_for_again_after_a_crash_is_one_silence(archive: Archive) -> None:
    first = archive.silences.add(a_silence("severity=high"))
    assert archive.silences.add(a_silence("severity=high")) == first
    assert archive.silences.add(a_silence("severity=high", ends=START + 2 * HOUR)).id != first.id


def test_kills_around_a_notice_neither_lose_nor_repeat_it(url: str) -> None:
    archive = open_archive(url, write=True)
    archive.silences.add(a_silence("severity=high"))
    archive.close()
    for now in (START, START + HOUR):
        for step, number in KILLS:
            assert not turn(url, Fate(step, number), now), f"was not killed {step}"
        assert turn(url, Fate("none", 1), now)
    archive = open_archive(url, write=True)
    assert [headline for headline, _ in told(archive)] == [MADE, ENDED]
    assert [event.kind for event in archive.history.events("silence")] == ["ended", "made"]
    archive.close()


def turn(url: str, fate: Fate, now: datetime) -> bool:
    """A process takes a turn; whether it was not killed."""
    return outlived(_turn, url, fate, now)


def _turn(url: str, fate: Fate, now: datetime) -> None:
    break_transactions(fate)
    archive = open_archive(url, write=True)
    parts = {name: cast(Any, Steps(getattr(archive, name), fate)) for name in ("alerts", "silences")}
    dispatcher(replace(archive, **parts), DESK, group_interval=timedelta(0))(now)
    archive.close()
