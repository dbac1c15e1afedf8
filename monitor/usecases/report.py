"""An event on its way to those who are to be told: of a source, a volume rule, or the delivery of alerts itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from alerts.policy.decide import decided_event
from monitor.domain.notification import Notification, RuleNote
from monitor.ports import Report, SourceEvent
from monitor.usecases.ingest import AlertPolicy


def report_of(policy: AlertPolicy, event: SourceEvent, told: Notification, labels: Mapping[str, str]) -> Report:
    """The event with those whom it is owed to, by the routes and its ``labels``; it goes by the name of its rule."""
    labels = {**labels, "story": told.story, "kind": told.kind}
    return Report(event, told, decided_event(told.rules[0].name, labels, route=policy.route, alerts_off=policy.off))


def event_notification(
    kind: str, note: RuleNote, at: datetime,
    *, story: str, headline: str, lead: str, url: str = "", source_id: str, source_name: str = "wirewatch",
    country: str = "",
) -> Notification:  # fmt: skip
    """What is told of an event of this ``kind``: there is no article, ``note`` stands where else are the rules."""
    return Notification(
        story=story,
        article_id="",
        version=0,
        headline=headline,
        lead=lead,
        url=url,
        source_id=source_id,
        source_name=source_name,
        country=country,
        language="en",
        published=None,
        first_seen=at,
        rules=(note,),
        snippets=(),
        kind=kind,
    )
