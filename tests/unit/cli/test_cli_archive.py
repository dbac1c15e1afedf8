"""What the commands tell of an archive: search, show, why, outbox; as tables and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

FERRIES = "Ferries switch to the winter timetable a week early"


def test_search_finds_what_the_rule_language_says(run: Run, desk: Path) -> None:
    done = run("articles", "search", "timetable AND NOT verin", "--config", desk)
    assert done.returncode == 0, done.stderr
    assert FERRIES in done.stdout
    assert "[timetable]" in done.stdout
    assert done.stdout.endswith("\n1 article\n")
    (found,) = json.loads(run("articles", "search", "timetable", "--config", desk, "--json").stdout)
    assert (found["headline"], found["rules"], found["version"]) == (FERRIES, ["ferries"], 1)
    assert {hit["words"] for hit in found["hits"]} == {"timetable"}


def test_search_without_a_result_is_no_failure_and_a_broken_query_is_one(run: Run, desk: Path) -> None:
    nothing = run("articles", "search", "zeppelin", "--config", desk)
    assert (nothing.returncode, nothing.stdout) == (0, "0 articles\n")
    broken = run("articles", "search", "oil AND (", "--config", desk)
    assert broken.returncode == 1
    assert broken.stderr.startswith("monitor: column ")


def test_show_takes_the_beginning_of_an_id(run: Run, desk: Path) -> None:
    (found,) = json.loads(run("articles", "search", "timetable", "--config", desk, "--json").stdout)
    shown = run("articles", "show", found["id"][:8], "--config", desk)
    assert shown.returncode == 0, shown.stderr
    assert FERRIES in shown.stdout
    assert found["file"] in shown.stdout
    assert "notified" in shown.stdout
    value = json.loads(run("articles", "show", found["id"], "--config", desk, "--json").stdout)
    assert value["fields"]["title"] == FERRIES
    assert value["dispositions"][0]["kind"] == "notified"
    missing = run("articles", "show", found["id"], "--version", 7, "--config", desk)
    assert missing.returncode == 1
    assert "has 1 version(s), not 7" in missing.stderr


@pytest.mark.parametrize("command", [("articles", "show", "ffffffffffffffff"), ("why", "http://harbor.example/never")])
def test_what_is_not_known_is_said_in_one_line(run: Run, desk: Path, command: tuple[str, ...]) -> None:
    done = run(*command, "--config", desk)
    assert done.returncode == 1
    assert command[-1] in done.stderr
    assert done.stderr.count("\n") == 1


def test_why_tells_the_way_of_an_article_and_where_another_one_stopped(run: Run, desk: Path) -> None:
    told = json.loads(run("why", "http://harbor.example/world/70110/ferry-timetable-for-winter", "--config", desk,
                          "--json").stdout)  # fmt: skip
    steps = [step["step"] for step in told]
    assert steps == [
        "announced", "kept as version 1", "matched", "waiting", "notified", "told: root", "delivery pending",
    ]  # fmt: skip
    assert 'ferries: "Ferries" (title 0-7)' in told[2]["detail"]
    assert told[3]["detail"] == "ferries to newsroom by root"
    assert told[4]["detail"] == "ferries to newsroom by root: first message of its group"
    assert told[5]["detail"] == f'newsroom, in thread 1, "High: {FERRIES}"'
    stopped = run("why", "http://harbor.example/internal/staff-rota", "--config", desk).stdout
    assert "announced" in stopped
    assert "robots.txt: not for robots; tried again" in stopped


def test_the_outbox_lists_what_waits_and_can_be_narrowed(run: Run, desk: Path) -> None:
    listed = json.loads(run("alerts", "outbox", "list", "--config", desk, "--json").stdout)
    assert listed["counts"]["pending"] == 2
    assert {delivery["target"] for delivery in listed["deliveries"]} == {"desk@harbor.example"}
    assert FERRIES in run("alerts", "outbox", "list", "--state", "pending", "--config", desk).stdout
    assert run("alerts", "outbox", "list", "--state", "dead", "--config", desk).stdout.startswith("the outbox is empty")


@pytest.mark.parametrize(
    "command",
    [
        ("articles", "search", "ferry"),
        ("articles", "show", "HOSTILE"),
        ("why", "HOSTILE"),
        ("alerts", "outbox", "list"),
        ("alerts", "list"),
        ("articles", "search", "ferry", "--json"),
        ("why", "HOSTILE", "--json"),
        ("alerts", "outbox", "list", "--json"),
        ("alerts", "list", "--json"),
    ],
)
def test_no_headline_can_act_on_a_terminal(run: Run, desk: Path, command: tuple[str, ...]) -> None:
    found = json.loads(run("articles", "search", "title:esrever", "--config", desk, "--json").stdout)
    assert "esrever" in found[0]["headline"]
    done = run(*(found[0]["id"] if word == "HOSTILE" else word for word in command), "--config", desk)
    assert done.returncode == 0, done.stderr
    assert [ch for ch in done.stdout if ch != "\n" and not ch.isprintable()] == []


def test_why_tells_what_a_rule_says_of_an_article_and_what_was_recorded(run: Run, desk: Path) -> None:
    url = "http://harbor.example/world/70110/ferry-timetable-for-winter"
    (told,) = json.loads(run("why", url, "--rule", "ferries", "--config", desk, "--json").stdout)
    assert (told["version"], told["matches"], told["recorded"]) == (1, True, "ferry OR ferries")
    assert told["past"] == ["When the article came, the rule matched it and that was recorded."]
    assert [part["query"] for part in told["reason"]["parts"]] == ["ferry", "ferries"]
    shown = run("why", url, "--rule", "ferries", "--config", desk).stdout
    assert "[Ferries] switch to the winter timetable" in shown
    unknown = run("why", url, "--rule", "ferris", "--config", desk)
    assert unknown.returncode == 1
    assert "did you mean ferries?" in unknown.stderr
    missing = run("why", "http://harbor.example/internal/staff-rota", "--rule", "ferries", "--config", desk)
    assert missing.returncode == 1
    assert "no article of" in missing.stderr
