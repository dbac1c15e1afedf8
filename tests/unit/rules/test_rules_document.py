"""A version as a rule sees it: every text of its header, and all that is known of it and of its source."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from monitor.domain.article import Version
from monitor.domain.match import Document, Rule
from monitor.domain.source import Source
from monitor.domain.textformat import parse
from monitor.rules.engine import compile_rules
from monitor.rules.text.document import document_for

TEXT = "Home > World\nThe harbour was opened on Monday after two years of work.\nHarbour opens\n\nShips came."
VERSION = Version(
    article_id="0" * 16, source_id="coast", url="https://coast.example/world/1", number=1, text=parse(TEXT),
    language="es", first_seen=datetime(2026, 1, 3, tzinfo=UTC), published=None, day=date(2026, 1, 2), file_name="f",
    authors=("Ada Berg",), section="World", tags=("ports", "trade"),
)  # fmt: skip
COAST = Source("coast", "Coast", country="XN", language="en", ownership="state")


def test_all_fields_are_filled() -> None:
    assert document_for(VERSION, COAST) == Document(
        title="Harbour opens",
        lead="The harbour was opened on Monday after two years of work.",
        body="Ships came.",
        header="Home > World",
        source="coast",
        language="en",
        country="XN",
        ownership="state",
        authors=("Ada Berg",),
        section="World",
        tags=("ports", "trade"),
        url="https://coast.example/world/1",
        published=date(2026, 1, 2),
    )


def test_of_a_source_that_is_not_configured_the_text_tells_the_language() -> None:
    document = document_for(VERSION, None)
    assert (document.source, document.language, document.country) == ("coast", "es", "")


@pytest.mark.parametrize("query", ['author:"ada berg"', "section:world", "tag:trade", "url:/world/", "ownership:state",
                                   "published:2026-01-02", "header:home", "country:XN"])  # fmt: skip
def test_queries_see_them(query: str) -> None:
    assert compile_rules([Rule("one", f"ships {query}")], {}).match(document_for(VERSION, COAST))


def test_the_index_holds_every_form_whatever_the_rules_are() -> None:
    words = compile_rules([], {}).searchable(document_for(VERSION, COAST)).split()
    assert {"ships", "ship", "opened", "open", "home"} <= set(words)
