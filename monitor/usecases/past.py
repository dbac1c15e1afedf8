"""What a rule was when an article came, as far as the archive's record of matches tells it, beside what it says now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from monitor.domain.match import Hit


@dataclass(frozen=True, slots=True)
class Past:
    """The record of one rule around one version, seen ``at`` that time.

    ``recorded`` is the query by which the rule matched the version, ``None`` where it did not, ``undecided`` that it
    cost too much. ``before`` and ``behind`` are the rule's nearest other matches, each with its time and query, and
    ``hits`` the places that were recorded.
    """

    rule: str
    at: datetime
    recorded: str | None
    undecided: bool
    before: tuple[datetime, str] | None
    behind: tuple[datetime, str] | None
    hits: tuple[Hit, ...] = ()

    def told(self, query: str | None, held: bool | None, hits: tuple[Hit, ...] = ()) -> Iterator[str]:
        """What there is to say, in sentences; ``query`` is the rule's now (``None``: it is configured no more),
        ``held`` what it says of the version, and ``hits`` the places that make it do so."""
        if query is None:
            yield "The rule is configured no more; what it says is asked of its last recorded query."
        if self.recorded is not None:
            yield "When the article came, the rule matched it and that was recorded."
            if query is not None and self.recorded != query:
                yield f"Its query has been changed since; then it was: {self.recorded}"
            elif query is not None and held is False:
                yield f"Its query is the same, so {_ELSE} since."
            elif query is not None and held and _places(self.hits) != _places(hits):
                words = ", ".join(dict.fromkeys(f"“{hit.words}”" for hit in self.hits))
                yield f"Its query is the same, but it was true in other places then ({words}), so {_ELSE} since."
            return
        if self.undecided:
            yield "When the article came, the rule cost too much on it and was not decided."
            return
        yield "When the article came, no match of the rule was recorded."
        yield from self._unmatched(query, held)

    def _unmatched(self, query: str | None, held: bool | None) -> Iterator[str]:
        if self.before is None and self.behind is None:
            yield "The archive holds no match of this rule at all: it may be younger than the article."
        elif self.before is None and self.behind is not None:
            yield f"Its first match is of {_time(self.behind[0])}: the rule may be younger than the article."
        elif self.before is not None and query is not None:
            at, before = self.before
            if before != query:
                yield f"Its query has been changed since; at its match before, of {_time(at)}, it was: {before}"
            elif held:
                yield f"At its match before, of {_time(at)}, its query was the same, so {_ELSE} since, or for a while."


_ELSE = "entities, other rules that it names, its forms, or what is configured of the source have been changed"


def _places(hits: tuple[Hit, ...]) -> set[tuple[str, int, int]]:
    return {(hit.field, hit.start, hit.end) for hit in hits}


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
