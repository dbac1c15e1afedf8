"""Which rules are worth looking at for a document: those of which every group of necessary terms may be present.

A rule is filed under each term of the group that is likely to be rarest (its anchor), so that rules about other things
cost an article nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from monitor.rules.plan import Group, Plan, Weight


class Anchors:
    """The rules of a set by their anchors. Only read once it is made."""

    __slots__ = ("_always", "_anchored", "_others")

    def __init__(self, plans: Iterable[Plan], weight: Weight) -> None:
        self._always: list[int] = []
        """Rules that nothing is necessary for."""
        self._anchored: dict[int, tuple[int, ...]] = {}
        self._others: list[tuple[tuple[int, ...], ...]] = []
        same: dict[Group, tuple[int, ...]] = {}
        for number, plan in enumerate(plans):
            groups = plan.needs(weight)
            anchor = min(groups, key=weight, default=None)
            if anchor is None:
                self._always.append(number)
            alone = (number,)
            for term in anchor or ():
                known = self._anchored.get(term)
                self._anchored[term] = alone if known is None else (*known, number)
            self._others.append(tuple(_kept(group, same) for group in set(groups) if group != anchor))

    @property
    def terms(self) -> Iterable[int]:
        """The numbers of the terms that rules are found by."""
        return self._anchored.keys()

    def candidates(self, present: set[int], settle: Callable[[Iterable[int]], None]) -> list[int]:
        """The numbers of the rules that may be true of a document, in order.

        ``present`` are those of its terms that are known; ``settle`` adds to them those of others that stand in it.
        """
        anchored, others = self._anchored, self._others
        found = set(chain.from_iterable(map(anchored.__getitem__, anchored.keys() & present)))
        settle(chain.from_iterable(chain.from_iterable(map(others.__getitem__, found))))
        kept = [number for number in found if not any(map(present.isdisjoint, others[number]))]
        return sorted(kept + self._always)


def _kept(group: Group, same: dict[Group, tuple[int, ...]]) -> tuple[int, ...]:
    """The group as what takes least memory; groups of one term, of which most are common, only once."""
    if len(group) > 1:
        return tuple(group)
    return same.setdefault(group, tuple(group))
