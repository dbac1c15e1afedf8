"""What becomes of matches over time: groups, quiet times, silences, inhibition, rates."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.policy.caps import Rate
from alerts.policy.digests import DigestPlan
from alerts.policy.inhibition import Inhibition
from alerts.policy.intervals import pause
from alerts.policy.ledger import Kind
from alerts.policy.routes import Action, Quiet, Resolved, Route
from alerts.policy.terms import Terms
from tests.unit.alerts.policy_desk import (
    BERLIN,
    END_OF_NIGHT,
    HOUR,
    INTERVALS,
    MINUTE,
    NIGHTFALL,
    NOON,
    Desk,
    desk,
    policy,
    quiet,
    when,
)

# --- groups ---


def test_an_article_that_matches_five_rules_is_one_message_that_names_five_rules() -> None:
    one = desk(Route("desk"))
    one.match(0, "fire", *"abcde")
    one.until(1)
    assert one.told == ["0 desk root: fire"]
    assert [item.rule for item in one.ledger.tellings[0].items] == list("abcde")


def test_a_group_waits_for_its_first_message_then_tells_updates_at_intervals() -> None:
    one = desk(Route("desk", group_wait=2 * MINUTE, group_interval=10 * MINUTE))
    for minute in (0, 1, 3, 5, 30):
        one.match(minute, "fire", f"rule {minute}")
    one.until(120)
    assert one.told == ["2 desk root: fire", "12 desk update: fire", "30 desk update: fire"]


def test_a_rise_of_severity_does_not_wait() -> None:
    one = desk(Route("desk", group_interval=10 * MINUTE))
    one.match(0, "fire")
    one.match(1, "fire", "b")
    one.match(2, "fire", "c", severity="critical")
    one.match(3, "fire", "d", severity="critical")
    one.until(60)
    assert one.told == ["0 desk root: fire", "2 desk rise: fire", "12 desk update: fire"]


@pytest.mark.parametrize(("apart", "purpose"), [(60, "update"), (60.1, "root")])
def test_a_group_closes_when_nothing_came_for_its_lifetime(apart: float, purpose: str) -> None:
    one = desk(Route("desk", group_ttl=HOUR))
    one.match(0, "fire")
    one.match(apart, "fire", "b")
    one.until(200)
    assert one.told[1:] == [f"{apart:g} desk {purpose}: fire"]


def test_a_later_version_of_what_was_told_is_an_edit_and_one_that_was_not_told_is_a_root() -> None:
    one = desk(Route("desk", group_interval=timedelta(0)))
    one.match(0, "fire")
    one.match(1, "fire", number=2)
    one.match(2, "flood", number=2)
    one.match(3, "fire", number=3, kind="withdrawal")
    one.until(10)
    assert one.told == ["0 desk root: fire", "1 desk edit: fire", "2 desk root: flood", "3 desk withdrawal: fire"]


@pytest.mark.parametrize(
    ("group_by", "messages"), [(("rule",), 2), (("story",), 3), (("...",), 4), (("rule", "story"), 4), (("desk",), 1)]
)
def test_labels_that_a_route_groups_by_make_the_messages(group_by: tuple[str, ...], messages: int) -> None:
    one = desk(Route("desk", group_by=group_by, group_wait=MINUTE))
    for story, rule in (("fire", "a"), ("flood", "b"), ("storm", "a"), ("fire", "b")):
        one.match(0, story, rule)
    one.until(5)
    assert len(one.told) == messages


def test_a_match_that_reaches_a_receiver_by_two_routes_is_owed_once() -> None:
    one = desk(Route("desk", routes=(Route("duty", proceed=True, name="first"), Route("duty"), Route("desk"))))
    one.match(0, "fire")
    one.until(1)
    assert [(item.receiver, item.route) for item in one.items] == [("duty", "first")]


# --- quiet times ---


def test_what_is_deferred_is_told_in_one_summary_when_the_quiet_time_is_over() -> None:
    one = desk(quiet(Action.DEFER), NIGHTFALL)
    for minute, story in ((30, "before"), (60, "first"), (300, "second"), (500, "second")):
        one.match(minute, story)
    one.until(24 * 60)
    assert one.told == ["30 desk root: before", "570 desk summary: first second"]
    assert one.kinds == [Kind.NOTIFIED, Kind.DIGESTED, Kind.DIGESTED, Kind.DIGESTED]
    assert one.items[1].reason == "summary after quiet time night"


def test_a_quiet_time_that_follows_another_defers_on() -> None:
    friday = datetime(2026, 3, 6, 20, tzinfo=UTC)
    one = desk(quiet(Action.DEFER), friday)
    one.match(90, "late")
    one.until(4 * 24 * 60)
    end = datetime(2026, 3, 9, 6, 30, tzinfo=BERLIN)
    assert [telling.at for telling in one.ledger.tellings] == [end]


def test_a_pause_lasts_until_none_of_its_intervals_holds() -> None:
    saturday_night = datetime(2026, 3, 7, 23, tzinfo=UTC)
    found = pause(Resolved(mute=Quiet(("night", "weekend"))), INTERVALS, saturday_night)
    assert found is not None
    assert (found.reason, found.until) == ("quiet time night, weekend", datetime(2026, 3, 9, 6, 30, tzinfo=BERLIN))


def test_a_child_inherits_quiet_times_and_may_have_its_own() -> None:
    loud = Route("duty", when("severity=critical"), mute=Quiet(()))
    one = desk(replace(quiet(Action.DEFER), routes=(Route(matchers=when("desk=east")), loud)), NIGHTFALL)
    one.match(90, "quiet", desk="east")
    one.match(91, "loud", severity="critical")
    one.until(24 * 60)
    assert one.told == ["91 duty root: loud", f"{END_OF_NIGHT:g} desk summary: quiet"]


def test_a_route_that_is_active_in_office_hours_is_quiet_outside_of_them() -> None:
    one = desk(Route("desk", active=Quiet(("office",))), NIGHTFALL)
    one.match(0, "evening")
    one.until(24 * 60)
    assert one.told == ["720 desk summary: evening"]
    assert one.items[0].reason == "summary after time outside office"


def test_dropped_in_a_quiet_time_is_final_and_says_so() -> None:
    one = desk(quiet(Action.DROP), NIGHTFALL)
    one.match(90, "late")
    one.until(24 * 60)
    assert (one.told, one.kinds) == ([], [Kind.DROPPED])
    assert one.items[0].reason == "quiet time night"


def test_queued_in_a_quiet_time_goes_out_with_it_unless_the_receiver_has_a_digest() -> None:
    one = desk(quiet(Action.DIGEST), NIGHTFALL)
    one.match(90, "late")
    one.until(24 * 60)
    assert one.told == [f"{END_OF_NIGHT:g} desk digest: late"]
    plan = DigestPlan("0 12 * * *", BERLIN)
    two = desk(quiet(Action.DIGEST), NIGHTFALL, desk=Terms(digest=plan))
    two.match(90, "late")
    two.until(24 * 60)
    assert two.told == ["900 desk digest: late"]


def test_a_silence_that_ends_while_a_match_is_deferred_does_not_mute_it_and_one_that_begins_does() -> None:
    one = desk(quiet(Action.DEFER), NIGHTFALL)
    one.silence(60, 200, "rule=a", number=1)
    one.match(90, "first", "a")
    one.match(91, "second", "b")
    one.silence(300, 2000, "rule=b", number=2)
    one.until(24 * 60)
    assert one.told == [f"{END_OF_NIGHT:g} desk summary: first"]
    assert (one.items[1].kind, one.items[1].reason) == (Kind.SILENCED, "silence 2 by ana: known")


# --- silences and inhibition ---


def test_a_silence_made_while_the_group_waits_mutes_it() -> None:
    one = desk(Route("desk", group_wait=5 * MINUTE))
    one.match(0, "fire")
    one.silence(1, 60, "story=fire")
    one.match(2, "flood")
    one.match(61, "fire", "b")
    one.until(120)
    assert one.told == ["7 desk root: flood", "66 desk root: fire"]
    assert one.kinds == [Kind.SILENCED, Kind.NOTIFIED, Kind.NOTIFIED]


NARROW = Inhibition("narrow", when("width=narrow"), when("width=~narrow|broad"), ("story",), HOUR)


@pytest.mark.parametrize(
    ("narrow_at", "story", "kind"),
    [
        (0, "fire", Kind.INHIBITED),
        (9, "fire", Kind.INHIBITED),
        (0, "flood", Kind.NOTIFIED),
        (30, "fire", Kind.NOTIFIED),
    ],
)
def test_a_narrow_match_mutes_a_broad_one_of_its_story_before_it_is_told(
    narrow_at: int, story: str, kind: Kind
) -> None:
    route = Route("desk", group_wait=10 * MINUTE, group_by=("rule",))
    one = Desk(route, replace(policy(route), inhibitions=(NARROW,)))
    arrivals = sorted([(narrow_at, story, "narrow"), (5, "fire", "broad")])
    for minute, where, width in arrivals:
        one.match(minute, where, width, width=width)
    one.until(300)
    found = {item.rule: item for item in one.items}
    assert (found["broad"].kind, found["narrow"].kind) == (kind, Kind.NOTIFIED)
    if kind is Kind.INHIBITED:
        assert found["broad"].reason.startswith("inhibited by narrow: narrow matched at 2026-03-04 12:")


def test_two_that_are_source_and_target_alike_do_not_mute_each_other_and_what_is_long_past_mutes_nothing() -> None:
    route = Route("desk")
    one = Desk(route, replace(policy(route), inhibitions=(NARROW,)))
    one.match(0, "fire", "a", width="narrow")
    one.match(0, "fire", "b", width="narrow")
    one.match(60, "fire", "c", width="broad")
    one.match(60.5, "fire", "d", width="broad")
    one.until(100)
    assert one.kinds == [Kind.NOTIFIED, Kind.NOTIFIED, Kind.INHIBITED, Kind.NOTIFIED]


# --- rates ---


def test_what_is_beyond_the_rate_is_told_together_as_soon_as_there_is_room() -> None:
    one = desk(Route("desk"), desk=Terms(rate=Rate(2, HOUR)))
    for minute in (0, 10, 20, 30, 61):
        one.match(minute, f"story{minute}")
    one.until(200)
    assert one.told == [
        "0 desk root: story0", "10 desk root: story10",
        "60 desk overflow: story20 story30", "70 desk overflow: story61",
    ]  # fmt: skip
    assert one.items[2].reason == "overflow after beyond 2 messages in 60 min"


def test_what_waited_for_room_goes_before_what_comes_when_there_is_room() -> None:
    one = desk(Route("desk", group_wait=10 * MINUTE), desk=Terms(rate=Rate(1, HOUR)))
    for minute in (0, 10, 60):
        one.match(minute, f"story{minute}")
    one.until(300)
    assert one.told == ["10 desk root: story0", "70 desk overflow: story10", "130 desk overflow: story60"]


def test_summaries_and_digests_keep_the_rate_too() -> None:
    rate = Rate(1, HOUR)
    one = desk(Route("desk", mute=Quiet(("night",)), routes=(Route(matchers=when("rule=loud"), mute=Quiet(())),)),
               NIGHTFALL, desk=Terms(rate=rate))  # fmt: skip
    one.match(100, "deferred")
    one.match(END_OF_NIGHT - 30, "loud", "loud")
    one.until(24 * 60)
    assert one.told == ["540 desk root: loud", "600 desk overflow: deferred"]
    two = desk(Route("desk"), desk=Terms(rate, DigestPlan(max_items=1)))
    two.match(0, "first")
    two.match(5, "second")
    two.until(24 * 60)
    assert two.told == ["0 desk digest: first", "60 desk digest: second"]


def test_a_message_told_by_a_clock_that_was_fast_takes_no_room() -> None:
    assert Rate(1, HOUR).room_at([NOON + 5 * HOUR], NOON) == NOON
    assert Rate(1, HOUR).room_at([NOON, NOON + 5 * HOUR], NOON) == NOON + HOUR
