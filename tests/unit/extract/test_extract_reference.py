"""Pages beside the text files they must give, byte for byte: the two references, and pages of invented outlets."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.domain.textformat import parse, render
from monitor.extract.page import extract

PAGES = sorted((Path(__file__).parents[2] / "data" / "pages").glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_gives_its_text_file(page: Path) -> None:
    wanted = page.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")
    extraction = extract(page.read_bytes(), "https://outlet.example/news/12345/story")
    assert render(extraction.text) == wanted
    assert parse(wanted) == extraction.text


def test_there_are_pages_to_check() -> None:
    assert len(PAGES) >= 10


def test_what_the_page_says_of_itself() -> None:
    page = next(page for page in PAGES if page.stem == "ar-list-crumbs")
    extraction = extract(page.read_bytes(), "https://outlet.example/1")
    assert (extraction.language, extraction.authors, extraction.date_origin) == ("ar", ("سلمى الحداد",), "printed")


def test_the_canonical_address_is_made_absolute() -> None:
    page = next(page for page in PAGES if page.stem == "fa-crumbs-above")
    extraction = extract(page.read_bytes(), "https://outlet.example/fa/x?utm=1")
    assert extraction.canonical_url == "https://outlet.example/fa/news/81532/bridge"
