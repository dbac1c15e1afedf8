"""What a volume rule's event says in a mail and in Slack: the count, what is usual, the articles with their links."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

from alerts.render import render_mail, render_slack
from monitor.domain.notification import Brief, Notification
from monitor.domain.source import Source
from monitor.domain.volume import judge
from monitor.domain.volume.judge import Finding
from monitor.domain.volume.rule import VolumeRule
from monitor.domain.volume.sighting import Sighting
from monitor.domain.volume.standing import transition
from monitor.domain.volume.usual import Usual
from monitor.testing import START
from monitor.usecases.volume_tell import notification_of

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SOURCES = {"coast": Source("coast", "Coast News", country="XN")}
RUSH = VolumeRule("Orvane", "q", "frequency", within=2 * HOUR, at_least=3, by=("country",), labels={"severity": "high"})
SPIKE = VolumeRule("Orvane", "q", "spike", at_least=3)
HUSH = VolumeRule("Grain", "q", "silence", within=12 * HOUR, recovery=True)


def seen(count: int) -> list[Sighting]:
    times = [START - minutes * MINUTE for minutes in range(count - 1, -1, -1)]
    return [Sighting("r", (), str(time), "coast", time, time, True, str(time), 1) for time in times]


def briefs(sightings: Sequence[Sighting], headline: str = "Tanker leaves") -> list[Brief]:
    return [
        Brief(
            f"{headline} {place}",
            f"https://coast.example/{place}",
            one.source,
            published=one.at,
            language="en",
            article_id=one.article_id,
            version=1,
        )
        for place, one in enumerate(sightings)
    ]


def told(rule: VolumeRule, found: Finding | None, headline: str = "Tanker leaves") -> Notification:
    group = tuple("XN" for _ in rule.by)
    _, event = transition(rule, group, None, found, START)
    assert event is not None
    return notification_of(event, briefs(event.sightings, headline), SOURCES, event.at)


def test_a_frequency_names_its_count_its_window_and_each_article() -> None:
    mail = render_mail(told(RUSH, judge.frequency(RUSH, seen(4), START)))
    assert mail.subject == "High: Orvane, country XN: 4 articles in 2 h"
    assert "4 articles from 1 source, from 2025-11-24 08:27 to 08:30 UTC; 3 are asked for in 2 h" in mail.text
    assert [f"https://coast.example/{place}" in mail.text for place in range(4)] == [True] * 4
    assert mail.text.index("Tanker leaves 3") < mail.text.index("Tanker leaves 0"), "newest first"
    assert "Coast News" in mail.text
    assert 'href="https://coast.example/0"' in mail.html


def test_a_spike_says_what_is_usual() -> None:
    mail = render_mail(told(SPIKE, judge.spike(SPIKE, seen(14), Usual(3.21, 1.1), START)))
    assert mail.subject == "Medium: Orvane: 14 articles in 3 h, 3.2 are usual"
    assert "by chance that happens less than once in 10,000 times" in mail.text


def test_a_silence_has_no_article_and_its_end_is_told() -> None:
    found = judge.silence(HUSH, 0, Usual(20.0, 1.1), START, unwell=1)
    mail = render_mail(told(HUSH, found))
    assert mail.subject == "Medium: Grain: no articles in 12 h, 20 are usual"
    assert "1 source that is not well is left out" in mail.text
    active, _ = transition(HUSH, (), None, found, START)
    _, over = transition(HUSH, (), active, None, START + 3 * HOUR)
    assert over is not None
    assert over.told
    mail = render_mail(notification_of(over, [], SOURCES, over.at))
    assert mail.subject == "Info: Grain: silence is over"
    assert "true since 2025-11-23 20:30 UTC, for the last time 3 h ago" in mail.text


def test_slack_says_the_same_and_a_hostile_headline_stays_text() -> None:
    notification = told(RUSH, judge.frequency(RUSH, seen(3), START), "<!channel> <script>alert(1)</script>")
    message = render_slack(notification)
    blocks = json.dumps(message.blocks)
    assert "Orvane, country XN: 3 articles in 2 h" in blocks
    assert "https://coast.example/0" in blocks
    assert "<!channel>" not in blocks
    assert "<script>" not in render_mail(notification).html


def test_of_a_flood_of_articles_the_newest_are_kept() -> None:
    notification = told(RUSH, judge.frequency(RUSH, seen(119), START))
    assert len(notification.briefs) == 100
    assert notification.headline.endswith("119 articles in 2 h")
    assert notification.briefs[0].url == notification.url == "https://coast.example/118"
