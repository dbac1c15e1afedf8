"""The daemon under load: ``python tests/bench/bench_daemon.py [--sources 2000 --minutes 10] [--adaptive]``.

The real ``monitor run`` polls many invented outlets on loopback, each a site of its own, and is watched from outside:
processor time a poll (and as a multiple of one bare request of the same run), memory over time, how late polls begin
as a share of the interval that they waited, and whether every published article was kept. It stops by itself.
Figures are those of this machine on this day; what counts are the ratios, the slope, the lateness and the losses.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.load_meter import Plans, articles, cost  # noqa: E402 - needs the path
from tests.bench.load_outlets import address  # noqa: E402
from tests.bench.load_report import LONGEST, SHORTEST, Load, Run, report  # noqa: E402

SAMPLE_SECONDS = 2.0
QUIET = 1.3
"""Nothing is published in the last so many intervals: what was published before must be kept by then."""
BASELINE_REQUESTS, BASELINE_HOSTS = 600, 100


class Outlets:
    """The outlets' process, and what was published."""

    def __init__(self, load: Load, log: Path) -> None:
        self._log = log
        command = ("-m", "tests.bench.load_outlets", str(load.sources), str(load.latency), str(load.hanging))
        with log.open("wb") as output:
            self._process = _run(*command, stdout=output, stdin=subprocess.PIPE)
        while not (first := log.read_text().partition("\n")[0]):
            time.sleep(0.05)
        self.port, self._numbers = int(first), [1] * load.sources
        self.published: set[str] = set()

    def publish(self, place: int) -> None:
        """One more article of an outlet."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"publish %d\n" % place)
        self._process.stdin.flush()
        self._numbers[place] += 1
        self.published.add(f"http://{address(place)}:{self.port}/news/{self._numbers[place]}")

    def feed(self, place: int) -> str:
        """The address of an outlet's feed."""
        return f"http://{address(place)}:{self.port}/feed.xml"

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)

    def polls(self) -> list[tuple[float, str]]:
        """Time and source of each request for a feed, once closed."""
        lines = (line.split() for line in self._log.read_text().splitlines()[1:])
        return [(float(at), f"outlet-{place}") for at, place, path, _ in lines if path == "/feed.xml"]


def main() -> None:
    """Play the load, measure, and print."""
    load = _arguments()
    needed = 4 * load.sources + 200  # a listening socket and connections for each outlet
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(needed, most), most))
    with TemporaryDirectory() as name:
        directory = Path(name)
        outlets = Outlets(load, directory / "requests.log")
        try:
            bare = {way: _bare(way, outlets, load) for way in ("aiohttp", "scrapy")}
            _configure(directory, outlets, load)
            run = _played(directory, outlets, load)
        finally:
            outlets.close()
        report(run, outlets.polls(), bare, outlets.published, articles(directory / "data/archive.db"))


def _played(directory: Path, outlets: Outlets, load: Load) -> Run:
    """Run the daemon and watch it while the outlets publish."""
    chance = random.Random(7)
    answering = range(load.hanging, load.sources)
    rates = [chance.lognormvariate(-0.5, 1) if load.adaptive else 1.0 for _ in answering]
    began = last = time.time()
    run = Run(load, began, began + 60 * load.minutes, Plans(directory / "data/archive.db"))
    with _daemon(directory) as daemon:
        while (now := time.time()) < run.ended:
            if daemon.poll() is not None:
                raise SystemExit(f"the daemon ended:\n{(directory / 'daemon.log').read_text()[-3000:]}")
            run.samples.append(cost(daemon.pid, now))
            run.machine.append(os.getloadavg()[0])
            if run.plans.look() >= load.sources and now < run.ended - QUIET * load.longest:
                expected = (now - last) / 3600 * load.articles * load.sources
                count = int(expected) + (chance.random() < expected % 1)
                for place in chance.choices(answering, rates, k=count):
                    outlets.publish(place)
            last = now
            time.sleep(max(0.0, now + SAMPLE_SECONDS - time.time()))
        run.plans.look()
    return run


def _bare(way: str, outlets: Outlets, load: Load) -> float:
    feeds = [outlets.feed(place) for place in range(load.hanging, load.sources)][:BASELINE_HOSTS]
    command = (sys.executable, "-m", "tests.bench.load_baseline", way, str(BASELINE_REQUESTS), *feeds)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=120)
    return float(done.stdout)


def _configure(directory: Path, outlets: Outlets, load: Load) -> None:
    crawl: dict[str, object] = {"delay": "0s", "allow_private": ["127.0.0.0/8"]}
    if load.adaptive:
        shortest, longest = max(1, load.interval * SHORTEST), load.interval * LONGEST
        crawl |= {"shortest": f"{shortest:.0f}s", "longest": f"{longest:.0f}s"}
    else:
        crawl["interval"] = f"{load.interval:.0f}s"
    monitor = {"contact": "bench@desk.example", "crawl": crawl}
    sources = [
        {
            "id": f"outlet-{place}",
            "name": f"Outlet {place}",
            "language": "en",
            "feeds": [outlets.feed(place)],
            "article_url_pattern": r"/news/(?P<id>\d+)",
            "weight": 100 if load.adaptive else 1,
        }
        for place in range(load.sources)
    ]
    rules = [{"name": "roads", "query": '"northern roads" AND orchard'}, {"name": "none", "query": "volcano"}]
    for name, content in {
        "monitor.yaml": monitor,
        "sources/outlets.yaml": {"sources": sources},
        "rules/rules.yaml": {"rules": rules},
    }.items():
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_text(yaml.safe_dump(content), encoding="utf-8")


@contextmanager
def _daemon(directory: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``monitor run`` in a session of its own; asked to stop in the end, and killed where it does not."""
    with (directory / "daemon.log").open("wb") as log:
        process = _run("-m", "monitor", "run", "--config", str(directory), stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _run(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen((sys.executable, *arguments), cwd=ROOT, start_new_session=True, **options)  # type: ignore[call-overload,no-any-return]


def _arguments() -> Load:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long the daemon runs")
    parser.add_argument("--interval", type=float, default=15.0, help="seconds between two polls of a source")
    parser.add_argument("--articles", type=float, default=1.5, help="articles that an outlet publishes in an hour")
    parser.add_argument("--latency", type=float, default=0.2, help="seconds that every answer takes")
    parser.add_argument("--hanging", type=int, default=0, help="outlets that never answer for their feeds")
    parser.add_argument("--adaptive", action="store_true", help="intervals from a quarter to twice --interval")
    given = parser.parse_args()
    return Load(
        given.sources, given.minutes, given.interval, given.articles, given.latency, given.hanging, given.adaptive
    )


if __name__ == "__main__":
    main()
