"""The stored floor: on the made pages the extraction is nowhere worse than what was reached before.

``extraction_floor.json`` holds what was measured, less a thousandth; raise it when the extraction gets better.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from monitor.domain.article import Extraction
from monitor.extract.page import extract
from tests.bench.extraction_corpus import GoldPage
from tests.bench.extraction_score import Shares, compare, quality, same_headline
from tests.quality.made_pages import made_pages

FLOOR: dict[str, float] = json.loads(Path(__file__).with_name("extraction_floor.json").read_text())

Found = list[tuple[GoldPage, Extraction]]


@pytest.fixture(scope="module")
def found() -> Found:
    return [(page, extract(page.html, page.url)) for page in made_pages()]


def test_every_kind_of_page_keeps_its_quality(found: Found) -> None:
    kinds: dict[str, list[Shares]] = defaultdict(list)
    for page, extraction in found:
        for kind in page.name.split("-"):  # the template, and the language
            kinds[kind].append(compare(page.body, extraction.body))
    reached = {kind: quality(pages).f1 for kind, pages in kinds.items()}
    assert reached.keys() == FLOOR.keys()
    assert {kind: f1 for kind, f1 in reached.items() if f1 < FLOOR[kind]} == {}


def test_every_headline_and_day_is_right(found: Found) -> None:
    wrong = [page.name for page, one in found if not same_headline(page.headline, one.text.headline)]
    wrong += [page.name for page, one in found if page.day and str(one.text.date) != page.day]
    assert wrong == []


def test_what_is_around_an_article_is_not_in_it(found: Found) -> None:
    """Precision alone, where a little furniture would not show beside much text."""
    news = [compare(page.body, one.body) for page, one in found if page.day]
    assert max(page.extra for page in news) <= 0.03
