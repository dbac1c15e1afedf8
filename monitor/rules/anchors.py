"""Which rules are worth looking at for a document: those of which every group of necessary terms may be present.

A rule is filed under each term of the group that is likely to be rarest (its anchor), so that rules about other things
cost an article nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from monitor.rules.plan import Plan, Weight, rarest
from monitor.rules.terms.ragged import Ragged

Stand = Callable[[NDArray[np.int32]], NDArray[np.bool_]]
"""Which of some terms, by number, may stand in a document."""


class Anchors:
    """The rules of a set by their anchors. Only read once it is made."""

    __slots__ = ("_always", "_groups", "_others", "_rules", "terms")

    def __init__(self, plans: Iterable[Plan], weight: Weight) -> None:
        self._always: list[int] = []
        """Rules that nothing is necessary for."""
        self._groups, self._others = Ragged(), Ragged()
        """Groups of terms, and by rule the numbers of those of its groups that are not its anchor."""
        terms, rules = array("i"), array("i")
        for number, plan in enumerate(plans):
            groups = set(plan.needs(weight))
            anchor = rarest(groups, weight) if groups else None
            if anchor is None:
                self._always.append(number)
            terms.extend(anchor or ())
            rules.extend(number for _ in anchor or ())
            first = len(self._groups)
            for group in groups - {anchor}:
                self._groups.append(group)
            self._others.append(range(first, len(self._groups)))
        self.terms, self._rules = _filed(np.asarray(terms), np.asarray(rules))
        """The numbers of the terms that rules are found by, in order, and the rules of each."""

    def candidates(self, present: Iterable[int], stand: Stand) -> list[int]:
        """The numbers of the rules that may be true of a document, in order.

        ``present`` are those of its terms that were found in one pass; ``stand`` tells of any.
        """
        terms = np.fromiter(present, np.int32)
        rows = self.terms.searchsorted(terms)
        known = rows < len(self.terms)
        known[known] = self.terms.take(rows[known]) == terms[known]
        if not known.any():
            return self._always
        rules = np.unique(self._rules.take(rows[known])[0])
        groups, counts = self._others.take(rules)
        kept = np.ones(len(rules), np.bool_)
        if len(groups):
            members, sizes = self._groups.take(groups)
            may_be = np.logical_or.reduceat(stand(members), sizes.cumsum() - sizes)
            kept[np.repeat(np.arange(len(rules)), counts)[~may_be]] = False
        return sorted(rules[kept].tolist() + self._always)


def _filed(terms: NDArray[np.int32], rules: NDArray[np.int32]) -> tuple[NDArray[np.int32], Ragged]:
    """Each term once, in order, and the rules that are filed under it."""
    order = terms.argsort(kind="stable")
    each, counts = np.unique(terms, return_counts=True)
    return each, Ragged.of(rules.take(order), counts.cumsum().astype(np.int32))
