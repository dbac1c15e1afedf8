"""A target refuses everything, or takes messages again: somebody is told, if possible not over the target itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from alerts.policy.decide import Decided
from alerts.policy.ledger import Owed
from alerts.policy.routes import ROOT
from monitor.domain.notification import AtOnce, Delivery, Disposition, Notification, Outcome, RuleNote
from monitor.ports import Ended, History, Report, SourceEvent
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.report import event_notification, report_of

RULE = "delivery"
"""The name under which trouble with delivery is told."""
FAILING, RECOVERED = "delivery failing", "delivery recovered"


@dataclass(slots=True)
class Troubles:
    """Keeps events of targets, with whom they are told to. Blocking; raises ArchiveError."""

    history: History
    policy: AlertPolicy

    def __call__(self, delivery: Delivery, outcome: Outcome, ended: Ended, now: datetime) -> None:
        """Tell that the delivery's target was parked, or released."""
        where = f"{delivery.receiver} by {delivery.channel} to {delivery.target}"
        if ended is Ended.PARKED:
            kind, severity = FAILING, "high"
            reason = f"{where} refuses everything: {outcome.detail}. What is due there waits until it is mended."
        else:
            kind, severity, reason = RECOVERED, "info", f"{where} takes messages again; what waited there is sent."
        event = SourceEvent(RULE, "", kind, severity, reason, now, now)
        labels = {"event": kind, "severity": severity, "rule": RULE, "receiver": delivery.receiver,
                  "channel": delivery.channel, "target": delivery.target}  # fmt: skip
        told = _notification(delivery, event, labels, now)
        found = report_of(self.policy, event, told, labels)
        self.history.record_event(replace(found, decided=self._elsewhere(found, delivery)))

    def _elsewhere(self, found: Report, delivery: Delivery) -> Decided:
        """Whoever the routes name but the receiver itself. Where they name it alone: the first other receiver, or, if
        there is none, the receiver itself at all its targets, if it has others than this one."""
        failing, decided = delivery.receiver, found.decided
        owed = tuple(one for one in decided.owed if one.receiver != failing)
        if owed or not decided.owed:
            return replace(decided, owed=owed)
        others = [receiver for receiver in self.policy.targets if receiver != failing]
        spare = others[0] if others else failing if len(self.policy.targets.get(failing, ())) > 1 else ""
        if not spare:
            return Decided((Disposition(RULE, "", AtOnce.NO_ROUTE, "there is no other target to tell it to"),))
        return Decided(decided.dispositions, (Owed(RULE, spare, ROOT, decided.owed[0].labels),))


def _notification(delivery: Delivery, event: SourceEvent, labels: dict[str, str], now: datetime) -> Notification:
    return event_notification(
        "health",
        RuleNote(RULE, event.severity, labels, ()),
        now,
        story=f"delivery-{delivery.receiver}-{delivery.channel}-{delivery.target}",
        headline=f"Alerts to {delivery.receiver}: {event.kind}",
        lead=event.reason,
        source_id=RULE,
    )
