"""What an earlier program indexed is always a candidate, and reindexing mends that, however often it is broken off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from monitor.archive import Archive
from monitor.archive.engine import parse_url
from monitor.domain.match import Rule
from monitor.domain.search import Phrase
from monitor.rules.engine import compile_rules
from monitor.testing import a_text, a_version, telling
from monitor.usecases.reindex import BATCH, reindex

SOME = BATCH + 3


@pytest.fixture
def old(archive: Archive, url: str) -> Archive:
    """An archive whose articles were indexed without the forms of their words."""
    for number in range(SOME):
        words = "New sanctions." if number % 2 else "A quiet day."
        new = a_version(str(number), text=a_text(body=f"{words} Text {number}."))
        archive.articles.keep(replace(new, folded=words.lower()), telling())
    engine = create_engine(parse_url(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE version SET generation = 0"))
    engine.dispose()
    return archive


def candidates(archive: Archive, word: str) -> int:
    return len(archive.articles.candidates(Phrase((word,)), 10 * SOME))


def test_until_it_is_indexed_anew_every_version_is_a_candidate(old: Archive) -> None:
    assert old.reindexing.outdated() == SOME
    assert candidates(old, "sanction") == SOME
    for count in reindex(old.reindexing, {}):
        assert 0 < count <= BATCH
    assert old.reindexing.outdated() == 0
    assert candidates(old, "sanction") == SOME // 2
    assert candidates(old, "quiet") == SOME - SOME // 2
    assert old.check() == []


def test_it_goes_on_where_it_was_broken_off(old: Archive) -> None:
    assert next(reindex(old.reindexing, {})) == BATCH
    assert old.reindexing.outdated() == SOME - BATCH
    assert sum(reindex(old.reindexing, {})) == SOME - BATCH
    assert list(reindex(old.reindexing, {})) == []


def test_what_is_kept_now_is_not_outdated(archive: Archive) -> None:
    archive.articles.keep(a_version("1"), telling())
    assert archive.reindexing.outdated() == 0


def test_newest_come_first_however_they_are_indexed(old: Archive) -> None:
    next(reindex(old.reindexing, {}))
    wanted = compile_rules([Rule("", "sanction")], {}).preselect(languages=["en"])
    found = [int(item.key) for _, item in old.articles.candidates(wanted, SOME)]
    assert found == sorted(found, reverse=True)
    assert {number for number in range(SOME) if number % 2 or number >= BATCH} == set(found)
    (first, _), (second, item) = old.articles.candidates(wanted, 2)
    assert old.articles.candidates(wanted, 1, first) == [(second, item)]
