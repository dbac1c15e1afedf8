"""A backtest over the configured archive, in as many processes as it is worth."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from monitor.archive import open_archive
from monitor.domain.search import Preselect
from monitor.rules.engine import RuleSet
from monitor.usecases.backtest import Part, Question, backtest
from monitor.usecases.search import languages_in

PART = 2_000
"""Numbers of the archive in one part: often enough for a progress bar, seldom enough for the index."""
WORTH_A_PROCESS = 3_000
"""Versions to be read before a further process, which takes about a second to begin, is started."""


@dataclass(frozen=True, slots=True)
class Parts:
    """How much there is to do, and the parts as they are done, newest first."""

    versions: int
    candidates: int
    count: int
    done: Iterator[Part]


def parts_of(url: str, question: Question, jobs: int | None = None) -> Parts:
    """Begin a backtest over the archive at ``url``, with at most ``jobs`` processes (one for each core).

    Raises QueryError, ArchiveError.
    """
    rules = question.rules()
    archive = open_archive(url, write=False)
    try:
        wanted = question.wanted(rules, languages_in(archive.articles, question.sources))
        numbers = archive.replay.numbers(question.since, question.until)
        candidates = archive.replay.count(numbers, wanted)
        versions = candidates if wanted is None else archive.replay.count(numbers, None)
    finally:
        archive.close()
    stops = range(numbers.stop, numbers.start, -PART)
    parts = [range(max(numbers.start, stop - PART), stop) for stop in stops]
    most = min(jobs or os.cpu_count() or 1, len(parts), 1 + candidates // WORTH_A_PROCESS)
    done = _in_processes(most, url, question, wanted, parts) if most > 1 else _here(url, question, rules, wanted, parts)
    return Parts(versions, candidates, len(parts), done)


def _here(url: str, question: Question, rules: RuleSet, wanted: Preselect | None, parts: list[range]) -> Iterator[Part]:
    archive = open_archive(url, write=False)
    try:
        for numbers in parts:
            yield backtest(question, rules, archive.replay, numbers, wanted)
    finally:
        archive.close()


def _in_processes(
    most: int, url: str, question: Question, wanted: Preselect | None, parts: list[range]
) -> Iterator[Part]:
    # Not forked: the bar that shows the progress has a thread of its own.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(most, context, initializer=_Worker.begin, initargs=(url, question, wanted)) as pool:
        yield from pool.map(_Worker.part, parts)


class _Worker:
    """What a process needs for each of its parts, made once when it begins."""

    ask: Callable[[range], Part]

    @classmethod
    def begin(cls, url: str, question: Question, wanted: Preselect | None) -> None:
        """Compile the rule and open the archive; both live as long as the process."""
        rules, replay = question.rules(), open_archive(url, write=False).replay
        cls.ask = staticmethod(lambda numbers: backtest(question, rules, replay, numbers, wanted))

    @classmethod
    def part(cls, numbers: range) -> Part:
        """One part."""
        return cls.ask(numbers)
