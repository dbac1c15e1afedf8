"""Quiet times, digests, rates, inhibition, escalation: what is built of them, and how their faults are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from alerts.policy.calendar import Calendar, Hours, Numbers
from alerts.policy.caps import Rate
from alerts.policy.digests import DigestPlan
from alerts.policy.escalation import Escalation, Step
from alerts.policy.inhibition import Inhibition
from alerts.policy.matchers import Matcher
from alerts.policy.routes import Action, Quiet
from alerts.policy.terms import Terms
from monitor.config import check, load
from tests.unit.config.conftest import Write

BERLIN = ZoneInfo("Europe/Berlin")
MAIN = """contact: https://desk.example.org/crawler
smtp: {host: mail.example.org, tls: none, from: desk@news.example.org}
time_intervals:
  - name: night
    intervals:
      - times: [{start: "22:00", end: "06:30"}, {start: "12:00", end: "24:00"}]
        weekdays: [friday:monday, wednesday]
        days_of_month: ["1:5", "-3:-1", 10]
        months: [may:august, "12"]
        years: ["2026:2028"]
        location: Europe/Berlin
inhibit_rules:
  - {name: narrow, source_matchers: ['class="narrow"'], target_matchers: ['class="broad"'], equal: [story], within: 1h}
escalations:
  - {name: chain, steps: [{wait: 10m, receiver: duty}], repeat: 1}
route:
  receiver: desk
  group_by: [rule, source]
  group_wait: 90s
  group_interval: 10m
  group_ttl: 24h
  max_age: 12h
  mute: {intervals: [night]}
  escalation: chain
  routes:
    - name: loud
      active: {intervals: [night], action: digest}
      mute: {intervals: []}
      escalation: ""
receivers:
  - name: desk
    email: [{to: [desk@news.example.org]}]
    digest:
      {schedule: "30 7 * * 1-5", timezone: Europe/Berlin, max_items: 20, max_delay: 4h, send_empty: true, order: time}
  - name: duty
    email: [{to: [duty@news.example.org]}]
    rate_limit: {per: 1h, max: 30}
