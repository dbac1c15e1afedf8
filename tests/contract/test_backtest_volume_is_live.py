"""A backtest of a volume rule gives the events that were told live: with sources that are sick or were not read for a
while, with articles that came late, and with hours in which the monitor was away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from random import Random

from monitor.archive import Archive
from monitor.domain.health import State
from monitor.domain.volume.rule import STEP, VolumeRule
from monitor.domain.volume.standing import VolumeEvent
from monitor.domain.volume.watched import Watched
from monitor.testing import START
from monitor.usecases.volume_backtest import events_of
from tests.unit.usecases.volume_story import ABSENCE, HOUR, MINUTE, NAMES, SILENCE, Story

RULES = (
    VolumeRule("rush", "q", "frequency", within=HOUR, at_least=5, cooldown=10 * MINUTE),
    VolumeRule("debut", "q", "first", after=25 * MINUTE),
    replace(ABSENCE, within=HOUR, cooldown=10 * MINUTE),
    replace(SILENCE, within=6 * HOUR, cooldown=10 * MINUTE),
)
LAST = START + 30 * HOUR
Told = tuple[str, str, datetime, str]


def test_a_backtest_tells_of_sick_sources_and_absent_hours_what_was_told_live(archive: Archive) -> None:
    chance, story = Random(0), Story(archive, *RULES)
    story.habit(*NAMES)
    now = live(story, chance)
    watched = archive.volumes.watched()
    assert any(stretch.unwell for stretch in watched)
    assert any(stretch.known for stretch in watched)
    tried = sorted(told for rule in RULES for told in backtest(story, rule, now, watched))
    assert tried == sorted(lived(story))
    assert {kind for _, kind, _, _ in tried} == {"frequency", "first", "absence", "silence", "over"}
    for timed in RULES[2:]:
        assert backtest(story, timed, now, []) != backtest(story, timed, now, watched), "it matters what was known"


def live(story: Story, chance: Random) -> datetime:
    """Let the monitor look at the sources every few minutes, but for some hours and but for sick ones; until when."""
    articles = sorted(published(chance))
    sick = {source: START + chance.randrange(4, 20) * HOUR for source in NAMES}
    now = START
    story.judge(now)
    while now < LAST:
        away = chance.choice((2, 7)) * HOUR if chance.random() < 0.03 else chance.choice((1, 2, 4)) * STEP
        now += away
        # The sources are read a while after the monitor is back.
        reading = [source for source in NAMES if not sick[source] < now < sick[source] + 5 * HOUR]
        for source in NAMES:
            if source in reading and (away < HOUR or chance.random() < 0.5):
                story.polled(now, source)
            elif source not in reading and chance.random() < 0.1:
                story.polled(sick[source], source, told=State.BLOCKED)
        seen = [one for one in articles if one[0] < now and one[1] in reading]
        articles = [one for one in articles if one not in seen]
        arrived = [(max(at, now - chance.random() * STEP), at, source) for at, source in seen]
        for seen_at, at, source in sorted(arrived):
            story.count(at, source, seen_at, raises=chance.random() < 0.9)
        story.watch.advance(now)
    return now


def published(chance: Random) -> Iterator[tuple[datetime, str]]:
    """Two outlets report about hourly and one seldom, at times in haste, and for ten hours nobody does."""
    for source, number in zip(NAMES, (8, 40, 40), strict=True):
        for _ in range(number):
            at = START + chance.random() * 30 * HOUR
            if not 11 < (at - START) / HOUR < 21:
                yield at, source
    for minute in range(12):
        yield START + 3 * HOUR + 5 * minute * MINUTE, "cape"


def lived(story: Story) -> list[Told]:
    return [(event.rule, event.kind, event.at, event.reason) for event in story.archive.history.volume_events()]


def backtest(story: Story, rule: VolumeRule, now: datetime, watched: list[Watched]) -> list[Told]:
    counted = [one for one in story.counted if one.rule == rule.name]
    found = events_of(rule, counted, story.archive.volumes.begins(), START, now, watched)
    return [_told(event) for event in found]


def _told(event: VolumeEvent) -> Told:
    return event.rule.name, event.kind, event.at, f"{event.words}: {event.reason}"
