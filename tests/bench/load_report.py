"""What is played to the daemon, what was seen of it, and what is said of that."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.load_meter import Cost, Plans, slope

SHORTEST, LONGEST = 0.25, 2
"""Bounds of an adaptive interval, in fixed ones."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is played: ``articles`` are those that one outlet publishes in an hour, ``interval`` is in seconds, and so
    is the ``latency`` of every answer; ``hanging`` outlets never answer for their feeds."""

    sources: int
    minutes: float
    interval: float
    articles: float
    latency: float
    hanging: int
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


def report(
    run: Run, requests: Sequence[tuple[float, str]], bare: dict[str, float], published: set[str], kept: set[str]
) -> None:
    """Print what came of a run. ``requests`` are those for feeds (time, source), ``bare`` the cost of one in ms."""
    steady = [sample for sample in run.samples if sample.at >= run.began + 1.5 * run.load.longest] or run.samples[-1:]
    polls = [(at, source) for at, source in requests if at >= run.began]
    loads = sorted(run.machine)
    _say(f"{run.load.sources} sources, {run.load.minutes:g} min, cores: {os.cpu_count()}, load of the machine:")
    _say(f" {loads[0]:.1f} to {loads[-1]:.1f}, median {loads[len(loads) // 2]:.1f}\n")
    _tell_speed(steady, polls, bare)
    _tell_memory(steady)
    firsts = {source: at for at, source in reversed(polls)}
    _say(f"{'last first poll':<32}{max(firsts.values()) - run.began:8.1f} s after the start\n")
    late = run.plans.lateness(polls, run.began, run.ended)
    for share in (0.5, 0.99, 1.0):
        value = late[min(int(share * len(late)), len(late) - 1)]
        _say(f"{f'lateness, p{100 * share:.0f}':<32}{value:8.1%} of the interval, of {len(late)} polls\n")
    missing = published - kept
    _say(f"{'articles kept':<32}{len(published) - len(missing):8} of {len(published)} published\n")


def _tell_speed(steady: Sequence[Cost], polls: Sequence[tuple[float, str]], bare: dict[str, float]) -> None:
    first, last = steady[0], steady[-1]
    seconds, count = last.at - first.at, sum(first.at <= at < last.at for at, _ in polls)
    if not count:
        raise SystemExit("no poll in the steady part of the run: play it longer, or on a machine with less to do")
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


def _say(text: str) -> None:
    sys.stdout.write(text)
