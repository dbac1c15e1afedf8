"""``monitor rules backtest``: what a rule would have done with what the archive holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from monitor.cli.articles import marked, reading
from monitor.cli.options import Span, config_option, settings_of
from monitor.cli.outdated import tell_outdated
from monitor.cli.output import json_option, print_json, visible
from monitor.cli.rules_volume import backtest_volume, volume_named
from monitor.cli.sources_crawl import progress_bar
from monitor.config import Settings
from monitor.domain.match import Rule
from monitor.usecases.backtest import Finding, Part, Question
from monitor.usecases.backtest_told import Told, told
from monitor.usecases.search import AD_HOC
from monitor.wiring.backtest import Parts, parts_of
from monitor.wiring.clock import now
from monitor.wiring.watching import policy_of

BAR, LINES = 50, 31
"""Characters of the longest bar; days from which on a bar is a week."""
TOP = 10


@click.command()
@click.argument("rule", metavar="RULE|QUERY")
@click.option("--since", type=Span(), default="90d", show_default=True, help="How far back to go, by time of arrival.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Up to the end of this day (UTC) instead of now.")
@click.option("--diff", metavar="OLD", help="Show only what RULE adds to this rule or query, and what it loses.")
@click.option("--source", "only", multiple=True, help="Only this source; may be given several times.")
@click.option("--samples", type=click.IntRange(0), default=5, show_default=True, help="Articles to show.")
@click.option("--jobs", type=click.IntRange(1), help="At most N processes; one for each core.")
@config_option
@json_option
def backtest(
    rule: str, since: timedelta, until: datetime | None, diff: str | None, only: tuple[str, ...], samples: int,
    jobs: int | None, config: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Ask what RULE (the name of a configured rule) or QUERY would have matched and alerted in the past.

    \b
    monitor rules backtest ferries --since 30d
    monitor rules backtest '(ferry OR boat) NEAR/5 strike' --diff ferries

    Every version that arrived is asked about as it was live, with today's sources, entities and routes. Of a rule that
    counts it is shown when it would have fired.
    """
    settings = settings_of(config)
    end = until.replace(tzinfo=UTC) + timedelta(days=1) if until else now()
    if volume := volume_named(rule, settings):
        if diff is not None or only:
            raise click.UsageError("--diff and --source are not for rules that count")
        backtest_volume(settings, volume, end - since, end, as_json=as_json)
        return
    question = Question(
        rule=_rule(rule, settings),
        since=end - since,
        until=end,
        known=settings.rules,
        entities=settings.entities,
        sources={source.id: source for source in settings.sources},
        policy=replace(policy_of(settings), targets={}),
        old=_rule(diff, settings) if diff is not None else None,
        only=only,
        samples=samples,
    )
    with reading(settings) as archive:
        tell_outdated(archive.reindexing.outdated())
    parts = parts_of(settings.archive_url.reveal(), question, jobs)
    done = list(_shown(parts))
    found = [finding for part in done for finding in part.findings]
    by_change = {change: [one for one in found if one.change == change] for change in ("added", "lost", "")}
    outcomes = {change: told(some, question.policy.terms, end) for change, some in by_change.items() if some}
    undecided = sum(part.undecided for part in done)
    if as_json:
        print_json(_value(question, parts, outcomes, undecided))
    else:
        _print(question, parts, outcomes, undecided)


def _rule(text: str, settings: Settings) -> Rule:
    """The configured rule of that name, else the text as a query."""
    return next((rule for rule in settings.rules if rule.name == text), Rule(AD_HOC, text))


def _shown(parts: Parts) -> Iterator[Part]:
    with progress_bar("backtest", parts.count) as step:
        for part in parts.done:
            step("backtest")
            yield part


