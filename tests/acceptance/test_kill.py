"""The daemon is killed again and again while it works: nothing is lost, nothing is kept twice."""

from __future__ import annotations

import os
import secrets
import threading
from collections import Counter
from functools import partial
from pathlib import Path
from random import Random

from monitor.domain.textformat import parse
from tests.acceptance.desk import TARGETS, Desk
from tests.acceptance.desk_daemon import DaemonProcess

ARTICLES = range(1, 201)
KILLS = 9
WHILE_STARTING = (0, 1, 5)
"""These kills, counted from 0, hit the daemon within its first seconds, when it makes or opens its archive."""
STARTING_SECONDS = 4.0
SEED = "MONITOR_TEST_SEED"
"""This environment variable repeats the moments of an earlier run."""


def test_two_hundred_articles_survive_nine_kills(tmp_path: Path) -> None:
    seed = int(os.environ.get(SEED) or secrets.randbelow(10**6))
    print(f"{SEED}={seed}")  # noqa: T201 - pytest shows it when the test fails
    with Desk(tmp_path, "reef-gazette", monitor={"alerts": {"baseline": "alert"}}) as desk:
        desk.publish("reef-gazette", *ARTICLES)
        killed = _kill_at_random_moments(desk, Random(seed))
        last = desk.start()
        desk.wait_for_alerts(ARTICLES)
        desk.wait(lambda: _all_recorded(desk), "a record of every delivery")
        assert last.stop()[0] == 0
        _everything_is_kept_once(desk)
        _everything_was_told(desk)
        desk.wait(lambda: all(daemon.gone for daemon in killed), "the end of the killed daemons' workers")


def _kill_at_random_moments(desk: Desk, chance: Random) -> list[DaemonProcess]:
    """Kill it while it starts, or after some more alerts and a fraction of a second; the killed daemons."""
    killed = []
    for number in range(KILLS):
        daemon = desk.start()
        if number in WHILE_STARTING:
            threading.Event().wait(chance.random() * STARTING_SECONDS)
        else:
            goal = _arrived(desk) + chance.randint(1, 60)
            desk.wait(partial(_have_arrived, desk, goal), f"{goal} alerts")
            threading.Event().wait(chance.random() / 10)
        assert daemon.running, daemon.words
        daemon.kill()
        killed.append(daemon)
    return killed


def _everything_is_kept_once(desk: Desk) -> None:
    with desk.archive(write=True) as archive:
        assert archive.check() == []
        assert archive.articles.counts() == {"articles": 200, "versions": 200, "unfiled": 0}
        assert archive.announcements.counts() == {"waiting": 0, "article": 200, "failed": 0}
        kept = [found for _, found in archive.articles.candidates(None, 1000)]
        for found in kept:
            told = archive.articles.dispositions(found.version.article_id, 1)
            assert [(item.rule, item.receiver, item.kind) for item in told] == [("light", "desk", "notified")]
    files = [path for path in (desk.directory / "data" / "texts").rglob("*") if path.is_file()]
    assert {file.relative_to(desk.directory / "data").as_posix() for file in files} == {
        found.version.file_name for found in kept
    }
    assert len(files) == len(ARTICLES)
    headlines = {parse(file.read_bytes(), file.name).headline for file in files}
    assert len(headlines) == len(ARTICLES)


def _everything_was_told(desk: Desk) -> None:
    for target in TARGETS:
        assert desk.numbers(target) == list(ARTICLES), f"{target} was told in another order"
    repeats = desk.repeats()
    print(f"sent twice: {repeats}")  # noqa: T201
    assert sum(repeats.values()) <= KILLS
    keys = Counter(alert.key for alerts in desk.alerts().values() for alert in set(alerts))
    assert set(keys.values()) == {1}, "two alerts have one key"


def _all_recorded(desk: Desk) -> bool:
    with desk.archive() as archive:
        counts = {state: number for state, number in archive.outbox.counts().items() if number}
        return counts == {"sent": len(ARTICLES) * len(TARGETS)}


def _have_arrived(desk: Desk, goal: int) -> bool:
    return _arrived(desk) >= goal


def _arrived(desk: Desk) -> int:
    return len(desk.mail.messages) + len(desk.slack.messages)
