"""What the gate refuses is no article, yet what its feed said is matched at once; the text follows when it comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.archive import open_archive
from monitor.domain.article import Entry, Extraction
from monitor.domain.textformat import ArticleText
from monitor.domain.verdict import Kind, Verdict
from tests.unit.usecases.test_poll import BASE, Desk, statuses

PAGE = f"{BASE}/news/1"
ITEM = "<item><title>Ferry talks fail</title><link>/news/1</link><description>No boat sails.</description></item>"


async def extract(body: bytes, url: str, content_type: str = "", entry: Entry | None = None) -> Extraction:
    """A page is its headline, its text, and the cause for which the gate refuses it."""
    headline, text, cause = body.decode().split("|")
    verdict = Verdict(Kind.FAILED, (cause,)) if cause else Verdict()
    return Extraction(ArticleText(((headline,), (text,))), verdict=verdict)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    archive = open_archive(f"sqlite:///{tmp_path}/archive.db", write=True)
    desk = Desk(tmp_path, archive)
    desk.poll = replace(desk.poll, extract=extract)
    desk.web.pages[f"{BASE}/rss"] = f"<rss><channel>{ITEM}</channel></rss>".encode()
    yield desk
    archive.close()


def test_a_refused_page_is_kept_by_what_its_feed_said_until_its_text_comes(desk: Desk) -> None:
    desk.web.pages[PAGE] = b"We value your privacy|Cookies, cookies.|consent"
    (failed,) = desk.run()
    assert (failed.status, failed.cause.partition(":")[0], failed.rules) == ("failed", "consent", ("ferry",))
    desk.now += timedelta(minutes=1)
    assert [line.rules for line in desk.run() if line.status == "failed"] == [()], "nothing is told twice"
    desk.web.pages[PAGE] = b"Ferry talks fail|The boats stay in the harbour.|"
    desk.now += timedelta(minutes=10)
    assert ("edited", "1") in statuses(desk.run())
    first, second = (found.version for found in desk.archive.articles.article(failed.article_id))
    assert (first.text.body, str(first.verdict)) == ("No boat sails.", "doubtful: title only, consent")
    assert (second.text.body, str(second.verdict)) == ("The boats stay in the harbour.", "good")
    (history,) = desk.archive.announcements.history(PAGE)
    assert history.state == "article"
    assert [failure.cause for failure in history.failures] == ["consent", "consent"]


def test_a_beginning_is_kept_as_far_as_it_goes(desk: Desk) -> None:
    desk.web.pages[PAGE] = b"Talks fail|The ferry stays.|paywall"
    (failed,) = desk.run()
    (found,) = desk.archive.articles.article(failed.article_id)
    assert (found.version.text.body, str(found.version.verdict)) == ("The ferry stays.", "doubtful: paywall")
    assert found.rules == ("ferry",)


def test_a_page_that_does_not_answer_is_awaited_and_kept_by_its_title_when_it_is_given_up(desk: Desk) -> None:
    desk.web.pages[PAGE] = "timeout"
    for _ in range(7):
        assert [line.article_id for line in desk.run() if line.status == "failed"] == [""]
        desk.now += timedelta(days=1)
    (last,) = (line for line in desk.run() if line.status == "failed")
    (found,) = desk.archive.articles.article(last.article_id)
    assert str(found.version.verdict) == "doubtful: title only"
    assert desk.archive.announcements.history(PAGE)[0].state == "failed"


def test_what_is_kept_meanwhile_counts_as_a_failure_of_the_page(desk: Desk) -> None:
    desk.web.pages[PAGE] = b"Log in|Your password.|login"
    desk.run()
    pages = desk.archive.history.pages("wire", desk.now)
    assert (pages.extracted, pages.failed, pages.failed_in_row, pages.causes) == (0, 1, 1, ("login",))