def _value(question: Question, parts: Parts, outcomes: Mapping[str, Told], undecided: int) -> dict[str, Any]:
    findings = sorted(
        (finding for outcome in outcomes.values() for finding in outcome.findings),
        key=lambda finding: (finding.first_seen, finding.article_id, finding.change), reverse=True,
    )  # fmt: skip
    return {
        "since": question.since.isoformat(),
        "until": question.until.isoformat(),
        "versions": parts.versions,
        "candidates": parts.candidates,
        "undecided": undecided,
        "matches": [_match(finding) for finding in findings],
        "messages": [
            {"change": change, "at": one.at.isoformat(), "receiver": one.receiver, "purpose": one.purpose.value,
             "articles": [item.about[0] for item in one.items]}
            for change, outcome in outcomes.items()
            for one in outcome.messages
        ],
    }  # fmt: skip


def _match(finding: Finding) -> dict[str, Any]:
    value = asdict(finding) | {"receivers": finding.receivers}
    del value["owed"]
    return value


def _print(question: Question, parts: Parts, outcomes: Mapping[str, Told], undecided: int) -> None:
    console = Console(highlight=False)
    period = f"{question.since:%Y-%m-%d %H:%M} to {question.until:%Y-%m-%d %H:%M} UTC"
    for change in ("added", "lost") if question.old else ("",):
        outcome = outcomes.get(change, Told((), ()))
        head = f"{change or 'matches'}: {len(outcome.findings)} of {parts.versions} versions, {period}"
        console.print(Text(head, style="bold"))
        if outcome.findings:
            _print_all(console, question, outcome)
    if undecided:
        console.print(Text(f"not decided, because it costs too much: {undecided}", style="bold"))


def _print_all(console: Console, question: Question, outcome: Told) -> None:
    told = outcome.findings
    days = Counter(finding.first_seen.date().toordinal() for finding in told)
    for name, counts in (
        ("per day", _days(days, question)),
        ("per source", _top(finding.source_id for finding in told)),
        ("per language", _top(finding.language or "not known" for finding in told)),
        ("per term", _top(term for finding in told for term in finding.terms)),
        ("alerts", _top(_became(told))),
        ("messages", _top(f"to {message.receiver}" for message in outcome.messages)),
    ):
        if counts:
            console.print(Text(f"\n{name}"))
            for line in bars(counts):
                console.print(Text(line))
    shown = [finding for finding in told if finding.snippets][: question.samples]
    for finding in shown:
        where = f"  {finding.first_seen:%Y-%m-%d}  {finding.source_id}"
        console.print(Text.assemble("\n", (finding.article_id, "bold"), where))
        console.print(Text("  " + visible(finding.headline)))
        for snippet in finding.snippets:
            console.print(Text("  ") + marked(snippet))


def _became(told: Iterable[Finding]) -> Iterator[str]:
    """Each alert by its receiver, and each match that would not have been told by the reason's kind."""
    for finding in told:
        for became in finding.dispositions:
            yield f"to {became.receiver}" if became.kind in ("notified", "digested") else f"none ({became.kind})"


def _top(values: Iterable[str]) -> list[tuple[str, int]]:
    return Counter(values).most_common(TOP)


def _days(counts: Counter[int], question: Question) -> list[tuple[str, int]]:
    """A bar a day from the first match on, or one a week where these would be too many."""
    first, last = min(counts), min(max(counts), question.until.toordinal())
    width = 1 if last - first < LINES else 7
    spans = range(first, last + 1, width)
    name = "" if width == 1 else "week from "
    return [
        (f"{name}{datetime.fromordinal(start):%Y-%m-%d}", sum(counts[day] for day in range(start, start + width)))
        for start in spans
    ]  # fmt: skip


def bars(counts: Sequence[tuple[str, int]]) -> list[str]:
    """A line for each count: its name, a bar, the number."""
    widest, most = max(len(name) for name, _ in counts), max(count for _, count in counts)
    return [f"  {visible(name):{widest}}  {'█' * -(-count * BAR // most)} {count}" for name, count in counts]
