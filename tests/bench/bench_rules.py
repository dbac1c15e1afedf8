"""What 100,000 and 1,000,000 rules cost an article beside 1,000: ``python tests/bench/bench_rules.py [SIZES]``.

Articles of 600 words in eight invented languages, folding included; rules of 2 to 12 terms of which about five in
100,000 match an article. CPU time; the rule sets take turns over the same articles, the best of several rounds counts.
Only ratios say something: microseconds are those of this machine on this day. Memory is what the build adds.

Beside it the same question put to other ways: every rule looked at by the plain evaluator of the tests (a sample of
them), and batches in SQLite FTS5. tantivy is asked where it is installed.
"""

from __future__ import annotations

import gc
import importlib.util
import multiprocessing
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from monitor.domain.match import Document, Rule
from monitor.domain.search import AllOf, Phrase, Preselect
from monitor.domain.text import folded
from monitor.rules.engine import RuleSet, compile_rules
from monitor.rules.parse import parse
from tests.bench.rules_world import article, languages, rules
from tests.unit.rules.plain import Plain

SIZES = (1_000, 100_000, 1_000_000)
ARTICLES, ROUNDS, COMMON, SAMPLE = 160, 4, 0.002, 100


def main() -> None:
    """Build the rule sets one after the other, time them, print one row for each."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    chance = random.Random(7)
    spoken = languages(chance)
    articles = [article(spoken[number % 8], chance) for number in range(ARTICLES)]
    all_rules = rules(max(sizes), spoken, chance, COMMON)
    compile_rules(all_rules[:1], {}).match(articles[0])
    _say(f"{'rules':>9} {'us/article':>11} {'ratio':>6} {'matches':>8} {'build s':>8} {'build MB':>9}")
    sets: dict[int, RuleSet] = {}
    built: dict[int, tuple[float, float]] = {}
    for size in sizes:
        start, before = time.process_time(), _megabytes()
        sets[size] = compile_rules(all_rules[:size], {})
        built[size] = time.process_time() - start, _megabytes() - before
    gc.freeze()
    best = _times({size: one.match for size, one in sets.items()}, articles)
    for size, one in sets.items():
        matches = sum(len(one.match(each)) for each in articles) / len(articles)
        cost, ratio = best[size] * 1e6, best[size] / best[sizes[0]]
        _say(f"{size:>9} {cost:>11.0f} {ratio:>6.2f} {matches:>8.1f} {built[size][0]:>8.1f} {built[size][1]:>9.0f}")
    middle = sizes[min(1, len(sizes) - 1)]
    _beside(all_rules[:middle], sets[middle], articles, best[middle])
    _say(f"two processes do {_two(sets[middle], articles):.2f} times what one does")


def _times(ways: dict[int, Callable[[Document], object]], articles: list[Document]) -> dict[int, float]:
    """Seconds of CPU an article, the best round of each."""
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS + 1):
        for size, way in ways.items():
            start = time.process_time()
            for each in articles:
                way(each)
            best[size] = min(best[size], (time.process_time() - start) / len(articles))
    return best


def _beside(asked: list[Rule], engine: RuleSet, articles: list[Document], cost: float) -> None:
    """Other ways to the same answer, a sample of the rules each, as multiples of what the engine costs."""
    sample = random.Random(3).sample(range(len(asked)), SAMPLE)
    share = len(asked) / SAMPLE / cost
    nodes = [parse(asked[number].query) for number in sample]
    start = time.process_time()
    for each in articles[:4]:
        plain = Plain(each, {}, {}, None, None)
        for node in nodes:
            plain.hits(node)
    _say(f"every rule by itself: {(time.process_time() - start) / 4 * share:.0f} times the cost")
    start = time.process_time()
    with sqlite3.connect(":memory:") as table:
        table.execute("CREATE VIRTUAL TABLE text USING fts5(folded)")
        table.executemany("INSERT INTO text VALUES (?)", [(folded(f"{one.title}\n{one.body}"),) for one in articles])
        filled = time.process_time() - start
        conditions = [_expression(one) for number in sample if (one := engine.preselect(number))]
        start = time.process_time()
        for condition in conditions:
            table.execute("SELECT rowid FROM text WHERE text MATCH ?", (condition,)).fetchall()
    asking = (time.process_time() - start) / ARTICLES * share
    _say(f"SQLite FTS5, {ARTICLES} articles at once: {asking + filled / ARTICLES / cost:.1f} times the cost")
    if importlib.util.find_spec("tantivy") is None:
        _say("tantivy: not installed, not measured")


def _expression(condition: Preselect) -> str:
    if isinstance(condition, Phrase):
        return '"' + " ".join(condition.tokens) + '"' + ("*" if condition.prefix else "")
    sign = " AND " if isinstance(condition, AllOf) else " OR "
    return "(" + sign.join(map(_expression, condition.parts)) + ")"


def _two(engine: RuleSet, articles: list[Document]) -> float:
    """How much more two processes do than one, in the same time; both share the rules of the process that forks."""
    seconds = [_running(number, engine, articles) for number in (1, 2)]
    return 2 * seconds[0] / seconds[1]


def _running(number: int, engine: RuleSet, articles: list[Document]) -> float:
    def work() -> None:
        for each in articles * 4:
            engine.match(each)

    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=work) for _ in range(number)]
    start = time.monotonic()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.monotonic() - start


def _megabytes() -> float:
    """The most memory that this process has taken so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
