"""The full-text index: FTS5 in SQLite, a tsvector in PostgreSQL, both over the tokens we folded ourselves.

The table ``search_index`` is made by the migrations. It preselects: what it gives may not fit, but nothing that fits is
missing. So PostgreSQL may see a phrase as its words in any order, and long tokens by their beginnings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    ARRAY,
    CTE,
    Column,
    CompoundSelect,
    Connection,
    MetaData,
    Select,
    Subquery,
    Table,
    Text,
    cast,
    func,
    literal,
    select,
    union,
)
from sqlalchemy import insert as plain_insert
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from monitor.archive.columns import ID, clean
from monitor.archive.schema import version
from monitor.domain.search import GENERATION, AllOf, Phrase, Preselect

LEXEME_CHARACTERS = 500
"""PostgreSQL takes lexemes below 2,047 bytes: 500 characters of at most four."""
TSVECTOR_BYTES = 1_000_000
"""PostgreSQL addresses lexemes with 20 bits. A text with more is not indexed there, and always a candidate."""

_fts5 = Table("search_index", MetaData(), Column("rowid", ID), Column("folded", Text), Column("search_index", Text))
_tsvector = Table("search_index", MetaData(), Column("version_id", ID), Column("words", TSVECTOR))

OUTDATED = version.c.generation < GENERATION
"""Versions whose index an earlier program made, so that it may lack what a condition asks for."""
NOTHING = ""
"""The expression of a condition that never holds."""


DEEPEST = 12
"""FTS5's parser has a small stack: what is nested deeper is taken to hold, and left to the caller."""


def add(connection: Connection, version_id: int, folded: str) -> None:
    """Index a version's folded text."""
    if connection.dialect.name == "sqlite":
        connection.execute(plain_insert(_fts5).values(rowid=version_id, folded=clean(folded)))
        return
    words = {word[:LEXEME_CHARACTERS] for word in clean(folded).split()}
    small = sum(len(word.encode()) for word in words) <= TSVECTOR_BYTES
    vector = func.array_to_tsvector(cast(sorted(words), ARRAY(Text))) if small else None
    connection.execute(plain_insert(_tsvector).values(version_id=version_id, words=vector))


def forget(connection: Connection, version_id: int) -> None:
    """Take a version out of the index, by the text it was indexed with."""
    if connection.dialect.name == "sqlite":
        known = connection.scalar(select(version.c.folded).where(version.c.id == version_id))
        gone = {"search_index": "delete", "rowid": version_id, "folded": known}
        connection.execute(plain_insert(_fts5).values(gone))
        return
    connection.execute(_tsvector.delete().where(_tsvector.c.version_id == version_id))


def hits(
    connection: Connection, preselect: Preselect, before: int | None, first: int | None = None
) -> Subquery | CTE | None:
    """A column ``version_id`` of the versions from ``first`` to before ``before`` that fit; None where all do.

    What an earlier program indexed (OUTDATED) always fits.
    """
    sqlite = connection.dialect.name == "sqlite"
    expression = fts5(preselect) if sqlite else tsquery(preselect)
    if expression is None:
        return None
    identity = _fts5.c.rowid if sqlite else _tsvector.c.version_id
    bounds = ([] if before is None else [identity < before]) + ([] if first is None else [identity >= first])
    chosen = select(identity.label("version_id")).where(*bounds)
    if connection.scalar(select(version.c.id).where(OUTDATED).limit(1)) is not None:
        outdated = chosen.where(identity.in_(select(version.c.id).where(OUTDATED)))
        known = _fitting(chosen, expression, sqlite=sqlite)
        return union(known, outdated).cte()
    if expression == NOTHING or sqlite:
        return _fitting(chosen, expression, sqlite=sqlite).subquery()
    # Materialised: else the planner walks all articles from the newest and tries each for a rare word.
    return _fitting(chosen, expression, sqlite=sqlite).cte().prefix_with("MATERIALIZED")


def _fitting(chosen: Select[tuple[int]], expression: str, *, sqlite: bool) -> Select[tuple[int]] | CompoundSelect[Any]:
    """Those for which the condition holds."""
    if expression == NOTHING:
        return chosen.where(literal(1) == 0)
    if sqlite:
        return chosen.where(_fts5.c.search_index.op("MATCH")(expression))
    found = chosen.where(_tsvector.c.words.op("@@")(cast(expression, TSQUERY)))
    return found.union_all(chosen.where(_tsvector.c.words.is_(None)))


def fts5(preselect: Preselect) -> str | None:
    """The condition in FTS5's language; None where it always holds, ``NOTHING`` where it never does."""

    def phrase(words: Phrase) -> str:
        quoted = clean(" ".join(words.tokens)).replace('"', '""')
        return f'"{quoted}"' + "*" * words.prefix

    return _expression(preselect, phrase, " AND ", " OR ")


def tsquery(preselect: Preselect) -> str | None:
    """The condition in tsquery's language; None where it always holds, ``NOTHING`` where it never does."""

    def phrase(words: Phrase) -> str:
        tokens = [token[:LEXEME_CHARACTERS] for token in clean(" ".join(words.tokens)).split()]
        quoted = ["'" + token.replace("\\", "\\\\").replace("'", "''") + "'" for token in tokens]
        return "(" + " & ".join(quoted) + ":*" * words.prefix + ")"

    return _expression(preselect, phrase, " & ", " | ")


def _expression(
    preselect: Preselect, phrase: Callable[[Phrase], str], both: str, either: str, depth: int = 0
) -> str | None:
    if isinstance(preselect, Phrase):
        return phrase(preselect) if "".join(preselect.tokens).strip() else None
    if depth == DEEPEST:
        return None
    parts = [_expression(part, phrase, both, either, depth + 1) for part in preselect.parts]
    if isinstance(preselect, AllOf):
        needed = [part for part in parts if part is not None]
        if NOTHING in needed:
            return NOTHING
        return f"({both.join(needed)})" if needed else None
    if None in parts:
        return None
    return f"({either.join(part for part in parts if part)})" if any(parts) else NOTHING
