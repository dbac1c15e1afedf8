"""The desk's mailbox and its Slack: real servers on loopback, and what arrived in both as one list."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Self

from monitor.demo.run_certificate import issue
from monitor.demo.run_config import Desk
from monitor.demo.run_observe import EMAIL, SLACK_BOT, SLACK_WEBHOOK, Arrival
from monitor.demo.show_message import html_part, mail_hits, slack_hits, slack_words
from monitor.demo.slack_standin import Posted, SlackStandin
from monitor.demo.smtp_sink import Received, SmtpSink


class Inbox:
    """Runs both servers as a context manager; mail is taken only with STARTTLS."""

    def __init__(self, directory: Path) -> None:
        self.mail_directory = directory / "mail"
        self.mail_directory.mkdir()
        self._ca_file, context = issue(directory, "127.0.0.1")
        self._smtp, self._slack = SmtpSink(tls_context=context), SlackStandin()
        self._running = ExitStack()

    def __enter__(self) -> Self:
        self._running.enter_context(self._smtp)
        self._running.enter_context(self._slack)
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    @property
    def desk(self) -> Desk:
        """Where a configuration must send alerts so that they arrive here."""
        return Desk(
            smtp_host=self._smtp.host,
            smtp_port=self._smtp.port,
            ca_file=str(self._ca_file),
            slack_api_url=self._slack.api_url,
            slack_channel=self._slack.channels[0],
            slack_token=self._slack.token,
            slack_webhook_url=self._slack.webhook_url,
        )

    @property
    def violations(self) -> tuple[str, ...]:
        """What Slack would have taken for mentions or mark-up of the web."""
        return self._slack.violations

    def arrivals(self) -> list[Arrival]:
        """Every alert that arrived so far, mail first, in order of time within each."""
        return [*map(_of_mail, self._smtp.messages), *map(_of_slack, self._slack.messages)]

    def save_mails(self) -> None:
        """Write every mail as a file that mail programs open. Raises OSError."""
        for number, received in enumerate(self._smtp.messages, 1):
            (self.mail_directory / f"{number:03}.eml").write_bytes(received.message.as_bytes())


def _of_mail(received: Received) -> Arrival:
    message = received.message
    text = message.get_body(("plain",))
    said = "\n".join((str(message["Subject"]), str(text.get_content()) if text else "", html_part(message)))
    return Arrival(EMAIL, received.at, said, mail_hits(message), message)


def _of_slack(posted: Posted) -> Arrival:
    channel = SLACK_BOT if posted.via == "bot" else SLACK_WEBHOOK
    return Arrival(channel, posted.at, slack_words(posted.payload), slack_hits(posted.payload), posted.payload)
