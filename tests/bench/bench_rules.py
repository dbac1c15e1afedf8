"""What 100,000 and 1,000,000 rules cost an article beside 1,000: ``python tests/bench/bench_rules.py [SIZES]``.

Articles of 600 words in eight invented languages, folding included; rules of 2 to 12 terms of which about six in
100,000 match an article. CPU time; the rule sets take turns over the same articles, the best of several rounds counts,
so that all words were met before; ``new words`` is the first round, in which most are met for the first time. Only
ratios say something: microseconds are those of this machine on this day. Memory is what the build adds.

Beside it the same question put to other ways, a sample of the rules each: the plain evaluator of the tests looks at
every rule, and SQLite FTS5 and tantivy take the articles as one batch and ask each rule's necessary condition. They are
given the words that the engine would find; making those is not counted.
"""

from __future__ import annotations

import gc
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
from monitor.rules.engine import RuleSet, compile_rules
from monitor.rules.query.parse import parse
from tests.bench.rules_world import article, languages, rules
from tests.unit.rules.plain import Plain

SIZES = (1_000, 100_000, 1_000_000)
ARTICLES, ROUNDS, COMMON, SAMPLE = 160, 4, 0.0005, 200


def main() -> None:
    """Build the rule sets one after the other, time them, print one row for each."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    chance = random.Random(7)
    spoken = languages(chance)
    articles = [article(spoken[number % 8], chance) for number in range(ARTICLES)]
    all_rules = rules(max(sizes), spoken, chance, COMMON)
    compile_rules(all_rules[:1], {}).match(articles[0])
    _say(
        f"{'rules':>9} {'us/article':>11} {'ratio':>6} {'new words':>10} {'matches':>8} {'build s':>8} {'build MB':>9}"
    )
    sets: dict[int, RuleSet] = {}
    built: dict[int, tuple[float, float, float]] = {}
    for size in sizes:
        start, before = time.process_time(), _megabytes()
        sets[size] = compile_rules(all_rules[:size], {})
        seconds, memory = time.process_time() - start, _megabytes() - before
        sets[size].warm(one.tag for one in spoken)
        built[size] = seconds, memory, _seconds(sets[size].match, articles)
    gc.freeze()
    best = _times({size: one.match for size, one in sets.items()}, articles)
    for size, one in sets.items():
        matches = sum(len(one.match(each)) for each in articles) / len(articles)
        cost, ratio = best[size] * 1e6, best[size] / best[sizes[0]]
        seconds, memory, first = built[size]
        _say(
            f"{size:>9} {cost:>11.0f} {ratio:>6.2f} {first * 1e6:>10.0f} {matches:>8.1f} {seconds:>8.1f} {memory:>9.0f}"
        )
    middle = sizes[min(1, len(sizes) - 1)]
    _beside(all_rules[:middle], sets[middle], articles, best[middle])
    _say(f"two processes do {_two(sets[middle], articles):.2f} times what one does")


def _times(ways: dict[int, Callable[[Document], object]], articles: list[Document]) -> dict[int, float]:
    """Seconds of CPU an article, the best round of each."""
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS + 1):
        for size, way in ways.items():
            best[size] = min(best[size], _seconds(way, articles))
    return best


def _seconds(way: Callable[[Document], object], articles: list[Document]) -> float:
    """Seconds of CPU an article."""
    start = time.process_time()
    for each in articles:
        way(each)
    return (time.process_time() - start) / len(articles)


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
    texts = [engine.searchable(one) for one in articles]
    conditions = [one for number in sample if (one := engine.preselect(number)) and not _has_prefix(one)]
    share = len(asked) / len(conditions) / cost / ARTICLES
    _say(f"SQLite FTS5, {ARTICLES} articles at once: {_sqlite(texts, conditions) * share:.1f} times the cost")
    found = _tantivy(texts, conditions)
    _say(f"tantivy, {ARTICLES} articles at once: {f'{found * share:.1f} times the cost' if found else 'not installed'}")


def _sqlite(texts: list[str], conditions: list[Preselect]) -> float:
    """Seconds that the conditions take; filling the table with a batch is nothing beside 100,000 of them."""
    with sqlite3.connect(":memory:") as table:
        table.execute("CREATE VIRTUAL TABLE text USING fts5(words)")
        table.executemany("INSERT INTO text VALUES (?)", [(text,) for text in texts])
        start = time.process_time()
        for condition in conditions:
            table.execute("SELECT rowid FROM text WHERE text MATCH ?", (_expression(condition),)).fetchall()
        return time.process_time() - start


def _tantivy(texts: list[str], conditions: list[Preselect]) -> float | None:
    """Seconds that the conditions take, as queries that were made before; ``None`` where tantivy is not installed."""
    try:
        import tantivy
    except ImportError:
        return None
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("words", tokenizer_name="whitespace")
    index = tantivy.Index(schema.build())
    writer = index.writer()
    for text in texts:
        writer.add_document(tantivy.Document(words=[text]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    queries = [index.parse_query(_expression(condition), ["words"]) for condition in conditions]
    start = time.process_time()
    for query in queries:
        searcher.search(query, limit=ARTICLES)
    return time.process_time() - start


def _has_prefix(condition: Preselect) -> bool:
    return condition.prefix if isinstance(condition, Phrase) else any(map(_has_prefix, condition.parts))


def _expression(condition: Preselect) -> str:
    if isinstance(condition, Phrase):
        return '"' + " ".join(condition.tokens) + '"'
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
