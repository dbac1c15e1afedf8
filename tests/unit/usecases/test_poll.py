"""A poll over a real archive; only the network is played by a dictionary."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.archive import Archive, TextFiles, open_archive
from monitor.domain.article import Entry, Extraction
from monitor.domain.match import Rule
from monitor.domain.rhythm import Rhythm
from monitor.domain.source import Source
from monitor.domain.textformat import ArticleText
from monitor.errors import ExtractionError, FetchError
from monitor.feeds.kinds import FeedsOfAllKinds
from monitor.ports import Exchange, Fetched, Priority
from monitor.rules.engine import compile_rules
from monitor.usecases.announce import Announce
from monitor.usecases.ingest import AlertPolicy, Ingest
from monitor.usecases.poll import Limits, Line, Poll

BASE = "http://wire.example"
SOURCE = Source("wire", "Harbour Wire", feeds=(f"{BASE}/rss",), article_url_pattern=r"/news/(?P<id>\d+)")
ITEM = "<item><title>{0}</title><link>/news/{1}</link><pubDate>{2:%d %b %Y %H:%M:%S} +0000</pubDate></item>"


class Web:
    """Pages by address; a cause instead of a page makes the fetch fail."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | str] = {}
        self.asked: list[str] = []
        self.etag = ""

    async def __call__(
        self, url: str, *, etag: str = "", last_modified: str = "", priority: Priority = Priority.ARTICLE,
        exchanges: list[Exchange] | None = None,
    ) -> Fetched:  # fmt: skip
        self.asked.append(url)
        page = self.pages.get(url, "http 404")
        if isinstance(page, str):
            raise FetchError(page)
        if self.etag and etag == self.etag and url.endswith("/rss"):
            return Fetched(url, 304)
        return Fetched(url, 200, page, "text/html", etag=self.etag)


async def extract(body: bytes, url: str, content_type: str = "", entry: Entry | None = None) -> Extraction:
    if b"no text" in body:
        raise ExtractionError("no text")
    headline, _, text = body.decode().partition("|")
    return Extraction(ArticleText(((headline,), (text,))))


class Desk:
    """The pieces of one poll, and a clock that is set by hand."""

    def __init__(self, root: Path, archive: Archive) -> None:
        self.web, self.archive, self.root = Web(), archive, root
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)
        rules = compile_rules([Rule("ferry", "ferry"), Rule("costly", "(many NEAR/100 many) NEAR/100 many")], {})
        ingest = Ingest(archive.articles, rules, AlertPolicy(), TextFiles(root).write, lambda: self.now)
        announced = archive.announcements
        announce = Announce(
            self.web, FeedsOfAllKinds(), announced, lambda _: Rhythm(), lambda *_: True, timedelta(days=7),
            lambda: self.now, self.offload,
        )  # fmt: skip
        self.poll = Poll(announce, self.web, extract, announced, ingest, lambda: self.now, self.offload)

    async def offload(self, function: Any, /, *args: Any) -> Any:
        return function(*args)

    def announce(self, *ids: int) -> None:
        self.announce_at("/rss", *ids)

    def announce_at(self, path: str, *ids: int) -> None:
        items = "".join(ITEM.format(f"Story {n}", n, self.now - timedelta(hours=n)) for n in ids)
        self.web.pages[BASE + path] = f"<rss><channel>{items}</channel></rss>".encode()

    def run(self, source: Source = SOURCE, **limits: Any) -> list[Line]:
        async def lines() -> list[Line]:
            return [line async for line in self.poll(source, Limits(**limits))]

        return asyncio.run(lines())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    archive = open_archive(f"sqlite:///{tmp_path}/archive.db", write=True)
    yield Desk(tmp_path, archive)
    archive.close()


def statuses(lines: list[Line]) -> list[tuple[str, str]]:
    return [(line.status, line.url.rpartition("/")[2]) for line in lines]


def test_a_rule_that_costs_too_much_is_told_and_the_others_go_on(desk: Desk) -> None:
    desk.announce(1)
    desk.web.pages[f"{BASE}/news/1"] = ("Ferry late|" + "many " * 3000).encode()
    (line,) = desk.run()
    assert (line.status, line.rules, line.undecided) == ("new", ("ferry",), ("costly",))
    (became,) = [one for one in desk.archive.articles.dispositions(line.article_id, 1) if one.kind == "overrun"]
    assert became.rule == "costly"


def test_what_is_announced_becomes_articles_oldest_first(desk: Desk) -> None:
    desk.announce(1, 2)
    desk.web.pages |= {f"{BASE}/news/1": b"Ferry late|It waited.", f"{BASE}/news/2": b"Bridge open|Cars cross."}
    lines = desk.run()
    assert statuses(lines) == [("new", "2"), ("new", "1")]
    assert [line.rules for line in lines] == [(), ("ferry",)]
    assert (desk.root / lines[1].file_name).read_text() == "Ferry late\n\nIt waited."
    assert statuses(desk.run()) == [("unchanged", "rss")]


