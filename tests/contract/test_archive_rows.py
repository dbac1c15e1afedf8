"""What is written as JSON is read back equal."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.archive import rows
from monitor.archive.columns import clean
from monitor.domain.article import Entry
from monitor.domain.match import Hit
from monitor.domain.notification import Notification, Piece, RuleNote, Snippet

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
TIMES = st.datetimes(timezones=st.just(UTC))
ENTRIES = st.builds(Entry, TEXT, TEXT, TEXT, st.none() | TIMES, TEXT, TEXT)
RULES = st.builds(RuleNote, TEXT, TEXT, st.dictionaries(TEXT, TEXT, max_size=3), st.lists(TEXT, max_size=3).map(tuple))
PIECES = st.lists(st.builds(Piece, TEXT, st.booleans()), max_size=3).map(tuple)
NOTIFICATIONS = st.builds(
    Notification,
    **dict.fromkeys(
        ["story", "article_id", "headline", "lead", "url", "source_id", "source_name", "country", "language", "kind"],
        TEXT,
    ),
    version=st.integers(1),
    published=st.none() | TIMES,
    first_seen=TIMES,
    rules=st.lists(RULES, max_size=3).map(tuple),
    snippets=st.lists(st.builds(Snippet, TEXT, PIECES), max_size=3).map(tuple),
)
HITS = st.lists(st.builds(Hit, st.sampled_from(("title", "lead", "body")), st.integers(0), st.integers(0), TEXT, TEXT))


def through_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


@settings(deadline=None)
@given(ENTRIES)
def test_entry(entry: Entry) -> None:
    assert rows.entry_from_dict(through_json(rows.entry_to_dict(entry))) == entry


@settings(deadline=None)
@given(NOTIFICATIONS)
def test_notification(notification: Notification) -> None:
    assert rows.notification_from_dict(through_json(rows.notification_to_dict(notification))) == notification


@settings(deadline=None)
@given(HITS.map(tuple))
def test_hits(hits: tuple[Hit, ...]) -> None:
    assert rows.hits_from_list(through_json(rows.hits_to_list(hits))) == hits


@settings(deadline=None)
@given(st.text(st.characters()))
def test_clean_text_can_be_encoded_has_no_nul_and_keeps_its_length(text: str) -> None:
    cleaned = clean(text)
    assert "\0" not in cleaned.encode().decode()
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned
