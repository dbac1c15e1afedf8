"""Conditions on labels, written as in Prometheus Alertmanager: ``severity=~"high|critical"``.

A label that is not there equals the empty string; a pattern must fit the whole value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

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
            found = repr(rest) if rest else "nothing"
            raise ValueError(f"found {found} after {label[0]!r}, expected one of = != =~ !~")
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


def all_match(matchers: tuple[Matcher, ...], labels: Mapping[str, str]) -> bool:
    """Whether every one of the matchers holds; none at all hold of everything."""
    return all(matcher.matches(labels) for matcher in matchers)
