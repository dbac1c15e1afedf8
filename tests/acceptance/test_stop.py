"""The daemon is asked to stop, started again, run once, started twice; and what it says never tells a secret."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path

from monitor.demo.outlets import FAULTS
from monitor.demo.run_certificate import issue
from monitor.demo.slack_standin import SlackFault, SlackStandin
from monitor.demo.smtp_sink import SmtpSink
from tests.acceptance.desk import CHANNEL, EDITOR, NIGHT, OLD, TARGETS, Desk
from tests.acceptance.desk_daemon import DaemonProcess
from tests.acceptance.desk_news import FEED_PATH, path_of

STOP_SECONDS = 30
"""The daemon promises to stop within this time."""
FIRST, LATER = (1, 2, 3), (4, 5)


def test_a_restart_repeats_nothing(tmp_path: Path) -> None:
    with Desk(tmp_path, "reef-gazette") as desk:
        first = desk.start_watching()
        desk.publish("reef-gazette", *FIRST)
        desk.wait_for_alerts(FIRST)
        desk.wait(lambda: _delivered(first) == len(FIRST) * len(TARGETS), "a record of every delivery")
        assert _stopped_cleanly(first, signal.SIGINT)
        files = {path: path.stat().st_mtime_ns for path in desk.text_files()}

        second = desk.start()
        desk.publish("reef-gazette", *LATER)
        desk.wait_for_alerts(LATER)
        assert _stopped_cleanly(second, signal.SIGTERM)
        for target in TARGETS:
            assert [alert.number for alert in desk.alerts()[target]] == [*FIRST, *LATER]
        assert desk.page_requests() == dict.fromkeys((OLD, *FIRST, *LATER), 1)
        assert files.items() <= {path: path.stat().st_mtime_ns for path in desk.text_files()}.items()


def test_it_stops_in_time_while_a_page_and_slack_hang(tmp_path: Path) -> None:
    with Desk(tmp_path, "reef-gazette", "slow-courier") as desk:
        desk.change_settings(crawl=desk.settings["crawl"] | {"timeout": "10m"})
        daemon = desk.start_watching()
        desk.outlets.break_path("slow-courier", path_of(9), FAULTS["hang"])
        desk.slack.script(SlackFault(then="hang", channel=CHANNEL))
        desk.publish("slow-courier", 9)
        desk.publish("reef-gazette", 1)
        desk.wait_for_alerts([1], EDITOR, NIGHT)
        desk.wait(lambda: desk.page_requests()[9] == 1, "a request for the page that hangs")
        assert _stopped_cleanly(daemon, signal.SIGTERM)

        desk.outlets.mend_path("slow-courier", path_of(9))
        again = desk.start()
        desk.wait_for_alerts([1, 9])
        assert _stopped_cleanly(again, signal.SIGINT)
        assert {alert.number for alert in desk.alerts()[EDITOR]} == {1, 9}
        assert sum(desk.repeats().values()) == 0


def test_it_stops_cleanly_before_it_has_begun(tmp_path: Path) -> None:
    with Desk(tmp_path, "reef-gazette") as desk:
        many = [{"name": f"rule {number}", "query": f"light{number} AND house{number}"} for number in range(1_000)]
        desk.write("rules/rules.yaml", {"rules": many})
        daemon, archive = desk.start(), desk.directory / "data" / "archive.db"
        desk.wait(archive.exists, "the archive, which is there before the rules are compiled")
        status, seconds = daemon.stop(signal.SIGTERM)
        assert (status, daemon.has_said("started"), "Traceback" in daemon.words) == (0, False, False)
        assert seconds < STOP_SECONDS


def test_once_polls_every_source_once_and_says_whether_any_answered(tmp_path: Path) -> None:
    names = ("reef-gazette", "slow-courier")
    with Desk(tmp_path, *names) as desk:
        for name in names:
            desk.publish(name, OLD)
        assert _exit_code(desk.start("--once")) == 0
        assert _feed_polls(desk) == dict.fromkeys(names, 1)
        assert len(desk.text_files()) == 2
        desk.publish("reef-gazette", 1)
        desk.outlets.break_path("slow-courier", FEED_PATH, FAULTS["server_error"])
        assert _exit_code(desk.start("--once")) == 0, "one source of two answered"
        assert {target: desk.numbers(target) for target in TARGETS} == {target: [1] for target in TARGETS}
        desk.outlets.break_path("reef-gazette", FEED_PATH, FAULTS["hang"])
        assert _exit_code(desk.start("--once")) == 1, "no source answered"
        assert _feed_polls(desk) == dict.fromkeys(names, 3)


def test_a_second_daemon_is_refused_with_the_first_ones_number(tmp_path: Path) -> None:
    with Desk(tmp_path, "reef-gazette") as desk:
        first = desk.start_watching()
        second = desk.start()
        assert _exit_code(second) == 1
        (line,) = second.words.splitlines()
        assert f"process {first.process.pid} " in line
        assert first.running


def test_what_it_says_are_json_lines_without_a_secret(tmp_path: Path) -> None:
    """Servers that refuse, break off or repeat what they were told: none gets a secret into a log or the archive."""
    token, password, hook = "xoxb-canary-token", "canary-password", "/services/T0/B0/canary-hook"
    ca_file, context = issue(tmp_path, "127.0.0.1")
    mail = SmtpSink(tls_context=context, auth=("desk", "another-password"))
    slack = SlackStandin(rate=0, token="xoxb-another-token", webhook_path=hook)
    with Desk(tmp_path, "reef-gazette", mail=mail, slack=slack) as desk:
        desk.write_secret("token", token)
        desk.write_secret("password", password)
        account = {"tls": "starttls", "ca_file": str(ca_file), "username": "desk", "password_file": "secrets/password"}
        desk.change_settings(smtp=desk.settings["smtp"] | account, alerts={"baseline": "alert"})
        slack.script(SlackFault(status=500, error=f"Cannot POST {hook}"), SlackFault(then="drop"))
        desk.publish("reef-gazette", *FIRST)
        daemon = desk.start("--verbose")
        desk.wait(lambda: _failed(daemon) == set(TARGETS), "a failed attempt at every target")
        assert _stopped_cleanly(daemon, signal.SIGTERM)
        assert {"event", "level", "logger", "timestamp"} <= set.intersection(*(set(said) for said in daemon.events))
        archive = b"".join(path.read_bytes() for path in (desk.directory / "data").glob("archive.db*"))
        assert b"refused target" in archive
        assert b"Cannot POST" in archive
        for secret in (token, password, hook):
            assert secret not in daemon.words
            assert secret.encode() not in archive


def _stopped_cleanly(daemon: DaemonProcess, number: signal.Signals) -> bool:
    status, seconds = daemon.stop(number)
    assert status == 0, daemon.words
    assert seconds < STOP_SECONDS
    assert daemon.has_said("stopped")
    assert not [said for said in daemon.events if said["level"] in ("error", "critical")]
    return True


def _exit_code(daemon: DaemonProcess) -> int:
    return daemon.process.wait(60)


def _feed_polls(desk: Desk) -> dict[str, int]:
    return Counter(request.outlet_id for request in desk.outlets.requests if request.path == FEED_PATH)


def _delivered(daemon: DaemonProcess) -> int:
    return sum(said["event"] == "alert delivered" for said in daemon.events)


def _failed(daemon: DaemonProcess) -> set[str]:
    return {said["target"] for said in daemon.events if said["event"] == "alert not delivered"}
