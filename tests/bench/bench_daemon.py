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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.load_meter import Cost, Plans, articles, cost, slope  # noqa: E402 - needs the path
from tests.bench.load_outlets import address  # noqa: E402

SAMPLE_SECONDS = 2.0
QUIET = 1.3
"""Nothing is published in the last so many intervals: what was published before must be kept by then."""
SHORTEST, LONGEST = 0.25, 2
"""Bounds of an adaptive interval, in fixed ones."""
BASELINE_REQUESTS = 600


@dataclass(frozen=True, slots=True)
class Load:
    """What is played: ``articles`` are those that one outlet publishes in an hour, ``interval`` is in seconds, and so
    is the ``latency`` of every answer."""

    sources: int
    minutes: float
    interval: float
    articles: float
    latency: float
    adaptive: bool

    @property
    def longest(self) -> float:
        """The longest interval in seconds, with the tenth by which polls are spread."""
        return 1.1 * self.interval * (LONGEST if self.adaptive else 1)


@dataclass
class Run:
    """What was seen of the daemon, and the load of the machine beside it. Times are seconds since the epoch."""

    load: Load
    began: float
    ended: float
    plans: Plans
    samples: list[Cost] = field(default_factory=list)
    machine: list[float] = field(default_factory=list)


class Outlets:
    """The outlets' process, and what was published."""

    def __init__(self, count: int, latency: float, log: Path) -> None:
        self._log = log
        command = ("-m", "tests.bench.load_outlets", str(count), str(latency))
        with log.open("wb") as output:
            self._process = _run(*command, stdout=output, stdin=subprocess.PIPE)
        while not (first := log.read_text().partition("\n")[0]):
            time.sleep(0.05)
        self.port, self._numbers = int(first), [1] * count
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
        outlets = Outlets(load.sources, load.latency, directory / "requests.log")
        try:
            bare = {way: _bare(way, outlets, load.sources) for way in ("aiohttp", "scrapy")}
            _configure(directory, outlets, load)
            run = _played(directory, outlets, load)
        finally:
            outlets.close()
        _report(run, outlets, bare, articles(directory / "data/archive.db"))


def _played(directory: Path, outlets: Outlets, load: Load) -> Run:
    """Run the daemon and watch it while the outlets publish."""
    chance = random.Random(7)
    rates = [chance.lognormvariate(-0.5, 1) if load.adaptive else 1.0 for _ in range(load.sources)]
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
                for place in chance.choices(range(load.sources), rates, k=count):
                    outlets.publish(place)
            last = now
            time.sleep(max(0.0, now + SAMPLE_SECONDS - time.time()))
        run.plans.look()
    return run


def _report(run: Run, outlets: Outlets, bare: dict[str, float], kept: set[str]) -> None:
    steady = [sample for sample in run.samples if sample.at >= run.began + 1.5 * run.load.longest]
    polls = [(at, source) for at, source in outlets.polls() if at >= run.began]
    loads = sorted(run.machine)
    _say(f"{run.load.sources} sources, {run.load.minutes:g} min, cores: {os.cpu_count()}, load of the machine:")
    _say(f" {loads[0]:.1f} to {loads[-1]:.1f}, median {loads[len(loads) // 2]:.1f}\n")
    _tell_speed(steady, polls, bare)
    _tell_memory(steady)
    firsts = {source: at for at, source in reversed(polls)}
    _say(f"{'last first poll':<32}{max(firsts.values()) - run.began:8.1f} s after the start\n")
    late = run.plans.lateness(polls, steady[0].at, run.ended)
    for share in (0.5, 0.99, 1.0):
        value = late[min(int(share * len(late)), len(late) - 1)]
        _say(f"{f'lateness, p{100 * share:.0f}':<32}{value:8.1%} of the interval, of {len(late)} polls\n")
    missing = outlets.published - kept
    _say(f"{'articles kept':<32}{len(outlets.published) - len(missing):8} of {len(outlets.published)} published\n")


def _tell_speed(steady: Sequence[Cost], polls: Sequence[tuple[float, str]], bare: dict[str, float]) -> None:
    first, last = steady[0], steady[-1]
    seconds, count = last.at - first.at, sum(first.at <= at < last.at for at, _ in polls)
    main = last.cpu_main - first.cpu_main
    others = last.cpu - first.cpu - main
    _say(f"{'polls a second':<32}{count / seconds:8.1f}   ({count} in {seconds:.0f} s)\n")
    _say(f"{'CPU a poll, main process':<32}{1000 * main / count:8.2f} ms\n")
    for way, each in bare.items():
        _say(f"{f'  times a bare {way} request':<32}{1000 * main / count / each:8.1f}   ({each:.2f} ms)\n")
    _say(f"{'CPU a poll, extraction':<32}{1000 * others / count:8.2f} ms\n")
    _say(f"{'share of one core, all':<32}{(main + others) / seconds:8.0%}\n")


def _tell_memory(steady: Sequence[Cost]) -> None:
    half = steady[len(steady) // 2 :]
    for what, name in (("RSS of the main process", "rss_main"), ("PSS of all processes", "pss")):
        every = [getattr(sample, name) for sample in steady[:: max(1, len(steady) // 8)]]
        rise = slope([(sample.at, getattr(sample, name)) for sample in half])
        shown = " ".join(f"{value:.0f}" for value in every)
        _say(f"{what:<32}{shown} MB over time; in the second half {rise:+.1f} MB an hour\n")


def _bare(way: str, outlets: Outlets, count: int) -> float:
    feeds = [outlets.feed(place) for place in range(min(count, 100))]
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


def _say(text: str) -> None:
    sys.stdout.write(text)


def _run(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen((sys.executable, *arguments), cwd=ROOT, start_new_session=True, **options)  # type: ignore[call-overload,no-any-return]


def _arguments() -> Load:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long the daemon runs")
    parser.add_argument("--interval", type=float, default=15.0, help="seconds between two polls of a source")
    parser.add_argument("--articles", type=float, default=1.5, help="articles that an outlet publishes in an hour")
    parser.add_argument("--latency", type=float, default=0.2, help="seconds that every answer takes")
    parser.add_argument("--adaptive", action="store_true", help="intervals from a quarter to twice --interval")
    given = parser.parse_args()
    return Load(given.sources, given.minutes, given.interval, given.articles, given.latency, given.adaptive)


if __name__ == "__main__":
    main()
