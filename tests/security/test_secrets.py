"""Passwords, tokens and webhook addresses are seen nowhere: not in output, logs, errors, archive or text files.

Every target fails, each in another way, since it is in errors that secrets slip out.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import trustme
from aiohttp import web

from monitor.demo.outlets import Outlet, OutletServer
from monitor.demo.slack_standin import SlackFault, SlackStandin
from monitor.demo.smtp_sink import SmtpSink

Run = Callable[..., CompletedProcess[str]]
WriteDesk = Callable[..., Path]

PASSWORD, TOKEN, HOOK, UNUSED = "canary-password-1", "xoxb-canary-token-2", "canary-hook-3", "canary-unused-4"
SIGNING = "whsec_" + "Y2FuYXJ5" * 4
CANARIES = (PASSWORD, TOKEN, HOOK, UNUSED, SIGNING)


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[SmtpSink]:
    """A mail server with TLS that knows another password than ours."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with SmtpSink(tls_context=context, auth=("desk", "another one")) as sink:
        yield sink


@pytest.fixture
def desk(
    server: OutletServer, outlets: tuple[Outlet, ...], write_desk: WriteDesk, mail: SmtpSink, slack: SlackStandin,
    tmp_path: Path,
) -> Path:  # fmt: skip
    """A desk whose password and token are wrong, and whose webhooks answer with an error or not at all."""
    secrets = {
        "password": PASSWORD,
        "token": TOKEN,
        "hook": slack.webhook_url,
        "dead-hook": f"http://127.0.0.1:1/services/{HOOK}",
        "signing": SIGNING,
    }
    for name, secret in secrets.items():
        (tmp_path / name).write_text(secret + "\n", encoding="utf-8")
    places = [
        {"name": "newsroom", "webhook_url_file": str(tmp_path / "hook")},
        {"name": "nobody", "webhook_url_file": str(tmp_path / "dead-hook")},
        {"channel": "C0DESK", "token_file": str(tmp_path / "token"), "api_url": slack.api_url},
    ]
    signed = [{
        "name": "soar", "url_file": str(tmp_path / "dead-hook"), "secret_file": str(tmp_path / "signing"),
        "allow_private": ["127.0.0.1"],
    }]  # fmt: skip
    paragraph = "<p>The harbor was quiet, and nothing moved but the gulls and the tide.</p>"

    async def page(request: web.Request) -> web.StreamResponse:
        return web.Response(text=f"<h1>Quiet harbor</h1>{paragraph * 6}", content_type="text/html")

    path = server.published(outlets[0].id)[-1].url.removeprefix(server.base(outlets[0].id)).partition("?")[0]
    server.break_path(outlets[0].id, path, page)
    return write_desk(
        [server.feed_url(outlets[0].id)],
        smtp={
            "host": "127.0.0.1",
            "port": mail.port,
            "tls": "starttls",
            "ca_file": str(tmp_path / "authority.pem"),
            "username": "desk",
            "password_file": str(tmp_path / "password"),
            "from": "monitor@desk.example",
        },
        route={"receiver": "desk"},
        receivers=[{"name": "desk", "email": [{"to": ["chief@desk.example"]}], "slack": places, "webhook": signed}],
    )


def test_no_secret_is_seen_when_everything_fails(run: Run, desk: Path, slack: SlackStandin, mail: SmtpSink) -> None:
    canaries = (*CANARIES, slack.webhook_path)
    slack.script(*[SlackFault(status=500, error="fatal", channel=slack.webhook_path)] * 20)
    commands = [
        ("check",), ("check", "--json"), ("alerts", "test", "desk"), ("alerts", "test", "desk", "--json"),
        ("run", "--once", "--verbose"), ("alerts", "outbox", "list"), ("alerts", "outbox", "list", "--json"),
    ]  # fmt: skip
    done = {command: run(*command, "--config", desk, UNUSED_SECRET=UNUSED) for command in commands}
    tried = json.loads(done["alerts", "test", "desk", "--json"].stdout)
    assert [answer["result"] for answer in tried if answer["result"] == "accepted"] == []
    assert len(tried) == 5
    assert done["run", "--once", "--verbose"].returncode == 0
    deliveries = json.loads(done["alerts", "outbox", "list", "--json"].stdout)["deliveries"]
    failed = {delivery["target"] for delivery in deliveries if delivery["last_error"]}
    assert failed == {"chief@desk.example", "newsroom", "nobody", "C0DESK", "soar"}
    assert mail.messages == ()
    assert slack.messages == ()
    for command, result in done.items():
        assert [canary for canary in canaries if canary in result.stdout + result.stderr] == [], command
    for file in (path for path in (desk / "data").rglob("*") if path.is_file()):
        assert [canary for canary in canaries if canary.encode() in file.read_bytes()] == [], file


def test_the_password_of_an_archive_that_does_not_answer_is_not_told(run: Run, write_desk: WriteDesk) -> None:
    desk = write_desk(["http://127.0.0.1:1/feed"], archive={"url_env": "ARCHIVE"})
    address = f"postgresql://monitor:{PASSWORD}@127.0.0.1:1/archive"
    for command in (("check",), ("articles", "search", "x"), ("crawl", "hostile"), ("run", "--once", "--verbose")):
        done = run(*command, "--config", desk, ARCHIVE=address)
        assert done.returncode == (0 if command == ("check",) else 1)
        assert PASSWORD not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_a_secret_in_the_wrong_place_is_a_fault_that_does_not_repeat_it(run: Run, write_desk: WriteDesk) -> None:
    desk = write_desk(
        ["http://127.0.0.1:1/feed"],
        smtp={"host": "127.0.0.1", "port": 25, "tls": "none", "from": "a@desk.example", "password": PASSWORD},
        archive={"url": f"postgresql://monitor:{PASSWORD}@127.0.0.1/archive"},
        route={"receiver": "desk"},
        receivers=[{"name": "desk", "slack": [{"name": "x", "webhook_url": f"https://hooks.example/{HOOK}"},
                                              {"channel": "C0DESK", "token": TOKEN}]}],
    )  # fmt: skip
    for command in (("check",), ("check", "--json"), ("run", "--once")):
        done = run(*command, "--config", desk)
        assert done.returncode == 1
        assert "monitor.yaml" in done.stdout + done.stderr
        assert [canary for canary in CANARIES if canary in done.stdout + done.stderr] == []
