"""``monitor text`` and ``monitor match``: files in the format, files that are not, and hits that can be found again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

PAGES = Path(__file__).parents[2] / "data" / "pages"
FILES = (PAGES / "000_f3dab12ef9e3dcb4.txt", PAGES / "004_6f6061125dd78929.txt")
RULE = """
rules:
  - name: harbours
    query: '@quay OR "winter timetable" OR title:ferries'
    labels: {severity: high, desk: coast}
entities:
  - id: quay
    aliases: [Outer Pier, причал]
"""
ARTICLE = "Ferries sail late\n\nThe winter  timetable begins.\nThe OUTER PIER waits.\n\nУ причала тихо."


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULE, encoding="utf-8")
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "000_0123456789abcdef.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_every_file_is_checked_and_one_that_is_wrong_does_not_hide_another(run: Run, tmp_path: Path) -> None:
    wrong, bytes_ = tmp_path / "wrong.txt", tmp_path / "bytes.txt"
    wrong.write_bytes(b"Headline\r\nText")
    bytes_.write_bytes(b"Headline\n\n\xff\xfe")
    done = run("text", "check", wrong, *FILES, bytes_)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [f"{path}: ok" for path in FILES]
    assert f"{wrong}:1: found a carriage return" in done.stderr
    assert f"{bytes_}:3: " in done.stderr
    assert run("text", "check", *FILES).returncode == 0


def test_what_is_shown_has_all_parts_and_several_files_are_a_list(run: Run) -> None:
    done = run("text", "show", "--json", *FILES)
    first, second = json.loads(done.stdout)
    assert first["date"] == "2025-11-24"
    assert [line["kind"] for line in first["header"]] == [
        "breadcrumb", "standfirst", "news id", "publish date", "headline",
    ]  # fmt: skip
    assert second["date"] is None
    assert second["headline"] == second["fields"]["title"] == second["header"][-1]["text"]
    table = run("text", "show", FILES[0])
    assert table.returncode == 0
    assert "publish date  Publish Date: 24 November 2025" in table.stdout


def test_a_file_that_is_not_in_the_format_is_one_line_of_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "torn.txt"
    path.write_text("Headline\n\n\nText", encoding="utf-8")
    done = run("text", "show", path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"monitor: {path}:3: ")
    assert done.stderr.count("\n") == 1


def test_each_hit_is_the_words_at_its_place_in_the_field_that_text_show_prints(
    run: Run, rules: Path, article: Path
) -> None:
    fields = json.loads(run("text", "show", "--json", article).stdout)["fields"]
    (found,) = json.loads(run("match", "--rules", rules, "--json", article).stdout)
    (match,) = found["matches"]
    assert (found["file"], match["rule"], match["severity"]) == (str(article), "harbours", "high")
    assert match["labels"]["desk"] == "coast"
    hits = [(hit["field"], hit["words"]) for hit in match["hits"]]
    assert ("title", "Ferries") in hits
    assert ("body", "OUTER PIER") in hits
    assert any(words == "winter  timetable" for _, words in hits)
    for hit in match["hits"]:
        assert fields[hit["field"]][hit["start"] : hit["end"]] == hit["words"]


def test_rules_may_be_a_directory_with_entities_beside_it(run: Run, tmp_path: Path, article: Path) -> None:
    for folder, text in (
        ("rules", "rules: [{name: quays, query: '@quay'}]"),
        ("entities", "entities: [{id: quay, aliases: [outer pier]}]"),
    ):
        (tmp_path / "config" / folder).mkdir(parents=True)
        (tmp_path / "config" / folder / "all.yaml").write_text(text, encoding="utf-8")
    for where in ("config/rules", "config", "config/rules/all.yaml"):
        done = run("match", "--rules", tmp_path / where, article)
        assert done.returncode == 0, done.stderr
        assert "OUTER PIER" in done.stdout


def test_a_bad_file_is_named_and_the_others_are_matched(run: Run, rules: Path, article: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.txt"
    torn.write_bytes(b"\0")
    done = run("match", "--rules", rules, torn, article, tmp_path / "missing.txt", tmp_path)
    assert done.returncode == 1
    assert "OUTER PIER" in done.stdout
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
        str(torn), str(tmp_path / "missing.txt"), str(tmp_path),
    ]  # fmt: skip


def test_a_query_that_does_not_parse_is_reported_with_its_place(run: Run, tmp_path: Path, article: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("rules:\n  - name: broken\n    query: 'oil AND ('\n", encoding="utf-8")
    done = run("match", "--rules", path, article)
    assert done.returncode == 1
    assert "broken.yaml:3" in done.stderr
    assert "Traceback" not in done.stderr


def test_source_language_and_country_are_what_the_options_say(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "texts" / "tidewater" / "2026" / "03" / "04" / "000_0123456789abcdef.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text(ARTICLE, encoding="utf-8")
    rule = tmp_path / "one.yaml"
    rule.write_text("rules: [{name: one, query: 'source:tidewater AND lang:ru AND country:XN AND pier'}]")
    assert "no match" in run("match", "--rules", rule, kept).stdout
    assert "PIER" in run("match", "--rules", rule, "--lang", "ru", "--country", "XN", kept).stdout


def test_why_a_rule_does_not_match_is_explained_part_by_part(run: Run, rules: Path, article: Path) -> None:
    rules.write_text("rules: [{name: far, query: 'winter NEAR/2 pier AND =Waits'}, {name: other, query: sail}]")
    asked = ("match", "--rules", rules, "--explain", "--rule", "far", article)
    (told,) = json.loads(run(*asked, "--json").stdout)
    assert told["matches"] is False
    assert told["summary"].endswith(
        "the nearest pair is 5 words apart | =Waits: no place, but in another form or other letters"
    )
    exact = told["reason"]["parts"][1]
    assert (exact["query"], exact["column"], exact["nearly"][0]["words"]) == ("=Waits", 24, "waits")
    shown = run(*asked).stdout
    assert f"{article}: far: no match" in shown
    assert "✗ winter NEAR/2 pier (column 1): the nearest pair is 5 words apart" in shown
    assert "The [winter]  timetable begins." in shown
    assert run("match", "--rules", rules, "--rule", "fat", article).stderr.endswith("did you mean far?\n")


def test_a_rule_that_costs_too_much_is_said_to_be_undecided(
    run: Run, rules: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules.write_text("rules: [{name: far, query: 'timetable NEAR/2 winter'}]")
    asked = ("match", "--rules", rules, "--explain", article)
    assert f"{article}: far: matches" in run(*asked).stdout
    monkeypatch.setattr("monitor.rules.found.STEPS", 0)
    assert f"{article}: far: not decided" in run(*asked).stdout
    assert json.loads(run(*asked, "--json").stdout)[0]["matches"] is None
