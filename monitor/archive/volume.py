"""Volume rules (the port ``Volumes``): what they count, how far each was judged, and what was told.

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
from monitor.archive.schema import article, version
from monitor.archive.schema_volume import volume_sighting, volume_state
from monitor.archive.volume_past import SqlPast, keep_sightings, of_rows
from monitor.domain.notification import Brief
from monitor.domain.volume.rule import Group
from monitor.domain.volume.sighting import Sighting
from monitor.domain.volume.standing import Active
from monitor.ports import Judged, VolumeState

_sighting, _state = volume_sighting.c, volume_state.c
_TURN = "judge volume"
_NEW = (
    select(volume_sighting)
    .where(_sighting.id > bindparam("after"), _sighting.raises == true())
    .order_by(_sighting.id)
    .limit(bindparam("limit"))
)


class SqlVolumes(SqlPast):
    """The tables ``volume_sighting`` and ``volume_state``."""

    def begin(self, definitions: Mapping[str, str]) -> dict[str, VolumeState]:
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
                {"rule": name, "definition": definition, "filled": False, "judged": last, "active": []}
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
    return VolumeState(row.definition, row.filled, row.judged, active)


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