"""


def test_what_is_written_is_what_the_dispatcher_goes_by(write: Write) -> None:
    settings = load(write({"monitor.yaml": MAIN}), {})
    policy = settings.policy
    assert policy.intervals["night"].calendars == (
        Calendar(
            times=(Hours(1320, 390), Hours(720, 1440)),
            weekdays=(Numbers(4, 0), Numbers(2, 2)),
            days=(Numbers(1, 5), Numbers(-3, -1), Numbers(10, 10)),
            months=(Numbers(5, 8), Numbers(12, 12)),
            years=(Numbers(2026, 2028),),
            zone=BERLIN,
        ),
    )
    narrow, broad = (Matcher("class", "=", name) for name in ("narrow", "broad"))
    assert policy.inhibitions == (Inhibition("narrow", (narrow,), (broad,), ("story",), timedelta(hours=1)),)
    assert policy.escalations == {"chain": Escalation("chain", (Step(timedelta(minutes=10), "duty"),), 1)}
    plan = DigestPlan("30 7 * * 1-5", BERLIN, 20, timedelta(hours=4), True, "time")
    assert policy.receivers == {"desk": Terms(digest=plan), "duty": Terms(rate=Rate(30, timedelta(hours=1)))}
    root, loud = policy.routes["root"], policy.routes["loud"]
    assert (root.group_by, root.group_wait, root.mute) == (("rule", "source"), timedelta(seconds=90), Quiet(("night",)))
    assert (loud.receiver, loud.max_age, loud.group_ttl) == ("desk", timedelta(hours=12), timedelta(hours=24))
    assert (loud.mute, loud.active, loud.escalation) == (Quiet(()), Quiet(("night",), Action.DIGEST), "")
    assert policy.fallback == "desk"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('start: "22:00"', 'start: "25:00"',
         '6: time_intervals[0].intervals[0].times[0].start: found "25:00", expected a time'),
        ('start: "22:00"', "start: 2200", "found the number 2200, expected a time from 00:00 to 24:00"),
        ('end: "06:30"', 'end: "22:00"', "found hours that end when they begin"),
        ("friday:monday", "fryday:monday", 'weekdays[0]: found "fryday:monday"'),
        ("friday:monday", "fryday:monday", '(did you mean "friday"?)'),
        ('"-3:-1"', '"-1:-3"', 'days_of_month[1]: found "-1:-3", expected a day'),
        ('"-3:-1"', '"0"', 'found "0", expected a day'),
        ("may:august", "'may:'", 'found "may:", expected a month'),
        ('"2026:2028"', '"2028:2026"', "expected a year or a range"),
        ("location: Europe/Berlin", "location: Europe/Berlim",
         'expected a time zone such as Europe/Berlin (did you mean "Europe/Berlin"?)'),
        ("mute: {intervals: [night]}", "mute: {intervals: [nigth]}",
         'the unknown time interval "nigth", expected the name of a time interval (did you mean "night"?)'),
        ("active: {intervals: [night]", "active: {intervals: [x]",
         "route.routes[0].active.intervals[0]: found the unknown time interval"),
        ("action: digest", "action: digst", '"digst", expected defer, digest or drop (did you mean "digest"?)'),
        ("  escalation: chain", "  escalation: chian", 'route.escalation: found the unknown escalation "chian"'),
        ("receiver: duty}]", "receiver: dutty}]",
         'the unknown receiver "dutty", expected the name of a receiver (did you mean "duty"?)'),
        ("name: loud", "name: root/7", "expected a name that does not begin with root/"),
        ("group_wait: 90s", "group_wait: 31d", "route.group_wait: found \"31d\", expected a duration from 0s to 30d"),
        ("group_wait", "group_weight", 'did you mean "group_wait"?'),
        ("group_by: [rule, source]", "group_by: []", "route.group_by: found an empty list"),
        ("equal: [story]", 'equal: ["a b"]', 'inhibit_rules[0].equal[0]: found "a b", expected the name of a label'),
        ("'class=\"broad\"'", "'class'", "inhibit_rules[0].target_matchers[0]"),
        ('schedule: "30 7 * * 1-5"', 'schedule: "30 7 * *"', "expected a schedule of five fields"),
        ('schedule: "30 7 * * 1-5"', 'schedule: "30 25 * * *"', "expected a cron expression whose hour can be read"),
        ('schedule: "30 7 * * 1-5"', 'schedule: "0 0 31 2 *"', "receivers[0].digest.schedule: found"),
        ('schedule: "30 7 * * 1-5", timezone: Europe/Berlin, max_items: 20, max_delay: 4h, ', "",
         "found a digest that is never due"),
        ('schedule: "30 7 * * 1-5", ', "", "found send_empty without a schedule"),
        ("max: 30", "max: 0", "receivers[1].rate_limit.max: found the number 0, expected a number from 1 to 100000"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_key_and_what_was_meant(write: Write, old: str, new: str, told: str) -> None:
    assert old in MAIN
    report = check(write({"monitor.yaml": MAIN.replace(old, new, 1)}), {})
    assert [str(fault) for fault in report.faults if told in str(fault)], report.faults


@pytest.mark.parametrize(
    ("key", "item", "what"),
    [
        ("time_intervals", "{name: night, intervals: [{}]}", "each time interval name once"),
        ("inhibit_rules", "{name: narrow, source_matchers: ['a=b'], target_matchers: ['a=c']}", "each rule name once"),
        ("escalations", "{name: chain, steps: [{wait: 1m, receiver: duty}]}", "each escalation name once"),
        ("  routes", "{name: loud}", "each route name once"),
    ],
)
def test_a_name_stands_once(write: Write, key: str, item: str, what: str) -> None:
    indent = "    " if key.startswith(" ") else "  "
    text = MAIN.replace(f"{key}:\n", f"{key}:\n{indent}- {item}\n", 1)
    assert text != MAIN
    assert any(what in str(fault) for fault in check(write({"monitor.yaml": text}), {}).faults)


def test_a_receiver_that_only_an_escalation_names_is_told_something(write: Write) -> None:
    assert not any("which no route names" in str(one) for one in check(write({"monitor.yaml": MAIN}), {}).warnings)


def test_a_night_over_a_clock_change_is_read_from_the_file(write: Write) -> None:
    night = load(write({"monitor.yaml": MAIN}), {}).policy.intervals["night"]
    assert not night.is_active(datetime(2026, 3, 29, 2, tzinfo=UTC))  # March is none of its months
