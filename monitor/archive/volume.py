"""Volume rules (the port ``Volumes``): what they count, how far each was judged, and what was told and known then.

Sightings are written with their version (consequences.py). A round of judgement moves the rules' state and writes what
is told in one transaction, so one that a crash breaks off is simply done again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, true, tuple_, update

from monitor.archive.columns import batches
from monitor.archive.engine import Conflict, take_turn
from monitor.archive.history import keep_event
from monitor.archive.schema import article, gap, version
from monitor.archive.schema_volume import volume_sighting, volume_state, volume_watched
from monitor.archive.volume_past import SqlPast, keep_sightings, of_rows
from monitor.domain.notification import Brief
from monitor.domain.volume.rule import Group
from monitor.domain.volume.sighting import Sighting
from monitor.domain.volume.standing import Active
from monitor.domain.volume.watched import Watched
from monitor.ports import Gap, Judged, VolumeState

_sighting, _state, _watched = volume_sighting.c, volume_state.c, volume_watched.c
_TURN = "judge volume"
_NEW = (
    select(volume_sighting)
    .where(_sighting.id > bindparam("after"), _sighting.raises == true())
    .order_by(_sighting.id)
    .limit(bindparam("limit"))
)

_LAST_WATCHED = select(volume_watched).order_by(_watched.id.desc()).limit(1)


class SqlVolumes(SqlPast):
    """The tables ``volume_sighting``, ``volume_state`` and ``volume_watched``."""

    def begin(self, definitions: Mapping[str, str], now: datetime) -> dict[str, VolumeState]:
        """The state of each of these rules; what is counted of others, or by other definitions, is dropped."""
        with self._database.writing() as connection:
            take_turn(connection, _TURN)
            known = {row.rule: row.definition for row in connection.execute(select(volume_state))}
            stale = [name for name, definition in known.items() if definitions.get(name) != definition]
            for some in batches(stale):
                connection.execute(delete(volume_sighting).where(_sighting.rule.in_(some)))
                connection.execute(delete(volume_state).where(_state.rule.in_(some)))
            last = _last(connection)
            begun = [
                {"rule": name, "definition": definition, "filled": False, "judged": last, "active": [], "begun": now}
                for name, definition in definitions.items()
                if known.get(name) != definition
            ]
            if begun:
                connection.execute(insert(volume_state), begun)
            return {row.rule: _state_of(row) for row in connection.execute(select(volume_state))}

    def fill(self, sightings: Sequence[Sighting]) -> None:
        """Count what the archive held before; what is counted already is left as it is."""
        with self._database.writing() as connection:
            keep_sightings(connection, sightings)

    def filled(self, rules: Collection[str]) -> None:
        """Remember that all that the archive held before is counted for these rules."""
        with self._database.writing() as connection:
            for some in batches(sorted(rules)):
                connection.execute(update(volume_state).where(_state.rule.in_(some)).values(filled=True))

    def new(self, after: int, limit: int) -> list[Sighting]:
        """Sightings behind that number that may raise an alarm, in order of arrival."""
        with self._database.reading() as connection:
            return of_rows(connection.execute(_NEW, {"after": after, "limit": limit}))

    def settle(self, judged: Judged) -> None:
        """Keep all of it in one transaction. Raises Conflict where another process has judged meanwhile."""
        with self._database.writing() as connection:
            take_turn(connection, _TURN)
            if _judged(connection) > judged.before:
                raise Conflict("another process has judged the volume rules")
            behind = (_state.filled, _state.judged < judged.up_to)
            connection.execute(update(volume_state).where(*behind).values(judged=judged.up_to))
            for rule, active in judged.active.items():
                change = update(volume_state).where(_state.rule == rule)
                connection.execute(change.values(active=_active_to_list(active)))
            for report in judged.reports:
                keep_event(connection, report)
            _keep_steps(connection, judged.steps)

    def stepped(self) -> datetime | None:
        """The step of the clock that was judged last; None where none was."""
        with self._database.reading() as connection:
            return connection.scalar(_LAST_WATCHED.with_only_columns(_watched.last))

    def watched(self) -> list[Watched]:
        """All steps that were ever judged, in the order in which they were."""
        with self._database.reading() as connection:
            return [_watched_of(row) for row in connection.execute(select(volume_watched).order_by(_watched.id))]

    def lost(self, after: datetime) -> list[Gap]:
        """Where entries of sources may have been lost, up to a time after that."""
        columns = (gap.c.source_id, gap.c.feed_url, gap.c.since, gap.c.until, gap.c.filled, gap.c.story)
        with self._database.reading() as connection:
            return [Gap(*row) for row in connection.execute(select(*columns).where(gap.c.until > after))]

    def judged(self) -> int:
        """The number of the last sighting that was judged; 0 where none was."""
        with self._database.reading() as connection:
            return _judged(connection)

    def briefs(self, sightings: Sequence[Sighting]) -> list[Brief]:
        """Their articles, as lines of a message, in that order; the source by its id."""
        wanted = [(one.article_id, one.version) for one in sightings]
        columns = (version.c.article_id, version.c.number, version.c.headline, version.c.url,
                   version.c.language, version.c.published, article.c.source_id)  # fmt: skip
        chosen = (
            select(*columns)
            .join(article, article.c.id == version.c.article_id)
            .where(tuple_(version.c.article_id, version.c.number).in_(wanted))
        )
        with self._database.reading() as connection:
            rows = {(row.article_id, row.number): row for row in connection.execute(chosen)}
        return [_brief(rows[about]) for about in wanted if about in rows]

    def forget(self, until: Mapping[str, datetime]) -> int:
        """Drop what counts at a time up to its rule's; how many."""
        with self._database.writing() as connection:
            return sum(
                connection.execute(delete(volume_sighting).where(_sighting.rule == rule, _sighting.at <= time)).rowcount
                for rule, time in until.items()
            )


def _judged(connection: Connection) -> int:
    return connection.scalar(select(func.max(_state.judged)).where(_state.filled)) or 0


def _last(connection: Connection) -> int:
    return connection.scalar(select(func.max(_sighting.id))) or 0


def _state_of(row: Row[Any]) -> VolumeState:
    active = {
        tuple(group): Active(datetime.fromisoformat(since), datetime.fromisoformat(last))
        for group, since, last in row.active
    }
    return VolumeState(row.definition, row.filled, row.judged, active, row.begun)


def _keep_steps(connection: Connection, steps: Sequence[Watched]) -> None:
    """Write the steps; the first ones may go on as the last ones that are kept."""
    stretches = list(steps)
    last = connection.execute(_LAST_WATCHED).one_or_none() if stretches else None
    if last and _watched_of(last).goes_on_as(stretches[0]):
        mine = update(volume_watched).where(_watched.id == last.id)
        connection.execute(mine.values(last=stretches.pop(0).last))
    rows = [
        {"first": one.first, "last": one.last, "unwell": sorted(one.unwell), "known": one.known} for one in stretches
    ]
    if rows:
        connection.execute(insert(volume_watched), rows)


def _watched_of(row: Row[Any]) -> Watched:
    return Watched(row.first, row.last, frozenset(row.unwell), row.known)


def _active_to_list(active: Mapping[Group, Active]) -> list[list[object]]:
    return [[list(group), one.since.isoformat(), one.last.isoformat()] for group, one in active.items()]


def _brief(row: Any) -> Brief:
    return Brief(
        headline=row.headline,
        url=row.url,
        source=row.source_id,
        published=row.published,
        language=row.language,
        article_id=row.article_id,
        version=row.number,
    )
