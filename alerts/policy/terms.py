"""Everything that is configured about telling: the routes with what they inherit, and what each receiver asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from alerts.policy.caps import Rate
from alerts.policy.digests import DigestPlan
from alerts.policy.escalation import Escalation
from alerts.policy.inhibition import Inhibition
from alerts.policy.intervals import TimeInterval
from alerts.policy.ledger import Item
from alerts.policy.routes import Resolved, Route, tree


@dataclass(frozen=True, slots=True)
class Terms:
    """How a receiver wants to be told: not too often, or together."""

    rate: Rate | None = None
    digest: DigestPlan | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What the dispatcher goes by; ``fallback`` is told in place of a receiver that is configured no more."""

    routes: Mapping[str, Resolved] = field(default_factory=dict)
    receivers: Mapping[str, Terms] = field(default_factory=dict)
    intervals: Mapping[str, TimeInterval] = field(default_factory=dict)
    inhibitions: tuple[Inhibition, ...] = ()
    escalations: Mapping[str, Escalation] = field(default_factory=dict)
    fallback: str = ""

    def route(self, item: Item) -> Resolved:
        """The route that the item arrived by; the usual settings where it is configured no more."""
        return self.routes.get(item.route) or Resolved(item.route, item.receiver)

    def heir(self, receiver: str) -> str:
        """Who is told what ``receiver`` is owed: itself, as long as it is configured."""
        return receiver if receiver in self.receivers else self.fallback


def resolved_routes(route: Route | None) -> dict[str, Resolved]:
    """Every node of the tree by its name."""
    return {node.resolved.name: node.resolved for node in tree(route).walk()} if route else {}
