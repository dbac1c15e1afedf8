"""Articles and their versions (the port ``Articles``), with what matched and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, or_, select, update

from monitor.archive import search
from monitor.archive.announcements import settle
from monitor.archive.columns import batches, clean, digest
from monitor.archive.consequences import record
from monitor.archive.engine import Conflict, Database, take_turn
from monitor.archive.evidence_table import link
from monitor.archive.rows import match_from_row, version_from_row
from monitor.archive.schema import article, rule_match, version
from monitor.archive.schema_alerts import disposition
from monitor.domain.article import Version
from monitor.domain.match import Match
from monitor.domain.notification import Disposition
from monitor.domain.search import GENERATION, Preselect
from monitor.domain.textformat import render
from monitor.errors import NotFound
from monitor.ports import Consequences, Found, Kept, NewVersion

TRIES = 3
"""With PostgreSQL two sources may bring the same new page at once; the later one tries again and finds it."""
_CHUNK = 500

_versions = select(version, article.c.source_id, article.c.day, article.c.key).join(article)
_newest = _versions.where(version.c.number == article.c.latest)


class SqlArticles:
    """The tables ``article``, ``version``, ``rule_match``, ``disposition``, and the full-text index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, new: NewVersion, decide: Callable[[Version], Consequences]) -> Kept:
        """Keep a version with all that follows from it, and settle its announcement, in one transaction.

        An article is known by source and key, else by its id. ``decide`` may be called again where another process
        was faster. See the port.
        """
        for _ in range(TRIES - 1):
            try:
                return self._keep(new, decide)
            except Conflict:
                continue
        return self._keep(new, decide)

    def _keep(self, new: NewVersion, decide: Callable[[Version], Consequences]) -> Kept:
        text = render(new.extraction.text)
        text_hash = hashlib.sha256(text.encode()).hexdigest()
        with self._database.writing() as connection:
            take_turn(connection, f"keep {new.source.id}")
            known = _find(connection, new)
            if known is not None and new.provisional:
                return Kept("unchanged", _latest(connection, known))
            if known is not None and (same := _unchanged(connection, known, text_hash)) is not None:
                settle(connection, new.waiting_id, known.id)
                link(connection, new.page_id, new.url, known.id, same.number)
                return Kept("unchanged", same)
            home = _make(connection, new) if known is None else _grow(connection, known)
            kept = _version(new, home)
            version_id = _insert_version(connection, new, kept, text, text_hash)
            search.add(connection, version_id, new.folded)
            record(connection, version_id, decide(kept), new.seen_at)
            settle(connection, new.waiting_id, kept.article_id)
            link(connection, new.page_id, new.url, kept.article_id, kept.number)
        return Kept("new" if known is None else "edited", kept)

    def unfiled(self) -> list[Version]:
        """Versions whose text file is not known to be on disk, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_versions.where(~version.c.filed).order_by(version.c.id))
            return [version_from_row(row) for row in rows]

    def recent(self, source_id: str, limit: int) -> list[Version]:
        """The newest versions of the source's newest articles, newest first."""
        newest = select(article.c.id).where(article.c.source_id == source_id).order_by(article.c.first_seen.desc())
        chosen = _newest.where(article.c.id.in_(newest.limit(limit))).order_by(version.c.id.desc())
        with self._database.reading() as connection:
            return [version_from_row(row) for row in connection.execute(chosen)]

    def filed(self, article_id: str, number: int) -> None:
        """Remember that the version's text file is on disk."""
        with self._database.writing() as connection:
            connection.execute(update(version).where(*_at(article_id, number)).values(filed=True))

    def article(self, article_id: str) -> list[Found]:
        """All versions of the article, first one first. Raises NotFound. ``article_id`` may be a unique prefix."""
        with self._database.reading() as connection:
            whole = _complete(connection, article_id)
            chosen = _versions.where(version.c.article_id == whole).order_by(version.c.number)
            return [found for _, found in _found(connection, chosen)]

    def candidates(self, preselect: Preselect | None, limit: int, before: int | None = None) -> list[tuple[int, Found]]:
        """Newest version of each article that may fit, newest first, each with a cursor for ``before``."""
        chosen = _newest if before is None else _newest.where(version.c.id < before)
        order: ColumnElement[int] = version.c.id
        with self._database.reading() as connection:
            if preselect is not None and (hits := search.hits(connection, preselect, before)) is not None:
                # By the index's own number: FTS5 gives its hits in that order, so nothing is sorted.
                chosen, order = chosen.join(hits, hits.c.version_id == version.c.id), hits.c.version_id
            return _found(connection, chosen.order_by(order.desc()).limit(limit))

    def languages(self, but: Collection[str] = ()) -> set[str]:
        """The languages of the texts of all sources ``but`` these."""
        with self._database.reading() as connection:
            others = set(connection.scalars(select(article.c.source_id).distinct())) - set(but)
            chosen = select(version.c.language).join(article).distinct()
            return {
                language
                for some in batches(sorted(others))
                for language in connection.scalars(chosen.where(article.c.source_id.in_(some)))
            }

    def ids_of(self, url_or_key: str) -> list[str]:
        """Ids of the articles that were first seen at this canonical address or have this key, oldest first."""
        wanted = digest(url_or_key)
        chosen = select(article.c.id).where(or_(article.c.url_digest == wanted, article.c.key_digest == wanted))
        with self._database.reading() as connection:
            return list(connection.scalars(chosen.order_by(article.c.first_seen, article.c.id)))

    def matches(self, article_id: str, number: int) -> list[Match]:
        """What matched the version, in the order it was kept."""
        chosen = select(rule_match).join(version).where(*_at(article_id, number)).order_by(rule_match.c.id)
        with self._database.reading() as connection:
            return [match_from_row(row) for row in connection.execute(chosen)]

    def dispositions(self, article_id: str, number: int) -> list[Disposition]:
        """What became of the version's matches, in the order it was kept."""
        table = disposition.c
        chosen = select(table.rule, table.receiver, table.kind, table.reason).join(version)
        with self._database.reading() as connection:
            rows = connection.execute(chosen.where(*_at(article_id, number)).order_by(table.id))
            return [Disposition(*row) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many ``articles``, ``versions`` and ``unfiled`` versions there are."""
        with self._database.reading() as connection:
            articles = connection.scalar(select(func.count()).select_from(article))
            versions = connection.scalar(select(func.count()).select_from(version))
            unfiled = connection.scalar(select(func.count()).select_from(version).where(~version.c.filed))
        return {"articles": articles or 0, "versions": versions or 0, "unfiled": unfiled or 0}


def _at(article_id: str, number: int) -> tuple[Any, ...]:
    return version.c.article_id == article_id, version.c.number == number


def _find(connection: Connection, new: NewVersion) -> Row[Any] | None:
    """The article's row: by its key, else by its id, as when two sources announce one page."""
    key = (article.c.source_id == new.source.id, article.c.key_digest == digest(new.key))
    by_key = connection.execute(select(article).where(*key)).one_or_none()
    return by_key or connection.execute(select(article).where(article.c.id == new.article_id)).one_or_none()


def _unchanged(connection: Connection, known: Row[Any], text_hash: str) -> Version | None:
    """The article's newest version, where it has this text."""
    row = connection.execute(_versions.where(*_at(known.id, known.latest))).one()
    return version_from_row(row) if row.text_hash == text_hash else None


def _latest(connection: Connection, known: Row[Any]) -> Version:
    """The article's newest version."""
    return version_from_row(connection.execute(_versions.where(*_at(known.id, known.latest))).one())


def _make(connection: Connection, new: NewVersion) -> Row[Any]:
    """A new article's row, with the next running number of its source and day."""
    same_day = (article.c.source_id == new.source.id, article.c.day == new.day)
    last = connection.scalar(select(func.max(article.c.number)).where(*same_day))
    row = {
        "id": new.article_id,
        "source_id": new.source.id,
        "key": new.key,
        "key_digest": digest(new.key),
        "url": new.url,
        "url_digest": digest(new.url),
        "day": new.day,
        "number": 0 if last is None else last + 1,
        "latest": 1,
        "first_seen": new.seen_at,
    }
    return connection.execute(insert(article).returning(article), row).one()


def _grow(connection: Connection, known: Row[Any]) -> Row[Any]:
    """The article's row with one more version."""
    change = update(article).where(article.c.id == known.id).values(latest=known.latest + 1)
    return connection.execute(change.returning(article)).one()


def _version(new: NewVersion, home: Row[Any]) -> Version:
    later = f".v{home.latest}" if home.latest > 1 else ""
    day = home.day.isoformat().replace("-", "/")
    return Version(
        article_id=home.id,
        source_id=home.source_id,
        url=clean(new.url),
        number=home.latest,
        text=new.extraction.text,
        language=clean(new.extraction.language or new.source.language),
        first_seen=new.seen_at,
        published=new.published,
        day=home.day,
        file_name=f"texts/{home.source_id}/{day}/{home.number:03}_{home.id}{later}.txt",
        verdict=new.extraction.verdict,
        authors=tuple(map(clean, new.extraction.authors)),
        section=clean(new.extraction.section),
        tags=tuple(map(clean, new.extraction.tags)),
        image=clean(new.extraction.image),
        date_origin=clean(new.extraction.date_origin),
        date_precision=clean(new.extraction.date_precision),
    )


def _insert_version(connection: Connection, new: NewVersion, kept: Version, text: str, text_hash: str) -> int:
    row = {
        "article_id": kept.article_id,
        "number": kept.number,
        "url": kept.url,
        "headline": kept.text.headline,
        "text": text,
        "text_hash": text_hash,
        "folded": new.folded,
        "language": kept.language,
        "authors": kept.authors,
        "section": kept.section,
        "tags": kept.tags,
        "image": kept.image,
        "date_origin": kept.date_origin,
        "date_precision": kept.date_precision,
        "published": kept.published,
        "seen_at": kept.first_seen,
        "file_name": kept.file_name,
        "filed": False,
        "verdict": kept.verdict.kind.value,
        "causes": kept.verdict.causes,
        "provisional": new.provisional,
        "baseline": new.baseline,
        "held": new.held,
        "generation": GENERATION,
    }
    return int(connection.execute(insert(version).returning(version.c.id), row).scalar_one())


def _complete(connection: Connection, prefix: str) -> str:
    """The one article id that begins with ``prefix``. Raises NotFound."""
    prefix = prefix.lower()
    if not prefix or set(prefix) - set("0123456789abcdef"):
        raise NotFound(f"{prefix!r} is not the beginning of an article id (hex digits)")
    begins = (article.c.id >= prefix, article.c.id < f"{prefix}g")
    ids = list(connection.scalars(select(article.c.id).where(*begins).order_by(article.c.id).limit(5)))
    if len(ids) != 1:
        raise NotFound(f"several articles begin with {prefix}: {', '.join(ids)}" if ids else f"no article {prefix}")
    return str(ids[0])


def _found(connection: Connection, chosen: Select[Any]) -> list[tuple[int, Found]]:
    """The chosen versions with the names of the rules they matched, each with its row's id."""
    rows = connection.execute(chosen).all()
    rules: dict[int, list[str]] = {row.id: [] for row in rows}
    ids = list(rules)
    for start in range(0, len(ids), _CHUNK):
        within = rule_match.c.version_id.in_(ids[start : start + _CHUNK])
        names = select(rule_match.c.version_id, rule_match.c.rule).where(within).order_by(rule_match.c.id)
        for version_id, rule in connection.execute(names):
            rules[version_id].append(rule)
    return [(row.id, Found(version_from_row(row), row.key, tuple(rules[row.id]))) for row in rows]
