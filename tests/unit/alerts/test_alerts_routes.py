"""The route tree decides as Prometheus Alertmanager does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.policy.matchers import MAX_PATTERN, Matcher
from alerts.policy.routes import Quiet, Route, arrivals, labels_for, owed_by, tree
from alerts.policy.trace import trace
from monitor.domain.match import Rule
from monitor.domain.source import Source


def when(*matchers: str) -> tuple[Matcher, ...]:
    return tuple(Matcher.parse(matcher) for matcher in matchers)


def reached(route: Route, labels: dict[str, str]) -> tuple[str, ...]:
    """The receivers that labels reach, in the tree's order."""
    return tuple(node.receiver for node in owed_by(route, labels))


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
    assert reached(TREE, labels) == receivers


def test_a_root_that_does_not_match_reaches_nobody_and_a_receiver_is_reached_once() -> None:
    assert reached(Route("desk", when("severity=high")), {"severity": "low"}) == ()
    assert reached(Route("a", routes=(Route("b", proceed=True), Route("b"))), {}) == ("b",)
    assert reached(Route(), {}) == ()


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
        ("severity", "found nothing after 'severity', expected one of = != =~ !~"),
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
    assert labels_for(rule, source, "0123") == {
        "kind": "match", "story": "0123",
        "region": "north", "desk": "east", "rule": "ports", "severity": "high",
        "source": "coast", "country": "GB", "language": "en", "ownership": "state",
    }  # fmt: skip


def test_a_node_has_what_it_does_not_say_from_its_parent_and_its_place_for_a_name() -> None:
    night, day = Quiet(("night",)), timedelta(days=1)
    route = Route(
        "desk", group_by=("rule",), mute=night, group_wait=timedelta(minutes=1), escalation="chain",
        routes=(Route(name="east", routes=(Route("china", group_by=("...",), group_ttl=day),)), Route(escalation="")),
    )  # fmt: skip
    root, east, china, last = (node.resolved for node in tree(route).walk())
    assert [node.name for node in (root, east, china, last)] == ["root", "east", "root/1/1", "root/2"]
    assert (china.receiver, china.group_by, china.group_ttl, china.mute) == ("china", ("...",), day, night)
    assert (east.receiver, east.group_by, east.group_wait, east.escalation) == (
        "desk",
        ("rule",),
        root.group_wait,
        "chain",
    )
    assert last.escalation == ""


def test_a_receiver_is_owed_once_by_the_first_of_its_routes() -> None:
    route = Route("a", routes=(Route("b", proceed=True), Route("c", proceed=True), Route("b", name="last")))
    assert [node.name for node in arrivals(route, {})] == ["root/1", "root/2", "last"]
    assert [node.name for node in owed_by(route, {})] == ["root/1", "root/2"]


def test_a_trace_tells_of_each_route_whether_it_took_the_labels_and_why_not() -> None:
    told = {step.route.name: (step.arrived, step.why) for step in trace(TREE, {"desk": "east", "language": "zh"})}
    assert told == {
        "root": (False, "a route below takes it"),
        "root/1": (False, 'severity="critical" does not hold: severity is ""'),
        "root/2": (False, "a route below takes it"),
        "root/2/1": (True, "it takes it"),
        "root/2/2": (False, "root/2/1 before it took it"),
        "root/3": (False, "root/2 before it took it"),
    }


values = st.sampled_from(["", "x", "y"])
matchers = st.builds(Matcher, st.sampled_from(["a", "b"]), st.sampled_from(["=", "!="]), values)
leaves = st.builds(Route, st.sampled_from(["", "one", "two"]), st.lists(matchers, max_size=1).map(tuple), st.booleans())
trees = st.recursive(
    leaves,
    lambda below: st.builds(
        Route, st.just("root"), st.lists(matchers, max_size=1).map(tuple), st.booleans(),
        st.lists(below, max_size=3).map(tuple),
    ),
    max_leaves=8,
)  # fmt: skip


@given(trees, values, values)
def test_a_trace_arrives_where_labels_arrive(route: Route, a: str, b: str) -> None:
    labels = {"a": a, "b": b}
    assert tuple(step.route for step in trace(route, labels) if step.arrived) == arrivals(route, labels)
