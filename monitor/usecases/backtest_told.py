"""Who would have been told of what a backtest found, and how: through groups, quiet times, rates and digests.

The rule is alone in it: other rules' matches, silences and acknowledgements of that time are not played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from alerts.policy.ledger import Item, Telling
from alerts.policy.memory import MemoryLedger
from alerts.policy.simulate import run
from alerts.policy.terms import Policy
from monitor.domain.notification import Disposition
from monitor.usecases.backtest import Finding

AFTERWARDS = timedelta(days=14)
"""How long time goes on behind the period, so that what was deferred or collected in it is settled."""


@dataclass(frozen=True, slots=True)
class Told:
    """The findings with what became of each match in the end, and the messages that tell of some."""

    findings: tuple[Finding, ...]
    messages: tuple[Telling, ...]


def told(findings: Sequence[Finding], policy: Policy, until: datetime) -> Told:
    """Play what was owed in the order of its time, up to ``until`` and as long behind it as it takes."""
    ledger = MemoryLedger()
    places: dict[tuple[str, int], int] = {}
    now = min((finding.first_seen for finding in findings), default=until)
    for place in sorted(range(len(findings)), key=lambda place: (findings[place].first_seen, -place)):
        finding = findings[place]
        run(ledger, policy, now, finding.first_seen)
        now = finding.first_seen
        places[finding.article_id, finding.version] = place
        ledger.owe(finding.owed, now, (finding.article_id, finding.version))
    run(ledger, policy, now, until + AFTERWARDS)
    became: dict[int, list[Disposition]] = {}
    for item in ledger.items.values():
        became.setdefault(places[item.about], []).append(_disposition(item))
    settled = tuple(
        replace(finding, dispositions=(*finding.dispositions, *became.get(place, ())))
        for place, finding in enumerate(findings)
    )
    return Told(settled, tuple(telling for telling in ledger.tellings if telling.items))


def _disposition(item: Item) -> Disposition:
    return Disposition(item.rule, item.receiver, item.kind.value, item.reason)
