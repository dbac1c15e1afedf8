"""What rules did: their matches and alerts, counted from ``rule_match`` and ``disposition``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, select

from alerts.policy.ledger import Kind
from monitor.archive.columns import batches
from monitor.archive.engine import Database
from monitor.archive.marks import newest_marks
from monitor.archive.schema import article, rule_match, version
from monitor.archive.schema_alerts import disposition
from monitor.domain.notification import AtOnce

_TOLD = (Kind.NOTIFIED, Kind.DIGESTED)


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many versions a rule was true of, of how many somebody was told, at once or in a digest, and of how many it
    could not be decided."""

    rule: str
    matches: int = 0
    alerts: int = 0
    undecided: int = 0
    last: datetime | None = None
    """When the newest of its matches was seen."""
    useful: int = 0
    noise: int = 0
    """How many of its matches the desk has marked so."""

    @property
    def noise_share(self) -> float | None:
        """The share of noise among the matches that are marked, 0 to 1; ``None`` where none is."""
        return self.noise / (self.noise + self.useful) if self.noise + self.useful else None


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule's matches by source, and by the part of its query that was found."""

    sources: Counter[str]
    terms: Counter[str]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded match of a rule: when its article was seen, and the query that it had then."""

    at: datetime
    query: str


class SqlRuleStats:
    """Reads; the numbers of versions say which ones count (see ``SqlReplay.numbers``)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, numbers: range) -> dict[str, RuleCount]:
        """By name, every rule that matched or could not be decided on a version with one of these numbers."""
        table, became = rule_match.c, disposition.c
        matched = select(table.rule, func.count().label("matches"), func.max(table.version_id).label("newest"))
        matched = matched.where(*_within(table.version_id, numbers)).group_by(table.rule)
        told = select(became.rule, func.count(distinct(became.version_id))).group_by(became.rule)
        told = told.where(*_within(became.version_id, numbers))
        judged = _judged(numbers)
        with self._database.reading() as connection:
            rows = {row.rule: row for row in connection.execute(matched)}
            marks = {(row.rule, row.verdict): row.marked for row in connection.execute(judged)}
            alerts: dict[str, int] = dict(connection.execute(told.where(became.kind.in_(_TOLD))).all())
            undecided: dict[str, int] = dict(connection.execute(told.where(became.kind == AtOnce.OVERRUN)).all())
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
                alerts.get(rule, 0),
                undecided.get(rule, 0),
                seen[rows[rule].newest] if rule in rows else None,
                marks.get((rule, "useful"), 0),
                marks.get((rule, "noise"), 0),
            )
            for rule in sorted({*rows, *alerts, *undecided})
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

    def around(self, rule: str, article_id: str, number: int) -> tuple[Recorded | None, Recorded | None]:
        """The rule's last match up to this version, and its first behind it: what the rule was at that time."""
        at = select(version.c.id).where(version.c.article_id == article_id, version.c.number == number)
        matched = rule_match.c.version_id
        chosen = select(version.c.seen_at, rule_match.c.query).select_from(rule_match.join(version))
        chosen = chosen.where(rule_match.c.rule == rule).limit(1)
        with self._database.reading() as connection:
            id_ = connection.execute(at).scalar_one()
            before = connection.execute(chosen.where(matched <= id_).order_by(matched.desc())).one_or_none()
            behind = connection.execute(chosen.where(matched > id_).order_by(matched)).one_or_none()
        return before and Recorded(*before), behind and Recorded(*behind)


def _judged(numbers: range) -> Select[Any]:
    """How many matches of each rule are marked useful, and how many as noise."""
    marks = newest_marks()
    chosen = select(rule_match.c.rule, marks.c.verdict, func.count().label("marked"))
    chosen = chosen.select_from(rule_match.join(marks, marks.c.match_id == rule_match.c.id))
    return chosen.where(*_within(rule_match.c.version_id, numbers)).group_by(rule_match.c.rule, marks.c.verdict)


def _within(column: ColumnElement[int], numbers: range) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column >= numbers.start, column < numbers.stop
