"""What rules did: their matches and alerts, counted from ``rule_match`` and ``disposition``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, distinct, func, select

from monitor.archive.columns import batches
from monitor.archive.engine import Database
from monitor.archive.schema import article, disposition, rule_match, version


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many versions a rule was true of, of how many somebody was told, of how many it could not be decided."""

    rule: str
    matches: int = 0
    alerts: int = 0
    undecided: int = 0
    last: datetime | None = None
    """When the newest of its matches was seen."""


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule's matches by source, and by the part of its query that was found."""

    sources: Counter[str]
    terms: Counter[str]


class SqlRuleStats:
    """Reads; the numbers of versions say which ones count (see ``SqlReplay.numbers``)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, numbers: range) -> dict[str, RuleCount]:
        """By name, every rule that matched or could not be decided on a version with one of these numbers."""
        table, became = rule_match.c, disposition.c
        matched = select(table.rule, func.count().label("matches"), func.max(table.version_id).label("newest"))
        matched = matched.where(*_within(table.version_id, numbers)).group_by(table.rule)
        told = select(became.rule, became.kind, func.count(distinct(became.version_id)).label("versions"))
        told = told.where(*_within(became.version_id, numbers), became.kind.in_(("notified", "overrun")))
        with self._database.reading() as connection:
            rows = {row.rule: row for row in connection.execute(matched)}
            kinds = {(row.rule, row.kind): row.versions
                     for row in connection.execute(told.group_by(became.rule, became.kind))}  # fmt: skip
            newest = [str(row.newest) for row in rows.values()]
            seen = {
                row.id: row.seen_at
                for some in batches(newest)
                for row in connection.execute(
                    select(version.c.id, version.c.seen_at).where(version.c.id.in_(map(int, some)))
                )
            }
        return {
            rule: RuleCount(
                rule,
                rows[rule].matches if rule in rows else 0,
                kinds.get((rule, "notified"), 0),
                kinds.get((rule, "overrun"), 0),
                seen[rows[rule].newest] if rule in rows else None,
            )
            for rule in sorted({*rows, *(rule for rule, _ in kinds)})
        }

    def use(self, rule: str, numbers: range) -> RuleUse:
        """Where the matches of one rule come from; each term counts once for each version."""
        chosen = select(article.c.source_id, rule_match.c.hits).select_from(rule_match.join(version).join(article))
        sources: Counter[str] = Counter()
        terms: Counter[str] = Counter()
        with self._database.reading() as connection:
            within = _within(rule_match.c.version_id, numbers)
            for source, hits in connection.execute(chosen.where(rule_match.c.rule == rule, *within)):
                sources[source] += 1
                terms.update({hit["term"] for hit in hits})
        return RuleUse(sources, terms)


def _within(column: ColumnElement[int], numbers: range) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column >= numbers.start, column < numbers.stop
