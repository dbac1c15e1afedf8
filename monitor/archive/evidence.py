"""The index of the pages kept as evidence: which page, of which article, in which file, and what became of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, exists, func, insert, or_, select, update

from monitor.archive.columns import batches, digest
from monitor.archive.dossier import dossier
from monitor.archive.engine import Database
from monitor.archive.evidence_table import evidence
from monitor.archive.schema import article, rule_match, version
from monitor.archive.warc import Original
from monitor.archive.warcfiles import Place
from monitor.domain.retention import Retention

_table = evidence.c
_LIVE = _table.gone_at.is_(None)
_MATCHED = exists().where(version.c.article_id == _table.article_id, rule_match.c.version_id == version.c.id)
_ARTICLE = select(article.c.id).where(article.c.url_digest == bindparam("of_digest")).order_by(article.c.id).limit(1)
_ORIGINAL = (
    select(_table.id, _table.final_url, _table.fetched_at)
    .where(_table.url_digest == bindparam("of_digest"), _table.payload_digest == bindparam("of_payload"))
    .where(_table.final_url == bindparam("of_url"), _LIVE, _table.refers_to.is_(None))
    .order_by(_table.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page about to be kept, or that could not be (then ``place`` is None and ``lost`` says why)."""

    url: str
    final_url: str
    fetched_at: datetime
    status: int
    payload_digest: str
    place: Place | None = None
    refers_to: int | None = None
    lost: str = ""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page in the index. ``gone_at`` and ``gone_why`` say when and why its records went, where they did."""

    id: int
    page: Page
    article_id: str
    version: int | None
    matched: bool
    gone_at: datetime | None
    gone_why: str

    @property
    def place(self) -> Place | None:
        """Where its records are, while they are."""
        return None if self.gone_at else self.page.place


class SqlEvidence:
    """The table ``evidence``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, page: Page, now: datetime) -> int:
        """Enter a page; its number. A loss of power may undo it, since the page is then fetched again."""
        place = page.place or Place("", 0, 0)
        names = ("url", "final_url", "fetched_at", "status", "payload_digest", "refers_to")
        row = {name: getattr(page, name) for name in names} | {"url_digest": digest(page.url)}
        row |= {"file": place.file, "position": place.position, "length": place.length}
        row |= {"gone_at": None if page.place else now, "gone_why": page.lost}
        with self._database.writing(durable=False) as connection:
            row["article_id"] = connection.scalar(_ARTICLE, {"of_digest": row["url_digest"]})
            return int(connection.execute(insert(evidence).returning(_table.id), row).scalar_one())

    def original(self, url: str, final_url: str, payload_digest: str) -> tuple[int, Original] | None:
        """The page of this address whose records hold this payload, with its number."""
        wanted = {"of_digest": digest(url), "of_url": final_url, "of_payload": payload_digest}
        with self._database.reading() as connection:
            row = connection.execute(_ORIGINAL, wanted).one_or_none()
        return (row.id, Original(row.final_url, row.fetched_at)) if row else None

    def of_article(self, article_id: str) -> list[KeptPage]:
        """Every page of the article, oldest first."""
        return self._pages(_table.article_id == article_id)

    def of_url(self, url: str) -> list[KeptPage]:
        """Every page that was announced at this canonical address, oldest first; also those that gave no article."""
        return self._pages(_table.url_digest == digest(url))

    def of_ids(self, ids: Iterable[int]) -> list[KeptPage]:
        """The pages with these numbers."""
        return self._pages(_table.id.in_(list(ids)))

    def _pages(self, condition: ColumnElement[bool]) -> list[KeptPage]:
        chosen = select(evidence, _MATCHED.label("matched")).where(condition).order_by(_table.id)
        with self._database.reading() as connection:
            return [_kept(row) for row in connection.execute(chosen)]

    def dossier(self, article_id: str, urls: Sequence[str]) -> dict[str, Any]:
        """What the archive says of the article, and of what announced these canonical addresses; see dossier.py."""
        with self._database.reading() as connection:
            return dossier(connection, article_id, urls)

    def texts(self, article_id: str) -> dict[str, str]:
        """The content of each version's text file, by its name."""
        chosen = select(version.c.file_name, version.c.text).where(version.c.article_id == article_id)
        with self._database.reading() as connection:
            return {row.file_name: row.text for row in connection.execute(chosen.order_by(version.c.number))}

    def ends(self) -> dict[str, int]:
        """Each file that holds pages, with the place where the last of them ends."""
        chosen = select(_table.file, func.max(_table.position + _table.length)).where(_LIVE).group_by(_table.file)
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(chosen)}

    def known(self, files: Iterable[str]) -> set[str]:
        """Those of the files that hold or held pages."""
        found: set[str] = set()
        with self._database.reading() as connection:
            for part in batches(sorted(files)):
                found |= set(connection.scalars(select(_table.file).where(_table.file.in_(part)).distinct()))
        return found

    def expired(self, retention: Retention, now: datetime) -> dict[str, list[KeptPage]]:
        """Pages that have had their time, by file; not those whose payload a page that stays refers to."""
        cuts = [
            (_MATCHED, retention.first_kept(now, matched=True)),
            (~_MATCHED, retention.first_kept(now, matched=False)),
        ]
        old_enough = or_(*(which & (_table.fetched_at < cut) for which, cut in cuts if cut))
        old = {page.id: page for page in self._pages(_LIVE & old_enough)}
        for number in self._referred(old):
            old.pop(number, None)
        files: dict[str, list[KeptPage]] = {}
        for page in old.values():
            files.setdefault(page.page.place.file if page.page.place else "", []).append(page)
        return files

    def _referred(self, leaving: Container[int]) -> list[int]:
        """Pages whose payload is referred to by one that is not leaving."""
        chosen = select(_table.id, _table.refers_to).where(_LIVE, _table.refers_to.is_not(None))
        with self._database.reading() as connection:
            return [original for number, original in connection.execute(chosen) if number not in leaving]

    def in_file(self, file: str) -> list[KeptPage]:
        """Pages that a file holds, in the order in which they were entered."""
        return self._pages(_LIVE & (_table.file == file))

    def forget(self, gone: Sequence[int], why: str, moved: Mapping[int, Place], now: datetime) -> None:
        """Record, in one transaction, that pages went, and where the others of their file are now."""
        with self._database.writing() as connection:
            for number in gone:
                connection.execute(update(evidence).where(_table.id == number).values(gone_at=now, gone_why=why))
            for number, place in moved.items():
                values = {"file": place.file, "position": place.position}
                connection.execute(update(evidence).where(_table.id == number).values(values))


def _kept(row: Row[Any]) -> KeptPage:
    place = Place(row.file, row.position, row.length) if row.file else None
    page = Page(
        row.url, row.final_url, row.fetched_at, row.status, row.payload_digest, place, row.refers_to, row.gone_why
    )
    return KeptPage(row.id, page, row.article_id or "", row.version, bool(row.matched), row.gone_at, row.gone_why)
