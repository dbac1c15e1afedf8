"""Where sentences end: in the languages of desks, and in texts that are made to take long."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.match import Document, Rule
from monitor.rules.engine import compile_rules
from monitor.rules.text.sentences import sentence_ends
from tests.unit.rules.sentence_lines import LINES

JOINED = frozenset(("zh", "ja"))
"""Languages that put no space between sentences."""
LANGUAGES = ("", "en", "de", "ru", "el", "hy", "am", "ja", "xx")


@pytest.mark.parametrize("line", LINES)
def test_sentences_end_where_readers_see_it(line: str) -> None:
    language, _, marked = line.partition(" ")
    parts = marked.split("‖")
    gap = "" if language in JOINED else " "
    text = gap.join(parts)
    starts = [0, *(end + len(gap) for end in sentence_ends(text, language) if end < len(text)), len(text) + len(gap)]
    assert [text[a : b - len(gap)] for a, b in pairwise(starts)] == parts


@pytest.mark.parametrize(
    ("query", "text", "language", "found"),
    [
        ("drone SAME/s hadley", "A drone killed Gen. Hadley.", "en", True),
        ("drone SAME/s hadley", "A drone killed Gen. Hadley.", "en-GB", True),
        ("drone SAME/s hadley", "A drone killed Gen. Hadley.", "", True),
        ("drone SAME/s орешин", "Drone: ген. Орешин молчит.", "", True),
        ("drone SAME/s tanker", "The drone fell on May 2. The tanker sank.", "en", False),
        ("drone SAME/s mai", "Die Drone fiel am 2. Mai.", "de", True),
        ("drone SAME/s tanker", "A drone fell at 5 p.m. The tanker sank.", "en", False),
        ("drone SAME/s tanker", "A drone fell at 5 p.m. Tuesday on the tanker.", "en", True),
    ],
)
def test_the_language_of_the_article_counts(query: str, text: str, language: str, found: bool) -> None:
    rules = compile_rules([Rule("one", query)], {})
    assert bool(rules.match(Document(body=text, language=language))) is found


@given(st.text(st.sampled_from('ab AЖ5.!?…。」“")»\n\u00a0—;:։'), max_size=40), st.sampled_from(LANGUAGES))
def test_every_end_is_behind_a_sign_or_a_line_and_every_line_ends_one(text: str, language: str) -> None:
    ends = sentence_ends(text, language)
    assert ends == sorted(set(ends))
    assert {at + 1 for at, letter in enumerate(text) if letter == "\n"} <= set(ends)
    assert all(text[end - 1] in '.!?…。」“")»\n;:։' for end in ends)


@pytest.mark.parametrize("text", ["." * 300_000 + "x", "。" * 300_000 + "」と", 'a."' * 100_000 + "x"])
def test_runs_of_signs_are_read_once(text: str) -> None:
    assert sentence_ends(text, "en") == []
