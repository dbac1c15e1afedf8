"""What was expected of a rehearsal, compared with what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.policy.ledger import Telling
from monitor.usecases.rehearsal import Became, Rehearsed

Message = tuple[datetime, str, str | None, Sequence[str] | None, Sequence[str] | None]
"""Time, receiver, purpose, articles, rules; None may be anything."""
Ending = tuple[str, str | None, str | None, str, str | None]
"""Article, rule, receiver, kind, a part of the reason; None may be anything."""


@dataclass(frozen=True, slots=True)
class Expected:
    """``matches`` by article (``name@2`` is its second version), all ``messages`` (None: any), ``endings``."""

    matches: Mapping[str, tuple[str, ...]]
    messages: Sequence[Message] | None
    endings: Sequence[Ending]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as expected; ``expected`` or ``found`` is empty where there is nothing on that side."""

    what: str
    expected: str
    found: str


def differences(expected: Expected, rehearsed: Rehearsed) -> Iterator[Difference]:
    """Everything that differs."""
    yield from _in_matches(expected, rehearsed)
    if expected.messages is not None:
        yield from _in_messages(expected.messages, rehearsed.tellings)
    for ending in expected.endings:
        yield from _in_ending(ending, rehearsed.became)


def _in_matches(expected: Expected, rehearsed: Rehearsed) -> Iterator[Difference]:
    for name, rules in expected.matches.items():
        article, _, number = name.partition("@")
        found = rehearsed.matches.get((article, int(number) if number.isdigit() else 1))
        if found is None:
            yield Difference(f"matches of {name}", _list(rules), "no such version")
        elif sorted(found) != sorted(rules):
            yield Difference(f"matches of {name}", _list(rules), _list(found))


def _in_messages(expected: Sequence[Message], tellings: Sequence[Telling]) -> Iterator[Difference]:
    """Each expected message is one that was told, and the other way round; at most as many lines as differ."""
    left = list(tellings)
    missing = []
    for message in expected:
        fitting = next((telling for telling in left if _fits(message, telling)), None)
        if fitting is None:
            missing.append(message)
        else:
            left.remove(fitting)
    for message in missing:
        near = next((telling for telling in left if telling.receiver == message[1]), None)
        if near is not None:
            left.remove(near)
        yield Difference("notification", _message(message), _telling(near) if near else "")
    yield from (Difference("notification", "", _telling(telling)) for telling in left)


def _fits(message: Message, telling: Telling) -> bool:
    at, receiver, purpose, articles, rules = message
    return (
        (telling.at, telling.receiver) == (at, receiver)
        and purpose in (None, telling.purpose.value)
        and (articles is None or sorted(set(articles)) == sorted(_articles(telling)))
        and (rules is None or sorted(set(rules)) == sorted({item.rule for item in telling.items}))
    )


def _in_ending(ending: Ending, became: Sequence[Became]) -> Iterator[Difference]:
    name, rule, receiver, kind, reason = ending
    article, _, number = name.partition("@")
    asked = [
        one for one in became
        if one.article == article and number in ("", str(one.number))
        and rule in (None, one.rule) and receiver in (None, one.receiver)
    ]  # fmt: skip
    told = " ".join(part for part in (name, rule, f"at {receiver}" if receiver else "") if part)
    wanted = f"{kind}{f' ({reason})' if reason else ''}"
    for one in asked:
        if one.kind != kind or (reason or "") not in one.reason:
            yield Difference(f"disposition of {told}", wanted, f"{one.kind} ({one.reason})")
    if not asked:
        yield Difference(f"disposition of {told}", wanted, "")


def _articles(telling: Telling) -> set[str]:
    """Articles by name; a message is about a version, a test about the article."""
    return {item.about[0] for item in telling.items}


def _message(message: Message) -> str:
    at, receiver, purpose, articles, rules = message
    return _line(at, receiver, purpose or "", articles or (), rules or ())


def _telling(telling: Telling) -> str:
    rules = dict.fromkeys(item.rule for item in telling.items)
    return _line(telling.at, telling.receiver, telling.purpose.value, sorted(_articles(telling)), list(rules))


def _line(at: datetime, receiver: str, purpose: str, articles: Sequence[str], rules: Sequence[str]) -> str:
    named = f"{_list(articles)}{f' ({_list(rules)})' if rules else ''}" if articles or rules else ""
    return " ".join(part for part in (f"{at:%Y-%m-%d %H:%M:%S}", receiver, purpose, named) if part)


def _list(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"
