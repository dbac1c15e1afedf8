"""The demo's verification: silent when all is right, and loud about every single thing that is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from monitor.demo.outlets import OutletServer, Published, Request, load_outlets
from monitor.demo.run_observe import EMAIL, SLACK_BOT, Arrival, TextFile
from monitor.demo.run_verify import expected, is_open, verify, verify_end
from monitor.domain.textformat import ArticleText, render

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def text_file(published: Published, extra: str = "") -> TextFile:
    article = published.article
    lines = [line.removeprefix("## ") for paragraph in article.paragraphs for line in paragraph]
    text = ArticleText(((article.standfirst, article.headline), *((line + extra,) for line in lines)), date(2026, 3, 1))
    return TextFile(Path("000_x.txt"), render(text), text)


def arrival(published: Published, channel: str) -> Arrival:
    named = ", ".join(f"{rule} (high)" for rule in expected(published).get(channel, ()))
    return Arrival(channel, NOW, f"{published.article.headline}\nrules: {named}\n{published.url}\n", ("word",), None)


@dataclass
class World:
    """What the demo saw, right in every way until a test spoils it."""

    baseline: list[Published]
    live: list[Published]
    files: dict[str, list[TextFile]] = field(default_factory=dict)
    arrivals: list[Arrival] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def faults(self) -> list[str]:
        checks = verify(self.baseline, self.live, self.files, self.arrivals, self.requests)
        return [check.what for check in checks if check.fault]


@pytest.fixture
def world() -> World:
    outlets = load_outlets()
    with OutletServer(outlets) as server:
        baseline = [p for outlet in outlets for p in server.published(outlet.id)]
        live = [server.publish(o.id, a) for o in outlets for a in o.articles if a.live]
    seen = World(baseline, live)
    seen.files = {p.url: [text_file(p)] if is_open(p) else [] for p in (*baseline, *live)}
    seen.arrivals = [arrival(p, channel) for p in live for channel in expected(p)]
    polls: tuple[dict[str, str], ...] = ({}, {"if-none-match": '"1"'})
    seen.requests = [Request(o.id, "GET", o.feed_path, headers, 200, NOW) for o in outlets for headers in polls]
    return seen


def mail(world: World) -> Arrival:
    return next(one for one in world.arrivals if one.channel == EMAIL)


def lose_a_file(world: World) -> None:
    world.files[world.live[0].url] = []


def break_a_file(world: World) -> None:
    world.files[world.live[0].url] = [TextFile(Path("000_x.txt"), "\n\n\n", None, "000_x.txt:1: found a blank line")]


def let_a_comment_into_a_file(world: World) -> None:
    world.files[world.live[0].url] = [text_file(world.live[0], extra=" I saw the whole drill")]


def alert_the_baseline(world: World) -> None:
    world.arrivals.append(replace(mail(world), said=world.baseline[0].url))


def lose_an_alert(world: World) -> None:
    world.arrivals.remove(mail(world))


def name_a_wrong_rule(world: World) -> None:
    wrong = re.sub(r"[\w-]+ \(high\)", "earthquake (high)", mail(world).said)
    world.arrivals[world.arrivals.index(mail(world))] = replace(mail(world), said=wrong)


def alert_a_trap(world: World) -> None:
    silent = next(p for p in world.live if not p.article.rules)
    world.arrivals.append(arrival(silent, SLACK_BOT))


def send_twice(world: World) -> None:
    world.arrivals.append(mail(world))


def mark_nothing(world: World) -> None:
    world.arrivals[world.arrivals.index(mail(world))] = replace(mail(world), hits=())


def ask_for_what_is_closed(world: World) -> None:
    world.requests.append(Request("north-harbor-wire", "GET", "/internal/staff-rota", {}, 200, NOW))


def ask_unconditionally(world: World) -> None:
    world.requests[-1] = replace(world.requests[-1], headers={})


def never_ask_again(world: World) -> None:
    world.requests.pop()


def test_nothing_is_missing_when_all_is_right(world: World) -> None:
    assert world.faults() == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lose_a_file, "one text file"),
        (break_a_file, "one text file"),
        (let_a_comment_into_a_file, "no word of menus"),
        (alert_the_baseline, "baseline alerted nobody"),
        (lose_an_alert, "every expected alert"),
        (name_a_wrong_rule, "every expected alert"),
        (alert_a_trap, "nothing else arrived"),
        (send_twice, "came twice"),
        (mark_nothing, "marks the words"),
        (ask_for_what_is_closed, "robots.txt"),
        (ask_unconditionally, "conditionally"),
        (never_ask_again, "conditionally"),
    ],
)
def test_every_single_thing_that_is_wrong_is_named(world: World, spoil: Callable[[World], None], fault: str) -> None:
    spoil(world)
    assert any(fault in what for what in world.faults())


def test_the_daemon_must_stop_by_itself_and_in_order() -> None:
    assert not verify_end(0, 1.5).fault
    assert "status 1" in verify_end(1, 1.5).fault
    assert "killed" in verify_end(None, 30.0).fault
