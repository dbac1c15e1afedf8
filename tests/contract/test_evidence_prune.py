"""Old pages go, matched ones stay, and a crash in between loses nothing that is to stay."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.archive import Archive
from monitor.archive.prune import prune
from monitor.archive.warcfiles import names, read
from monitor.domain.retention import Retention
from monitor.ports import Consequences
from monitor.testing import START, a_version, telling
from tests.contract.evidence_keeper import exchange, keeper

MONTH = Retention(timedelta(days=30))
DAY = timedelta(days=1)


class Desk:
    """An archive, its evidence, and articles whose pages are kept."""

    def __init__(self, archive: Archive, root: Path) -> None:
        self.archive, self.root, self.index = archive, root, archive.evidence

    def keep(self, *keys: str, at: datetime = START, matching: str = "", body: bytes = b"") -> None:
        """Keep the pages of new articles; the one with the key ``matching`` matches a rule."""
        keep = keeper(self.archive, self.root, at)
        for key in keys:
            url = f"https://coast-news.example/{key}"
            page = keep.keep(url, [exchange(url, body or key.encode(), at)])
            decide = telling() if key == matching else lambda _: Consequences()
            self.archive.articles.keep(replace(a_version(key, seen_at=at), page_id=page), decide)
        keep.close()

    def left(self) -> dict[str, bytes]:
        """What can still be read of each page that the index says is there."""
        found = {}
        for file in self.index.ends():
            for page in self.index.in_file(file):
                assert page.place is not None
                found[page.page.url.rpartition("/")[2]] = read(self.root, page.place)
        return found


@pytest.fixture
def desk(archive: Archive, tmp_path: Path) -> Desk:
    return Desk(archive, tmp_path / "evidence")


def test_a_page_stays_to_the_end_of_its_last_day(desk: Desk) -> None:
    desk.keep("1")
    assert prune(desk.index, desk.root, MONTH, START + 30 * DAY).pages == 0
    assert MONTH.until(START, matched=False) == START.replace(hour=0, minute=0) + 31 * DAY
    assert prune(desk.index, desk.root, MONTH, START + 31 * DAY).pages == 1
    assert names(desk.root) == []
    assert list(desk.root.iterdir()) == []


def test_what_matched_stays_for_good_and_can_still_be_read(desk: Desk) -> None:
    desk.keep("1", "2", "3", matching="2")
    before = desk.left()
    [old] = names(desk.root)
    done = prune(desk.index, desk.root, MONTH, START + 400 * DAY)
    assert (done.pages, done.files, done.rewritten) == (2, 0, 1)
    assert desk.left() == {"2": before["2"]}
    assert names(desk.root) == [old.replace("-000.", "-000-r1.")]
    assert prune(desk.index, desk.root, MONTH, START + 800 * DAY).pages == 0


def test_what_matched_goes_too_where_that_is_wanted(desk: Desk) -> None:
    desk.keep("1", "2", matching="2")
    year = Retention(timedelta(days=30), timedelta(days=365))
    prune(desk.index, desk.root, year, START + 40 * DAY)
    assert set(desk.left()) == {"2"}
    prune(desk.index, desk.root, year, START + 366 * DAY)
    assert names(desk.root) == []


def test_an_older_page_stays_while_a_newer_one_refers_to_its_payload(desk: Desk) -> None:
    desk.keep("1")
    desk.keep("1", at=START + 20 * DAY)
    prune(desk.index, desk.root, MONTH, START + 40 * DAY)
    assert len(desk.index.of_url("https://coast-news.example/1")) == 2
    assert all(page.place for page in desk.index.of_url("https://coast-news.example/1"))
    prune(desk.index, desk.root, MONTH, START + 51 * DAY)
    assert desk.left() == {}


def test_what_went_says_when_and_why(desk: Desk) -> None:
    desk.keep("1")
    now = START + 31 * DAY
    prune(desk.index, desk.root, MONTH, now)
    [page] = desk.index.of_url("https://coast-news.example/1")
    assert (page.gone_at, page.place) == (now, None)
    assert page.gone_why == "expired: pages are kept for 30 days, for good where the article matched"


def test_a_trial_run_changes_nothing(desk: Desk) -> None:
    desk.keep("1", "2", matching="2")
    before = desk.left()
    trial = prune(desk.index, desk.root, MONTH, START + 40 * DAY, dry_run=True)
    assert (desk.left(), trial.pages, trial.rewritten) == (before, 1, 1)
    assert prune(desk.index, desk.root, MONTH, START + 40 * DAY) == trial


@pytest.mark.parametrize("step", ["prune.write_whole", "evidence.SqlEvidence.forget", "prune._remove"])
def test_a_crash_at_any_step_loses_nothing_that_stays(desk: Desk, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.keep("1", "2", matching="2")
    desk.keep("3", at=START + 2 * DAY)
    kept, now = desk.left()["2"], START + 32 * DAY

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(f"monitor.archive.{step}", crash)
        with pytest.raises(KeyboardInterrupt):
            prune(desk.index, desk.root, MONTH, now)
    assert desk.left()["2"] == kept
    prune(desk.index, desk.root, MONTH, now)
    assert set(desk.left()) == {"2", "3"}
    assert desk.left()["2"] == kept
    assert len(names(desk.root)) == 2


def test_a_file_that_cannot_be_read_does_not_stop_the_others(desk: Desk) -> None:
    desk.keep("1", "2", matching="2")
    desk.keep("3", at=START + DAY)
    (desk.root / names(desk.root)[0]).write_bytes(b"")
    done = prune(desk.index, desk.root, MONTH, START + 40 * DAY)
    assert (done.pages, len(done.failed)) == (1, 1)


def test_files_that_the_index_does_not_know_are_left_alone(desk: Desk) -> None:
    desk.keep("1")
    strange = desk.root / "2020/01/01/wirewatch-20200101000000-000.warc.gz"
    strange.parent.mkdir(parents=True)
    strange.write_bytes(b"of a lost archive")
    prune(desk.index, desk.root, MONTH, START + 40 * DAY)
    assert names(desk.root) == ["2020/01/01/wirewatch-20200101000000-000.warc.gz"]


def test_earlier_pages_that_gave_nothing_are_the_articles_too(desk: Desk) -> None:
    url = "https://coast-news.example/1"
    with closing(keeper(desk.archive, desk.root)) as keep:
        keep.keep(url, [exchange(url, b"an empty page")])
    desk.keep("1", matching="1")
    with closing(keeper(desk.archive, desk.root)) as keep:
        keep.keep(url, [exchange(url, b"gone")])
    prune(desk.index, desk.root, MONTH, START + 400 * DAY)
    pages = desk.index.of_url(url)
    assert [(page.matched, page.version, bool(page.place)) for page in pages] == [
        (True, None, True),
        (True, 1, True),
        (True, None, True),
    ]
