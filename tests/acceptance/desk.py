"""A desk to be tested from outside: its configuration, newspapers, mail server and Slack, and the daemon.

All servers run in the test's process and on loopback, so they outlive a daemon that is killed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

from monitor.archive import Archive, open_archive
from monitor.demo.outlets import OutletServer, Published
from monitor.demo.slack_standin import Posted, SlackStandin
from monitor.demo.smtp_sink import Received, SmtpSink
from tests.acceptance.desk_daemon import DaemonProcess, wait_until
from tests.acceptance.desk_news import RULE_WORD, newspaper, number_in, report

EDITOR, NIGHT = "editor@desk.example", "night@desk.example"
CHANNEL, WEBHOOK = "C0DESK", "hook"
TARGETS = (EDITOR, NIGHT, CHANNEL, WEBHOOK)
SMTP_USER, SMTP_PASSWORD = "desk", "canary-smtp-password"


@dataclass(frozen=True, slots=True)
class Alert:
    """A message that arrived: where, the key that is the same whenever it is sent again, the article it tells of."""

    target: str
    key: str
    number: int


class Desk:
    """A context manager that runs the servers; the daemon is started by the test and ended here if still running."""

    def __init__(
        self, directory: Path, *newspapers: str, slack: SlackStandin | None = None, mail: SmtpSink | None = None,
        ca_file: Path | None = None, monitor: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.directory = directory / "config"
        self.outlets = OutletServer([newspaper(name) for name in newspapers])
        self.mail, self.slack = mail or SmtpSink(), slack or SlackStandin(rate=0)
        self._ca_file, self._monitor = ca_file, monitor or {}
        self._newspapers, self._logs = newspapers, directory
        self._started: list[DaemonProcess] = []
        self._mails: list[Alert] = []
        self._posts: list[Alert] = []
        self._running = ExitStack()

    def __enter__(self) -> Self:
        for server in (self.outlets, self.mail, self.slack):
            self._running.enter_context(server)
        self._configure()
        return self

    def __exit__(self, *_: object) -> None:
        for daemon in self._started:
            daemon.end()
        self._running.close()

    # --- what is done at the desk ---

    def start(self, *options: str) -> DaemonProcess:
        """Start the daemon, or another one."""
        daemon = DaemonProcess(self.directory, self._logs / f"daemon-{len(self._started)}.log", *options)
        self._started.append(daemon)
        return daemon

    def start_watching(self) -> DaemonProcess:
        """Start the daemon and wait until it has read every newspaper once: what is published now is news."""
        daemon = self.start()
        feeds = {self.outlets.feed_url(name) for name in self._newspapers}
        wait_until(lambda: self._polled() == set(self._newspapers), f"the first read of {feeds}")
        return daemon

    def publish(self, newspaper_: str, *numbers: int) -> list[Published]:
        """Publish the reports of these numbers, in this order."""
        return [self.outlets.publish(newspaper_, report(number)) for number in numbers]

    def monitor(self, *arguments: str) -> Any:
        """What a command prints as JSON."""
        command = (sys.executable, "-m", "monitor", *arguments, "--config", str(self.directory), "--json")
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    # --- what can be seen of it ---

    def alerts(self) -> dict[str, list[Alert]]:
        """What has arrived at each target so far, in order of arrival."""
        for mail in self.mail.messages[len(self._mails) :]:
            self._mails.append(_of_mail(mail))
        for posted in self.slack.messages[len(self._posts) :]:
            self._posts.append(_of_slack(posted))
        arrived = [*self._mails, *self._posts]
        return {target: [alert for alert in arrived if alert.target == target] for target in TARGETS}

    def numbers(self, target: str) -> list[int]:
        """The articles that the target was told of so far, in order of arrival, each at its first arrival."""
        return list(dict.fromkeys(alert.number for alert in self.alerts()[target]))

    def repeats(self) -> dict[str, int]:
        """How many messages came again at each target."""
        return {target: len(found) - len({a.key for a in found}) for target, found in self.alerts().items()}

    def wait_for_alerts(self, numbers: Sequence[int], *targets: str) -> None:
        """Wait until the targets (all by default) were told of these articles."""
        for target in targets or TARGETS:
            wait_until(lambda target=target: set(numbers) <= set(self.numbers(target)), f"alerts to {target}")  # type: ignore[misc]

    @contextmanager
    def archive(self, *, write: bool = False) -> Iterator[Archive]:
        """The archive, beside a running daemon where it is only read."""
        archive = open_archive(f"sqlite:///{self.directory}/data/archive.db", write=write)
        try:
            yield archive
        finally:
            archive.close()

    def text_files(self) -> list[Path]:
        """Everything below the directory of text files."""
        return [path for path in (self.directory / "data" / "texts").rglob("*") if path.is_file()]

    def page_requests(self) -> Counter[str]:
        """How often each article's page was asked for."""
        return Counter(request.path for request in self.outlets.requests if request.path.startswith("/world/"))

    def _polled(self) -> set[str]:
        if not (self.directory / "data" / "archive.db").exists():
            return set()
        with self.archive() as archive:
            return {state.source_id for state in archive.schedule.states()}

    # --- its configuration ---

    def _configure(self) -> None:
        secrets = {"token": self.slack.token, "webhook": self.slack.webhook_url, "password": SMTP_PASSWORD}
        files: dict[str, Any] = {
            "monitor.yaml": self._settings() | self._monitor,
            "rules/rules.yaml": {"rules": [{"name": "light", "query": RULE_WORD, "labels": {"severity": "high"}}]},
            "sources/sources.yaml": {"sources": [self._source(name) for name in self._newspapers]},
        }
        for name, content in files.items():
            path = self.directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.safe_dump(content), encoding="utf-8")
        for name, secret in secrets.items():
            path = self.directory / "secrets" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(secret, encoding="utf-8")
            path.chmod(0o600)

    def _settings(self) -> dict[str, Any]:
        smtp: dict[str, Any] = {"host": self.mail.host, "port": self.mail.port, "from": "Monitor <m@desk.example>"}
        smtp |= {"tls": "none"} if self._ca_file is None else {
            "tls": "starttls", "ca_file": str(self._ca_file), "username": SMTP_USER, "password_file": "secrets/password",
        }  # fmt: skip
        bot = {"channel": CHANNEL, "token_file": "secrets/token", "api_url": self.slack.api_url}
        hook = {"name": WEBHOOK, "webhook_url_file": "secrets/webhook"}
        return {
            "contact": "tests@desk.example",
            "crawl": {"interval": "1s", "delay": "0s", "timeout": "2s", "allow_private": ["127.0.0.1"]},
            "smtp": smtp,
            "route": {"receiver": "desk"},
            "receivers": [{"name": "desk", "email": [{"to": [EDITOR, NIGHT]}], "slack": [bot, hook]}],
        }

    def _source(self, name: str) -> dict[str, Any]:
        return {
            "id": name, "name": name, "language": "en", "homepage": self.outlets.base(name) + "/",
            "feeds": [self.outlets.feed_url(name)], "article_url_pattern": newspaper(name).article_url_pattern,
        }  # fmt: skip


def _of_mail(mail: Received) -> Alert:
    body = mail.message.get_body(("plain",))
    assert body is not None
    (recipient,) = mail.recipients
    return Alert(recipient, str(mail.message["Message-ID"]), number_in(body.get_content()))


def _of_slack(posted: Posted) -> Alert:
    target = WEBHOOK if posted.via == "webhook" else posted.channel
    return Alert(target, str(posted.payload["blocks"][0]["block_id"]), number_in(json.dumps(posted.payload)))
