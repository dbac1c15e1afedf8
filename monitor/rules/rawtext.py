"""Whether a text as it is stored may fulfil rules that cannot do without an expression: asked before it is read.

For bulk work alone (backtests): expressions are all that a full-text index cannot preselect by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import re2

from monitor.rules.plan import Every, Fits, Plan, Shared, Some
from monitor.rules.positional import Close, Early, Often, Together, Within
from monitor.rules.terms.regexes import encodable, unicode_classes

Holds = Callable[[str], bool]
_AT_AN_END = re.compile(r"(?<!\[)\^|\$|\\[Az]|\(\?[^:P]")
"""What an expression says of the ends of a line or of itself, which the whole text would answer differently."""
_MEMORY = 128 << 20


def needs_expression(plan: Plan) -> bool:
    """Whether the part holds only where one of its expressions fits."""
    match plan:
        case Fits():
            return True
        case Every(parts) | Together(parts) | Within(parts):
            return any(map(needs_expression, parts))
        case Some(parts):
            return all(map(needs_expression, parts))
        case Close(left, right):
            return needs_expression(left) or needs_expression(right)
        case Often(part) | Early(part):
            return needs_expression(part)
        case Shared():
            return needs_expression(plan.part)
        case _:
            return False


def holds_any(patterns: Iterable[tuple[str, bool]]) -> Holds | None:
    """Whether one of these expressions (each with whether letter case counts) may fit somewhere in a text.

    ``None`` where that cannot be told from the whole text.
    """
    sets: list[re2.Set] = []
    by_case: dict[bool, list[str]] = {}
    for pattern, cased in patterns:
        if _AT_AN_END.search(pattern):
            return None
        by_case.setdefault(cased, []).append(pattern)
    for cased, each in by_case.items():
        options = re2.Options()
        options.case_sensitive, options.log_errors, options.max_mem = cased, False, _MEMORY
        sets.append(re2.Set.SearchSet(options))
        # The first expression fits every text: where it is not among the answers, the automaton ran out of memory.
        for pattern in ("", *map(unicode_classes, each)):
            sets[-1].Add(pattern)
        sets[-1].Compile()

    def holds(text: str) -> bool:
        written = encodable(text)
        return any(len(one.Match(written)) != 1 for one in sets)

    return holds
