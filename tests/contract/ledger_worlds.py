"""A ledger in memory and one in the archive, with the same ways to make matches, silences and acknowledgements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from alerts.policy.ledger import Acknowledgement, Ledger, Owed
from alerts.policy.memory import MemoryLedger
from alerts.policy.silences import Silence
from monitor.archive import Archive, open_archive
from monitor.domain.article import Version
from monitor.domain.match import Hit, Match, Rule
from monitor.domain.notification import Disposition, Target
from monitor.ports import Consequences
from monitor.testing import a_text, a_version
from monitor.usecases.telling import Composer


def _owed(rules: Sequence[str], receivers: Sequence[str], labels: dict[str, str], story: str) -> tuple[Owed, ...]:
    return tuple(
        Owed(rule, receiver, f"to {receiver}", {"story": story, "kind": "match", "rule": rule, **labels})
        for rule in rules
        for receiver in receivers
    )


@dataclass
class InMemory:
    """The ledger that simulations use."""

    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    _versions: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def turn(self) -> Iterator[Ledger]:
        yield self.ledger

    def article(self, key: str, at: datetime, *rules: str, receivers: Sequence[str], labels: dict[str, str]) -> None:
        story = a_version(key).article_id
        self._versions[story] = self._versions.get(story, 0) + 1
        self.ledger.owe(_owed(rules, receivers, labels, story), at, (story, self._versions[story]))

    def silence(self, silence: Silence) -> None:
        self.ledger.silence(silence)

    def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        self.ledger.acknowledge(acknowledgement)

    def restart(self) -> None:
        """There is nothing that could be lost."""


@dataclass
class InArchive:
    """The ledger that the daemon uses; every receiver has two targets."""

    url: str
    archive: Archive = field(init=False)
    _texts: int = 0

    def __post_init__(self) -> None:
        self.archive = open_archive(self.url, write=True)

    @contextmanager
    def turn(self) -> Iterator[Ledger]:
        targets = {
            name: (Target(name, "email", "a@x.example"), Target(name, "slack", "C1")) for name in ("desk", "duty")
        }
        with self.archive.alerts.turn(Composer({}), targets) as ledger:
            yield ledger

    def article(self, key: str, at: datetime, *rules: str, receivers: Sequence[str], labels: dict[str, str]) -> None:
        self._texts += 1
        new = a_version(key, seen_at=at, text=a_text(body=f"The harbour, {self._texts}."))
        self.archive.articles.keep(new, self._consequences(rules, receivers, labels))

    def _consequences(
        self, rules: Sequence[str], receivers: Sequence[str], labels: dict[str, str]
    ) -> Callable[[Version], Consequences]:
        hits = (Hit("body", 4, 11, "harbour", "harbour"),)
        matches = tuple(Match(Rule(rule, "harbour", labels), hits) for rule in dict.fromkeys((*rules, "old")))

        def decide(version: Version) -> Consequences:
            # What is settled at once is nothing to the policy.
            final = (Disposition("old", "", "baseline"), Disposition("old", "desk", "aged out"))
            return Consequences(matches, final, _owed(rules, receivers, labels, version.article_id))

        return decide

    def silence(self, silence: Silence) -> None:
        self.archive.silences.add(silence)

    def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        self.archive.alerts.acknowledge(acknowledgement)

    def restart(self) -> None:
        """Close the archive and open it again."""
        self.archive.close()
        self.archive = open_archive(self.url, write=True)
