"""A poll keeps each page before it is extracted, and goes on where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.archive import open_archive
from monitor.archive.keep_pages import KeepPages
from monitor.archive.warcfiles import WarcFiles
from monitor.ports import Exchange, Fetched, Priority
from tests.unit.usecases.test_poll import BASE, Desk, Web, statuses


class Taped(Web):
    """A web whose pages come with what went over the wire."""

    async def __call__(
        self, url: str, *, etag: str = "", last_modified: str = "", priority: Priority = Priority.ARTICLE,
        exchanges: list[Exchange] | None = None,
    ) -> Fetched:  # fmt: skip
        if exchanges is not None:
            page = self.pages.get(url, b"")
            status = b"200 OK" if isinstance(page, bytes) and page else b"404 Not Found"
            received = b"HTTP/1.1 " + status + b"\r\n\r\n" + (page if isinstance(page, bytes) else b"")
            exchanges.append(Exchange(url, datetime.now(UTC), "", b"GET / HTTP/1.1\r\n\r\n", received))
        return await super().__call__(url, etag=etag, last_modified=last_modified, priority=priority)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(open_archive(f"sqlite:///{tmp_path}/archive.db", write=True)) as archive:
        desk = Desk(tmp_path, archive)
        desk.web = Taped()
        files = WarcFiles(tmp_path / "evidence", {"software": "test/1"}, 10**9)
        with closing(KeepPages(archive.evidence, files, lambda: desk.now)) as evidence:
            announce = replace(desk.poll.announce, fetch=desk.web)
            desk.poll = replace(desk.poll, announce=announce, fetch=desk.web, evidence=evidence)
            desk.announce(1, 2, 3)
            desk.web.pages |= {f"{BASE}/news/1": b"Ferry late|It waited.", f"{BASE}/news/2": b"no text"}
            yield desk


def test_pages_of_articles_and_of_failures_are_kept(desk: Desk) -> None:
    desk.run()
    pages = {n: desk.archive.evidence.of_url(f"{BASE}/news/{n}") for n in (1, 2, 3)}
    assert [[(page.page.status, page.version) for page in pages[n]] for n in (1, 2, 3)] == [
        [(200, 1)],
        [(200, None)],
        [(404, None)],
    ]
    assert pages[1][0].matched
    assert all(page.place for found in pages.values() for page in found)


def test_without_room_for_evidence_articles_are_kept_all_the_same(desk: Desk) -> None:
    (desk.root / "evidence").write_text("a file where the directory should be")
    assert ("new", "1") in statuses(desk.run())
    [page] = desk.archive.evidence.of_url(f"{BASE}/news/1")
    assert (page.version, page.place) == (1, None)
    assert page.gone_why.startswith("cannot write evidence")
