"""By hand: the engine against the plain evaluator of the tests, on random rules and articles from a seed.

``python tests/bench/rules_truth.py [RULES] [ARTICLES] [SEED]``. Every rule is compared on every article: whether it
matches, and every place with its label. Nothing is left out; what makes 40 million comparisons possible is that the
plain evaluator looks for equal terms and expressions of different rules once for each article. Prints how many answers
were compared, how many were matches, and every difference; a line of progress every hundred articles.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from monitor.domain.match import Hit, Rule
from monitor.rules.compile import Compiler
from monitor.rules.engine import RuleSet
from monitor.rules.query.syntax import Term
from tests.unit.rules import plain
from tests.unit.rules.plain import Place, Plain, stretches
from tests.unit.rules.random_rules import ENTITIES, RULES, document, keys_of, query, term_keys


class Remembering(Plain):
    """The plain evaluator, which looks for an equal term in the same document only once."""

    def __init__(self, *about: object) -> None:
        super().__init__(*about)  # type: ignore[arg-type]
        self._terms: dict[tuple[Term, str, str], dict[Place, frozenset[Hit]]] = {}

    def _term(self, term: Term, label: str, name: str) -> dict[Place, frozenset[Hit]]:
        key = term, label, name
        if key not in self._terms:
            self._terms[key] = super()._term(term, label, name)
        return self._terms[key]


def remembered_stretches() -> None:
    """Let the plain evaluator look for an expression in an equal line only once."""
    known: dict[tuple[re.Pattern[str], str, tuple[tuple[int, int], ...], int], list[tuple[int, int]]] = {}

    def once(expression: re.Pattern[str], line: str, offset: int, words: list[tuple[int, int]]
             ) -> Iterator[tuple[int, int]]:  # fmt: skip
        key = expression, line, tuple(words), offset
        if key not in known:
            if len(known) > 1 << 14:
                known.clear()
            known[key] = list(stretches(*key[:2], offset, words))
        return iter(known[key])

    plain.stretches = once


def main() -> None:
    """Compare all rules on all articles."""
    count, articles, seed = (int(one) for one in [*sys.argv[1:], *("20000", "2000", "0")[len(sys.argv) - 1 :]])
    remembered_stretches()
    chance = Random(seed)
    nodes = [query(chance, chance.randint(1, 6)) for _ in range(count)]
    compiler = Compiler(ENTITIES, RULES.values(), term_keys)
    plans = tuple(compiler.plan(node) for node in nodes)
    engine = RuleSet(tuple(Rule(str(number), "") for number in range(count)), plans, compiler, keys_of)
    matched = different = 0
    for done in range(1, articles + 1):
        article = document(chance, 20)
        found = {match.rule.name: set(match.hits) for match in engine.match(article)}
        evaluator = Remembering(article, ENTITIES, RULES, keys_of, term_keys)
        for number, node in enumerate(nodes):
            wanted = evaluator.hits(node)
            matched += wanted is not None
            if found.get(str(number)) != wanted:
                different += 1
                sys.stdout.write(f"{node}\n{article}\n{found.get(str(number))}\n{wanted}\n")
        if done % 100 == 0 or done == articles:
            sys.stdout.write(f"{count * done} answers, {matched} of them matches, {different} differences\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
