"""The gate's floor: of pages that are articles nearly all pass, of pages that are none nearly none does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from itertools import islice

import pytest

from monitor.domain.textformat import parse, render
from monitor.domain.verdict import CAUSES, GOOD, Verdict, verdict_of_error
from monitor.errors import ExtractionError
from monitor.extract.page import extract
from monitor.extract.pool import ExtractionPool
from tests.quality.gate_bad import bad_pages
from tests.quality.gate_good import good_pages
from tests.quality.gate_held import held_bad, held_good
from tests.quality.mutants import mutants

URL = "https://tideline.example/news/5512"
EVERY = 7
"""The suite takes every seventh page: all kinds, and all languages over the kinds (15 languages, no multiple of it)."""


def verdict(page: str) -> Verdict:
    try:
        return extract(page.encode(), URL).verdict
    except ExtractionError as error:
        return verdict_of_error(error.cause)


def wrong(pages: Iterable[tuple[str, str]], *, good: bool) -> tuple[list[str], int]:
    """Those pages on which the gate is wrong, and how many there are."""
    judged = [(name, verdict(page)) for name, page in islice(pages, 0, None, EVERY)]
    return [f"{name}: {found}" for name, found in judged if (found == GOOD) != good], len(judged)


@pytest.mark.parametrize("pages", [good_pages, held_good])
def test_articles_pass(pages: object) -> None:
    assert callable(pages)
    misjudged, count = wrong(pages(), good=True)
    assert len(misjudged) <= 0.02 * count, misjudged


@pytest.mark.parametrize("pages", [bad_pages, held_bad])
def test_what_is_no_article_does_not_pass(pages: object) -> None:
    assert callable(pages)
    misjudged, count = wrong(pages(), good=False)
    assert len(misjudged) <= 0.05 * count, misjudged


def test_every_broken_page_ends_with_a_verdict() -> None:
    pages = [page.encode() for _, page in islice(good_pages(), 0, None, 40)]
    pages += [page.encode() for _, page in islice(bad_pages(), 0, None, 40)]

    async def judged(pool: ExtractionPool, body: bytes) -> Verdict:
        try:
            extraction = await pool(body, URL)
        except ExtractionError as error:
            return verdict_of_error(error.cause)
        assert parse(render(extraction.text)) == extraction.text
        return extraction.verdict

    async def run() -> list[Verdict]:
        pool = ExtractionPool(1, 30.0)
        try:
            return [await judged(pool, body) for _, body in mutants(pages, 143, seed=11) if len(body) < 250_000]
        finally:
            pool.close()

    found = asyncio.run(run())
    assert len(found) > 100
    assert {cause for one in found for cause in one.causes} <= CAUSES.keys() - {"extraction failed", "worker died"}
