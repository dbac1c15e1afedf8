"""A headline that attacks everything on its way: feed, page, archive, terminal, mail and Slack."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from html import escape
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from aiohttp import web

from monitor.demo.outlets import Outlet, OutletServer
from monitor.demo.outlets.faults import Fault
from monitor.demo.slack_rules import error_in
from monitor.demo.slack_standin import SlackStandin
from monitor.demo.smtp_sink import SmtpSink

Run = Callable[..., CompletedProcess[str]]
WriteDesk = Callable[..., Path]

ATTACK = (
    "Harbor <script>alert(1)</script> <!channel> <@U0CHIEF> &amp; *bold* \r\nBcc: everybody@desk.example\r\n\r\n"
    "then\u2028a line\u2029a paragraph\0nothing \u202eesrever\u202c \x1b[31mred \x85 <https://evil.example|click> "
)
HEADLINE = ATTACK + "and on and on " * ((5000 - len(ATTACK)) // 14)
LEGIBLE = "Harbor <script>alert(1)</script>"
FILE_NAME = re.compile(r"texts/hostile/\d{4}/\d{2}/\d{2}/\d{3}_[0-9a-f]{16}\.txt")
PARAGRAPH = "<p>The harbor was quiet all day, and nobody saw a ship of any kind come in or go out again.</p>"


def answering(text: str, kind: str) -> Fault:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=text.encode(), headers={"Content-Type": f"{kind}; charset=utf-8"})

    return answer


@pytest.fixture
def desk(
    server: OutletServer, outlets: tuple[Outlet, ...], write_desk: WriteDesk, sink: SmtpSink, slack: SlackStandin,
    tmp_path: Path,
) -> Path:  # fmt: skip
    """A desk with a mailbox, a webhook and a bot's channel, whose source has published the attack."""
    id_ = outlets[0].id
    base = server.base(id_)
    item = f"<item><title>{escape(HEADLINE)}</title><link>{base}/attack</link></item>"
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{item}</channel></rss>'
    head = escape(HEADLINE)
    page = (
        f"<html><head><title>{head}</title></head><body><article><h1>{head}</h1>{PARAGRAPH * 6}</article></body></html>"
    )
    server.break_path(id_, "/feed", answering(rss, "application/rss+xml"))
    server.break_path(id_, "/attack", answering(page, "text/html"))
    (tmp_path / "token").write_text(slack.token, encoding="utf-8")
    (tmp_path / "webhook").write_text(slack.webhook_url, encoding="utf-8")
    places = [
        {"name": "newsroom", "webhook_url_file": str(tmp_path / "webhook")},
        {"channel": "C0DESK", "token_file": str(tmp_path / "token"), "api_url": slack.api_url},
    ]
    return write_desk(
        [f"{base}/feed"],
        smtp={"host": sink.host, "port": sink.port, "tls": "none", "from": "monitor@desk.example"},
        route={"receiver": "desk"},
        receivers=[
            {"name": "desk", "email": [{"to": ["chief@desk.example"]}], "slack": places, "feed": [{"name": "desk"}]}
        ],
    )


def acting_in(text: str, *, allowed: str = "") -> set[str]:
    """Characters that do something other than being seen, but for line ends."""
    return {ch for ch in text if unicodedata.category(ch) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - set("\r\n" + allowed)


def test_it_arrives_harmless_and_legible(run: Run, desk: Path, sink: SmtpSink, slack: SlackStandin) -> None:
    crawled = run("crawl", "hostile", "--config", desk)
    assert crawled.returncode == 0, crawled.stderr
    assert "1 new" in crawled.stdout
    assert acting_in(crawled.stdout) == set()
    for command in (("articles", "search", "harbor"), ("alerts", "outbox", "list")):
        shown = run(*command, "--config", desk)
        assert LEGIBLE in shown.stdout, shown.stderr
        assert acting_in(shown.stdout) == set()

    (file,) = (desk / "data").glob("texts/**/*.txt")
    assert FILE_NAME.fullmatch(file.relative_to(desk / "data").as_posix())
    assert run("text", "check", file).returncode == 0
    assert acting_in(file.read_text(encoding="utf-8"), allowed="\u202e\u202c") == set()

    (mail,) = sink.wait_for(1)
    assert mail.recipients == ("chief@desk.example",)
    assert [name for name in mail.message if name.lower() in ("bcc", "cc", "reply-to")] == []
    subjects = mail.message.get_all("Subject")
    assert subjects is not None
    assert len(subjects) == 1
    assert subjects[0].startswith(f"High: {LEGIBLE}")
    assert len(subjects[0]) < 200
    for part in mail.message.iter_parts():
        text = part.get_content()
        assert acting_in(text) == set()
        assert ("&lt;script&gt;alert(1)" if part.get_content_type() == "text/html" else LEGIBLE) in text
        assert part.get_content_type() != "text/html" or "<script" not in text

    for ending in ("xml", "json"):
        feed = (desk / "data" / "feeds" / f"desk.{ending}").read_text(encoding="utf-8")
        assert acting_in(feed) == set()
        assert "<script" not in feed or ending == "json"

    assert slack.violations == ()
    for posted in slack.wait_for(2):
        sent = json.dumps(posted.payload, ensure_ascii=False)
        assert error_in(posted.payload) == ""
        assert posted.payload["blocks"][0]["text"]["text"].startswith(f"High: {LEGIBLE}")
        assert "<!channel>" not in sent
        assert "<@U0CHIEF>" not in sent
        assert acting_in(sent, allowed="\u2060") == set()
