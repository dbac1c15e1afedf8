"""A feed whose window overflowed is followed back through its older pages, as far as that leads and no further."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from monitor.archive import Archive, open_archive
from monitor.domain.url import article_id
from monitor.usecases.older_pages import MOST_PAGES
from tests.integration.crawl.paged_paper import LONG_AGO, PagedPaper, open_paper

Run = Callable[..., CompletedProcess[str]]

FIRST, SECOND, THIRD = 4, 11, 1040
"""The newest story when each round begins."""
GAP = range(FIRST + 1, SECOND + 1)
FILLED = ("next", "archive", "json", "wordpress")
KINDS = (*FILLED, "deaf", "foreign", "endless")


class Rounds:
    """Three rounds of ``monitor run --once`` over newspapers of every kind."""

    def __init__(self, directory: Path, run: Run, papers: dict[str, PagedPaper]) -> None:
        self.directory, self.papers = directory, papers
        self._asked: dict[str, list[int]] = {kind: [] for kind in papers}
        _configure(directory, papers)
        for top in (FIRST, SECOND, THIRD):
            for kind, paper in papers.items():
                paper.top = top
                self._asked[kind].append(len(paper.asked))
            done = run("run", "--once", "--config", directory)
            assert done.returncode == 0, done.stderr

    def feed_requests(self, kind: str, round_: int) -> list[str]:
        """What the newspaper's feed was asked for in the round, which counts from 1."""
        begin, end = [*self._asked[kind], None][round_ - 1 : round_ + 1]
        return [path for path in self.papers[kind].asked[begin:end] if path.startswith(("/rss", "/feed"))]

    def archive(self) -> Archive:
        return open_archive(f"sqlite:///{self.directory}/data/archive.db", write=False)


@pytest.fixture(scope="module")
def rounds(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rounds]:
    with ExitStack() as stack:
        papers = {kind: stack.enter_context(open_paper(kind)) for kind in KINDS}
        yield Rounds(tmp_path_factory.mktemp("desk"), run, papers)


@pytest.fixture
def archive(rounds: Rounds) -> Iterator[Archive]:
    archive = rounds.archive()
    yield archive
    archive.close()


def _configure(directory: Path, papers: dict[str, PagedPaper]) -> None:
    sources = [
        {"id": kind, "name": kind, "feeds": [paper.feed_url], "article_url_pattern": r"/news/(?P<id>\d+)"}
        for kind, paper in papers.items()
    ]
    main = {
        "contact": "tester@desk.example",
        "crawl": {"delay": "0s", "workers": 1, "page_limit": 8, "allow_private": ["127.0.0.1"]},
    }
    rule = {"name": "harbour", "query": "harbour"}
    for name, content in (("monitor", main), ("sources/all", {"sources": sources}), ("rules/all", {"rules": [rule]})):
        path = directory / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.safe_dump(content), encoding="utf-8")


def became(archive: Archive, paper: PagedPaper, number: int) -> set[str]:
    """The dispositions of the story's first version; none where it was never announced."""
    url = f"{paper.base}/news/{number}"
    if not archive.announcements.history(url):
        return set()
    return {found.kind for found in archive.articles.dispositions(article_id(url), 1)}


@pytest.mark.parametrize("kind", FILLED)
def test_the_gap_is_filled_up_to_what_was_known(rounds: Rounds, archive: Archive, kind: str) -> None:
    paper = rounds.papers[kind]
    assert {number: became(archive, paper, number) for number in GAP if number != LONG_AGO} == {
        number: {"no route"} for number in GAP if number != LONG_AGO
    }
    assert became(archive, paper, LONG_AGO) == {"aged out"}, "what is old alerts nobody, however late it is found"
    assert became(archive, paper, FIRST) == {"baseline"}
    assert became(archive, paper, 1) == set(), "older than the oldest known story: it was there before the watch began"
    gap = archive.announcements.gaps(kind)[-1]
    assert (gap.filled, gap.story) == (4, "1 older page read: closed")


@pytest.mark.parametrize("kind", FILLED)
def test_only_as_many_pages_are_asked_for_as_are_needed(rounds: Rounds, kind: str) -> None:
    asked = [len(rounds.feed_requests(kind, round_)) for round_ in (1, 2, 3)]
    assert asked[:2] == [1, 2]
    assert asked[2] == 1 + MOST_PAGES, "a thousand stories later"


def test_a_server_that_gives_the_same_page_again_is_asked_once(rounds: Rounds, archive: Archive) -> None:
    assert rounds.feed_requests("deaf", 2) == ["/feed/", "/feed/?paged=2"]
    assert rounds.feed_requests("deaf", 3) == ["/feed/"], "not again within the hour"
    stories = [gap.story for gap in archive.announcements.gaps("deaf")]
    assert stories == [
        "older pages were read in vain less than an hour ago", "1 older page read: the last one brings nothing new",
    ]  # fmt: skip


def test_a_page_on_another_site_is_not_asked_for(archive: Archive) -> None:
    *_, gap = archive.announcements.gaps("foreign")
    assert (gap.filled, gap.story) == (
        0, "0 older pages read: the next one is on another site, http://localhost:9/rss?page=2",
    )  # fmt: skip


def test_pages_without_end_are_left_at_the_limit(rounds: Rounds, archive: Archive) -> None:
    assert [len(rounds.feed_requests("endless", round_)) for round_ in (2, 3)] == [1 + MOST_PAGES, 1]
    *_, gap = archive.announcements.gaps("endless")
    assert gap.story == f"{MOST_PAGES} older pages read: the most that are read at once are {MOST_PAGES}"
    assert gap.filled > MOST_PAGES
