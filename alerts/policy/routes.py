"""The route tree: which receivers a match reaches, by its labels, and how each of them is told.

The semantics are those of Prometheus Alertmanager (its "route" documentation): a tree is walked depth first, the walk
among siblings stops at the first that matched unless that one says ``continue``, and a node none of whose children
matched is where the match arrives. What a node does not say it has from its parent; unlike Alertmanager's, quiet times
are inherited too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from alerts.policy.matchers import Matcher, all_match
from monitor.domain.match import Rule
from monitor.domain.source import Source

ROOT = "root"
"""The name of the root; a node without a name has its parent's and its place (from 1): ``root/2/1``."""
ALL_LABELS = "..."
"""In ``group_by``: every label."""
T = TypeVar("T")


class Action(StrEnum):
    """What becomes of a match in a quiet time."""

    DEFER = "defer"
    """It is told in one summary when the quiet time is over."""
    DIGEST = "digest"
    """It is told in the receiver's next digest; where the receiver has none, when the quiet time is over."""
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Names of time intervals, and what becomes of a match that comes while they hold."""

    intervals: tuple[str, ...]
    action: Action = Action.DEFER


@dataclass(frozen=True, slots=True)
class Route:
    """A node of the tree. Without matchers it takes everything; what is empty or None is its parent's.

    ``proceed`` is the key ``continue`` of the configuration: siblings behind this node are asked too. Nobody is told
    at once while an interval of ``mute`` is active, or while none of ``active`` is.
    """

    receiver: str = ""
    matchers: tuple[Matcher, ...] = ()
    proceed: bool = False
    routes: tuple[Route, ...] = ()
    name: str = ""
    group_by: tuple[str, ...] | None = None
    group_wait: timedelta | None = None
    group_interval: timedelta | None = None
    group_ttl: timedelta | None = None
    max_age: timedelta | None = None
    mute: Quiet | None = None
    active: Quiet | None = None
    escalation: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A node with everything that it inherits, under its name; ``max_age`` None means the age for all routes."""

    name: str = ROOT
    receiver: str = ""
    group_by: tuple[str, ...] = ("story",)
    group_wait: timedelta = timedelta(0)
    group_interval: timedelta = timedelta(minutes=5)
    group_ttl: timedelta = timedelta(hours=72)
    max_age: timedelta | None = None
    mute: Quiet | None = None
    active: Quiet | None = None
    escalation: str = ""


def resolve(route: Route, parent: Resolved, place: str) -> Resolved:
    """A node with what it has from its parent; ``place`` is its name where it has none."""
    return Resolved(
        name=route.name or place,
        receiver=route.receiver or parent.receiver,
        group_by=_given(route.group_by, parent.group_by),
        group_wait=_given(route.group_wait, parent.group_wait),
        group_interval=_given(route.group_interval, parent.group_interval),
        group_ttl=_given(route.group_ttl, parent.group_ttl),
        max_age=_given(route.max_age, parent.max_age),
        mute=_given(route.mute, parent.mute),
        active=_given(route.active, parent.active),
        escalation=_given(route.escalation, parent.escalation),
    )


def _given(own: T | None, inherited: T) -> T:
    return inherited if own is None else own


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the tree in its place: ``depth`` counts from 0 at the root."""

    route: Route
    resolved: Resolved
    depth: int
    children: tuple[Node, ...]

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the tree's order."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree(route: Route) -> Node:
    """The whole tree with everything inherited."""
    return _node(route, Resolved(), ROOT, 0)


def _node(route: Route, parent: Resolved, place: str, depth: int) -> Node:
    resolved = resolve(route, parent, place)
    children = enumerate(route.routes, 1)
    below = tuple(_node(child, resolved, f"{place}/{number}", depth + 1) for number, child in children)
    return Node(route, resolved, depth, below)


def arrivals(route: Route, labels: Mapping[str, str]) -> tuple[Resolved, ...]:
    """The nodes at which labels arrive, in the tree's order; none where the root does not match.

    A receiver comes twice where two nodes name it: see ``owed_by``.
    """
    return tuple(_reached(route, labels, Resolved(), ROOT))


def owed_by(route: Route, labels: Mapping[str, str]) -> tuple[Resolved, ...]:
    """``arrivals``, but each receiver once: at the first of its nodes in the tree's order."""
    first: dict[str, Resolved] = {}
    for node in arrivals(route, labels):
        first.setdefault(node.receiver, node)
    return tuple(first.values())


def _reached(route: Route, labels: Mapping[str, str], parent: Resolved, place: str) -> Iterator[Resolved]:
    if not all_match(route.matchers, labels):
        return
    here, arrived = resolve(route, parent, place), False
    for number, child in enumerate(route.routes, 1):
        below = tuple(_reached(child, labels, here, f"{place}/{number}"))
        yield from below
        arrived = arrived or bool(below)
        if below and not child.proceed:
            break
    if not arrived and here.receiver:
        yield here


def labels_for(rule: Rule, source: Source, story: str = "") -> dict[str, str]:
    """What matchers see of a match: the source's and the rule's own labels, and the facts, which none may replace."""
    facts = {
        "kind": "match",
        "story": story,
        "rule": rule.name,
        "severity": rule.severity,
        "source": source.id,
        "country": source.country,
        "language": source.language,
        "ownership": source.ownership,
    }
    return {**source.labels, **rule.labels, **facts}
