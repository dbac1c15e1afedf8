"""The desk's mailbox and Slack: verified TLS, and what arrives is seen with its words, rules and article."""

from __future__ import annotations

import json
import smtplib
import ssl
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from monitor.demo.outlets import OutletServer
from monitor.demo.run_inbox import Inbox
from monitor.demo.run_observe import EMAIL, SLACK_WEBHOOK, page_request, text_paths, wait_until
from monitor.domain.url import article_id


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Inbox]:
    with Inbox(tmp_path) as running:
        yield running


def send(inbox: Inbox, context: ssl.SSLContext, url: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@desk.example", "b@desk.example", "News"
    mail.set_content(f"rules: navy-drill (high), verin (medium)\nLink: {url}")
    mail.add_alternative("<p>a <mark>drill</mark></p>", subtype="html")
    with smtplib.SMTP(inbox.desk.smtp_host, inbox.desk.smtp_port, timeout=10) as smtp:
        smtp.starttls(context=context)
        smtp.send_message(mail)


def test_mail_arrives_over_verified_tls(inbox: Inbox, outlets: OutletServer) -> None:
    published = outlets.published("red")[0]
    send(inbox, ssl.create_default_context(cafile=inbox.desk.ca_file), published.url)
    (arrival,) = inbox.arrivals()
    assert (arrival.channel, arrival.hits) == (EMAIL, ("drill",))
    assert arrival.rules == {"navy-drill", "verin"}
    assert [p.article.number for p in outlets.published("red") if arrival.tells(p)] == [published.article.number]


def test_a_client_that_does_not_know_the_authority_refuses(inbox: Inbox) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        send(inbox, ssl.create_default_context(), "http://127.0.0.1/a/1")
    assert inbox.arrivals() == []


def test_mails_are_saved_as_files(inbox: Inbox) -> None:
    send(inbox, ssl.create_default_context(cafile=inbox.desk.ca_file), "http://127.0.0.1/a/1")
    inbox.save_mails()
    assert b"Subject: News" in (inbox.mail_directory / "001.eml").read_bytes()


def test_a_slack_message_arrives(inbox: Inbox) -> None:
    bold = {"type": "text", "text": "drill", "style": {"bold": True}}
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [bold]}]}
    body = json.dumps({"text": "rules: navy-drill (high)", "blocks": [block]}).encode()
    request = urllib.request.Request(inbox.desk.slack_webhook_url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as response:
        assert response.read() == b"ok"
    (arrival,) = inbox.arrivals()
    assert (arrival.channel, arrival.hits) == (SLACK_WEBHOOK, ("drill",))
    assert arrival.rules == {"navy-drill"}
    assert inbox.violations == ()


def test_an_article_is_not_taken_for_one_whose_address_begins_alike(inbox: Inbox, outlets: OutletServer) -> None:
    published = outlets.published("red")[0]
    send(inbox, ssl.create_default_context(cafile=inbox.desk.ca_file), published.url + "2")
    assert not inbox.arrivals()[0].tells(published)


def test_text_files_are_found_by_the_article_id(tmp_path: Path, outlets: OutletServer) -> None:
    published = outlets.published("red")[0]
    folder = tmp_path / "red" / "2026" / "03" / "01"
    folder.mkdir(parents=True)
    (folder / f"000_{article_id(published.url)}.txt").touch()
    (folder / "001_0123456789abcdef.txt").touch()
    assert [path.name for path in text_paths(tmp_path, published)] == [f"000_{article_id(published.url)}.txt"]


def test_a_page_request_is_found_in_the_outlets_own_log(outlets: OutletServer) -> None:
    published = outlets.published("red")[0]
    assert page_request(outlets.requests, published) is None
    with urllib.request.urlopen(published.url, timeout=10):
        assert page_request(outlets.requests, published) is outlets.requests[0]


def test_waiting_ends_when_done_or_when_it_cannot_be_any_more() -> None:
    countdown = iter([False, False, True])
    assert wait_until(lambda: next(countdown), 10, lambda: True)
    assert not wait_until(lambda: False, 10, lambda: False)
    assert not wait_until(lambda: False, 0, lambda: True)
