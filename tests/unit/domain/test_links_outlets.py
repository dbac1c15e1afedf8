"""864 article and 647 list addresses of some 300 outlets, in the shapes they have used over the years.

Each file of ``tests/data/addresses`` names an outlet of the catalogue (``-`` for one it does not know) after a ``#``;
below it ``+`` marks the address of an article and ``-`` that of a list, a section, a search or a page about the outlet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from monitor.catalogue import catalogue
from monitor.domain.links import fits, looks_like_article
from monitor.domain.url import article_key, canonical_url

PATTERNS = {entry.source.id: entry.source.article_url_pattern for entry in catalogue()} | {"-": ""}


class Address(NamedTuple):
    outlet: str
    url: str
    article: bool


def _addresses() -> Iterator[Address]:
    for path in sorted((Path(__file__).parents[2] / "data" / "addresses").glob("*.txt")):
        outlet = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            mark, _, rest = line.partition(" ")
            if mark == "#":
                outlet = rest
            else:
                yield Address(outlet, canonical_url(rest), mark == "+")


ADDRESSES = tuple(_addresses())
ARTICLES = [address for address in ADDRESSES if address.article]
LISTS = [address for address in ADDRESSES if not address.article]


def test_every_article_is_recognised_by_its_outlets_pattern_or_else_by_its_look() -> None:
    assert [one.url for one in ARTICLES if not fits(one.url, PATTERNS[one.outlet])] == []


def test_no_more_than_one_list_in_a_hundred_is_taken_for_an_article() -> None:
    taken = [one.url for one in LISTS if fits(one.url, PATTERNS[one.outlet])]
    assert len(taken) <= len(LISTS) / 100, taken


def test_without_patterns_the_look_still_tells_98_in_a_hundred_of_either_kind() -> None:
    missed = [one.url for one in ARTICLES if not looks_like_article(one.url)]
    taken = [one.url for one in LISTS if looks_like_article(one.url)]
    assert len(missed) <= len(ARTICLES) * 0.02, missed
    assert len(taken) <= len(LISTS) * 0.02, taken


def test_an_id_is_read_once_but_for_pages_and_short_addresses_of_one_article() -> None:
    keys = Counter((one.outlet, article_key(one.url, PATTERNS[one.outlet])) for one in ARTICLES)
    twice = {outlet for (outlet, _), count in keys.items() if count > 1}
    assert twice == {"chinadaily", "ilna", "kremlin-en", "nos"}