@pytest.mark.parametrize("etag", ['"7"', ""])
def test_a_body_that_has_not_changed_says_how_many_entries_are_known(desk: Desk, etag: str) -> None:
    desk.web.etag = etag
    desk.announce(1, 2, 3)
    desk.run()
    assert [(line.status, line.count) for line in desk.run()] == [("unchanged", 3)]


def test_an_unchanged_feed_is_not_read_again_but_what_waits_is_fetched(desk: Desk) -> None:
    desk.web.etag = '"7"'
    desk.announce(1)
    desk.web.pages[f"{BASE}/news/1"] = "http 503"
    assert statuses(desk.run()) == [("failed", "1")]
    desk.web.pages[f"{BASE}/news/1"] = b"Ferry late|It waited."
    assert statuses(desk.run()) == [("unchanged", "rss")], "not before its time"
    desk.now += timedelta(minutes=2)
    assert statuses(desk.run()) == [("unchanged", "rss"), ("new", "1")]


@pytest.mark.parametrize(("page", "cause"), [("timeout", "timeout"), (b"no text", "no text")])
def test_a_page_that_keeps_failing_is_given_up_with_its_cause(desk: Desk, page: bytes | str, cause: str) -> None:
    desk.announce(1)
    desk.web.pages[f"{BASE}/news/1"] = page
    for _ in range(10):
        desk.run()
        desk.now += timedelta(days=1)
    (history,) = desk.archive.announcements.history(f"{BASE}/news/1")
    assert history.state == "failed"
    assert {failure.cause for failure in history.failures} == {cause}
    assert desk.web.asked.count(f"{BASE}/news/1") == len(history.failures) == 8


def test_a_failing_feed_is_a_row_with_its_cause_and_the_others_are_read(desk: Desk) -> None:
    desk.announce(1)
    desk.web.pages |= {f"{BASE}/news/1": b"Ferry late|It waited.", f"{BASE}/atom": b"<html>moved</html>"}
    source = Source("wire", "Harbour Wire", feeds=(f"{BASE}/gone", f"{BASE}/atom", f"{BASE}/rss"))
    lines = desk.run(source)
    assert [(line.status, line.cause.partition(":")[0]) for line in lines] == [
        ("failed", "http 404"), ("failed", "not a feed"), ("new", ""),
    ]  # fmt: skip
    assert [failure.cause for failure in desk.archive.announcements.feed_failures("wire")] == ["not a feed", "http 404"]


def test_one_article_in_two_feeds_and_under_two_slugs_is_one_article(desk: Desk) -> None:
    desk.announce(1)
    other = desk.web.pages[f"{BASE}/rss"]
    assert isinstance(other, bytes)
    desk.web.pages |= {f"{BASE}/top": other.replace(b"/news/1<", b"/news/1/a-slug<")}
    desk.web.pages |= {f"{BASE}/news/1": b"Ferry late|It waited."}
    source = Source("wire", "W", feeds=(f"{BASE}/rss", f"{BASE}/top"), article_url_pattern=SOURCE.article_url_pattern)
    assert statuses(desk.run(source)) == [("unchanged", "top"), ("new", "1")]


def test_limit_and_since_leave_the_rest_waiting(desk: Desk) -> None:
    desk.announce(1, 2, 30)
    desk.web.pages |= {f"{BASE}/news/{n}": f"Story {n}|Text {n}.".encode() for n in (1, 2, 30)}
    recent = desk.now - timedelta(hours=5)
    assert statuses(desk.run(since=recent)) == [("new", "2"), ("new", "1"), ("waiting", "30")]
    assert statuses(desk.run(pages=1)) == [("unchanged", "rss"), ("new", "30")]


def test_a_page_given_as_a_feed_is_an_article(desk: Desk) -> None:
    page = f"{BASE}/news/5"
    desk.web.pages[page] = b"<!doctype html><p>Ferry late|It waited."
    source = Source("wire-example", "wire.example", feeds=(page,))
    assert statuses(desk.run(source, page_as_feed=True)) == [("new", "5")]
    assert statuses(desk.run(source)) == [("unchanged", "5")]


def test_an_address_that_is_none_is_a_recorded_failure(desk: Desk) -> None:
    desk.web.pages[f"{BASE}/rss"] = b"<rss><item><title>x</title><link>http://a\\@b/</link></item></rss>"
    desk.web.pages["http://a\\@b/"] = "bad address"
    assert statuses(desk.run()) == [("failed", "")]


def republished(desk: Desk, *ids: int) -> bytes:
    """The feed with the same stories, a day later, all under new addresses and with the time of now."""
    items = "".join(ITEM.format(f"Story {n}", n + 500, desk.now) for n in ids)
    return f"<rss><channel>{items}</channel></rss>".encode()


