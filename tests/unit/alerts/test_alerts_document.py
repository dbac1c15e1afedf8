"""What a webhook is sent fits its schema, whatever a page says, and the manual tells of every part of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.render import Form, document_text
from alerts.render.sample import sample, samples
from monitor.domain.match import SEVERITIES
from monitor.domain.notification import Brief, Delivery, Notification, Piece, RuleNote, Snippet, State, Thread

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "alerts" / "render" / "webhook-1.json").read_text(encoding="utf-8"))
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
any_text = st.text(alphabet=st.characters(), max_size=50)
texts = st.lists(any_text, max_size=3).map(tuple)
notifications = st.builds(
    Notification,
    story=any_text, article_id=any_text, version=st.integers(0, 9), headline=any_text, lead=any_text, url=any_text,
    source_id=any_text, source_name=any_text, country=any_text, language=any_text, published=st.none() | st.just(NOW),
    first_seen=st.just(NOW),
    rules=st.lists(st.builds(
        RuleNote, any_text, st.sampled_from(SEVERITIES), st.dictionaries(any_text, any_text), texts)).map(tuple),
    snippets=st.lists(st.builds(
        Snippet, any_text, st.lists(st.builds(Piece, any_text, st.booleans())).map(tuple))).map(tuple),
    kind=st.sampled_from(["match", "test", "health", "volume", "silence"]), doubts=texts,
    purpose=st.sampled_from(["root", "update", "edit", "rise", "digest", "catch-up"]), note=any_text, topic=any_text,
    briefs=st.lists(st.builds(Brief, any_text, any_text, any_text, any_text, texts, st.none() | st.just(NOW),
                              any_text, any_text, any_text), max_size=4).map(tuple),
)  # fmt: skip


def document(notification: Notification, thread: Thread | None = None) -> Any:
    delivery = Delivery(
        1, "k", "desk", "webhook", "soar", State.SENDING, 0, NOW, NOW, notification, thread=thread
    )  # fmt: skip
    return json.loads(document_text(delivery, Form("desk", "https://desk.example")))


def strict(schema: Any) -> Any:
    """The schema with no room for what it does not name."""
    if isinstance(schema, dict):
        closed = {name: strict(value) for name, value in schema.items()}
        return {**closed, "additionalProperties": False} if closed.get("additionalProperties") is True else closed
    return [strict(value) for value in schema] if isinstance(schema, list) else schema


CHECK = jsonschema.Draft202012Validator(strict(SCHEMA), format_checker=jsonschema.FormatChecker())


@settings(max_examples=30, deadline=None)
@given(notifications)
def test_every_document_fits_its_schema(notification: Notification) -> None:
    CHECK.validate(document(notification))


@pytest.mark.parametrize("notification", samples(), ids=lambda one: f"{one.purpose}-{one.kind}")
def test_every_purpose_has_its_document(notification: Notification) -> None:
    made = document(notification, Thread("root"))
    CHECK.validate(made)
    assert (made["type"], made["reply_to"]) == (f"alert.{notification.purpose}", "root")


@pytest.mark.parametrize("change", [{"version": 2}, {"key": 1}, {"extra": 1}, {"timestamp": None}, {"data": {}}])
def test_the_schema_refuses_what_is_none(change: dict[str, Any]) -> None:
    assert not CHECK.is_valid({**document(sample()), **change})


def test_a_digest_holds_its_articles_and_says_how_many_there_are() -> None:
    digest = sample("digest")
    data = document(replace(digest, briefs=digest.briefs * 100))["data"]
    assert (len(data["articles"]), data["articles_total"], data["headline"]) == (200, 300, "Digest: 300 articles")
    assert data["articles"][1] == {
        "headline": "Pier number 1 is planned", "link": "https://tidewater.example/news/1",
        "address": "https://tidewater.example/news/1", "source": "Tidewater Courier", "severity": "high",
        "rules": ["harbours"], "published": "2026-03-04T09:20:00+00:00", "reason": "", "language": "en",
        "article_id": f"{1:016x}", "article_version": 1, "desk_link": f"https://desk.example/articles/{1:016x}",
    }  # fmt: skip


def test_the_manual_and_the_schema_name_the_same_fields() -> None:
    manual = (ROOT / "docs" / "webhook.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"(?m)^\| `([a-z_.\[\]]+)` \| [^|]+ \| ([^|]+) \|$", manual))
    assert told == {path: field["description"].removesuffix(".") for path, field in fields(SCHEMA, "")}


def fields(schema: Any, above: str) -> list[tuple[str, Any]]:
    """Every field of the schema by its path; an item of a list is marked by ``[]``."""
    found: list[tuple[str, Any]] = []
    for name, field in schema.get("properties", {}).items():
        found.append((above + name, field))
        inner, mark = (field["items"], "[].") if "items" in field else (field, ".")
        found += fields(inner, above + name + mark)
    return found
