"""An archive from before alerts had a policy keeps what it knew: every match its end, every delivery its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, make_url, text

from monitor.archive import Archive, migrate, open_archive
from monitor.domain.notification import Outcome, Result, State
from monitor.ports import Tried

SEEN = datetime(2025, 11, 24, 8, 30, 0, 250000, tzinfo=UTC)
ARTICLE, STORY = "0123456789abcdef", "0123456789abcdef"
OK = Outcome(Result.ACCEPTED)


def _facts(story: str, kind: str, rule: str) -> str:
    """What a notification was before it had a purpose."""
    return json.dumps({
        "story": story, "article_id": ARTICLE, "version": 1, "headline": "Pier 7 reopens", "lead": "", "url": "",
        "source_id": "coast-news", "source_name": "Coast News", "country": "", "language": "en", "published": None,
        "first_seen": SEEN.isoformat(), "snippets": [], "kind": kind, "doubts": [],
        "rules": [{"name": rule, "severity": "high", "labels": {"event": "silent"}, "words": []}],
    })  # fmt: skip


ROWS = (
    """INSERT INTO article (id, source_id, key, key_digest, url, url_digest, day, number, latest, first_seen)
    VALUES (:article, 'coast-news', '1', 'a', 'u', 'b', '2025-11-24', 0, 1, :seen)""",
    """INSERT INTO version (id, article_id, number, url, headline, text, text_hash, folded, language, authors,
    date_origin, published, seen_at, file_name, filed)
    VALUES (5, :article, 1, 'u', 'Pier 7 reopens', 'Pier 7 reopens', 'h', 'pier', 'en', '[]', '', :seen, :seen, 'f',
    TRUE)""",
    """INSERT INTO rule_match (version_id, rule, query, description, labels, hits)
    VALUES (5, 'ports', 'pier', '', '{"severity": "high"}', '[]')""",
    """INSERT INTO disposition (id, version_id, rule, receiver, kind, reason) VALUES
    (3, 5, 'ports', 'desk', 'notified', 'routed to desk'), (4, 5, 'piers', '', 'overrun', 'too much')""",
    """INSERT INTO source_event (id, source_id, feed_url, kind, severity, reason, since, at, disposition) VALUES
    (1, 'coast-news', '', 'silent', 'high', 'nothing came', :seen, :seen, '["notified ops", "notified desk"]'),
    (2, 'coast-news', '', 'recovered', 'info', 'it came', :seen, :seen, '["no route"]')""",
    """INSERT INTO notification (id, version_id, event_id, facts) VALUES
    (7, 5, NULL, :match), (8, NULL, 1, :event), (9, NULL, 1, :event)""",
    """INSERT INTO delivery (id, notification_id, key, receiver, channel, target, state, attempts, created_at,
    next_attempt_at, lease_until, lease_token, sent_at, last_error, receipt) VALUES
    (11, 7, 'key-1', 'desk', 'email', 'd@x.example', 'sent', 2, :seen, :seen, NULL, '', :seen, '', 'r'),
    (12, 7, 'key-2', 'desk', 'slack', 'C1', 'pending', 1, :seen, :seen, NULL, '', NULL, 'http 500', ''),
    (13, 8, 'key-3', 'ops', 'email', 'o@x.example', 'sending', 0, :seen, :seen, :seen, 'token', NULL, '', '')""",
    """INSERT INTO delivery_attempt (id, delivery_id, ended_at, seconds, result, detail, receipt, retry_at) VALUES
    (20, 11, :seen, 0.5, 'retry', '451', '', :seen), (21, 11, :seen, 0.5, 'accepted', '', 'r', NULL)""",
)


def _fill(connection: Connection) -> None:
    config = migrate._config()
    config.attributes["connection"] = connection
    command.upgrade(config, "0002")
    seen = SEEN if connection.dialect.name == "postgresql" else SEEN.strftime("%Y-%m-%d %H:%M:%S.%f")
    values = {"article": ARTICLE, "seen": seen}
    values |= {
        "match": _facts(STORY, "match", "ports"),
        "event": _facts("source-coast-news", "health", "source health"),
    }
    for row in ROWS:
        named = text(row)
        connection.execute(named, {name: values[name] for name in named.compile().params})
    search = "INSERT INTO search_index ({}) VALUES (5, {})"
    if connection.dialect.name == "postgresql":
        connection.execute(text(search.format("version_id, words", "to_tsvector('simple', 'pier')")))
    else:
        connection.execute(text(search.format("rowid, folded", "'pier'")))


@pytest.fixture
def upgraded(url: str) -> Iterator[Archive]:
    """An archive that was filled at the second revision."""
    address = make_url(url)
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    engine = create_engine(address)
    with engine.begin() as connection:
        _fill(connection)
    engine.dispose()
    archive = open_archive(url, write=True)
    yield archive
    assert archive.check() == []
    archive.close()


def test_every_match_keeps_its_end_as_its_only_step(upgraded: Archive) -> None:
    told, undecided = upgraded.articles.dispositions(ARTICLE, 1)
    assert (told.rule, told.receiver, told.kind, told.reason) == ("ports", "desk", "notified", "routed to desk")
    assert (undecided.rule, undecided.kind) == ("piers", "overrun")
    steps = [(step.at, step.version, step.rule, step.receiver, step.kind) for step in upgraded.ways.steps(ARTICLE)]
    assert steps == [(SEEN, 1, "ports", "desk", "notified"), (SEEN, 1, "piers", "", "overrun")]


def test_events_say_as_before_whom_they_were_told_to(upgraded: Archive) -> None:
    assert [event.dispositions for event in upgraded.history.events()] == [
        ("no route",),
        ("notified ops", "notified desk"),
    ]


def test_deliveries_keep_keys_attempts_and_the_article_they_tell_of(upgraded: Archive) -> None:
    deliveries = upgraded.outbox.deliveries()
    assert [(item.id, item.key, item.state) for item in deliveries] == [
        (13, "key-3", State.SENDING),
        (12, "key-2", State.PENDING),
        (11, "key-1", State.SENT),
    ]
    assert [item.notification.headline for item in deliveries] == ["Pier 7 reopens"] * 3
    assert [item.id for message in upgraded.ways.messages(ARTICLE) for item in message.deliveries] == [11, 12]
    assert [attempt.result for attempt in upgraded.ways.delivery(11).attempts] == ["retry", "accepted"]


def test_what_was_under_way_goes_on_and_expires_in_the_end(upgraded: Archive) -> None:
    claimed = upgraded.outbox.claim(SEEN + timedelta(minutes=5), 60, 10)
    assert sorted(item.id for item in claimed) == [12, 13], "the lease of a killed process ran out"
    assert upgraded.outbox.finish_all([Tried(claimed[0], OK, SEEN + timedelta(minutes=6), None, 0.1)]) == ["recorded"]
    late = SEEN + timedelta(hours=72)
    assert upgraded.outbox.expire(late - timedelta(milliseconds=1), lambda expired, _, __: expired[0]) == 0
    upgraded.outbox.release(late)
    assert upgraded.outbox.expire(late, lambda expired, _, __: expired[0]) == 1


def test_new_rows_get_new_numbers(upgraded: Archive) -> None:
    upgraded.outbox.release(SEEN)
    upgraded.outbox.expire(SEEN + timedelta(days=4), lambda expired, _, __: expired[0])
    newest = upgraded.outbox.deliveries()[0]
    assert newest.id > 13
    assert newest.receiver in ("desk", "ops")
