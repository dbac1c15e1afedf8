"""What is wrong with a configuration, said so that a person can mend it.

A fault names the file, the line of the offending key or value, the key as a path (``sources[3].interval``, list items
counted from 0), what stands there and what should. What stands there is never shown where it may be a secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from monitor.config.secret import Secret

KeyPath = tuple[str | int, ...]
"""The way from the top of a file to a value: names of keys and numbers of list items."""

_LONGEST_SHOWN = 60
_PLAIN_KEY = re.compile(r"[\w.@-]+")
_LOOKS_SECRET = re.compile(
    r"//[^/\s]*@|\w:[^\s@]+@|hooks\.slack\.com|\bxox[a-z]|\bxapp-|(?:password|token|secret|key)=", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, or worth a warning. ``line`` counts from 1; 0 means that there is no line to name."""

    file: str
    line: int
    key: str
    found: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        key = f" {self.key}:" if self.key else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}:{key} found {self.found}, expected {self.expected}{hint}"


@dataclass(frozen=True, slots=True)
class Report:
    """What ``check`` found: faults make a configuration unusable, warnings do not. Both in order of file and line.

    ``archive_url`` is that of a configuration without faults; that of one with faults is not known.
    """

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    archive_url: Secret | None = None


class Wrong(ValueError):
    """A value that cannot be used: what it is and what it should be. The place is known to whoever catches it."""

    def __init__(self, found: str, expected: str, hint: str = "") -> None:
        self.found, self.expected, self.hint = found, expected, hint
        super().__init__(f"found {found}, expected {expected}")


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults by file, line and key, each once."""
    return tuple(sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.key, fault.found)))


def key_text(path: KeyPath) -> str:
    """A path as people write it: ``route.routes[0].matchers[1]``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += ("." if text else "") + (part if _PLAIN_KEY.fullmatch(part) else shown(part))
    return text


def shown(text: str) -> str:
    """A value of the configuration in quotes, shortened, control characters escaped; hidden if it may be a secret."""
    if _LOOKS_SECRET.search(text):
        return "a value that is not shown here because it may hold a secret"
    cut = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "..."
    return '"' + "".join(ch if ch.isprintable() else f"\\u{ord(ch):04x}" for ch in cut) + '"'


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``did you mean "interval"?`` where a known name is close to this one, else an empty string."""
    close = get_close_matches(name.casefold(), list(known), n=1, cutoff=0.6)
    return f'did you mean "{close[0]}"?' if close else ""


def listed(names: Iterable[str]) -> str:
    """Names as a choice: ``a, b or c``."""
    *rest, last = list(names)
    return f"{', '.join(rest)} or {last}" if rest else last
