"""Volume rules in YAML: what each kind may say, its defaults, and every mistake with its file, line and key."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config import check, load
from monitor.config.volume_model import KEYS
from monitor.domain.volume.rule import KINDS

Write = Callable[[Mapping[str, str]], Path]
HOUR = timedelta(hours=1)
MANUAL = Path(__file__).parents[3] / "docs" / "volume.md"
RULES = """\
rules:
  - name: Harbour
    query: harbour
  - name: Rush
    over: '#Harbour quay'
    labels: {severity: high, desk: sea}
"""


def volume(*lines: str) -> dict[str, str]:
    """The rules, the second of which counts as these lines say."""
    return {"rules/harbour.yaml": RULES + "    volume:\n" + "".join(f"      {line}\n" for line in lines)}


def test_a_rule_that_counts_stands_beside_the_others(write: Write) -> None:
    settings = load(write(volume("kind: frequency", "at_least: 5", "within: 2h", "by: [country]")), {})
    assert [rule.name for rule in settings.rules] == ["Harbour"]
    (rush,) = settings.volumes
    assert (rush.kind, rush.at_least, rush.within, rush.by) == ("frequency", 5, 2 * HOUR, ("country",))
    assert (rush.severity, rush.cooldown, rush.recovery) == ("high", HOUR, False)
    assert [rule.query for rule in settings.matched] == ["harbour", "#Harbour quay"]


@pytest.mark.parametrize(
    ("lines", "within", "at_least", "recovery"),
    [
        (("kind: spike",), 3 * HOUR, 5, False),
        (("kind: silence",), 12 * HOUR, 1, True),
        (("kind: first",), timedelta(), 1, False),
        (("kind: absence", "outlet: north-herald", "at_least: 3"), 3 * HOUR, 3, True),
        (("kind: spike", "recovery: true", "within: 1d"), 24 * HOUR, 5, True),
    ],
)
def test_each_kind_has_its_defaults(
    write: Write, lines: tuple[str, ...], within: timedelta, at_least: int, recovery: bool
) -> None:
    (rule,) = load(write(volume(*lines)), {}).volumes
    assert (rule.within, rule.at_least, rule.recovery) == (within, at_least, recovery)


TABLE = [
    (("kind: frequence",), 8, "volume.kind", ('"frequence"', 'did you mean "frequency"?')),
    (("at_least: 5",), 8, "volume.kind", ("no such key", "this required key")),
    (("kind: frequency", "within: 2h"), 8, "volume", ("without at_least", "the key at_least")),
    (("kind: first", "weeks: 4"), 8, "volume", ("the key weeks in the kind first", "after, by")),
    (("kind: spike", "atleast: 4"), 9, "volume.atleast", ("an unknown key", 'did you mean "at_least"?')),
    (("kind: spike", "within: 8d"), 8, "volume", ("more than a week", "at most 7d")),
    (("kind: spike", "within: 30"), 9, "volume.within", ("the number 30", "text")),
    (("kind: spike", "weeks: 1"), 9, "volume.weeks", ("the number 1", "from 2 to 26")),
    (("kind: spike", "by: [a, b, c, d]"), 9, "volume.by", ("a, b, c or d", "at most 3 labels")),
    (("kind: spike", "by: ['a b']"), 9, "volume.by", ('the label "a b"', "begins with a letter")),
    (("kind: absence", "at_least: 2", "outlet: nort-herald"), 10, "volume.outlet",
     ('the unknown source "nort-herald"', 'did you mean "north-herald"?')),
    (("kind: absence", "at_least: 1", "outlet: north-herald", "others: [x]"), 11, "volume.others[0]",
     ('the unknown source "x"', "the id of a source")),
    (("kind: absence", "at_least: 3", "outlet: north-herald", "others: [x, y]"), 8, "volume",
     ("at_least 3 of 2 others", "at most as many")),
    (("kind: absence", "at_least: 1", "outlet: a", "others: [a]"), 8, "volume", ('"a" among the others',)),
    (("kind: absence", "at_least: 1", "outlet: north-herald", "by: [source]"), 8, "volume", ("by source",)),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "line", "key", "words"), TABLE, ids=[" ".join(row[0])[:50] for row in TABLE])
def test_every_mistake_has_its_place(
    write: Write, lines: tuple[str, ...], line: int, key: str, words: tuple[str, ...]
) -> None:
    faults = [fault for fault in check(write(volume(*lines)), {}).faults if key in fault.key]
    assert faults
    fault = faults[0]
    assert (fault.file, fault.key) == ("rules/harbour.yaml", f"rules[1].{key}")
    assert fault.line in (line, line - 1)
    assert [word for word in words if word not in str(fault)] == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("'#Harbour quay'", "quay AND", 5, ("the end of the query", 'rule "Rush"')),
        ("'#Harbour quay'", "'#Rush'", 5, ("#Rush, which leads back to itself",)),
        ("name: Rush", "name: Harbour", 4, ("again (first at rules/harbour.yaml:2)",)),
        ("severity: high", "severity: hihg", 6, ('"hihg"', 'did you mean "high"?')),
        ("    over: '#Harbour quay'\n", "", 4, ("no such key",)),
        ("over: '#Harbour quay'", "over: quay\n    query: quay", 6, ("an unknown key",)),
    ],
)
def test_the_rest_of_the_rule_is_checked_like_any_other(
    write: Write, old: str, new: str, line: int, words: tuple[str, ...]
) -> None:
    files = volume("kind: spike")
    changed = {"rules/harbour.yaml": files["rules/harbour.yaml"].replace(old, new)}
    fault = max(check(write(changed), {}).faults, key=lambda fault: fault.key == "rules[1].name")
    assert (fault.file, fault.line) == ("rules/harbour.yaml", line)
    assert [word for word in words if word not in str(fault)] == []


def test_what_is_probably_not_meant_is_a_warning(write: Write) -> None:
    report = check(write(volume("kind: spike", "by: [countri, entity]")), {})
    assert report.faults == ()
    found = [str(warning) for warning in report.warnings if "volume.by" in warning.key]
    assert any("which no source has" in words and 'did you mean "country"?' in words for words in found)
    spoken = RULES.replace("'#Harbour quay'", "near quay") + "    volume: {kind: spike, by: [entity]}\n"
    warnings = [str(warning) for warning in check(write({"rules/harbour.yaml": spoken}), {}).warnings]
    assert any("the query names none" in words for words in warnings)
    assert any("rules[1].over" in words for words in warnings), "over is linted as a query is"


def test_every_kind_is_known_to_the_configuration() -> None:
    assert tuple(KEYS) == KINDS


def test_the_examples_of_the_manual_are_right(write: Write) -> None:
    rules, route = re.findall(r"```yaml\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    outlets = "\n".join(
        f"  - {{id: {name}, name: {name}, feeds: [https://{name}.example/rss]}}"
        for name in ("bay-post", "coast-news", "cape-times")
    )
    files = {
        "rules/harbour.yaml": rules + "  - {name: Hormuz, query: hormuz}\n",
        "sources/others.yaml": f"sources:\n{outlets}\n",
        "entities/all.yaml": "entities:\n  - {id: verin, aliases: [Darya Verin], lists: [envoys]}\n",
        "monitor.yaml": "contact: https://desk.example.org/crawler\nroute:\n  receiver: duty\n  routes:\n"
        + textwrap.indent(route, "    ")
        + "smtp: {host: mail.example, from: a@b.example}\n"
        + "receivers:\n  - name: duty\n    email:\n      - to: [a@b.example]\n",
    }
    report = check(write(files), {})
    assert report.faults == ()
    assert [rule.kind for rule in load(write(files), {}).volumes] == list(KINDS)
