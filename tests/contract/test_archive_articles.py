"""Articles are stored once, versions never overwritten, and what follows from a version commits with it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.archive import Archive, open_archive
from monitor.domain.article import Version
from monitor.domain.notification import Target
from monitor.domain.verdict import GOOD, Kind, Verdict
from monitor.errors import ArchiveError, NotFound
from monitor.ports import Consequences
from monitor.testing import START, a_text, a_version, dispatcher, telling

DESK = Target("desk", "email", "desk@agency.example")
CHAT = Target("desk", "slack", "C0123")


def test_a_new_article_gets_its_number_and_file_name(archive: Archive) -> None:
    kept = archive.articles.keep(a_version("1"), telling())
    assert kept.status == "new"
    assert kept.version.number == 1
    assert kept.version.file_name == f"texts/coast-news/2025/11/24/000_{kept.version.article_id}.txt"
    [found] = archive.articles.article(kept.version.article_id)
    assert (found.version, found.key, found.rules) == (kept.version, "1", ("ports",))


def test_the_running_number_counts_within_source_and_day(archive: Archive) -> None:
    next_day = START + timedelta(days=1)
    news = [a_version("1"), a_version("2"), a_version("3", seen_at=next_day), a_version("1", source="hill-post")]
    names = [archive.articles.keep(new, telling()).version.file_name for new in news]
    assert [name.rpartition("/")[2][:4] for name in names] == ["000_", "001_", "000_", "000_"]


def test_the_same_text_is_unchanged_and_decides_nothing(archive: Archive) -> None:
    first = archive.articles.keep(a_version("1"), telling(DESK))

    def never(version: Version) -> Consequences:
        raise AssertionError(version)

    again = archive.articles.keep(a_version("1", seen_at=START + timedelta(hours=1)), never)
    assert (again.status, again.version) == ("unchanged", first.version)
    assert archive.articles.counts() == {"articles": 1, "versions": 1, "unfiled": 1}


def test_an_edit_is_a_further_version_with_number_and_directory_of_the_first(archive: Archive) -> None:
    archive.articles.keep(a_version("0"), telling())
    first = archive.articles.keep(a_version("1"), telling()).version
    tomorrow = START + timedelta(days=1)
    edited = archive.articles.keep(a_version("1", text=a_text(body="No ship came."), seen_at=tomorrow), telling())
    assert (edited.status, edited.version.number, edited.version.day) == ("edited", 2, first.day)
    assert edited.version.file_name == first.file_name.replace(".txt", ".v2.txt")
    assert [found.version for found in archive.articles.article(first.article_id)] == [first, edited.version]


def test_going_back_to_an_earlier_text_is_an_edit(archive: Archive) -> None:
    for body in ("One.", "Two.", "One."):
        kept = archive.articles.keep(a_version("1", text=a_text(body=body)), telling())
    assert (kept.status, kept.version.number) == ("edited", 3)


def test_a_known_key_under_another_address_stays_the_same_article(archive: Archive) -> None:
    first = archive.articles.keep(a_version("1"), telling()).version
    moved = replace(a_version("1", text=a_text("Moved")), url="https://coast-news.example/new/1", article_id="f" * 16)
    kept = archive.articles.keep(moved, telling())
    assert (kept.status, kept.version.article_id) == ("edited", first.article_id)
    assert kept.version.url == "https://coast-news.example/new/1"


def test_one_page_announced_by_two_sources_is_one_article(archive: Archive) -> None:
    first = a_version("1")
    second = replace(a_version("1", source="hill-post"), article_id=first.article_id, url=first.url)
    archive.articles.keep(first, telling())
    assert archive.articles.keep(second, telling()).status == "unchanged"


def test_matches_and_what_is_owed_come_with_the_version_and_a_turn_tells_it(archive: Archive) -> None:
    version = archive.articles.keep(a_version("1"), telling(DESK, CHAT, DESK)).version
    [match] = archive.articles.matches(version.article_id, 1)
    assert (match.rule.name, match.rule.query, match.hits[0].words) == ("ports", "harbour", "harbour")
    [disposition] = archive.articles.dispositions(version.article_id, 1)
    assert (disposition.rule, disposition.receiver, disposition.kind) == ("ports", "desk", "waiting")
    assert archive.outbox.deliveries() == []
    dispatcher(archive, DESK, CHAT, DESK)(START + timedelta(seconds=1))
    assert [item.kind for item in archive.articles.dispositions(version.article_id, 1)] == ["notified"]
    steps = [(step.at, step.kind) for step in archive.ways.steps(version.article_id)]
    assert steps == [(START, "waiting"), (START + timedelta(seconds=1), "notified")]
    [message] = archive.ways.messages(version.article_id)
    assert (message.purpose, message.topic, message.at) == ("root", "High: Harbour opens", START + timedelta(seconds=1))
    deliveries = message.deliveries
    assert [(item.channel, item.target) for item in deliveries] == [("email", DESK.target), ("slack", "C0123")]
    told = deliveries[0].notification
    assert (told.headline, told.purpose, told.topic) == ("Harbour opens", "root", "High: Harbour opens")
    assert [(rule.name, rule.severity, rule.words) for rule in told.rules] == [("ports", "high", ("harbour",))]
    assert [piece.text for piece in told.snippets[0].pieces if piece.hit] == ["harbour"]


def test_a_match_without_a_receiver_keeps_its_disposition(archive: Archive) -> None:
    version = archive.articles.keep(a_version("1"), telling()).version
    dispatcher(archive, DESK)(START)
    assert [item.kind for item in archive.articles.dispositions(version.article_id, 1)] == ["no route"]
    assert archive.outbox.deliveries() == []


def test_an_edit_says_what_was_changed(archive: Archive) -> None:
    dispatch = dispatcher(archive, DESK, group_interval=timedelta(0))
    for headline in ("Harbour opens", "Harbour closes"):
        archive.articles.keep(a_version("1", text=a_text(headline)), telling(DESK))
        dispatch(START)
    told = archive.outbox.deliveries()[0].notification
    assert (told.purpose, told.note) == ("edit", "the headline was changed; the headline was: Harbour opens")
    assert told.topic == "High: Harbour opens"


def test_a_delivery_key_is_the_same_wherever_it_is_made(archive: Archive) -> None:
    archive.articles.keep(a_version("1"), telling(DESK))
    dispatcher(archive, DESK)(START)
    [delivery] = archive.outbox.deliveries()
    assert delivery.key == "32d93c40b6c93f2203ff291d5f8405ab1ccff915"


def test_when_deciding_fails_nothing_is_kept(archive: Archive) -> None:
    def broken(version: Version) -> Consequences:
        raise ZeroDivisionError(version.article_id)

    with pytest.raises(ZeroDivisionError):
        archive.articles.keep(a_version("1"), broken)
    assert archive.articles.counts()["articles"] == 0


def test_an_article_is_found_by_a_unique_beginning_of_its_id(archive: Archive) -> None:
    for key, article_id in (("1", "aa11" + "0" * 12), ("2", "aa22" + "0" * 12)):
        archive.articles.keep(replace(a_version(key), article_id=article_id), telling())
    assert archive.articles.article("AA1")[0].key == "1"
    with pytest.raises(NotFound, match="several articles begin with aa: aa11000000000000, aa22000000000000"):
        archive.articles.article("aa")
    for nobody in ("b", "", "x%", "aa11" + "0" * 13):
        with pytest.raises(NotFound):
            archive.articles.article(nobody)


def test_articles_are_found_by_address_and_by_key(archive: Archive) -> None:
    version = archive.articles.keep(a_version("1"), telling()).version
    assert archive.articles.ids_of("https://coast-news.example/1") == [version.article_id]
    assert archive.articles.ids_of("1") == [version.article_id]
    assert archive.articles.ids_of("2") == []


def test_versions_without_a_file_are_remembered_until_filed(archive: Archive) -> None:
    kept = [archive.articles.keep(a_version(key), telling()).version for key in "123"]
    archive.articles.filed(kept[1].article_id, 1)
    assert archive.articles.unfiled() == [kept[0], kept[2]]


def test_many_threads_keep_each_article_once_and_number_without_gaps(archive: Archive) -> None:
    keys = [str(number % 12) for number in range(36)]
    with ThreadPoolExecutor(6) as pool:
        kept = list(pool.map(lambda key: archive.articles.keep(a_version(key), telling(DESK)), keys))
    assert sorted(item.status for item in kept) == ["new"] * 12 + ["unchanged"] * 24
    names = {item.version.file_name.rpartition("/")[2][:3] for item in kept}
    assert names == {f"{number:03}" for number in range(12)}
    dispatcher(archive, DESK)(START)
    assert len(archive.outbox.deliveries()) == 12


def test_a_reader_sees_what_was_kept_and_cannot_write(archive: Archive, url: str) -> None:
    version = archive.articles.keep(a_version("1"), telling()).version
    reader = open_archive(url, write=False)
    assert reader.articles.article(version.article_id)[0].version == version
    with pytest.raises(ArchiveError, match="opened for reading only"):
        reader.articles.filed(version.article_id, 1)
    assert reader.check() == []
    reader.close()


def test_what_is_kept_meanwhile_gives_way_to_the_article_and_never_replaces_it(archive: Archive) -> None:
    doubt = Verdict(Kind.DOUBTFUL, ("title only", "consent"))
    early = a_version("7", text=a_text(body="Soon."))
    early = replace(early, provisional=True, extraction=replace(early.extraction, verdict=doubt))
    assert archive.articles.keep(early, telling()).status == "new"
    assert archive.articles.keep(a_version("7"), telling()).status == "edited"
    assert archive.articles.keep(early, telling()).version.number == 2, "the article is known by now"
    first, second = (found.version for found in archive.articles.article(early.article_id))
    assert (first.verdict, second.verdict) == (doubt, GOOD)
    assert [version.number for version in archive.articles.recent(early.source.id, 5)] == [2]
