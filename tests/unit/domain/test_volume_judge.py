"""Each kind of volume rule, judged from facts: when it is true, and what it says then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.domain.volume import judge
from monitor.domain.volume.rule import VolumeRule
from monitor.domain.volume.sighting import Sighting
from monitor.domain.volume.standing import Active, transition
from monitor.domain.volume.usual import Profile, Usual, profile, spans_before, usual
from monitor.domain.volume.words import meaning
from monitor.testing import START

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
RUSH = VolumeRule("rush", "q", "frequency", within=2 * HOUR, at_least=3)
BUSY, SCARCE = Usual(20.0, 1.1), Usual(2.0, 1.1)


def seen(*minutes_ago: int, source: str = "coast") -> list[Sighting]:
    """Sightings so many minutes before now, in order of time."""
    times = [START - minutes * MINUTE for minutes in sorted(minutes_ago, reverse=True)]
    return [Sighting("r", (), str(time), source, time, time, True) for time in times]


def of(*sources: str, minutes_ago: int = 90) -> list[Sighting]:
    return [one for source in sources for one in seen(minutes_ago, source=source)]


@pytest.mark.parametrize(
    ("minutes_ago", "count"),
    [
        ((5, 10), None),
        ((5, 10, 120), 3),
        ((5, 10, 131), None),
        ((100, 130, 179), 3),
        ((121, 130, 190), None),
        ((1, 2, 3, 4, 170), 4),
    ],
    ids=["too few", "a full window", "too long", "ends half an hour ago", "ended too long ago", "the fullest counts"],
)
def test_frequency_is_so_many_within_a_window_that_is_not_long_over(
    minutes_ago: tuple[int, ...], count: int | None
) -> None:
    found = judge.frequency(RUSH, seen(*minutes_ago), START)
    assert (found and found.count) == count


def test_a_frequency_says_how_many_from_whom_and_when() -> None:
    found = judge.frequency(RUSH, [*of("bay", "coast", minutes_ago=60), *seen(10)], START)
    assert found is not None
    assert found.words == "3 articles in 2 h"
    assert found.reason == ("3 articles from 2 sources, from 2025-11-24 07:30 to 08:20 UTC; 3 are asked for in 2 h")


def test_a_spike_is_what_chance_does_not_bring() -> None:
    rule = VolumeRule("r", "q", "spike", at_least=5)
    assert judge.spike(rule, seen(*range(7)), SCARCE, START) is None
    found = judge.spike(rule, seen(*range(12)), SCARCE, START)
    assert found is not None
    assert found.words == "12 articles in 3 h, 2.0 are usual"
    assert judge.spike(rule, seen(*range(12)), BUSY, START) is None
    assert judge.spike(rule, seen(*range(12)), None, START) is None, "nothing is known to be usual"
    assert judge.spike(rule, seen(*range(4)), Usual(0.01, 1.1), START) is None, "fewer than asked for"


def test_a_silence_is_told_only_where_enough_are_expected() -> None:
    rule = VolumeRule("r", "q", "silence", within=12 * HOUR)
    found = judge.silence(rule, 1, BUSY, START, unwell=0)
    assert found is not None
    assert found.words == "1 article in 12 h, 20 are usual"
    assert "left out" not in found.reason
    assert "2 sources that are not well are left out" in getattr(judge.silence(rule, 0, BUSY, START, 2), "reason", "")
    assert judge.silence(rule, 15, BUSY, START, unwell=0) is None
    assert judge.silence(rule, 0, SCARCE, START, unwell=0) is None
    assert judge.silence(rule, 0, None, START, unwell=0) is None


@pytest.mark.parametrize(
    ("after", "days_ago", "words"),
    [
        (None, None, "first match ever"),
        (None, 400, None),
        (30 * DAY, None, "first match in 30 d"),
        (30 * DAY, 31, "first match in 31 d"),
        (30 * DAY, 29, None),
        (30 * DAY, -1, None),
    ],
)
def test_a_first_match_is_one_with_nothing_before_it(
    after: timedelta | None, days_ago: int | None, words: str | None
) -> None:
    rule = VolumeRule("r", "q", "first", after=after)
    (new,) = seen(0)
    before = None if days_ago is None else seen(days_ago * 1440)[0]
    found = judge.first(rule, new, before, START - 9 * DAY)
    assert (found and found.words) == words


def test_a_first_mention_says_how_far_back_is_known() -> None:
    rule = VolumeRule("r", "@envoys", "first", by=("entity",))
    found = judge.first(rule, seen(0)[0], None, START - 9 * DAY)
    assert found is not None
    assert (found.words, found.reason) == (
        "first mention ever", "no match before in the archive, which begins on 2025-11-15",
    )  # fmt: skip


ABSENT = VolumeRule("r", "q", "absence", outlet="coast", at_least=2, within=2 * HOUR)


@pytest.mark.parametrize(
    ("near", "others", "true"),
    [
        (of("bay", "cape"), (), True),
        (of("bay", "bay"), (), False),
        (of("bay", "cape", "coast"), (), False),
        ([*of("bay", "cape"), *seen(10)], (), False),
        (of("bay", "cape", minutes_ago=30), (), False),
        (of("bay", "cape"), ("bay", "fjord"), False),
        (of("bay", "fjord", "cape"), ("bay", "fjord"), True),
    ],
    ids=["absent", "one outlet twice", "reported", "reported late", "still in time", "not of the chosen", "chosen"],
)
def test_an_outlet_is_absent_from_what_others_report(near: list[Sighting], others: tuple[str, ...], true: bool) -> None:
    rule = VolumeRule("r", "q", "absence", outlet="coast", others=others, at_least=2, within=2 * HOUR)
    assert (judge.absence(rule, near, START) is not None) is true


# --- how many are usual ---


def test_the_same_hours_of_each_day_are_compared_as_far_as_the_archive_goes_back() -> None:
    spans = spans_before(START, 3 * HOUR, START - 2 * DAY - 4 * HOUR, weeks=8)
    assert spans == [(START - day * DAY - 3 * HOUR, START - day * DAY) for day in (1, 2)]
    assert len(spans_before(START, 3 * HOUR, START - 400 * DAY, weeks=8)) == 56


def test_with_less_than_two_weeks_nothing_is_usual() -> None:
    assert usual([3] * 13, START, 3 * HOUR, Profile()) is None
    known = usual([3] * 14, START, 3 * HOUR, Profile())
    assert known is not None
    assert known.mean == pytest.approx(3, rel=0.02)


def test_an_earlier_spike_does_not_hide_the_next_one() -> None:
    quiet = usual([3] * 56, START, 3 * HOUR, Profile())
    after = usual([3] * 6 + [300] + [3] * 49, START, 3 * HOUR, Profile())
    assert quiet is not None
    assert after is not None
    assert after.mean == pytest.approx(quiet.mean)


def test_free_days_are_learned_and_do_not_lower_what_is_usual_on_others() -> None:
    midnight = START.replace(hour=0, minute=0)
    days = [midnight - day * DAY for day in range(1, 57)]
    times = [day + hour * HOUR for day in days if day.weekday() < 5 for hour in range(24)]
    learned = profile(times, midnight, 3 * HOUR, 8)
    assert learned.weekdays[5] < 0.2 < 1.2 < learned.weekdays[0]
    counts = [3 * ((START - day * DAY).weekday() < 5) for day in range(1, 57)]
    monday = usual(counts, START, 3 * HOUR, learned)
    sunday = usual([*counts[1:], 0], START - DAY, 3 * HOUR, learned)
    assert monday is not None
    assert sunday is not None
    assert monday.mean == pytest.approx(3, rel=0.15)
    assert sunday.mean < 0.5


def test_bursts_widen_what_is_usual() -> None:
    midnight = START.replace(hour=0, minute=0)
    even = [midnight - 3 * number * HOUR for number in range(56 * 8)]
    bursts = [midnight - day * DAY - HOUR for day in range(56) if day // 7 % 2 for _ in range(16)]
    assert profile(even, midnight, 3 * HOUR, 8).spread == 1.0
    assert profile(bursts, midnight, 3 * HOUR, 8).spread > 1.5


@pytest.mark.parametrize("mean", [0.1, 1.0, 20.0, 400.0])
@pytest.mark.parametrize("ratio", [1.05, 2.0])
def test_chances_are_chances(mean: float, ratio: float) -> None:
    known = Usual(mean, ratio)
    for count in (0, 1, int(mean), int(mean + 5 * (ratio * mean) ** 0.5) + 1):
        assert known.at_least(count + 1) + known.at_most(count) == pytest.approx(1.0, abs=1e-9)
    assert known.at_least(int(mean * 40 + 60)) < 1e-6


# --- who is told when ---


def test_an_event_is_told_once_until_it_was_not_true_for_its_cool_down() -> None:
    found = judge.frequency(RUSH, seen(1, 2, 3), START)
    active, event = transition(RUSH, (), None, found, START)
    assert active == Active(START - 3 * MINUTE, START)
    assert event is not None
    assert (event.kind, event.told) == ("frequency", True)
    later, nothing = transition(RUSH, (), active, found, START + 10 * MINUTE)
    assert nothing is None
    assert later is not None
    assert transition(RUSH, (), later, None, START + 60 * MINUTE) == (later, None)
    over, event = transition(RUSH, (), later, None, START + 70 * MINUTE)
    assert over is None
    assert event is not None
    assert (event.kind, event.told) == ("over", False)
    assert event.reason == "true since 2025-11-24 08:27 UTC, for the last time 1 h ago"


def test_a_first_match_leaves_nothing_behind() -> None:
    rule = VolumeRule("r", "q", "first")
    active, event = transition(rule, (), None, judge.first(rule, seen(0)[0], None, START), START)
    assert active is None
    assert event is not None


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (RUSH, "alerts when 3 or more articles match within 2 h"),
        (VolumeRule("r", "q", "spike", at_least=5, by=("country",)), ", for each country apart"),
        (VolumeRule("r", "q", "silence"), "far fewer articles match within 3 h"),
        (VolumeRule("r", "q", "first"), "for the first time ever"),
        (ABSENT, "2 or more other outlets match within 2 h and coast does not"),
    ],
)
def test_a_rule_says_what_it_asks(rule: VolumeRule, words: str) -> None:
    assert words in " ".join(meaning(rule))
