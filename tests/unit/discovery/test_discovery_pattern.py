"""A pattern for article addresses, proposed from addresses that were seen."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config.values import url_pattern
from monitor.discovery.pattern import propose
from monitor.domain.url import canonical_url

BASE = "https://www.herald.example"
WORDS = ["harbour", "ferry", "opens", "minister", "talks", "covid-19", "2024", "storm", "bridge", "after"]
LISTS = [f"{BASE}/", f"{BASE}/world", f"{BASE}/harbour/", f"{BASE}/en/world", f"{BASE}/page/2", f"{BASE}/about-us"]

SLUGS = st.lists(st.sampled_from(WORDS), min_size=4, max_size=8).map("-".join)
SECTIONS = st.sampled_from(["world", "harbour", "sport"])
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2030, 12, 31))

FAMILIES: dict[str, str] = {
    "id before the slug": "/en/news/{id}/{slug}",
    "id alone below its section": "/{section}/{id}",
    "id and slug in one segment": "/{section}/{id}-{slug}/",
    "day, slug and id": "/{day:%Y%m%d}/{slug}-{id}.html",
    "day in three segments": "/Detail/{day:%Y/%m/%d}/{id}/{slug}",
    "letters before the id": "/{section}/{day:%Y-%m/%d}/c_{id}.htm",
    "day and id in one segment": "/{section}/{day:%Y%m}/t{day:%Y%m%d}_{id}.html",
    "id at the slug's end": "/{slug}-post{id}.vnp",
    "slug, then id": "/a/{slug}/{id}.html",
    "day, slug, then id": "/story/{section}/{day:%Y/%m/%d}/{slug}/{id}/",
    "id in the query": "/?p={id}",
    "commas as escapes": "/news%2C{id}%2C{slug}.html",
}


def addresses(template: str) -> st.SearchStrategy[dict[str, str]]:
    """Ids to addresses of one family; ids count up with holes, as those of an outlet do."""
    one = st.tuples(SLUGS, SECTIONS, DAYS, st.integers(1, 40))

    def build(data: tuple[int, list[tuple[str, str, date, int]]]) -> dict[str, str]:
        number, rows = data
        found: dict[str, str] = {}
        for slug, section, day, step in rows:
            number += step
            found[str(number)] = BASE + template.format(id=number, slug=slug, section=section, day=day)
        return found

    return st.tuples(st.integers(10_000, 90_000_000), st.lists(one, min_size=12, max_size=40)).map(build)


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_proposal_fits_its_examples_reads_their_ids_and_fits_no_list(family: str, data: st.DataObject) -> None:
    seen = data.draw(addresses(FAMILIES[family]))
    proposal = propose(seen.values(), LISTS)
    assert proposal.usable, proposal
    assert proposal.fits == proposal.total == len(seen)
    assert url_pattern(proposal.pattern) == proposal.pattern
    for number, url in seen.items():
        found = re.search(proposal.pattern, canonical_url(url))
        assert found is not None
        assert found["id"] == number
    assert not any(re.search(proposal.pattern, canonical_url(url)) for url in LISTS)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=40).map(lambda path: f"{BASE}/{path}") | st.text(max_size=30), max_size=20))
def test_anything_at_all_may_be_seen(urls: list[str]) -> None:
    proposal = propose(urls, urls[:3])
    assert proposal.fits + len(proposal.missed) == proposal.total
    if proposal.pattern:
        re.compile(proposal.pattern)


def test_addresses_of_words_alone_have_no_id_but_a_pattern() -> None:
    slugs = ["ferry-opens-after-long-storm", "minister-visits-the-harbour", "talks-on-the-bridge-go-on"]
    proposal = propose([f"{BASE}/{slug}/" for slug in slugs], [f"{BASE}/about-us", f"{BASE}/world-news", f"{BASE}/"])
    assert proposal.usable
    assert not proposal.names_id
    assert proposal.fits == 3


def test_years_and_channels_are_no_ids() -> None:
    seen = [f"{BASE}/2024/05/{day:02}/the-ferry-of-2024-and-more-{'abc'[day % 3]}" for day in range(1, 29)]
    proposal = propose(seen, [f"{BASE}/2024/05/"])
    assert proposal.usable
    assert not proposal.names_id
    channels = [f"{BASE}/n1/2024/0424/c{1001 + n % 3}-{40_223_000 + n}.html" for n in range(20)]
    assert re.search(propose(channels).pattern, channels[5])["id"] == "40223005"  # type: ignore[index]


def test_two_families_of_one_outlet_share_a_pattern() -> None:
    old = [f"{BASE}/the-ferry-came-in-again/{number}.vnp" for number in range(24_000, 24_010)]
    new = [f"{BASE}/the-ferry-went-out-again-post{number}.vnp" for number in range(95_000, 95_010)]
    proposal = propose([*old, *new], LISTS)
    assert proposal.usable
    assert proposal.fits == 20
    assert {re.search(proposal.pattern, url)["id"] for url in old} == {str(n) for n in range(24_000, 24_010)}  # type: ignore[index]


def test_a_list_that_is_fitted_is_told() -> None:
    proposal = propose([f"{BASE}/x{number}" for number in range(3)], [f"{BASE}/x9"])
    assert not proposal.usable
    assert propose([]).total == 0
    assert not propose([]).usable
