"""E-mail over a real SMTP server: what arrives, and what each answer of the server is taken for."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from typing import Literal

import pytest

from alerts.channels.email import EmailChannel
from monitor.demo.smtp_sink import SmtpFault, SmtpSink
from monitor.domain.notification import Delivery, Notification, Outcome, Result

Make = Callable[..., Delivery]


def channel(sink: SmtpSink, tls: Literal["starttls", "tls", "none"] = "none", timeout: float = 10) -> EmailChannel:
    return EmailChannel("127.0.0.1", sink.port, tls, "Desk <alerts@desk.example>", timeout=timeout)


def body(message: EmailMessage, kind: Literal["plain", "html"]) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_a_message_arrives_with_text_html_and_headers(sink: SmtpSink, delivery: Make) -> None:
    outcome = channel(sink).send(delivery())
    (received,) = sink.messages
    message = received.message
    assert (outcome.result, outcome.receipt) == (Result.ACCEPTED, "2.0.0 taken")
    assert (received.sender, received.recipients) == ("alerts@desk.example", ("desk@example.org",))
    assert message["Subject"] == "High: Harbour council votes on the new pier"
    assert message["From"] == "Desk <alerts@desk.example>"
    assert message["To"] == "desk@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<desk.alerts.desk.example>"
    assert message["X-Alert-Severity"] == "high"
    assert message["X-Alert-Rule"] == "harbours"
    assert message["X-Alert-Story"] == "story-1"
    assert message["Date"] == "Wed, 04 Mar 2026 09:30:00 +0000"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert "pier</mark>" in body(message, "html")
    assert "Tidewater Courier" in body(message, "plain")


def test_every_attempt_carries_the_same_short_message_id(sink: SmtpSink, delivery: Make) -> None:
    sink.script(SmtpFault("data", then="drop", keep=True))
    first, second = channel(sink).send(delivery()), channel(sink).send(delivery(attempts=1))
    channel(sink).send(delivery(number=2))
    ids = [received.message["Message-ID"] for received in sink.messages]
    assert (first.result, second.result) == (Result.UNKNOWN, Result.ACCEPTED)
    assert ids[0] == ids[1] != ids[2]
    assert all(len(name) <= 60 and name.endswith("@desk.example>") for name in ids)


@pytest.mark.parametrize(
    ("fault", "result"),
    [
        (SmtpFault("rcpt", "450 4.2.0 greylisted"), Result.RETRY),
        (SmtpFault("rcpt", "421 4.3.2 going down"), Result.RETRY),
        (SmtpFault("rcpt", "550 5.1.1 no such user"), Result.REFUSED_TARGET),
        (SmtpFault("rcpt", "551 5.7.1 not here"), Result.REFUSED_TARGET),
        (SmtpFault("rcpt", "553 5.1.3 bad address"), Result.REFUSED_TARGET),
        (SmtpFault("rcpt", then="drop"), Result.RETRY),
        (SmtpFault("data", "451 4.3.0 later"), Result.RETRY),
        (SmtpFault("data", "452 4.3.1 disk full"), Result.RETRY),
        (SmtpFault("data", "550 5.7.26 sender not authenticated"), Result.REFUSED_TARGET),
        (SmtpFault("data", then="drop"), Result.UNKNOWN),
    ],
)
def test_an_answer_is_taken_for_what_it_is(sink: SmtpSink, delivery: Make, fault: SmtpFault, result: Result) -> None:
    sink.script(fault)
    outcome = channel(sink).send(delivery())
    assert outcome.result is result
    assert fault.reply[:3] in outcome.detail
    assert not sink.messages
    assert channel(sink).send(delivery()).result is Result.ACCEPTED


@pytest.mark.parametrize("reply", ["552 5.3.4 too big", "554 5.6.0 content refused"])
def test_a_refused_message_is_offered_once_more_as_text_alone(sink: SmtpSink, delivery: Make, reply: str) -> None:
    sink.script(SmtpFault("data", reply))
    assert channel(sink).send(delivery()).result is Result.ACCEPTED
    assert sink.messages[0].message.get_content_type() == "text/plain"
    sink.script(SmtpFault("data", reply), SmtpFault("data", reply))
    assert channel(sink).send(delivery()) == Outcome(Result.REFUSED_MESSAGE, f"message: {reply}")


def test_three_addresses_have_three_outcomes(sink: SmtpSink, delivery: Make) -> None:
    """One is refused for good, one is greylisted, one takes it: none of them concerns another."""
    sink.script(
        SmtpFault("rcpt", "550 5.1.1 nobody of that name", recipient="gone@example.org"),
        SmtpFault("rcpt", "451 4.7.1 come back in five minutes", recipient="grey@example.org"),
    )
    outcomes = {
        name: channel(sink).send(delivery(f"{name}@example.org", number=number)).result
        for number, name in enumerate(("gone", "grey", "desk"))
    }
    assert outcomes == {"gone": Result.REFUSED_TARGET, "grey": Result.RETRY, "desk": Result.ACCEPTED}
    assert [received.recipients for received in sink.messages] == [("desk@example.org",)]
    assert channel(sink).send(delivery("grey@example.org", number=1)).result is Result.ACCEPTED


@pytest.mark.parametrize(("step", "result"), [("rcpt", Result.RETRY), ("data", Result.UNKNOWN)])
def test_a_hang_ends_with_the_time_limit(
    sink: SmtpSink, delivery: Make, step: Literal["rcpt", "data"], result: Result
) -> None:
    sink.script(SmtpFault(step, then="hang"))
    assert channel(sink, timeout=2).send(delivery()).result is result


def test_a_server_that_trickles_is_cut_off(delivery: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stopped = _trickle(listener)
        slow = EmailChannel("127.0.0.1", listener.getsockname()[1], "none", "a@desk.example", timeout=0.5)
        assert slow.send(delivery()).result is Result.RETRY
        assert stopped.wait(10)


def _trickle(listener: socket.socket) -> threading.Event:
    """Greet one client without end, a byte at a time, each well within a socket's own time limit."""
    stopped, pause = threading.Event(), threading.Event()

    def greet() -> None:
        client, _ = listener.accept()
        with client:
            try:
                while True:
                    client.sendall(b"2")
                    pause.wait(0.05)
            except OSError:
                stopped.set()

    threading.Thread(target=greet, daemon=True).start()
    return stopped


