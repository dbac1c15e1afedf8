"""E-mail over TLS and with sign-in: nothing is sent to a server that is not the one it says it is."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
import trustme

from alerts.channels.email import EmailChannel
from alerts.channels.trust import Trust
from monitor.demo.smtp_sink import SmtpFault, SmtpSink
from monitor.domain.notification import Delivery, Result

Make = Callable[..., Delivery]


class Authority:
    """A certificate authority of the test's own, and what its servers and clients need."""

    def __init__(self, directory: Path) -> None:
        self._authority = trustme.CA()
        self.file = str(directory / "authority.pem")
        self._authority.cert_pem.write_to_path(self.file)

    def server(self, name: str = "127.0.0.1") -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(name).configure_cert(context)
        return context


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def channel(sink: SmtpSink, tls: Literal["starttls", "tls", "none"], ca_file: str = "", **account: str) -> EmailChannel:
    plain = EmailChannel("127.0.0.1", sink.port, tls, "a@desk.example", trust=Trust(ca_file), timeout=10)
    return replace(plain, **account)  # type: ignore[arg-type]


@pytest.mark.parametrize(("tls", "implicit"), [("starttls", False), ("tls", True)])
def test_a_trusted_server_gets_the_message(
    authority: Authority, delivery: Make, tls: Literal["starttls", "tls"], implicit: bool
) -> None:
    with SmtpSink(tls_context=authority.server(), implicit_tls=implicit) as sink:
        assert channel(sink, tls, authority.file).send(delivery()).result is Result.ACCEPTED
        assert len(sink.messages) == 1


@pytest.mark.parametrize(("tls", "implicit"), [("starttls", False), ("tls", True)])
def test_a_certificate_that_nobody_vouches_for_is_refused(
    authority: Authority, delivery: Make, tls: Literal["starttls", "tls"], implicit: bool
) -> None:
    with SmtpSink(tls_context=authority.server(), implicit_tls=implicit) as sink:
        outcome = channel(sink, tls).send(delivery())
        assert outcome.result is Result.REFUSED_TARGET
        assert outcome.detail.startswith("certificate not trusted")
        assert not sink.messages


def test_a_certificate_of_another_server_is_refused(authority: Authority, delivery: Make) -> None:
    with SmtpSink(tls_context=authority.server("other.example")) as sink:
        assert "mismatch" in channel(sink, "starttls", authority.file).send(delivery()).detail
        assert not sink.messages


def test_a_server_without_starttls_gets_nothing_in_the_clear(
    authority: Authority, sink: SmtpSink, delivery: Make
) -> None:
    outcome = channel(sink, "starttls", authority.file).send(delivery())
    assert (outcome.result, "STARTTLS" in outcome.detail) == (Result.REFUSED_TARGET, True)
    assert not sink.messages


def test_an_authority_file_that_is_not_there_is_named(sink: SmtpSink, delivery: Make) -> None:
    outcome = channel(sink, "starttls", "/nowhere/authority.pem").send(delivery())
    assert outcome.result is Result.REFUSED_TARGET
    assert outcome.detail == "ca_file: No such file or directory"


def test_sign_in_with_the_right_and_with_a_wrong_password(authority: Authority, delivery: Make) -> None:
    with SmtpSink(tls_context=authority.server(), auth=("desk", "canary-right")) as sink:
        right = channel(sink, "starttls", authority.file, username="desk", password="canary-right")
        wrong = channel(sink, "starttls", authority.file, username="desk", password="canary-wrong")
        foreign = channel(sink, "starttls", authority.file, username="desk", password="пароль")
        assert right.send(delivery()).result is Result.ACCEPTED
        outcome = wrong.send(delivery())
        assert (outcome.result, outcome.detail) == (Result.REFUSED_TARGET, "sign-in: 535")
        assert foreign.send(delivery()).result is Result.REFUSED_TARGET
        assert channel(sink, "starttls", authority.file).send(delivery()).result is Result.REFUSED_TARGET


def test_no_secret_is_in_an_outcome_a_log_or_the_channels_own_name(
    authority: Authority, delivery: Make, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    with SmtpSink(tls_context=authority.server(), auth=("canary-user", "canary-right")) as server:
        server.script(SmtpFault("rcpt", "550 do not know canary-right of canary-user"))
        right = channel(server, "starttls", authority.file, username="canary-user", password="canary-right")
        wrong = channel(server, "starttls", authority.file, username="canary-user", password="canary-wrong")
        told = [right.send(delivery()), wrong.send(delivery()), right, wrong, capfd.readouterr()]
    ours = [record.getMessage() for record in caplog.records if record.name != "mail.log"]  # that is the server's own
    assert "550 do not know *** of ***" in f"{told}"
    assert "canary" not in f"{told} {ours}"