def test_a_feed_that_changes_all_its_ids_is_held_and_says_so_once(desk: Desk) -> None:
    ids = range(1, 9)
    desk.announce(*ids)
    pages = {f"{BASE}/news/{n}": f"Ferry {n}|It waited {n}.".encode() for n in (*ids, *(n + 500 for n in ids))}
    desk.web.pages |= pages
    desk.run()
    desk.now += timedelta(days=1)
    desk.web.pages[f"{BASE}/rss"] = republished(desk, *ids)
    lines = desk.run()
    held = [line for line in lines if line.status == "held"]
    assert len(held) == 1
    assert "8 of 8 entries announced as new were held" in held[0].cause
    kept = [line for line in lines if line.status == "new"]
    assert len(kept) == 8, "nothing is thrown away"
    became = {d.kind for line in kept for d in desk.archive.articles.dispositions(line.article_id, 1)}
    assert became == {"held"}


def test_a_burst_of_a_young_source_is_news(desk: Desk) -> None:
    desk.announce(1)
    desk.run()
    for first in (10, 300):
        desk.now += timedelta(minutes=5)
        ids = range(first, first + 30)
        items = "".join(f"<item><title>Ferry {n}</title><link>/news/{n}</link></item>" for n in ids)
        desk.web.pages[f"{BASE}/rss"] = f"<rss><channel>{items}</channel></rss>".encode()
        desk.web.pages |= {f"{BASE}/news/{n}": f"Ferry {n}|Undated {n}.".encode() for n in ids}
        assert [line.status for line in desk.run() if line.status == "held"] == []


def test_an_aggregators_link_and_an_entry_without_one_are_kept_by_their_titles(desk: Desk) -> None:
    items = (
        "<item><title>Ferry on strike</title><link>https://news.google.com/rss/articles/CBMiabc?oc=5</link></item>"
        "<item><title>Ferry talks go on</title><guid isPermaLink='false'>n77</guid></item>"
    )
    desk.web.pages[f"{BASE}/rss"] = f"<rss><channel>{items}</channel></rss>".encode()
    lines = desk.run()
    assert [(line.status, line.headline, line.rules) for line in lines] == [
        ("new", "Ferry talks go on", ("ferry",)), ("new", "Ferry on strike", ("ferry",)),
    ]  # fmt: skip
    assert desk.web.asked == [f"{BASE}/rss"]
    assert statuses(desk.run()) == [("unchanged", "rss")]


def test_an_overflow_is_recorded_and_filled_from_the_section_page(desk: Desk) -> None:
    source = Source(
        "wire", "W", feeds=(f"{BASE}/rss",), sections=(f"{BASE}/all",), article_url_pattern=SOURCE.article_url_pattern
    )
    desk.web.pages |= {f"{BASE}/news/{n}": f"Story {n}|Text {n}.".encode() for n in range(1, 9)}
    links = "".join(f'<a href="/news/{n}">Story {n} in the harbour</a>' for n in range(1, 9))
    desk.announce(1)
    desk.run(source)
    desk.now += timedelta(minutes=10)
    desk.announce(6, 7)
    desk.web.pages[f"{BASE}/all"] = f"<!doctype html><html><body>{links}</body></html>".encode()
    found = {line.url.rpartition("/")[2] for line in desk.run(source) if line.status == "new"}
    assert found == {str(n) for n in range(2, 9)}
    (gap,) = desk.archive.announcements.gaps("wire")
    assert gap.story == "0 older pages read: no further one is named; sitemaps and section pages brought 5"
    assert (gap.filled, gap.until - gap.since) == (5, timedelta(minutes=10))


PAGED = '<rss xmlns:a="http://www.w3.org/2005/Atom"><channel><a:link rel="next" href="/rss/2"/>'


def test_what_another_feed_told_meanwhile_does_not_close_a_gap(desk: Desk) -> None:
    source = replace(SOURCE, sections=(f"{BASE}/all",))
    desk.announce(1)
    desk.web.pages[f"{BASE}/all"] = b'<!doctype html><a href="/news/1">Story 1</a>'
    desk.run(source)
    desk.now += timedelta(hours=1)
    desk.web.pages[f"{BASE}/all"] = b'<!doctype html><a href="/news/4">Story 4</a>'
    desk.run(source)
    desk.now += timedelta(minutes=10)
    desk.announce(6)
    newest = desk.web.pages[f"{BASE}/rss"]
    assert isinstance(newest, bytes)
    desk.web.pages[f"{BASE}/rss"] = newest.replace(b"<rss><channel>", PAGED.encode())
    desk.announce_at("/rss/2", 5, 4, 3, 2, 1)
    desk.run(source)
    assert [bool(desk.archive.announcements.history(f"{BASE}/news/{n}")) for n in range(1, 7)] == [True] * 6
    (gap,) = desk.archive.announcements.gaps("wire")
    assert (gap.filled, gap.story) == (3, "1 older page read: closed")


def test_the_older_pages_of_a_feed_that_changed_all_its_ids_are_left_alone(desk: Desk) -> None:
    ids = range(1, 9)
    desk.announce(*ids)
    desk.run()
    desk.now += timedelta(days=1)
    desk.web.pages[f"{BASE}/rss"] = republished(desk, *ids).replace(b"<rss><channel>", PAGED.encode())
    desk.run()
    assert f"{BASE}/rss/2" not in desk.web.asked
    (gap,) = desk.archive.announcements.gaps("wire")
    assert gap.story == "the feed was published anew: its older pages were not asked for"
