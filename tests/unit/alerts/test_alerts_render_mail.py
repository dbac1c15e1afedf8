"""What an e-mail says, and that nothing a page says can become more than text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default as mail_policy
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.channels.message import build_message, message_id
from alerts.render import render_mail
from monitor.domain.match import SEVERITIES
from monitor.domain.notification import Delivery, Notification, Piece, RuleNote, Snippet, State

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
any_text = st.text(alphabet=st.characters(), max_size=60)
long_text = st.builds(lambda text, times: text * times, any_text, st.sampled_from([1, 90]))
notifications = st.builds(
    Notification,
    story=any_text, article_id=any_text, version=st.just(1), headline=long_text, lead=long_text, url=long_text,
    source_id=any_text, source_name=long_text, country=any_text, language=any_text,
    published=st.none() | st.just(NOW), first_seen=st.just(NOW),
    rules=st.lists(st.builds(
        RuleNote, long_text, st.sampled_from(SEVERITIES), st.just({}), st.tuples(any_text)), max_size=15).map(tuple),
    snippets=st.lists(st.builds(
        Snippet, any_text, st.lists(st.builds(Piece, long_text, st.booleans()), max_size=6).map(tuple)), max_size=9,
    ).map(tuple),
    kind=st.sampled_from(["match", "test"]),
)  # fmt: skip


def one(page: Any, tag: str) -> Any:
    (element,) = page.iter(tag)
    return element


def test_an_e_mail_says_what_happened(notification: Notification) -> None:
    mail = render_mail(notification)
    assert mail.subject == "Critical: Бухта: совет выбрал новый причал"
    for part in (mail.text, mail.html):
        for said in (
            "Решение приняли ночью.", "Вестник гавани · RU · ru", "2026-03-04 09:20 UTC", "2026-03-04 09:25 UTC",
            "councils (critical), harbours (medium)", "0123456789abcdef",
        ):  # fmt: skip
            assert said in part
    assert "https://gavan.example/novosti/4711?a=1&b=2" in mail.text
    assert "Бухта: *совет* выбрал новый *причал*" in mail.text
    assert "- text: … у старого *причала* …" in mail.text


def test_hits_are_marked_where_they_stand(notification: Notification) -> None:
    page = lxml.html.fromstring(render_mail(notification).html)
    assert [mark.text for mark in page.iter("mark")] == ["совет", "причал", "причала"]
    heading, link = one(page, "h1"), one(page, "a")
    assert (heading.text, heading.get("lang"), heading.get("dir")) == ("Бухта: ", "ru", "auto")
    assert link.get("href") == notification.url


def test_nothing_is_loaded_and_nothing_runs(notification: Notification, hostile: str) -> None:
    attack = '"><img src=x onerror=alert(1)>'
    notification = replace(
        notification, headline=hostile, lead=attack, source_name=attack, country=attack, language='"onload="x',
        url="javascript:alert(1)", article_id=attack, snippets=(Snippet(attack, (Piece(attack, True),)),),
        rules=(RuleNote(attack, "high", {}, (attack,)),),
    )  # fmt: skip
    mail = render_mail(notification)
    page = lxml.html.fromstring(mail.html)
    tags = {element.tag for element in page.iter()}
    assert not tags & {"script", "img", "link", "iframe", "style", "form", "a"}
    assert not any(str(name).startswith("on") for element in page.iter() for name in element.attrib)
    assert "javascript:alert(1)" in mail.text
    assert "<script>alert(1)</script>" in one(page, "h1").text_content()


def test_a_hostile_headline_arrives_harmless_and_legible(notification: Notification, hostile: str) -> None:
    subject = render_mail(replace(notification, headline=hostile)).subject
    assert subject.startswith("Critical: <script>alert(1)</script> <!channel> Bcc: spy@evil.example تقلب \ufffd очень")
    assert len(subject) <= 120
    assert subject.endswith(" длинный…")


def test_a_text_of_another_direction_finds_its_own(notification: Notification) -> None:
    mail = render_mail(replace(notification, headline="بندر تازه", lead="شورا رأی داد", language="fa", snippets=()))
    heading = one(lxml.html.fromstring(mail.html), "h1")
    assert (heading.get("dir"), heading.get("lang"), heading.text) == ("auto", "fa", "بندر تازه")


def test_a_trial_message_says_that_it_is_one(notification: Notification) -> None:
    mail = render_mail(replace(notification, kind="test", rules=(), snippets=(), published=None))
    assert mail.subject.startswith("Test: ")
    assert "trial message" in mail.text
    assert "trial message" in mail.html
    assert "Published:  unknown" in mail.text
    assert "Rules" not in mail.text


@settings(max_examples=60, deadline=None)
@given(notifications)
def test_whatever_a_page_says_an_e_mail_can_be_sent_and_read(notification: Notification) -> None:
    delivery = Delivery(
        1, "k", notification.headline[:20], "email", "a@b.example", State.SENDING, 0, NOW, NOW, notification
    )
    message = build_message(delivery, render_mail(notification), "Desk <a@desk.example>")
    sent = message.as_bytes()
    sent.decode("ascii")
    assert max(map(len, sent.split(b"\r\n"))) <= 998
    assert b"\n" not in sent.replace(b"\r\n", b"")
    read = message_from_bytes(sent, policy=mail_policy)
    assert [part.get_content_type() for part in read.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert sorted(read.keys()) == sorted(message.keys())


@pytest.mark.parametrize("domain", ["desk.example", "a-very-long-name-of-a-department." * 3 + "example", "x" * 200])
def test_a_message_id_is_short_and_of_the_key(domain: str) -> None:
    name = message_id("key", domain)
    assert len(name) <= 60
    assert name == message_id("key", domain) != message_id("other", domain)
    assert name.endswith(f"{domain[-8:]}>")
    assert "@." not in name


def test_what_is_doubtful_says_so_in_one_line(notification: Notification) -> None:
    mail = render_mail(replace(notification, doubts=("title only", "consent")))
    assert "Doubtful:   title only, consent\n" in mail.text
    assert "title only, consent" in mail.html
    assert "Doubtful" not in render_mail(notification).text + render_mail(notification).html
