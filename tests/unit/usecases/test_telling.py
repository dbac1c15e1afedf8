"""What a message tells: one article in full, several line by line, an edit by what it changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alerts.policy.ledger import Item, Kind, Purpose, Telling
from monitor.domain.article import Version
from monitor.domain.match import Hit, Match, Rule
from monitor.domain.source import Source
from monitor.ports import Told
from monitor.testing import START, a_text
from monitor.usecases.telling import MOST_BRIEFS, Composer, catch_up

COMPOSE = Composer({"wire": Source("wire", "Harbour Wire", country="XN", language="en")})


def version(article: str, number: int = 1, headline: str = "Harbour opens", body: str = "A harbour.") -> Version:
    return Version(
        article_id=article, source_id="wire", url=f"https://wire.example/{article}", number=number,
        text=a_text(headline, body), language="en", first_seen=START, published=START, day=START.date(),
        file_name=f"{article}.txt",
    )  # fmt: skip


def told(kept: Version, rule: str = "ports", severity: str = "high", before: Version | None = None) -> Told:
    about = (kept.article_id, kept.number)
    item = Item(1, rule, "desk", "root", {"story": kept.article_id}, START, about, Kind.WAITING, reason="after night")
    match = Match(Rule(rule, "harbour", {"severity": severity}), (Hit("title", 0, 7, "Harbour", "harbour"),))
    return Told(item, kept, match, before=before)


def telling(purpose: Purpose = Purpose.ROOT, group: int = 1, note: str = "") -> Telling:
    return Telling("desk", purpose, START + timedelta(hours=1), "key", (), group, "story-1", note)


def test_one_article_by_several_rules_is_told_in_full_once() -> None:
    kept = version("a")
    made = COMPOSE(telling(), [told(kept), told(kept, "piers", "critical")], "")
    assert ([rule.name for rule in made.rules], made.briefs, made.source_name) == (
        ["ports", "piers"],
        (),
        "Harbour Wire",
    )
    assert (made.story, made.purpose, made.topic) == ("story-1", "root", "Critical: Harbour opens")


def test_several_articles_are_lines_and_the_most_severe_is_shown() -> None:
    parts = [told(version("a"), severity="low"), told(version("b", headline="Pier burns"), severity="critical")]
    made = COMPOSE(telling(Purpose.UPDATE), parts, "High: Harbour opens")
    assert (made.headline, made.topic) == ("Pier burns", "High: Harbour opens")
    assert [(brief.headline, brief.severity, brief.rules) for brief in made.briefs] == [
        ("Harbour opens", "low", ("ports",)), ("Pier burns", "critical", ("ports",)),
    ]  # fmt: skip


def test_a_list_names_a_single_article_in_a_line_too_and_an_empty_one_nothing() -> None:
    made = COMPOSE(telling(Purpose.SUMMARY, group=0, note="after night"), [told(version("a", 2))], "")
    assert (made.headline, made.note, made.topic) == ("", "after night", "")
    assert [(brief.article_id, brief.version, brief.reason) for brief in made.briefs] == [
        ("a", 2, "edited; after night")
    ]
    empty = COMPOSE(telling(Purpose.DIGEST, group=0), [], "")
    assert (empty.briefs, empty.severity, empty.first_seen) == ((), "info", START + timedelta(hours=1))


@pytest.mark.parametrize(
    ("headline", "body", "note"),
    [
        ("Harbour opens", "Two harbours.", "the text was changed"),
        ("Harbour shut", "A harbour.", "the headline was changed; the headline was: Harbour opens"),
        ("Harbour shut", "No harbour.", "headline and text were changed; the headline was: Harbour opens"),
    ],
)
def test_an_edit_says_what_it_changed(headline: str, body: str, note: str) -> None:
    edit = told(version("a", 2, headline, body), before=version("a"))
    assert COMPOSE(telling(Purpose.EDIT), [edit], "High: Harbour opens").note == note


def test_what_was_missed_is_counted_in_full_and_named_up_to_a_bound() -> None:
    one = COMPOSE(telling(), [told(version("a"))], "")
    message = catch_up([one], None, 1)
    assert (message.note, len(message.briefs)) == ("1 message was not delivered in time", 1)
    message = catch_up([one] * 500, message, 501)
    assert (message.note, len(message.briefs)) == ("501 messages were not delivered in time", MOST_BRIEFS)
