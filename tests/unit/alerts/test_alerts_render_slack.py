"""What a Slack message says, within Slack's limits, and that it calls nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.render import render_slack
from alerts.render.slack import MAX_TEXT, escape, escape_within
from monitor.demo.slack_rules import error_in, violations_in
from monitor.domain.match import SEVERITIES
from monitor.domain.notification import Notification, Piece, RuleNote, Snippet

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
any_text = st.text(alphabet=st.characters() | st.sampled_from('<>&!@#"\\ '), max_size=60)
long_text = st.builds(lambda text, times: text * times, any_text, st.sampled_from([1, 90]))
notifications = st.builds(
    Notification,
    story=any_text, article_id=any_text, version=st.just(1), headline=long_text, lead=long_text,
    url=long_text | st.text("abc/&", max_size=1900).map("https://a.example/".__add__),
    source_id=any_text, source_name=long_text, country=any_text, language=any_text,
    published=st.none() | st.just(NOW), first_seen=st.just(NOW),
    rules=st.lists(st.builds(
        RuleNote, long_text, st.sampled_from(SEVERITIES), st.just({}), st.tuples(any_text)), max_size=15).map(tuple),
    snippets=st.lists(st.builds(
        Snippet, any_text, st.lists(st.builds(Piece, long_text, st.booleans()), max_size=60).map(tuple)), max_size=9,
    ).map(tuple),
    kind=st.sampled_from(["match", "test"]),
)  # fmt: skip


def payload(notification: Notification) -> dict[str, Any]:
    message = render_slack(notification, "d.1")
    return {"text": message.text, "blocks": message.blocks}


def texts(blocks: list[dict[str, Any]]) -> list[tuple[str, bool]]:
    parts = [part for block in blocks if block["type"] == "rich_text" for part in block["elements"]]
    return [(one["text"], "style" in one) for part in parts for one in part["elements"]]


def test_a_message_says_what_happened(notification: Notification) -> None:
    message = render_slack(notification, "d.1")
    header, rich, buttons = message.blocks
    assert header["block_id"] == "d.1"
    assert header["text"] == {
        "type": "plain_text", "text": "Critical: Бухта: совет выбрал новый причал", "emoji": False
    }  # fmt: skip
    said = "".join(text for text, _ in texts(message.blocks))
    for part in (
        "Решение приняли ночью.", "Вестник гавани · RU · ru", "published 2026-03-04 09:20 UTC",
        "first seen 2026-03-04 09:25 UTC",
        "councils (critical), harbours (medium)", "… у старого причала …",
    ):  # fmt: skip
        assert part in said
    assert rich["elements"][-1]["elements"][-1] == {"type": "link", "url": notification.url, "text": "Read the article"}
    assert [button["url"] for button in buttons["elements"]] == [notification.url]


def test_hits_are_bold_in_every_script(notification: Notification) -> None:
    chinese = replace(
        notification, snippets=(Snippet("body", (Piece("议会批准"), Piece("码头", True), Piece("建设"))),)
    )
    assert [text for text, bold in texts(render_slack(notification).blocks) if bold] == ["совет", "причал", "причала"]
    assert [text for text, bold in texts(render_slack(chinese).blocks) if bold] == ["码头"]


def test_the_text_stands_alone_and_is_escaped(notification: Notification) -> None:
    text = render_slack(replace(notification, headline="A & B <!channel>")).text
    assert text.split("\n") == [
        "Critical: A &amp; B &lt;!channel&gt;",
        "Вестник гавани · RU · ru, published 2026-03-04 09:20 UTC",
        "Rules: councils (critical), harbours (medium)",
        "https://gavan.example/novosti/4711?a=1&amp;b=2",
    ]


def test_a_hostile_headline_arrives_harmless_and_legible(notification: Notification, hostile: str) -> None:
    sent = payload(
        replace(notification, headline=hostile, lead=hostile, source_name=hostile, url="javascript:alert(1)")
    )
    assert (error_in(sent), violations_in(sent)) == ("", ())
    header = sent["blocks"][0]["text"]["text"]
    assert header.startswith("Critical: <script>alert(1)</script> <\u2060!channel> Bcc: spy@evil.example")
    assert header.endswith("…")
    assert not any(
        mark in json.dumps(sent, ensure_ascii=False) for mark in ("<!", "\u2028", "\u202e", "\\u0000", "\ud800")
    )
    assert not any('"type": "link"' in json.dumps(block) for block in sent["blocks"])


@settings(max_examples=80, deadline=None)
@given(notifications)
def test_whatever_a_page_says_slack_takes_the_message_and_calls_nobody(notification: Notification) -> None:
    sent = payload(notification)
    assert (error_in(sent), violations_in(sent)) == ("", ())
    assert len(sent["text"]) <= MAX_TEXT
    json.dumps(sent).encode()


@given(any_text.map(lambda text: text * 30), st.integers(10, 900))
def test_an_escape_is_never_cut_in_two(text: str, limit: int) -> None:
    escaped = escape_within(text, limit)
    assert len(escaped) <= limit
    plain = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert escape(plain) == escaped


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]}, "invalid_blocks"),
        ({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]}, "invalid_blocks"),
        ({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 5}, "msg_blocks_too_long"),
        ({"blocks": [{"type": "rich_text", "elements": []}]}, "invalid_blocks"),
        ({"blocks": [{"type": "unheard-of"}]}, "invalid_blocks"),
        ({"blocks": "[]"}, "invalid_blocks_format"),
        ({}, ""),
    ],
)
def test_the_stand_in_is_as_strict_as_slack(notification: Notification, change: dict[str, Any], error: str) -> None:
    assert error_in({**payload(notification), **change}) == error


@pytest.mark.parametrize(
    "change",
    [
        {"text": "<!here>"},
        {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "see <@U1>"}}]},
        {"blocks": [{"type": "context", "elements": [{"type": "mrkdwn", "text": "<#C1>"}]}]},
        {"blocks": [{"type": "rich_text", "elements": [{"elements": [{"type": "broadcast", "range": "here"}]}]}]},
    ],
)
def test_the_stand_in_sees_what_would_call_people(change: dict[str, Any]) -> None:
    assert violations_in({"text": "fine", **change})


def test_what_is_doubtful_says_so_in_one_line(notification: Notification) -> None:
    assert "doubtful: teaser\\n" in json.dumps(render_slack(replace(notification, doubts=("teaser",))).blocks)
    assert "doubtful" not in json.dumps(render_slack(notification).blocks)
