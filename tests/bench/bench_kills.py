"""Random kills: is any alert lost, and how many come twice? ``python -m tests.bench.bench_kills --help``.

A process keeps articles, decides, and sends to a channel that refuses a quarter (10 % with 429, 15 % with 503). It is
killed (SIGKILL) at a random step, again and again, until everything has arrived.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random

import structlog

from monitor.archive import open_archive
from monitor.domain.notification import Target
from tests.contract.crash_steps import desk, live
from tests.contract.test_crash_alerts import everything_arrived


def main() -> None:
    """Print what arrived; an AssertionError where something is lost, or comes again under another key."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--deliveries", type=int, default=3000)
    parser.add_argument("--targets", type=int, default=3, help="of every article; all are due at once")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--url", default="", help="a PostgreSQL schema that is empty; else a SQLite file is made")
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    targets = desk(asked.targets)
    articles = asked.deliveries // len(targets)
    with tempfile.TemporaryDirectory() as directory:
        url, sink = asked.url or f"sqlite:///{directory}/archive.db", Path(directory) / "sink"
        sink.touch()
        began = time.monotonic()
        left = _kill(url, sink, articles, asked.kills, Random(asked.seed), targets)
        assert live(url, sink, "none", 10**9, articles=range(articles), targets=targets)
        repeats = everything_arrived(url, sink, articles, targets)
        assert repeats <= sum(left), f"{repeats} came again, {sum(left)} were accepted and not recorded"
        several = sum(count > 1 for count in left)
        found = f"{len(left)} kills, {articles * len(targets)} deliveries to {len(targets)} targets: 0 lost, "
        found += f"{repeats} came again, with the same key; several at {several} kills, at most {max(left, default=0)}"
        sys.stdout.write(f"{found}; {time.monotonic() - began:.0f} s\n")


def _kill(url: str, sink: Path, articles: int, wanted: int, chance: Random, targets: tuple[Target, ...]) -> list[int]:
    """So many processes, each with a share of the articles, die at a random step.

    Of each that did: how many deliveries it left that were accepted and not recorded.
    """
    left = []
    for number in range(1, wanted + 1):
        known = _known(url) if number > 1 else 0
        share = range(known, max(known + 1, -(-articles * number // wanted)))
        before = len(_accepted(sink))
        step, seed = chance.randint(0, 60), chance.randrange(10**6)
        if not live(url, sink, "*", step, articles=share, seed=seed, targets=targets):
            left.append(len(set(_accepted(sink)[before:]) - _recorded(url)))
    return left


def _accepted(sink: Path) -> list[str]:
    return sink.read_text(encoding="ascii").split()


def _recorded(url: str) -> set[str]:
    """The keys of the deliveries that are known to have arrived."""
    with closing(open_archive(url, write=False)) as archive:
        return {delivery.key for delivery in archive.outbox.deliveries(["sent"], 100_000)}


def _known(url: str) -> int:
    """How many articles are kept; the last of them may not have been told."""
    with closing(open_archive(url, write=False)) as archive:
        return archive.articles.counts()["articles"]


if __name__ == "__main__":
    main()
