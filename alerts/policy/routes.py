"""The route tree: which receivers a match reaches, by its labels.

The semantics are those of Prometheus Alertmanager (its "route" and "matcher" documentation): a tree is walked depth
first, the walk among siblings stops at the first that matched unless that one says ``continue``, and a node none of
whose children matched is where the match arrives. A label that is not there equals the empty string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.domain.match import Rule
from monitor.domain.source import Source

MAX_PATTERN = 500
"""Longest regular expression of a matcher, in characters: patterns are configuration, and stay readable."""
_LABEL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_OPERATOR = re.compile(r"\s*(=~|!~|!=|=)\s*")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_BARE = re.compile(r'[^\s"{},]*')
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Matcher:
    """One condition on a label; ``op`` is ``=``, ``!=``, ``=~`` or ``!~``, and a pattern must fit the whole value.

    Raises ValueError for a pattern that is not a regular expression or is too long.
    """

    label: str
    op: str
    value: str

    def __post_init__(self) -> None:
        if self.op not in ("=", "!=", "=~", "!~"):
            raise ValueError(f"found operator {self.op!r}, expected one of = != =~ !~")
        if not self.op.endswith("~"):
            return
        if len(self.value) > MAX_PATTERN:
            raise ValueError(f"found a pattern of {len(self.value)} characters, expected at most {MAX_PATTERN}")
        try:
            re.compile(self.value)
        except re.error as error:
            raise ValueError(f"found {self.value!r} ({error}), expected a regular expression") from None

    @classmethod
    def parse(cls, text: str) -> Matcher:
        """A matcher as it is written: ``severity=~"high|critical"``. Raises ValueError with found and expected."""
        text = text.strip()
        label = _LABEL.match(text)
        if label is None:
            raise ValueError(f'found {text[:40]!r}, expected a matcher such as severity="high"')
        operator = _OPERATOR.match(text, label.end())
        if operator is None:
            rest = text[label.end() :][:40]
            raise ValueError(f"found {rest!r} after {label[0]!r}, expected one of = != =~ !~")
        return cls(label[0], operator[1], _value(text[operator.end() :]))

    def matches(self, labels: Mapping[str, str]) -> bool:
        """Whether the condition holds for these labels."""
        found = labels.get(self.label, "")
        equal = bool(re.fullmatch(self.value, found)) if self.op.endswith("~") else found == self.value
        return equal is not self.op.startswith("!")

    def __str__(self) -> str:
        quoted = self.value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'{self.label}{self.op}"{quoted}"'


def _value(text: str) -> str:
    if not text.startswith('"'):
        if _BARE.fullmatch(text) is None:
            raise ValueError(f"found {text[:40]!r}, expected a value in double quotes")
        return text
    quoted = _QUOTED.fullmatch(text)
    if quoted is None:
        raise ValueError(f"found {text[:40]!r}, expected one value that ends with its closing quote")
    return _ESCAPE.sub(_unescaped, quoted[1])


def _unescaped(escape: re.Match[str]) -> str:
    """Alertmanager knows three escapes; any other backslash stays, so a pattern may say ``\\d``."""
    return {"n": "\n", '"': '"', "\\": "\\"}.get(escape[1], escape[0])


@dataclass(frozen=True, slots=True)
class Route:
    """A node of the tree. Without matchers it takes everything; an empty ``receiver`` is its parent's.

    ``proceed`` is the key ``continue`` of the configuration: siblings behind this node are asked too.
    """

    receiver: str = ""
    matchers: tuple[Matcher, ...] = ()
    proceed: bool = False
    routes: tuple[Route, ...] = ()


def receivers_for(route: Route, labels: Mapping[str, str]) -> tuple[str, ...]:
    """The receivers that labels reach, in the tree's order, each once; none where the root does not match."""
    return tuple(dict.fromkeys(_reached(route, labels, "")))


def _reached(route: Route, labels: Mapping[str, str], inherited: str) -> Iterator[str]:
    if not all(matcher.matches(labels) for matcher in route.matchers):
        return
    receiver = route.receiver or inherited
    arrived = False
    for child in route.routes:
        below = tuple(_reached(child, labels, receiver))
        yield from below
        arrived = arrived or bool(below)
        if below and not child.proceed:
            break
    if not arrived and receiver:
        yield receiver


def labels_for(rule: Rule, source: Source) -> dict[str, str]:
    """What matchers see of a match: the source's and the rule's own labels, and the facts, which none may replace."""
    facts = {
        "rule": rule.name,
        "severity": rule.severity,
        "source": source.id,
        "country": source.country,
        "language": source.language,
        "ownership": source.ownership,
    }
    return {**source.labels, **rule.labels, **facts}
