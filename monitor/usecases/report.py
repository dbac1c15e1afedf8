"""An event on its way to those who are to be told: of a source, a volume rule, or the delivery of alerts itself."""

from __future__ import annotations

from collections.abc import Mapping

from alerts.policy.decide import decided_event
from monitor.domain.notification import Notification
from monitor.ports import Report, SourceEvent
from monitor.usecases.ingest import AlertPolicy


def report_of(policy: AlertPolicy, event: SourceEvent, told: Notification, labels: Mapping[str, str]) -> Report:
    """The event with those whom it is owed to, by the routes and its ``labels``; it goes by the name of its rule."""
    labels = {**labels, "story": told.story, "kind": told.kind}
    return Report(event, told, decided_event(told.rules[0].name, labels, route=policy.route, alerts_off=policy.off))
