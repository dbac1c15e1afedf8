"""How the cost of an article grows with the number of rules: ``python tests/bench/bench_rules.py [SHARE]``.

Rules and articles are made of invented words whose frequencies fall like those of a language (Zipf). What counts is the
ratio to the 1,000 rules of the same run: microseconds are those of this machine on this day. CPU time; the rule sets
take turns over the same articles, the best of several rounds counts.

The ratio depends on how many rules match: ``SHARE`` (0 to 1, default 0.9) is the share of names that are phrases of two
words, and fewer phrases mean many more matches. Never quote a ratio without the matches an article beside it.
"""

from __future__ import annotations

import random
import sys
import time
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from monitor.domain.match import Document, Rule
from monitor.rules.engine import RuleSet, compile_rules

SIZES = (1_000, 10_000, 100_000)
ARTICLES, WORDS_EACH, ROUNDS = 100, 640, 4
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def main() -> None:
    """Build the rule sets, time them, print one row for each."""
    chance = random.Random(7)
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 0.9
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(60_000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    articles = [_article(chance, words, weights) for _ in range(ARTICLES)]
    rules = [Rule(f"rule {number}", _query(chance, words, share)) for number in range(max(SIZES))]
    sets = {size: _built(rules[:size]) for size in SIZES}
    best = _times({size: built for size, (built, _) in sets.items()}, articles)
    sys.stdout.write(f"{'rules':>8} {'us/article':>11} {'ratio':>6} {'matches/article':>16} {'build us/rule':>14}\n")
    for size, (built, seconds) in sets.items():
        matches = sum(len(built.match(article)) for article in articles) / len(articles)
        cost, ratio, build = best[size], best[size] / best[SIZES[0]], seconds / size
        sys.stdout.write(f"{size:>8} {cost * 1e6:>11.0f} {ratio:>6.2f} {matches:>16.1f} {build * 1e6:>14.0f}\n")


def _article(chance: random.Random, words: list[str], weights: list[float]) -> Document:
    drawn = chance.choices(words, cum_weights=weights, k=WORDS_EACH)
    lines = [" ".join(drawn[at : at + 80]) for at in range(0, WORDS_EACH, 80)]
    return Document(title=" ".join(drawn[:10]), body="\n\n".join(lines), source="example-tv", language="en")


def _query(chance: random.Random, words: list[str], share: float) -> str:
    """A group of names, mostly with a topic that must stand beside it, sometimes with something that must not."""

    def name() -> str:
        return f'"{_rare(chance, words)} {_rare(chance, words)}"' if chance.random() < share else _rare(chance, words)

    query = "(" + " OR ".join(name() for _ in range(chance.randint(1, 4))) + ")"
    if chance.random() < 0.75:
        query += " AND (" + " OR ".join(chance.choice(words[:3000]) for _ in range(chance.randint(1, 5))) + ")"
    if chance.random() < 0.15:
        query += f" NOT {chance.choice(words)}"
    if chance.random() < 0.05:
        query += f" AND {_rare(chance, words)[:5]}*"
    return query


def _rare(chance: random.Random, words: list[str]) -> str:
    return words[chance.randrange(20_000, len(words))]


def _built(rules: list[Rule]) -> tuple[RuleSet, float]:
    start = time.process_time()
    return compile_rules(rules, {}), time.process_time() - start


def _times(sets: dict[int, RuleSet], articles: list[Document]) -> dict[int, float]:
    """Seconds of CPU an article, the best round of each rule set."""
    best = dict.fromkeys(sets, float("inf"))
    for _ in range(ROUNDS):
        for size, rules in sets.items():
            start = time.process_time()
            for article in articles:
                rules.match(article)
            best[size] = min(best[size], (time.process_time() - start) / len(articles))
    return best


if __name__ == "__main__":
    main()
