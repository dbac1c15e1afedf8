"""Feed files of what a receiver was told: readers read them, and nothing is lost or doubled in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.channels.feed import MAX_ENTRIES, FeedChannel
from alerts.render import Form
from monitor.domain.notification import Delivery, Notification, Result
from monitor.feeds.reader import read_feed

Make = Callable[..., Delivery]


@pytest.fixture
def channel(tmp_path: Path) -> FeedChannel:
    return FeedChannel(tmp_path / "feeds" / "desk", "East desk & more", Form("desk"))


def rss(channel: FeedChannel) -> feedparser.FeedParserDict:
    return feedparser.parse((channel.path.parent / "desk.xml").read_bytes())


def entries(channel: FeedChannel) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((channel.path.parent / "desk.json").read_text(encoding="utf-8"))["items"]
    return found


def test_two_readers_read_what_was_told(channel: FeedChannel, delivery: Make) -> None:
    outcome = channel.send(delivery("desk", "feed"))
    assert (outcome.result, outcome.receipt) == (Result.ACCEPTED, "urn:wirewatch:key-1")
    parsed = rss(channel)
    assert (parsed.bozo, parsed.feed.title) == (False, "East desk & more")
    (entry,) = parsed.entries
    assert (entry.title, entry.link) == (
        "High: Harbour council votes on the new pier", "https://tidewater.example/news/4711"
    )  # fmt: skip
    assert "Rules: harbours (high)" in " ".join(entry.description.split())
    for ending in ("xml", "json"):
        raw = (channel.path.parent / f"desk.{ending}").read_bytes()
        (ours,) = read_feed(raw, "https://desk.example/feed", "")
        assert (ours.url, ours.title) == (entry.link, entry.title)


def test_what_is_sent_again_stands_there_once_and_the_newest_on_top(channel: FeedChannel, delivery: Make) -> None:
    for number in (1, 2, 1, 3):
        assert channel.send(delivery("desk", "feed", number=number)).result is Result.ACCEPTED
    assert [entry["id"][-1] for entry in entries(channel)] == ["3", "2", "1"]


def test_a_file_is_bounded(channel: FeedChannel, delivery: Make) -> None:
    channel.send(delivery("desk", "feed"))
    full = [{**entries(channel)[0], "id": f"old-{number}"} for number in range(MAX_ENTRIES)]
    file = channel.path.parent / "desk.json"
    file.write_text(json.dumps({"items": full}), encoding="utf-8")
    channel.send(delivery("desk", "feed", number=2))
    assert len(entries(channel)) == len(rss(channel).entries) == MAX_ENTRIES
    assert entries(channel)[0]["id"].endswith("key-2")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"items": 3}', '{"items": [{"id": 1}]}', "\x00", '{"items": ["x"]}'])
def test_a_file_that_is_none_of_ours_is_begun_anew(channel: FeedChannel, delivery: Make, text: str) -> None:
    channel.path.parent.mkdir()
    (channel.path.parent / "desk.json").write_text(text, encoding="utf-8")
    assert channel.send(delivery("desk", "feed")).result is Result.ACCEPTED
    assert len(entries(channel)) == len(rss(channel).entries) == 1


def test_many_at_once_lose_nothing(channel: FeedChannel, delivery: Make) -> None:
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(channel.send, (delivery("desk", "feed", number=number) for number in range(40))))
    assert {outcome.result for outcome in outcomes} == {Result.ACCEPTED}
    assert len({entry["id"] for entry in entries(channel)}) == len(rss(channel).entries) == 40
    assert {file.name for file in channel.path.parent.iterdir()} == {"desk.json", "desk.xml", "desk.lock"}


def test_a_place_that_cannot_be_written_is_tried_again(tmp_path: Path, delivery: Make) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    outcome = FeedChannel(tmp_path / "file" / "desk", "desk").send(delivery("desk", "feed"))
    assert (outcome.result, outcome.detail) == (Result.RETRY, "file not written: File exists")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters()), st.integers(1, 10**9))
def test_whatever_a_page_says_readers_can_read_it(
    channel: FeedChannel, delivery: Make, notification: Notification, text: str, number: int
) -> None:
    hostile = replace(notification, headline=text, lead=text, source_name=text, url=f"https://a.example/{text}")
    assert channel.send(delivery("desk", "feed", number=number, notification=hostile)).result is Result.ACCEPTED
    parsed = rss(channel)
    assert not parsed.bozo
    assert len(parsed.entries) == len(entries(channel))
