"""The catalogue: every row is a source that a configuration could hold."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from monitor.catalogue import EVIDENCE, CatalogueEntry, catalogue
from monitor.config.models import SourceModel

ENTRIES = catalogue()


def test_all_rows_are_there_once() -> None:
    assert len(ENTRIES) == 297
    assert max(Counter(entry.source.id for entry in ENTRIES).values()) == 1
    assert len({entry.source.country for entry in ENTRIES}) >= 80


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.source.id)
def test_every_row_is_a_source(entry: CatalogueEntry) -> None:
    source = entry.source
    SourceModel.model_validate({
        "id": source.id,
        "name": source.name,
        "country": source.country,
        "language": source.language,
        "ownership": source.ownership,
        "homepage": source.homepage,
        # A row without a feed is a lead for later; its homepage stands in for this check.
        "feeds": list(source.feeds) or [source.homepage],
        "article_url_pattern": source.article_url_pattern,
    })  # fmt: skip
    assert entry.evidence in EVIDENCE
    assert (entry.evidence == "no-feed-seen") is (not source.feeds) is (entry.feed_kind == "none")
    assert entry.confidence


@pytest.mark.parametrize(
    ("source_id", "url", "article"),
    [
        ("tabnak-fa", "https://www.tabnak.example/fa/news/123/slug", "123"),
        ("tass-ru", "https://tass.example/politika/2595", "2595"),
        ("sputnik-en", "https://sputnik.example/20250428/some-words-of-a-title-1121.html", "1121"),
        ("peoples-daily-zh", "http://politics.people.example/n1/2024/0424/c1001-402.html", "402"),
        ("xinhua-en", "https://english.news.example/20260206/81ba85/c.html", "81ba85"),
        ("vnaplus-vi", "https://www.vietnamplus.example/tieu-de-post7270.vnp", "7270"),
        ("sana-ar", "https://sana.example/?p=19", "19"),
        ("yonhap-en", "https://en.yna.example/view/AEN20250428000553315?section=nk", "AEN20250428000553315"),
    ],
)
def test_patterns_name_the_article(source_id: str, url: str, article: str) -> None:
    (pattern,) = [entry.source.article_url_pattern for entry in ENTRIES if entry.source.id == source_id]
    found = re.search(pattern, url)
    assert found is not None
    assert found["id"] == article
