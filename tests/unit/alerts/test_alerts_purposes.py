"""What a message says of itself: a digest lists, an edit says what changed, a rise how far."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import lxml.html
import pytest

from alerts.render import Form, render_mail, render_slack
from alerts.render.purpose import heading_of, status_of, subject_of, topic_of
from alerts.render.sample import sample, samples
from alerts.render.slack_blocks import MAX_HEADER
from monitor.archive.rows import notification_from_dict, notification_to_dict
from monitor.demo.slack_rules import error_in, violations_in
from monitor.domain.notification import Brief, Notification

HEADLINE = "Harbour council votes on the new pier"
FORM = Form("desk", "https://desk.example/")


@pytest.mark.parametrize(
    ("purpose", "subject", "status"),
    [
        ("root", f"High: {HEADLINE}", ""),
        ("update", f"High, update: {HEADLINE}", "Update: said besides"),
        ("edit", f"High, edited: {HEADLINE}", "Edited: said besides"),
        ("withdrawal", f"High, withdrawn: {HEADLINE}", "Withdrawn: said besides"),
        ("rise", f"High, risen: {HEADLINE}", "Severity has risen to high: said besides"),
        ("escalation", f"High, escalation: {HEADLINE}", "Escalation: said besides"),
        ("digest", "Digest: 3 articles, up to High", "said besides"),
        ("summary", "Held in a quiet time: 3 articles, up to High", "said besides"),
        ("overflow", "Beyond the rate limit: 3 articles, up to High", "said besides"),
        ("catch-up", "Not delivered in time: 3 articles, up to High", "said besides"),
    ],
)
def test_a_message_says_why_it_came(purpose: str, subject: str, status: str) -> None:
    notification = sample(purpose)
    assert (subject_of(notification), status_of(notification)) == (subject, status)
    mail, slack = render_mail(notification, FORM), render_slack(notification, "d.1", FORM)
    assert mail.subject == subject
    for part in (mail.text, mail.html, json.dumps(slack.blocks)):
        assert status in part
        assert heading_of(notification) in part


def test_a_reply_has_the_subject_of_its_thread() -> None:
    root = sample()
    reply = replace(sample("rise"), headline="Pier collapses", topic=topic_of(root))
    assert subject_of(reply, reply=True) == f"Re: {topic_of(root)}" == f"Re: High: {HEADLINE}"
    assert subject_of(replace(reply, topic=""), reply=True) == "High, risen: Pier collapses"


def test_a_digest_lists_each_article_with_what_one_needs_to_choose() -> None:
    mail = render_mail(sample("digest"), FORM)
    assert "2. High: Pier number 1 is planned\n   2026-03-04 09:20 UTC · Tidewater Courier · harbours\n" in mail.text
    assert "   https://tidewater.example/news/1\n" in mail.text
    assert "Tidewater Courier · harbours · edited" in mail.text
    page = lxml.html.fromstring(mail.html)
    assert [str(link.get("href")) for link in page.iter("a")] == [
        *(f"https://tidewater.example/news/{number}" for number in range(3)), "https://desk.example/",
    ]  # fmt: skip
    assert "First seen" not in mail.text + mail.html


def test_an_empty_digest_is_a_proof_of_life() -> None:
    empty = replace(sample("digest"), briefs=())
    assert render_mail(empty).subject == "Digest: nothing matched"
    assert render_slack(empty).text == "Digest: nothing matched"


def test_a_message_about_several_articles_tells_one_in_full_and_lists_the_others() -> None:
    first = sample("update")
    itself = Brief(first.headline, first.url, article_id=first.article_id, version=first.version)
    mail = render_mail(replace(first, briefs=(itself, *first.briefs)))
    assert mail.text.count(HEADLINE) == 1
    assert "Also:\n\n1. High: Pier number 1 is planned" in mail.text


def long_digest(length: int, character: str = "x") -> Notification:
    lines = tuple(
        Brief(character * 240, f"https://a.example/{number}/{'y' * 100}", character * 90, "low", (character * 90,))
        for number in range(length)
    )
    return replace(sample("digest"), briefs=lines)


def test_a_long_digest_is_cut_and_counted() -> None:
    digest = long_digest(230)
    mail = render_mail(digest)
    assert "and 30 more" in mail.text
    assert "and 30 more" in mail.html
    assert mail.subject == "Digest: 230 articles, up to Low"
    for notification in (digest, long_digest(230, "港"), long_digest(41, "\U0001f6a2")):
        message = render_slack(notification, "d.1", FORM)
        sent = {"text": message.text, "blocks": message.blocks}
        assert (error_in(sent), violations_in(sent)) == ("", ())
        items = [part for part in message.blocks[1]["elements"] if part["type"] == "rich_text_list"]
        assert len(items) > 10
        assert f"and {len(notification.briefs) - len(items)} more" in json.dumps(message.blocks[1]["elements"][-1])


def test_buttons_open_the_article_and_the_desk() -> None:
    (buttons,) = [block for block in render_slack(sample(), "d.1", FORM).blocks if block["type"] == "actions"]
    assert [(one["action_id"], one["url"]) for one in buttons["elements"]] == [
        ("open_article", "https://tidewater.example/news/4711"),
        ("open_desk", "https://desk.example/articles/0123456789abcdef"),
    ]
    assert not any(block["type"] == "actions" for block in render_slack(replace(sample(), url="javascript:x")).blocks)
    assert len(render_slack(replace(sample(), headline="x" * 999)).blocks[0]["text"]["text"]) == MAX_HEADER


@pytest.mark.parametrize("notification", samples(), ids=lambda one: f"{one.purpose}-{one.kind}")
def test_what_is_kept_comes_back_and_can_be_said(notification: Notification) -> None:
    kept = json.loads(json.dumps(notification_to_dict(notification)))
    assert notification_from_dict(kept) == notification
    message = render_slack(notification, "d.1", FORM)
    assert error_in({"text": message.text, "blocks": message.blocks}) == ""
    assert render_mail(notification, FORM).subject


def test_a_notification_kept_by_an_older_version_can_be_read() -> None:
    kept = notification_to_dict(sample())
    old = {name: kept[name] for name in kept if name not in ("purpose", "note", "briefs", "topic", "doubts")}
    read = notification_from_dict(old)
    assert (read.purpose, read.briefs, read.topic, read.headline) == ("root", (), "", HEADLINE)


def test_a_severity_nobody_knows_ranks_nowhere() -> None:
    digest = replace(sample("digest"), briefs=(Brief("a", severity="odd"), Brief("b", severity="low")))
    assert digest.severity == "low"
    assert "1. a\n" in render_mail(digest).text


def test_an_event_has_no_time_of_publication() -> None:
    event = replace(sample(), kind="health", headline="Tidewater Courier: silent", published=datetime.now(UTC))
    assert "Published" not in render_mail(event).text
    assert "Open the source" in render_mail(event).html
