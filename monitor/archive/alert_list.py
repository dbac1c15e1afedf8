"""What became of matches, as a list: of one receiver, of one kind, of a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from alerts.policy.ledger import Acknowledgement
from monitor.archive.columns import batches
from monitor.archive.records import Alert
from monitor.archive.schema import article, source_event, version
from monitor.archive.schema_alerts import acknowledgement, delivery, disposition, disposition_step, told

_item = disposition.c
_SINCE = (
    select(func.max(disposition_step.c.at))
    .where(disposition_step.c.disposition_id == _item.id)
    .correlate(disposition)
    .scalar_subquery()
)
_source = func.coalesce(article.c.source_id, source_event.c.source_id)
_ALERTS = (
    select(disposition, _SINCE.label("since"), _source.label("source_id"), version.c.article_id, version.c.number,
           version.c.headline, source_event.c.facts)
    .outerjoin(version, version.c.id == _item.version_id)
    .outerjoin(article, article.c.id == version.c.article_id)
    .outerjoin(source_event, source_event.c.id == _item.event_id)
    .order_by(_item.id.desc())
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which alerts: those that arrived ``since``, and of these fields the ones that are not empty."""

    since: datetime
    receiver: str = ""
    kinds: Collection[str] = ()
    rule: str = ""
    source: str = ""
    limit: int = 50


def listed(connection: Connection, wanted: Wanted) -> list[Alert]:
    """The alerts, newest first."""
    rows = connection.execute(_ALERTS.where(*_conditions(wanted)).limit(wanted.limit)).all()
    deliveries = _deliveries(connection, [row.id for row in rows])
    stories = {row.labels.get("story", "") for row in rows}
    taken = {one.story: one for one in acknowledgements(connection, stories)}
    return [_alert(row, tuple(deliveries.get(row.id, ())), taken) for row in rows]


def acknowledgements(connection: Connection, stories: Collection[str]) -> list[Acknowledgement]:
    """Who has taken over these stories, in order."""
    table, found = acknowledgement.c, []
    for some in batches(sorted(stories)):
        chosen: Select[Any] = select(acknowledgement).where(table.story.in_(some)).order_by(table.id)
        found += [Acknowledgement(row.story, row.author, row.at, row.note) for row in connection.execute(chosen)]
    return found


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield _item.at >= wanted.since
    if wanted.receiver:
        yield _item.receiver == wanted.receiver
    if wanted.kinds:
        yield _item.kind.in_(wanted.kinds)
    if wanted.rule:
        yield _item.rule == wanted.rule
    if wanted.source:
        yield _source == wanted.source


def _deliveries(connection: Connection, items: list[int]) -> dict[int, list[tuple[int, str, str, str]]]:
    mine = delivery.c
    chosen = select(told.c.disposition_id, mine.id, mine.channel, mine.target, mine.state).join(
        told, told.c.notification_id == mine.notification_id
    )
    found: dict[int, list[tuple[int, str, str, str]]] = {}
    for some in batches([str(number) for number in items]):
        within = told.c.disposition_id.in_(map(int, some))
        for item, number, channel, target, state in connection.execute(chosen.where(within).order_by(mine.id)):
            found.setdefault(item, []).append((number, channel, target, state))
    return found


def _alert(
    row: Row[Any], deliveries: tuple[tuple[int, str, str, str], ...], taken: dict[str, Acknowledgement]
) -> Alert:  # fmt: skip
    story = row.labels.get("story", "") or row.article_id or ""
    headline = row.headline if row.event_id is None else row.facts.get("headline", "")
    return Alert(
        row.id, row.rule, row.receiver, row.route, row.kind, row.reason, row.at, row.since or row.at, row.until,
        row.article_id or "", row.number or 0, row.event_id or 0, row.source_id, headline, story, deliveries,
        taken.get(story),
    )  # fmt: skip
