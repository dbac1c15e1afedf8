"""A volume rule: a query whose matches are counted, and what about their number is worth an alert."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, get_args

from monitor.domain.match import Rule

Kind = Literal["frequency", "spike", "silence", "first", "absence"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FACTS = ("source", "country", "language", "ownership")
"""What is known of each article's source; ``by`` may name these, the source's own labels, and ``entity``."""
ENTITY = "entity"
STEP = timedelta(minutes=5)
"""What time alone brings about (silence, absence, the end of an event) is judged at every full step of the clock."""
LATE = timedelta(hours=1)
"""How long after its publication an article may be seen and still be in time: the longest interval between polls."""
WEEK = timedelta(days=7)

Group = tuple[str, ...]
"""Values of a rule's ``by``, in its order; a rule without one has the one group ``()``."""


@dataclass(frozen=True, slots=True)
class VolumeRule:
    """A named count of the matches of ``over``, for each group of values of ``by`` apart.

    ``at_least`` is how many articles (``absence``: other outlets) it takes, ``within`` the length of the window;
    ``weeks`` how far back ``spike`` and ``silence`` compare; ``after`` how long nothing must have matched before a
    ``first`` (None: ever); ``outlet`` who is absent from what ``others`` (empty: all sources) report. An event is over
    when it was not true for ``cooldown``, and that is told with ``recovery``.
    """

    name: str
    over: str
    kind: Kind
    within: timedelta = timedelta(hours=3)
    at_least: int = 1
    by: tuple[str, ...] = ()
    weeks: int = 8
    after: timedelta | None = None
    outlet: str = ""
    others: tuple[str, ...] = ()
    cooldown: timedelta = timedelta(hours=1)
    recovery: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    description: str = ""
    forms: bool = True

    @property
    def counted(self) -> Rule:
        """The rule whose matches are counted; it alerts nobody."""
        return Rule(self.name, self.over, self.labels, self.description, self.forms)

    @property
    def severity(self) -> str:
        """The rule's severity, ``medium`` where none is given."""
        return self.counted.severity

    @property
    def reach(self) -> timedelta | None:
        """How far back matches matter; None for ever."""
        if self.kind == "first":
            return self.after
        if self.kind in ("spike", "silence"):
            return self.weeks * WEEK + self.within + LATE
        return 2 * self.within + LATE

    @property
    def timed(self) -> bool:
        """Whether time alone can make it true: then it is judged at every step, else when an article matches."""
        return self.kind in ("silence", "absence")

    def named(self, group: Group) -> str:
        """The rule's name and what the group is about: ``Hormuz, country IR``."""
        values = zip(self.by, group, strict=True)
        return ", ".join([self.name, *(f"{name} {value or 'unknown'}" for name, value in values)])


def counted_labels(rule: VolumeRule, group: Group, event: str, severity: str) -> dict[str, str]:
    """What routes see of an event: the group's values, the rule's own labels, and the facts, which none may replace."""
    facts = {"kind": "volume", "event": event, "rule": rule.name, "severity": severity}
    return {**dict(zip(rule.by, group, strict=True)), **rule.labels, **facts}
