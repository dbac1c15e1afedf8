"""The route tree decides as Prometheus Alertmanager does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.policy.routes import MAX_PATTERN, Matcher, Route, labels_for, receivers_for
from monitor.domain.match import Rule
from monitor.domain.source import Source


def when(*matchers: str) -> tuple[Matcher, ...]:
    return tuple(Matcher.parse(matcher) for matcher in matchers)


TREE = Route(
    "desk",
    routes=(
        Route("duty", when('severity="critical"'), proceed=True),
        Route(
            "east",
            when('desk="east"'),
            routes=(Route("china", when("language=zh")), Route(matchers=when("country=MN"))),
        ),
        Route("late", when('desk=~"east|west"')),
    ),
)


@pytest.mark.parametrize(
    ("labels", "receivers"),
    [
        ({}, ("desk",)),
        ({"severity": "critical"}, ("duty",)),
        ({"severity": "critical", "desk": "east"}, ("duty", "east")),
        ({"desk": "east"}, ("east",)),
        ({"desk": "east", "language": "zh"}, ("china",)),
        ({"desk": "east", "language": "zh", "country": "MN"}, ("china",)),
        ({"desk": "east", "country": "MN"}, ("east",)),
        ({"desk": "west"}, ("late",)),
        ({"desk": "northwest"}, ("desk",)),
    ],
)
def test_the_tree_is_walked_depth_first_until_a_node_does_not_continue(
    labels: dict[str, str], receivers: tuple[str, ...]
) -> None:
    assert receivers_for(TREE, labels) == receivers


def test_a_root_that_does_not_match_reaches_nobody_and_a_receiver_is_reached_once() -> None:
    assert receivers_for(Route("desk", when("severity=high")), {"severity": "low"}) == ()
    assert receivers_for(Route("a", routes=(Route("b", proceed=True), Route("b"))), {}) == ("b",)
    assert receivers_for(Route(), {}) == ()


@pytest.mark.parametrize(
    ("written", "label", "op", "value"),
    [
        ('severity="high"', "severity", "=", "high"),
        ("severity=high", "severity", "=", "high"),
        (' severity != "high" ', "severity", "!=", "high"),
        ('severity=~"high|critical"', "severity", "=~", "high|critical"),
        ('rule!~"test.*"', "rule", "!~", "test.*"),
        ('rule="say \\"yes\\" \\\\ no"', "rule", "=", 'say "yes" \\ no'),
        ('rule=~"a\\d+"', "rule", "=~", r"a\d+"),
        ("country=", "country", "=", ""),
        ('country=""', "country", "=", ""),
        ('rule="Ärger и 中国"', "rule", "=", "Ärger и 中国"),
    ],
)
def test_a_matcher_is_read_as_it_is_written(written: str, label: str, op: str, value: str) -> None:
    matcher = Matcher.parse(written)
    assert (matcher.label, matcher.op, matcher.value) == (label, op, value)
    assert Matcher.parse(str(matcher)) == matcher


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "found '', expected a matcher"),
        ("severity", "found '' after 'severity', expected one of = != =~ !~"),
        ("severity>high", "found '>high' after 'severity'"),
        ('="high"', "expected a matcher"),
        ('severity="high', "expected one value that ends with its closing quote"),
        ('severity="high" x', "expected one value"),
        ("severity=a b", "expected a value in double quotes"),
        ('severity=~"("', "expected a regular expression"),
        (f'severity=~"{"a" * (MAX_PATTERN + 1)}"', "expected at most 500"),
    ],
)
def test_a_matcher_that_cannot_be_read_says_what_was_found_and_expected(written: str, told: str) -> None:
    with pytest.raises(ValueError, match="found") as caught:
        Matcher.parse(written)
    assert told in str(caught.value)


def test_a_pattern_fits_the_whole_value_and_a_missing_label_is_empty() -> None:
    assert not Matcher("desk", "=~", "east").matches({"desk": "northeast"})
    assert Matcher("desk", "=~", ".*east").matches({"desk": "northeast"})
    assert Matcher("desk", "=", "").matches({})
    assert Matcher("desk", "!=", "east").matches({})
    assert not Matcher("desk", "!~", "|east").matches({})


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_every_value_survives_being_written_and_read(value: str) -> None:
    assert Matcher.parse(str(Matcher("rule", "=", value))).value == value


def test_labels_are_those_of_source_and_rule_and_facts_come_last() -> None:
    source = Source("coast", "Coast", "GB", "en", "state", labels={"region": "north", "desk": "west"})
    rule = Rule("ports", "pier", {"desk": "east", "severity": "high", "source": "forged"})
    assert labels_for(rule, source) == {
        "region": "north", "desk": "east", "rule": "ports", "severity": "high",
        "source": "coast", "country": "GB", "language": "en", "ownership": "state",
    }  # fmt: skip
