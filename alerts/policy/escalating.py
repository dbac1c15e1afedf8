"""Takes the steps of escalations that are due, or ends them with a named reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from alerts.policy.escalation import Escalation, advanced, ended
from alerts.policy.judge import Judge
from alerts.policy.ledger import Group, Item, Ledger
from alerts.policy.spans import span
from alerts.policy.teller import Teller
from alerts.policy.terms import Policy


def escalate(ledger: Ledger, policy: Policy, judge: Judge, teller: Teller, now: datetime) -> None:
    """Whoever a step names is told even in a quiet time and beyond a rate, but nothing that is silenced."""
    for group in ledger.escalating(now):
        items = ledger.told(group)
        escalation = policy.escalations.get(group.escalation)
        if escalation is None:
            ledger.save([ended(group, "configured no more")])
        elif why := _acknowledged(ledger, policy, group, items) or _silenced(judge, items):
            ledger.save([ended(group, why)])
        else:
            _tell_step(policy, teller, escalation, group, items, now)
            ledger.save([advanced(group, escalation, now)])


def _acknowledged(ledger: Ledger, policy: Policy, group: Group, items: Sequence[Item]) -> str:
    """Who has taken over one of the group's stories. An acknowledgement may be older than the group, because it may
    have answered the same story's message to somebody else, but not by more than the group's life."""
    ttl = max((policy.route(item).group_ttl for item in items), default=None)
    for story in dict.fromkeys((group.story, *(item.story for item in items))):
        found = ledger.acknowledged(story)
        if found is not None and ttl is not None and found.at >= group.opened_at - ttl:
            return f"acknowledged by {found.by}"
    return ""


def _silenced(judge: Judge, items: Sequence[Item]) -> str:
    """The silence by which all that the group has told is muted now."""
    verdicts = [judge.silenced(item) for item in items]
    found = [verdict.reason for verdict in verdicts if verdict is not None]
    return found[0] if found and len(found) == len(verdicts) else ""


def _tell_step(
    policy: Policy, teller: Teller, escalation: Escalation, group: Group, items: Sequence[Item], now: datetime
) -> None:
    place = f"step {group.step + 1} of {escalation.length} of {escalation.name}"
    late = now - (group.escalate_at or now)
    if receiver := policy.heir(escalation.step(group.step).receiver):
        waited = span(escalation.waited(group.step) + late)
        teller.escalation(receiver, group, items, f"{place}: nobody has taken over for {waited}")
