"""kill -9 at any moment: what was acknowledged is there, nothing twice, and the archive is sound."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from monitor.archive import open_archive
from monitor.testing import START, dispatcher
from tests.contract.archive_writer import DESK

ROUNDS = 5
WRITER = Path(__file__).with_name("archive_writer.py")


def _write_until_killed(url: str, start: int, acknowledgements: int) -> list[str]:
    """What the writer said before it was killed, at some moment after so many acknowledgements."""
    command = [sys.executable, str(WRITER), url, str(start)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(acknowledgements)]
        writer.kill()
        said += writer.stdout.readlines()
    return [line for line in said if line.endswith("\n")]


def test_nothing_acknowledged_is_lost_and_nothing_is_kept_twice(url: str) -> None:
    chance = random.Random(20251124)
    kept: list[tuple[str, int]] = []
    start = 0
    for _ in range(ROUNDS):
        lines = [line.split() for line in _write_until_killed(url, start, chance.randint(1, 40))]
        kept += [(article_id, int(number)) for _, article_id, number in lines]
        # The last acknowledged is written once more, as after a restart.
        start = int(lines[-1][0])
        archive = open_archive(url, write=True)
        assert archive.check() == []
        there = [
            (found.version.article_id, found.version.number)
            for article_id in dict.fromkeys(article_id for article_id, _ in kept)
            for found in archive.articles.article(article_id)
        ]
        assert set(kept) <= set(there)
        counts = archive.articles.counts()
        dispatcher(archive, DESK)(START)
        deliveries = archive.outbox.deliveries(limit=10_000)
        told = {item.notification.article_id for item in deliveries}
        # What was kept but not acknowledged before the kill is told, too.
        assert told >= {article_id for article_id, _ in there}
        assert len(told) == counts["articles"]
        assert {
            became.kind for version in there for became in archive.articles.dispositions(*version)
        } == {"notified"}  # fmt: skip
        assert len(deliveries) == len({item.key for item in deliveries})
        assert 0 <= counts["versions"] - len(set(kept)) <= ROUNDS
        archive.close()
