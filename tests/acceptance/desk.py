"""A desk to be tested from outside: its configuration, newspapers, mail server and Slack, and the daemon.

All servers run in the test's process and on loopback, so they outlive a daemon that is killed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

import yaml

from monitor.archive import Archive, open_archive
from monitor.archive.records import Attempt
from monitor.demo.outlets import OutletServer, Published
from monitor.demo.slack_standin import Posted, SlackStandin
from monitor.demo.smtp_sink import Received, SmtpSink
from tests.acceptance.desk_daemon import DaemonProcess, wait_until
from tests.acceptance.desk_news import RULE_WORD, newspaper, number_in, report

EDITOR, NIGHT = "editor@desk.example", "night@desk.example"
CHANNEL, WEBHOOK = "C0DESK", "hook"
OLD = 0
"""The number of the report that is there before the daemon is."""
TARGETS = (EDITOR, NIGHT, CHANNEL, WEBHOOK)


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
        monitor: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.directory = directory / "config"
        self.outlets = OutletServer([newspaper(name) for name in newspapers])
        self.mail, self.slack = mail or SmtpSink(), slack or SlackStandin(rate=0)
        self.settings: dict[str, Any] = {}
        """What ``monitor.yaml`` says; ``monitor`` adds keys to it or replaces them."""
        self._monitor = monitor or {}
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
        """Start the daemon and let it read one old report of every newspaper: what is published then is news."""
        for name in self._newspapers:
            self.publish(name, OLD)
        daemon = self.start()
        self.wait(lambda: len(self.text_files()) == len(self._newspapers), "the baseline of every newspaper")
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

    def wait(self, reached: Callable[[], bool], what: str) -> None:
        """Look until ``reached``. Raises TimeoutError, or AssertionError where the daemon ends meanwhile."""

        def look() -> bool:
            done, latest = reached(), self._started[-1]
            assert done or latest.running, f"the daemon has ended:\n{latest.words}"
            return done

        wait_until(look, what)

    def wait_for_alerts(self, numbers: Sequence[int], *targets: str) -> None:
        """Wait until the targets (all by default) were told of these articles."""
        for target in targets or TARGETS:
            self.wait(partial(self._told, target, set(numbers)), f"alerts to {target}")

    def _told(self, target: str, numbers: set[int]) -> bool:
        return numbers <= set(self.numbers(target))

    @contextmanager
    def archive(self, *, write: bool = False) -> Iterator[Archive]:
        """The archive, beside a running daemon where it is only read."""
        archive = open_archive(f"sqlite:///{self.directory}/data/archive.db", write=write)
        try:
            yield archive
        finally:
            archive.close()

    def attempts(self, target: str, number: int) -> Sequence[Attempt]:
        """Every recorded attempt to tell the target of the article."""
        with self.archive() as archive:
            for delivery in archive.outbox.deliveries(limit=10_000):
                if delivery.target == target and number_in(delivery.notification.url) == number:
                    return archive.ways.delivery(delivery.id).attempts
        return []

    def text_files(self) -> list[Path]:
        """Every text file that the daemon wrote."""
        return sorted((self.directory / "data" / "texts").rglob("*.txt"))

    def page_requests(self) -> Counter[int]:
        """How often each article's page was asked for."""
        paths = [request.path for request in self.outlets.requests]
        return Counter(number_in(path) for path in paths if path.startswith("/world/"))

    # --- its configuration ---

    def change_settings(self, **changed: Any) -> None:
        """Replace keys of ``monitor.yaml``."""
        self.settings |= changed
        self.write("monitor.yaml", self.settings)

    def write(self, name: str, content: object) -> None:
        """Write a file of the configuration: as YAML, or as it is where it is text. A daemon never sees half of it."""
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else yaml.safe_dump(content)
        fresh = path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.rename(path)

    def write_secret(self, name: str, secret: str) -> None:
        """Write a file that ``..._file`` keys may name ``secrets/NAME``."""
        path = self.directory / "secrets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secret, encoding="utf-8")
        path.chmod(0o600)

    def _configure(self) -> None:
        rule = {"name": "light", "query": RULE_WORD, "labels": {"severity": "high"}}
        self.write("rules/rules.yaml", {"rules": [rule]})
        self.write("sources/sources.yaml", {"sources": [self._source(name) for name in self._newspapers]})
        self.write_secret("token", self.slack.token)
        self.write_secret("webhook", self.slack.webhook_url)
        bot = {"channel": CHANNEL, "token_file": "secrets/token", "api_url": self.slack.api_url}
        hook = {"name": WEBHOOK, "webhook_url_file": "secrets/webhook"}
        self.change_settings(
            contact="tests@desk.example",
            crawl={"interval": "1s", "delay": "0s", "timeout": "2s", "allow_private": ["127.0.0.1"]},
            smtp={"host": self.mail.host, "port": self.mail.port, "tls": "none", "from": "Monitor <m@desk.example>"},
            # How sources are is told too; these tests are about articles.
            route={"receiver": "desk", "matchers": ['kind!="health"']},
            receivers=[{"name": "desk", "email": [{"to": [EDITOR, NIGHT]}], "slack": [bot, hook]}],
        )
        self.change_settings(**self._monitor)

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