def test_a_server_that_is_away_is_tried_again_and_found_when_it_is_back(sink: SmtpSink, delivery: Make) -> None:
    sink.down()
    outcome = channel(sink).send(delivery())
    assert outcome == Outcome(Result.RETRY, "no connection: Connection refused")
    sink.up()
    assert channel(sink).send(delivery()).result is Result.ACCEPTED


def test_an_address_that_smtp_cannot_carry_is_refused_without_a_connection(delivery: Make) -> None:
    nowhere = EmailChannel("127.0.0.1", 9, "none", "a@desk.example")
    for address in ("дежурный@example.org", "a b@example.org", "a@b\r\nRCPT TO:<c@d>", "<a@b>", ""):
        assert nowhere.send(delivery(address)).result is Result.REFUSED_TARGET


def test_a_headline_with_encoded_words_and_dots_does_not_leave_its_place(
    sink: SmtpSink, delivery: Make, notification: Notification
) -> None:
    hostile = replace(notification, headline="=?utf-8?q?x=0d=0aBcc:_spy@evil.example?=", lead=".\r\n.\r\nQUIT")
    assert channel(sink).send(delivery(notification=hostile)).result is Result.ACCEPTED
    message = sink.messages[0].message
    assert message["Bcc"] is None
    assert message["Subject"] == "High: = ?utf-8?q?x=0d=0aBcc:_spy@evil.example?="
    assert ". . QUIT" in body(message, "plain")
