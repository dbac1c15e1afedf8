"""Notifications, deliveries, and the servers they are sent to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.archive import open_archive
from monitor.demo.slack_standin import SlackStandin
from monitor.demo.smtp_sink import SmtpSink
from monitor.domain.notification import Delivery, Notification, Piece, RuleNote, Snippet, State
from monitor.testing import FixedClock
from tests.integration.alerts.sender_desk import Desk

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)

DeliveryMaker = Callable[..., Delivery]


@pytest.fixture
def notification() -> Notification:
    return Notification(
        story="story-1",
        article_id="0123456789abcdef",
        version=1,
        headline="Harbour council votes on the new pier",
        lead="The vote ends a dispute of nine years.",
        url="https://tidewater.example/news/4711",
        source_id="tidewater",
        source_name="Tidewater Courier",
        country="GB",
        language="en",
        published=datetime(2026, 3, 4, 9, 20, tzinfo=UTC),
        first_seen=datetime(2026, 3, 4, 9, 25, tzinfo=UTC),
        rules=(RuleNote("harbours", "high", {"desk": "coast"}, ("pier",)),),
        snippets=(Snippet("body", (Piece("… the "), Piece("pier", True), Piece(" will be built …"))),),
    )


@pytest.fixture
def delivery(notification: Notification) -> DeliveryMaker:
    """Makes a delivery; keyword arguments replace what is not said here."""

    def make(target: str = "desk@example.org", channel: str = "email", number: int = 1, **other: object) -> Delivery:
        facts = {
            "id": number,
            "key": f"key-{number}",
            "receiver": "desk",
            "channel": channel,
            "target": target,
            "state": State.SENDING,
            "attempts": 0,
            "created_at": NOW,
            "next_attempt_at": NOW,
            "notification": notification,
        }
        return Delivery(**{**facts, **other})  # type: ignore[arg-type]

    return make


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    with SmtpSink() as server:
        yield server


@pytest.fixture
def slack() -> Iterator[SlackStandin]:
    with SlackStandin() as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    archive = open_archive(f"sqlite:///{tmp_path}/archive.db", write=True)
    with ThreadPoolExecutor(20) as threads:
        yield Desk(archive, FixedClock(), threads)
    archive.close()
