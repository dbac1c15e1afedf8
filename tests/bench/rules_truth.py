"""By hand: the engine against the plain evaluator of the tests, on random rules and articles from a seed.

``python tests/bench/rules_truth.py [RULES] [ARTICLES] [SEED]`` (20,000 rules and 2,000 articles take hours: the plain
evaluator has no index). Prints how many answers were compared, how many were matches, and every difference.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from monitor.domain.match import Rule
from monitor.rules.compile import Compiler
from monitor.rules.engine import RuleSet
from monitor.rules.reading import Reader
from tests.unit.rules.plain import Plain
from tests.unit.rules.random_rules import ENTITIES, RULES, document, keys_of, query, term_keys


def main() -> None:
    """Compare all rules on all articles."""
    count, articles, seed = (int(one) for one in [*sys.argv[1:], *("20000", "2000", "0")[len(sys.argv) - 1 :]])
    chance = Random(seed)
    nodes = [query(chance, chance.randint(1, 6)) for _ in range(count)]
    compiler = Compiler(ENTITIES, RULES.values(), term_keys)
    plans = tuple(compiler.plan(node) for node in nodes)
    engine = RuleSet(tuple(Rule(str(number), "") for number in range(count)), plans, compiler, Reader(keys_of))
    matched = different = 0
    for _ in range(articles):
        article = document(chance, 20)
        found = {match.rule.name: set(match.hits) for match in engine.match(article)}
        plain = Plain(article, ENTITIES, RULES, keys_of, term_keys)
        for number, node in enumerate(nodes):
            wanted = plain.hits(node)
            matched += wanted is not None
            if found.get(str(number)) != wanted:
                different += 1
                sys.stdout.write(f"{node}\n{article}\n{found.get(str(number))}\n{wanted}\n")
    sys.stdout.write(f"{count * articles} answers, {matched} of them matches, {different} differences\n")


if __name__ == "__main__":
    main()
