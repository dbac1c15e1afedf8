"""Extraction beside its rivals in one run: ``python tests/bench/bench_extraction.py [CORPUS] [--json] [--rounds N]``.

CORPUS is laid out as ``extraction_corpus`` says; without it, the pages of our own making are used. Printed are body
precision, recall and F1, the share of headlines and days that are right where the gold has them, and pages per second
of CPU time: every round shuffles all pairs of page and extractor, so that a busy machine is busy for all. Last, the
pages per second that two worker processes give beside one, by the clock.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from monitor.errors import ExtractionError
from monitor.extract.pool import ExtractionPool
from tests.bench.extraction_corpus import GoldPage, read_corpus
from tests.bench.extraction_rivals import DEFAULT, OURS, Extractor, Found, installed, with_metadata
from tests.bench.extraction_score import Quality, compare, quality, same_headline
from tests.quality.made_pages import made_pages

WORKER_PAGES = 400
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Row:
    """One extractor: ``speed`` in pages per second and core, ``ratio`` to trafilatura's default mode; ``headline`` and
    ``day`` are None where it does not look for them or the gold has none."""

    name: str
    body: Quality
    empty: int
    headline: float | None
    day: float | None
    speed: float
    ratio: float


def main() -> None:
    """Measure and print."""
    options = _options()
    pages = read_corpus(options.corpus) if options.corpus else list(made_pages())
    extractors, absent = installed()
    found, seconds = _timed(extractors, pages, options.rounds)
    rows = [_row(name, pages, found[name], seconds) for name in extractors]
    workers = asyncio.run(_workers(pages)) if options.workers else {}
    load = os.getloadavg()[0]
    if options.json:
        report = {"pages": len(pages), "extractors": [asdict(row) for row in rows], "absent": absent}
        sys.stdout.write(json.dumps(report | {"workers": workers, "load": load}, indent=1) + "\n")
        return
    _print(rows, absent)
    for count, speed in workers.items():
        sys.stdout.write(
            f"{count} worker process(es): {speed:.1f} pages/s by the clock, {speed / workers[1]:.2f} times one\n"
        )
    sys.stdout.write(
        f"{len(pages)} pages, {options.rounds} round(s); load of the machine {load:.1f} on {os.cpu_count()} cores\n"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, nargs="?", help="folder with html/ and ground-truth.json")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--rounds", type=int, default=2, help="how often each page is timed (2)")
    parser.add_argument(
        "--workers", action=argparse.BooleanOptionalAction, default=True, help="measure worker processes"
    )
    return parser.parse_args()


def _timed(
    extractors: Mapping[str, Extractor], pages: Sequence[GoldPage], rounds: int
) -> tuple[dict[str, list[Found]], dict[str, float]]:
    """What each extractor finds on the pages, and the seconds of CPU that it takes for all of them once."""
    for extractor in extractors.values():  # what is loaded on first use is no page's cost
        extractor(pages[0])
    seconds = dict.fromkeys(extractors, 0.0)
    found = {name: [Found()] * len(pages) for name in extractors}
    for _ in range(rounds):
        jobs = [(name, at) for name in extractors for at in range(len(pages))]
        random.shuffle(jobs)
        for name, at in jobs:
            start = time.process_time()
            found[name][at] = extractors[name](pages[at])
            seconds[name] += time.process_time() - start
    return found, {name: total / rounds for name, total in seconds.items()}


def _row(name: str, pages: Sequence[GoldPage], found: Sequence[Found], seconds: Mapping[str, float]) -> Row:
    named = [with_metadata(page) for page in pages] if name == DEFAULT else found
    headlines = [
        same_headline(page.headline, one.headline) for page, one in zip(pages, named, strict=True) if page.headline
    ]
    days = [page.day == one.day for page, one in zip(pages, named, strict=True) if page.day]
    return Row(
        name=name,
        body=quality(compare(page.body, one.body) for page, one in zip(pages, found, strict=True)),
        empty=sum(not one.body.strip() for one in found),
        headline=_share(headlines) if _looks_for("headline", named) else None,
        day=_share(days) if _looks_for("day", named) else None,
        speed=len(pages) / seconds[name],
        ratio=seconds[DEFAULT] / seconds[name],
    )


def _looks_for(part: str, found: Sequence[Found]) -> bool:
    return any(getattr(one, part) is not None for one in found)


def _share(right: Sequence[bool]) -> float | None:
    return sum(right) / len(right) if right else None


async def _workers(pages: Sequence[GoldPage]) -> dict[int, float]:
    """Pages per second of one and of two worker processes, the better of two turns each."""
    best = {1: 0.0, 2: 0.0}
    for _ in range(2):
        for count in best:
            best[count] = max(best[count], await _pool_speed(count, pages))
    return best


async def _pool_speed(count: int, pages: Sequence[GoldPage]) -> float:
    pool = ExtractionPool(count, SECONDS)
    try:
        await asyncio.gather(*(_pooled(pool, page) for page in pages[: 4 * count]))  # the workers start
        chosen = [pages[number % len(pages)] for number in range(WORKER_PAGES)]
        start = time.perf_counter()
        await asyncio.gather(*(_pooled(pool, page) for page in chosen))
        return len(chosen) / (time.perf_counter() - start)
    finally:
        pool.close()


async def _pooled(pool: ExtractionPool, page: GoldPage) -> None:
    try:
        await pool(page.html, page.url)
    except ExtractionError:
        return  # a page without an article takes its time as well


def _print(rows: Sequence[Row], absent: Sequence[str]) -> None:
    sys.stdout.write(
        f"{'':<22} {'body P':>7} {'R':>7} {'F1':>7} {'empty':>6} {'headline':>9} "
        f"{'day':>7} {'pages/s':>8} {'x ' + DEFAULT:>14}\n"
    )
    for row in rows:
        body, extras = row.body, [f"{value:.3f}" if value is not None else "-" for value in (row.headline, row.day)]
        sys.stdout.write(
            f"{row.name:<22} {body.precision:>7.4f} {body.recall:>7.4f} {body.f1:>7.4f} {row.empty:>6} "
            f"{extras[0]:>9} {extras[1]:>7} {row.speed:>8.1f} {row.ratio:>14.2f}\n"
        )
    for name in absent:
        sys.stdout.write(f"{name:<22} not installed (pip install -e '.[bench]')\n")
    ahead = [row.name for row in rows if row.name != OURS and row.body.f1 >= rows[0].body.f1]
    if ahead:
        sys.stdout.write(f"Ahead of {OURS} in body F1: {', '.join(ahead)}\n")


if __name__ == "__main__":
    main()
