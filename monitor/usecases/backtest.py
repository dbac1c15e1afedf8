"""What a rule would have done: the live matcher and the live decision over the versions that the archive holds.

The archive's index preselects, it never decides. A backtest is cut into parts (ranges of the archive's numbers) that
may run in several processes; their findings, put together in order, are those of one run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from alerts.policy.ledger import Owed
from monitor.domain.match import Document, Entity, Match, Rule
from monitor.domain.notification import Disposition, Snippet
from monitor.domain.search import AnyOf, Preselect
from monitor.domain.source import Source
from monitor.ports import Replay, Replayed
from monitor.rules.engine import Examined, RuleSet, compile_rules
from monitor.rules.text.document import document_for
from monitor.rules.text.snippet import snippets
from monitor.usecases.ingest import AlertPolicy, decided_of


@dataclass(frozen=True, slots=True)
class Question:
    """A rule to be tried out on what arrived from ``since`` to before ``until``, of these ``sources`` or of all.

    With ``old`` only what the two answer differently is found. ``known`` are the rules that queries may refer to.
    """

    rule: Rule
    since: datetime
    until: datetime
    known: tuple[Rule, ...] = ()
    entities: Mapping[str, Entity] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    policy: AlertPolicy = field(default_factory=AlertPolicy)
    old: Rule | None = None
    only: Collection[str] = ()
    samples: int = 5
    """Of how many versions, the newest of each part, the words around the hits are kept."""

    def rules(self) -> RuleSet:
        """The rule, and ``old`` where there is one. Raises QueryError."""
        return compile_rules([self.rule, *([self.old] if self.old else [])], self.entities, self.known)

    def wanted(self, rules: RuleSet, languages: Collection[str]) -> Preselect | None:
        """What a version must fulfil to be looked at; ``None`` for nothing."""
        conditions = [rules.preselect(place, languages) for place in range(len(rules.rules))]
        known = tuple(condition for condition in conditions if condition is not None)
        return None if len(known) < len(conditions) else AnyOf(known)


@dataclass(frozen=True, slots=True)
class Finding:
    """A version that the rule is true of; with ``change`` ``added`` or ``lost`` one that only the new or old one is."""

    article_id: str
    version: int
    source_id: str
    language: str
    first_seen: datetime
    url: str
    headline: str
    words: tuple[str, ...]
    terms: tuple[str, ...]
    dispositions: tuple[Disposition, ...]
    change: str = ""
    snippets: tuple[Snippet, ...] = ()
    owed: tuple[Owed, ...] = ()
    """Whom a message was owed to; ``told`` says what became of that."""

    @property
    def receivers(self) -> tuple[str, ...]:
        """Who would have been alerted."""
        return tuple(became.receiver for became in self.dispositions if became.kind in ("notified", "digested"))


@dataclass(frozen=True, slots=True)
class Part:
    """What was found among so many versions that were ``read``, newest first; ``undecided`` cost too much."""

    read: int
    findings: tuple[Finding, ...]
    undecided: int = 0


def backtest(question: Question, rules: RuleSet, replay: Replay, numbers: range, wanted: Preselect | None) -> Part:
    """Ask about the versions with these numbers. Raises ArchiveError."""
    found: list[Finding] = []
    read = undecided = 0
    arrived = question.since, question.until
    for replayed in replay.versions(numbers, wanted, *arrived, question.only, rules.raw_filter()):
        read += 1
        document = document_for(replayed.version, question.sources.get(replayed.version.source_id))
        examined = rules.examine(document)
        undecided += bool(examined.overruns)
        for match, change in _told(question, rules, examined):
            shown = snippets(document, match.hits) if len(found) < question.samples else ()
            found.append(_finding(question, replayed, document, match, change, shown))
    return Part(read, tuple(found), undecided)


def _told(question: Question, rules: RuleSet, examined: Examined) -> Iterator[tuple[Match, str]]:
    """What is worth telling of a version: with an old rule, where both were decided and differ."""
    if question.old is None:
        yield from ((match, "") for match in examined.matches)
    elif len(examined.matches) == 1 and not examined.overruns:
        (match,) = examined.matches
        yield match, "added" if match.rule is rules.rules[0] else "lost"


def _finding(
    question: Question, replayed: Replayed, document: Document, match: Match, change: str, shown: tuple[Snippet, ...]
) -> Finding:
    version = replayed.version
    source = question.sources.get(version.source_id, Source(version.source_id, version.source_id))
    became = decided_of((match,), source, version, question.policy, baseline=replayed.baseline, held=replayed.held)
    return Finding(
        article_id=version.article_id,
        version=version.number,
        source_id=version.source_id,
        language=document.language,
        first_seen=version.first_seen,
        url=version.url,
        headline=version.text.headline,
        words=tuple(dict.fromkeys(hit.words for hit in match.hits)),
        terms=tuple(dict.fromkeys(hit.term for hit in match.hits)),
        dispositions=became.dispositions,
        change=change,
        snippets=shown,
        owed=became.owed,
    )
