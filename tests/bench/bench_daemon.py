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
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.load_meter import Cost, Plans, articles, cost, slope  # noqa: E402 - needs the path
from tests.bench.load_outlets import address  # noqa: E402

SAMPLE_SECONDS = 2.0
QUIET = 1.5
"""Nothing is published in the last so many intervals: what was published before must be kept by then."""
BASELINE_REQUESTS = 600


@dataclass(frozen=True, slots=True)
class Load:
    """What is played: ``articles`` are those that one outlet publishes in an hour, ``interval`` is in seconds."""

    sources: int
    minutes: float
    interval: float
    articles: float
    adaptive: bool


class Outlets:
    """The outlets' process, and what was published."""

    def __init__(self, count: int, log: Path) -> None:
        self._log = log
        with log.open("wb") as output:
            self._process = _run("-m", "tests.bench.load_outlets", str(count), stdout=output, stdin=subprocess.PIPE)
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
        outlets = Outlets(load.sources, directory / "requests.log")
        try:
            bare = {way: _bare(way, outlets, load.sources) for way in ("aiohttp", "scrapy")}
            _configure(directory, outlets, load)
            samples, plans, stopped = _played(directory, outlets, load)
        finally:
            outlets.close()
        _report(load, outlets, samples, plans, articles(directory / "data/archive.db"), bare, stopped)


def _played(directory: Path, outlets: Outlets, load: Load) -> tuple[list[Cost], Plans, float]:
    """Run the daemon: its cost over time, its plans, and when it was asked to stop."""
    chance, plans = random.Random(7), Plans(directory / "data/archive.db")
    samples: list[Cost] = []
    began = time.time()
    end = began + 60 * load.minutes
    publish_until = end - QUIET * load.interval
    rates = [chance.lognormvariate(-0.5, 1) if load.adaptive else 1.0 for _ in range(load.sources)]
    with _daemon(directory) as daemon:
        last = began
        while (now := time.time()) < end:
            if daemon.poll() is not None:
                raise SystemExit(f"the daemon ended:\n{(directory / 'daemon.log').read_text()[-3000:]}")
            samples.append(cost(daemon.pid, now))
            polled = plans.look()
            if polled >= load.sources and now < publish_until:
                expected = (now - last) / 3600 * load.articles * load.sources
                count = int(expected) + (chance.random() < expected % 1)
                for place in chance.choices(range(load.sources), rates, k=count):
                    outlets.publish(place)
            last = now
            time.sleep(max(0.0, now + SAMPLE_SECONDS - time.time()))
        plans.look()
    return samples, plans, end


def _report(
    load: Load, outlets: Outlets, samples: Sequence[Cost], plans: Plans, kept: set[str], bare: dict[str, float],
    stopped: float,
) -> None:  # fmt: skip
    polls = outlets.polls()
    polls = [poll for poll in polls if poll[0] >= samples[0].at]
    begin = samples[0].at + load.interval * 1.5
    steady = [sample for sample in samples if sample.at >= begin]
    first, last = steady[0], steady[-1]
    count = sum(first.at <= at < last.at for at, _ in polls)
    seconds = last.at - first.at
    late = plans.lateness(polls, first.at, stopped)
    firsts = {source: at for at, source in reversed(polls)}
    per_poll = 1000 * (last.cpu_main - first.cpu_main) / count
    say = sys.stdout.write
    load1, cores = os.getloadavg()[0], os.cpu_count()
    say(f"{load.sources} sources, {load.minutes:g} min, load of the machine at the end {load1:.1f} on {cores} cores\n")
    say(f"first poll of the last source   {max(firsts.values()) - samples[0].at:8.1f} s after the start\n")
    say(f"polls a second                  {count / seconds:8.1f}   ({count} in {seconds:.0f} s)\n")
    say(f"ms of CPU a poll, main process  {per_poll:8.2f}\n")
    for way, each in bare.items():
        say(f"  times a bare {way:<8} request   {per_poll / each:8.1f}   ({each:.2f} ms)\n")
    workers = (last.cpu - first.cpu) - (last.cpu_main - first.cpu_main)
    say(f"ms of CPU a poll, extraction    {1000 * workers / count:8.2f}\n")
    say(f"share of one core, all          {(last.cpu - first.cpu) / seconds:8.0%}\n")
    half = steady[len(steady) // 2 :]
    for what, name in (("RSS of the main process", "rss_main"), ("PSS of all processes", "pss")):
        start, end = getattr(first, name), getattr(last, name)
        most = max(getattr(sample, name) for sample in samples)
        rise = slope([(sample.at, getattr(sample, name)) for sample in half])
        say(f"{what:<31} {start:8.1f} MB, in the end {end:.1f}, at most {most:.1f}, 2nd half {rise:+.1f} MB/h\n")
    for share in (0.5, 0.99, 1.0):
        value = late[min(int(share * len(late)), len(late) - 1)]
        say(f"lateness p{share * 100:<3.0f}                   {value:8.1%} of the interval\n")
    missing = outlets.published - kept
    say(f"articles kept of those published {len(outlets.published) - len(missing):7} of {len(outlets.published)}\n")


def _bare(way: str, outlets: Outlets, count: int) -> float:
    feeds = [outlets.feed(place) for place in range(min(count, 100))]
    command = (sys.executable, "-m", "tests.bench.load_baseline", way, str(BASELINE_REQUESTS), *feeds)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=120)
    return float(done.stdout)


def _configure(directory: Path, outlets: Outlets, load: Load) -> None:
    crawl: dict[str, object] = {"delay": "0s", "allow_private": ["127.0.0.0/8"]}
    if load.adaptive:
        crawl |= {"shortest": f"{max(1, load.interval / 4):.0f}s", "longest": f"{2 * load.interval:.0f}s"}
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
    parser.add_argument("--adaptive", action="store_true", help="intervals from a quarter to twice --interval")
    given = parser.parse_args()
    return Load(given.sources, given.minutes, given.interval, given.articles, given.adaptive)


if __name__ == "__main__":
    main()
