"""What is printed is text: nothing of it acts on the terminal, and JSON stays JSON."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.output import print_json, print_table, visible

ACTING = "\x00\x07\x08\x1b\x7f\x85\x9b\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202d\u202e\u2066\u2067\u2069\ufeff"


@given(st.text())
def test_nothing_that_is_visible_acts(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    kinds = {unicodedata.category(ch) for ch in shown.replace("\n", "")}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert {ch for ch in shown if unicodedata.category(ch) == "Cf"} <= {"\u200c", "\u200d"}


@pytest.mark.parametrize("text", ["می‌شود", "क्‍ष", "тихо", "制裁　解除", "10\u00a0000", "👩‍🚀"])
def test_what_scripts_need_stays(text: str) -> None:
    assert visible(text) == text


def test_a_table_shows_mark_up_as_it_stands_and_replaces_what_acts(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("headline",), [("[bold red]not mark-up[/]",), (f"a{ACTING}b",)])
    shown = capsys.readouterr().out
    assert "[bold red]not mark-up[/]" in shown
    assert "a" + "\ufffd" * len(ACTING) + "b" in shown


@given(st.text())
def test_json_reads_back_as_it_was_and_holds_nothing_that_acts(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        printed: list[str] = []
        patch.setattr("click.echo", printed.append)
        print_json({"headline": text})
    assert json.loads(printed[0]) == {"headline": text}
    assert not set(printed[0]) & set(ACTING)


def test_half_a_character_in_the_name_of_a_file_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"file": "\udcff.txt"})
    assert json.loads(capsys.readouterr().out) == {"file": "\udcff.txt"}
