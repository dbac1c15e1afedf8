"""The steps of the demo, in their order, and what is said at each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.text import Text

from monitor.demo.outlets import OutletServer, Published, load_outlets
from monitor.demo.run_daemon import Daemon
from monitor.demo.run_inbox import Inbox
from monitor.demo.run_observe import Arrival, TextFile, page_request, read_text, text_paths, wait_until
from monitor.demo.run_verify import expected, is_open, verify, verify_end
from monitor.demo.show import LANGUAGES, Check, Row, Stage
from monitor.demo.show_article import show_article
from monitor.errors import MonitorError

PATIENCE = 45.0
"""Seconds that one step may take before what is missing is named."""
_SHOWN_IN_FULL = ("en", "fa")


class Play:
    """The steps of the demo, in their order."""

    def __init__(self, stage: Stage, directory: Path, server: OutletServer, inbox: Inbox, daemon: Daemon) -> None:
        self._stage, self._directory, self._server, self._inbox, self._daemon = stage, directory, server, inbox, daemon
        self._outlets = load_outlets()
        self._baseline = [p for outlet in self._outlets for p in server.published(outlet.id)]
        self._live: list[Published] = []

    def all_steps(self) -> list[Check]:
        """Everything up to the verification, which is returned."""
        self._stage.banner()
        self._stage.step("Six invented outlets are on the air")
        self._stage.outlets(self._outlets, self._server)
        self._read_baseline()
        self._publish()
        for published in self._live:
            if (
                published.outlet.language in _SHOWN_IN_FULL
                and published.article.rules
                and not published.article.closing
            ):
                self._show(published)
        self._stage.step("All that was published while the daemon ran")
        self._stage.summary([self._row(published) for published in self._live])
        self._stage.step("Verified")
        arrivals, requests = self._inbox.arrivals(), tuple(self._server.requests)
        checks = verify(self._baseline, self._live, self._files(), arrivals, requests, self._inbox.violations)
        self._stage.checks(checks)
        return checks

    def look_around(self) -> None:
        """Say where everything is, and wait for Ctrl-C."""
        try:
            self._inbox.save_mails()
            self._signpost()
            wait_until(lambda: False, float("inf"), lambda: self._daemon.running)
        except KeyboardInterrupt:
            self._stage.say("", "Stopping.")

    def end(self) -> Check:
        """Stop the daemon and say how it went."""
        check = verify_end(*self._daemon.stop())
        self._stage.checks([check])
        if check.fault:
            self._stage.say(Text(self._daemon.last_words(), "dim"))
        return check

    def report(self, checks: Sequence[Check]) -> dict[str, object]:
        """The result as plain values."""
        rows = [self._row(published) for published in self._live]
        return {
            "ok": not any(check.fault for check in checks),
            "checks": [{"what": check.what, "fault": check.fault} for check in checks],
            "articles": [
                {
                    "url": row.published.url,
                    "headline": row.published.article.headline,
                    "rules": list(row.rules),
                    "channels": sorted(row.channels),
                    "seconds": row.seconds,
                }
                for row in rows
            ],
        }

    @property
    def _texts(self) -> Path:
        return self._directory / "data" / "texts"

    def _signpost(self) -> None:
        config = f"--config {self._directory}"
        self._stage.step("Look around; Ctrl-C ends it")
        self._stage.say(
            f"configuration  {self._directory}",
            f"text files     {self._texts}",
            f"daemon's log   {self._daemon.log}",
            f"mails          {self._inbox.mail_directory}",
            *(f"outlet         {self._server.base(outlet.id)}/  {outlet.name}" for outlet in self._outlets),
            f"try            monitor articles search '@orvane-strait' {config}",
            f"               monitor alerts outbox list {config}",
        )

    def _read_baseline(self) -> None:
        self._stage.step("The daemon reads each outlet for the first time: the baseline")
        public = [published for published in self._baseline if is_open(published)]
        self._wait("text files", lambda: self._filed(public), len(public))
        matching = sum(bool(published.article.rules) for published in public)
        self._stage.say(
            f"{self._filed(public)} of {len(public)} articles fetched and written as text files; "
            f"{len(self._baseline) - len(public)} closed to robots, not asked for.",
            f"{matching} of them match a rule, {len(self._inbox.arrivals())} alerts: what was there before us does not "
            "flood the desk.",
        )

    def _publish(self) -> None:
        self._stage.step("News comes in while the daemon runs")
        self._announce(closing=False)
        self._wait("text files", lambda: self._filed(self._live), len(self._live))
        # A target gets its alerts in time order: once the closing article's are there, none of the others' is missing
        # only because it is late.
        self._announce(closing=True)
        wanted = [(published, channel) for published in self._live for channel in expected(published)]
        self._wait("alerts", lambda: sum(self._alert(p, channel) is not None for p, channel in wanted), len(wanted))

    def _announce(self, closing: bool) -> None:
        for outlet in self._outlets:
            for article in outlet.articles:
                if article.live and article.closing is closing:
                    published = self._server.publish(outlet.id, article)
                    self._live.append(published)
                    line = f"{published.at:%H:%M:%S}  {LANGUAGES[outlet.language]:<8} {article.headline}"
                    self._stage.say(line)

    def _wait(self, what: str, count: Callable[[], int], goal: int) -> None:
        with self._stage.console.status(f"0 of {goal} {what}") as status:

            def done() -> bool:
                there = count()
                status.update(f"{there} of {goal} {what}")
                return there >= goal

            wait_until(done, PATIENCE, lambda: self._daemon.running)
        if not self._daemon.running:
            raise MonitorError(
                f"the daemon has ended before its time; the end of its log:\n{self._daemon.last_words()}"
            )

    def _show(self, published: Published) -> None:
        about = [arrival for arrival in self._inbox.arrivals() if arrival.tells(published)]
        fetched = page_request(self._server.requests, published)
        files = [read_text(path) for path in self._paths(published)]
        show_article(self._stage, published, fetched, files, self._texts, about)

    def _row(self, published: Published) -> Row:
        about = [arrival for arrival in self._inbox.arrivals() if arrival.tells(published)]
        rules = tuple(sorted({rule for arrival in about for rule in arrival.rules}))
        last = max((arrival.at for arrival in about), default=None)
        seconds = (last - published.at).total_seconds() if last else None
        return Row(published, frozenset(arrival.channel for arrival in about), rules, seconds)

    def _files(self) -> dict[str, list[TextFile]]:
        articles = (*self._baseline, *self._live)
        return {published.url: [read_text(path) for path in self._paths(published)] for published in articles}

    def _filed(self, articles: Sequence[Published]) -> int:
        return sum(bool(self._paths(published)) for published in articles)

    def _paths(self, published: Published) -> list[Path]:
        return text_paths(self._texts, published)

    def _alert(self, published: Published, channel: str) -> Arrival | None:
        return next((a for a in self._inbox.arrivals() if a.channel == channel and a.tells(published)), None)
