"""A backtest of any rule gives exactly the matches, words and alerts that the daemon's ingest recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import timedelta
from random import Random

import pytest

from alerts.policy.matchers import Matcher
from alerts.policy.routes import Route
from monitor.archive import Archive
from monitor.domain.match import Rule
from monitor.domain.notification import Disposition
from monitor.rules.engine import compile_rules
from monitor.testing import START, FixedClock
from monitor.usecases.backtest import Question, backtest
from monitor.usecases.ingest import AlertPolicy, Ingest
from monitor.usecases.search import languages_in
from tests.contract.live_world import ENTITIES, SOURCES, arrivals, rules

POLICY = AlertPolicy(
    Route("desk", routes=(
        Route("night", (Matcher.parse('severity="high"'),), proceed=True),
        Route("gulf", (Matcher.parse('country="IR"'), Matcher.parse('severity="low"'))),
        Route("sea", (Matcher.parse('desk="sea"'),)),
    )),
)  # fmt: skip
AT_ONCE = {"alerts off", "baseline", "held", "aged out", "no route"}
"""What is decided with the article; what becomes of all else depends on what else there is to tell."""
Outcome = tuple[str, int, str, tuple[str, ...], tuple[tuple[str, str, str], ...]]
"""Article, version, rule, the words that were found, and what became of it."""


@pytest.mark.parametrize("seed", range(3))
def test_a_backtest_of_each_rule_finds_what_was_recorded_live(archive: Archive, seed: int) -> None:
    chance, clock = Random(seed), FixedClock()
    known = rules(chance, 40)
    ids = fill(archive, known, chance, clock)
    lived = Counter(recorded(archive, ids))
    assert len({rule for _, _, rule, _, _ in lived}) > 20
    assert {version for _, version, _, _, _ in lived} >= {1, 2}
    assert Counter(replayed(archive, known, clock)) == lived


def fill(archive: Archive, known: tuple[Rule, ...], chance: Random, clock: FixedClock) -> Collection[str]:
    """Let articles arrive; their ids."""
    ingest = Ingest(archive.articles, compile_rules(known, ENTITIES), POLICY, lambda _: None, clock, SOURCES)
    return {ingest(arrival).kept.version.article_id for arrival in arrivals(chance, clock, 60)}


def recorded(archive: Archive, ids: Collection[str]) -> Iterator[Outcome]:
    for id_ in ids:
        for found in archive.articles.article(id_):
            key = id_, found.version.number
            became = archive.articles.dispositions(*key)
            for match in archive.articles.matches(*key):
                words = tuple(dict.fromkeys(hit.words for hit in match.hits))
                yield *key, match.rule.name, words, told([one for one in became if one.rule == match.rule.name])


def replayed(archive: Archive, known: tuple[Rule, ...], clock: FixedClock) -> Iterator[Outcome]:
    since, until = START - timedelta(days=1), clock.advance(1)
    for rule in known:
        question = Question(rule, since, until, known, ENTITIES, SOURCES, POLICY, samples=0)
        asked = question.rules()
        wanted = question.wanted(asked, languages_in(archive.articles, SOURCES))
        part = backtest(question, asked, archive.replay, archive.replay.numbers(since, until), wanted)
        assert part.undecided == 0
        for found in part.findings:
            owed = (Disposition(one.rule, one.receiver, "waiting") for one in found.owed)
            yield found.article_id, found.version, rule.name, found.words, told((*found.dispositions, *owed))


def told(dispositions: Collection[Disposition]) -> tuple[tuple[str, str, str], ...]:
    """To whom, and what was decided at once and why; all that is to be told is one thing."""
    return tuple(
        sorted((one.receiver, one.kind, one.reason) if one.kind in AT_ONCE else (one.receiver, "to be told", "")
               for one in dispositions)
    )  # fmt: skip
