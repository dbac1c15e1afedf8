"""What the demo promises, checked against what arrived; every check says what is missing where it fails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from monitor.demo.outlets import Published, Request
from monitor.demo.outlets.model import SUBHEAD
from monitor.demo.run_config import rule_severities
from monitor.demo.run_daemon import STOP_SECONDS
from monitor.demo.run_observe import EMAIL, SLACK_BOT, SLACK_WEBHOOK, Arrival, TextFile
from monitor.demo.show import Check

_URGENT = ("high", "critical")
_NAMED = 5

Files = Mapping[str, Sequence[TextFile]]
"""Text files by the address of their article."""


def expected(published: Published) -> dict[str, frozenset[str]]:
    """The channels that must bring the article, each with the rules that it must name."""
    severities = rule_severities()
    urgent = frozenset(rule for rule in published.article.rules if severities[rule] in _URGENT)
    other = frozenset(published.article.rules) - urgent
    channels = {EMAIL: urgent, SLACK_BOT: urgent, SLACK_WEBHOOK: other}
    return {channel: rules for channel, rules in channels.items() if rules}


def is_open(published: Published) -> bool:
    """Whether robots.txt lets robots ask for the page."""
    return not published.article.path


def verify(
    baseline: Sequence[Published], live: Sequence[Published], files: Files, arrivals: Sequence[Arrival],
    requests: Sequence[Request], violations: Sequence[str] = (),
) -> list[Check]:  # fmt: skip
    """Everything that can be said while the daemon still runs."""
    public = [p for p in (*baseline, *live) if is_open(p)]
    return [
        Check(f"every article ({len(public)}) is one text file in the format", _listed(_file_faults(public, files))),
        Check(
            "the files hold headline and text, and no word of menus, related stories or comments",
            _listed(_text_faults(public, files)),
        ),
        Check("the baseline alerted nobody", _listed(p.url for p in baseline if any(a.tells(p) for a in arrivals))),
        Check("every expected alert arrived, with exactly the expected rules", _listed(_alert_faults(live, arrivals))),
        Check("nothing else arrived: the traps around the texts were not reported", _listed(_extra(live, arrivals))),
        Check("no alert came twice", _listed(_twice(live, arrivals))),
        Check("every alert marks the words that were found", _listed(a.said[:80] for a in arrivals if not a.hits)),
        Check("Slack's rules were kept: nothing unescaped, nobody called", _listed(violations)),
        Check("what robots.txt closes was never asked for", _listed(r.path for r in requests if _closed(r))),
        Check("feeds were asked conditionally from the second time on", _listed(_unconditional(live, requests))),
    ]


def verify_end(status: int | None, seconds: float) -> Check:
    """How the daemon stopped."""
    what = f"the daemon stopped cleanly on SIGTERM ({seconds:.1f} s)"
    if status is None:
        return Check(what, f"it still ran after {STOP_SECONDS:.0f} s and was killed")
    return Check(what, f"exit status {status}, expected 0" if status else "")


def _file_faults(public: Sequence[Published], files: Files) -> list[str]:
    faults = []
    for published in public:
        found = files[published.url]
        if len(found) != 1:
            faults.append(f"{len(found)} files for {published.url}")
        faults += [file.fault for file in found if file.fault]
    return faults


def _text_faults(public: Sequence[Published], files: Files) -> list[str]:
    """Articles whose file has other words than the page's article; how lines are grouped is not looked at."""
    faults = []
    for published in public:
        for text in (file.text for file in files[published.url] if file.text):
            article = published.article
            lines = [line.removeprefix(SUBHEAD) for paragraph in article.paragraphs for line in paragraph]
            body = _letters(text.body)
            if text.headline != article.headline:
                faults.append(f"the headline of {published.url}: {text.headline!r}")
            elif body not in (_letters("".join(lines)), _letters("".join((article.standfirst, *lines)))):
                faults.append(f"the exact text of {published.url}")
    return faults


def _alert_faults(live: Sequence[Published], arrivals: Sequence[Arrival]) -> list[str]:
    faults = []
    for published in live:
        for channel, rules in expected(published).items():
            got = [arrival for arrival in arrivals if arrival.channel == channel and arrival.tells(published)]
            if not got:
                faults.append(f"{channel} about {published.article.headline!r}")
            faults += [
                f"{channel} about {published.article.headline!r} names {_listed(sorted(a.rules))}, "
                f"expected {_listed(sorted(rules))}"
                for a in got
                if a.rules != rules
            ]
    return faults


def _extra(live: Sequence[Published], arrivals: Sequence[Arrival]) -> list[str]:
    wanted = [(channel, published) for published in live for channel in expected(published)]
    return [
        f"{arrival.channel}: {arrival.said[:80]!r}"
        for arrival in arrivals
        if not any(arrival.channel == channel and arrival.tells(published) for channel, published in wanted)
    ]


def _twice(live: Sequence[Published], arrivals: Sequence[Arrival]) -> list[str]:
    counted = Counter((a.channel, p.article.headline) for p in live for a in arrivals if a.tells(p))
    return [
        f"{count} times {channel} about {headline!r}" for (channel, headline), count in counted.items() if count > 1
    ]


def _unconditional(live: Sequence[Published], requests: Sequence[Request]) -> list[str]:
    """Outlets whose feed was not asked for again, or asked for again without naming the copy that is known."""
    faults = []
    for outlet in {published.outlet.id: published.outlet for published in live}.values():
        polls = [r for r in requests if r.outlet_id == outlet.id and r.path == outlet.feed_path]
        if len(polls) < 2 or not all("if-none-match" in poll.headers for poll in polls[1:]):
            faults.append(outlet.id)
    return faults


def _closed(request: Request) -> bool:
    return request.path.startswith("/internal/")


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _listed(faults: Iterable[str]) -> str:
    """The first few faults, and how many more there are."""
    first, rest = (known := list(faults))[:_NAMED], len(known) - _NAMED
    return "; ".join(first) + (f"; and {rest} more" if rest > 0 else "")
