"""Why labels arrive where they do: every route of the tree, and whether it took them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alerts.policy.routes import Node, Resolved, Route, arrivals, tree


@dataclass(frozen=True, slots=True)
class Step:
    """A route, whether labels arrive at it, and why or why not."""

    route: Resolved
    depth: int
    arrived: bool
    why: str


def trace(route: Route, labels: Mapping[str, str]) -> tuple[Step, ...]:
    """A step for every route, in the tree's order; those with ``arrived`` are ``arrivals``."""
    return tuple(_steps(tree(route), labels, {node.name for node in arrivals(route, labels)}, ""))


def _steps(node: Node, labels: Mapping[str, str], reached: set[str], before: str) -> Iterator[Step]:
    """``before`` is why the node is not asked at all; empty where it is."""
    why = before or _refusal(node, labels)
    name = node.resolved.name
    if why:
        yield Step(node.resolved, node.depth, False, why)
    elif name in reached:
        yield Step(node.resolved, node.depth, True, "it takes it")
    else:
        below = _took(node, reached)
        yield Step(node.resolved, node.depth, False, "a route below takes it" if below else "it has no receiver")
    taken = ""
    for child in node.children:
        not_asked = f"{name} is not asked or does not hold" if why else taken and f"{taken} before it took it"
        yield from _steps(child, labels, reached, not_asked)
        if not why and not taken and not child.route.proceed and _took(child, reached):
            taken = child.resolved.name


def _took(node: Node, reached: set[str]) -> bool:
    return any(below.resolved.name in reached for below in node.walk())


def _refusal(node: Node, labels: Mapping[str, str]) -> str:
    failed = next((matcher for matcher in node.route.matchers if not matcher.matches(labels)), None)
    return f'{failed} does not hold: {failed.label} is "{labels.get(failed.label, "")}"' if failed else ""
