"""``monitor why --rule``: what a rule says of a kept article, part by part, beside what was recorded of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click

from monitor.archive import Archive
from monitor.cli.output import print_json, visible
from monitor.cli.reasons import print_reason
from monitor.config import Settings
from monitor.domain.article import Version
from monitor.domain.match import Document, Rule
from monitor.domain.notification import AtOnce
from monitor.errors import NotFound
from monitor.rules.engine import RuleSet, compile_rules
from monitor.rules.query.suggest import nearest
from monitor.rules.reasons import Reason
from monitor.rules.text.document import document_for
from monitor.usecases.past import Past


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule says of one version, and what of it is told besides."""

    version: Version
    document: Document
    reason: Reason
    past: Past
    query: str | None

    @property
    def sentences(self) -> list[str]:
        """What was recorded, against what the rule says now."""
        return list(self.past.told(self.query, self.reason.held, self.reason.hits))

    def value(self) -> dict[str, Any]:
        """All of it as JSON."""
        return {
            "article": self.version.article_id,
            "version": self.version.number,
            "first_seen": self.version.first_seen,
            "rule": self.past.rule,
            "query": self.query,
            "recorded": self.past.recorded,
            "matches": self.reason.held,
            "summary": self.reason.summary,
            "past": self.sentences,
            "reason": self.reason.value(),
        }


def tell_of_rule(archive: Archive, ids: list[str], name: str, settings: Settings, *, as_json: bool) -> None:
    """Print what the rule says of every version of these articles. Raises NotFound, QueryError."""
    rules = compile_rules((), settings.entities, settings.rules)
    told = [
        _told(archive, found.version, name, settings, rules) for id_ in ids for found in archive.articles.article(id_)
    ]
    if as_json:
        print_json([one.value() for one in told])
        return
    for one in told:
        seen = f"{one.version.first_seen:%Y-%m-%d %H:%M}"
        head = f"{one.version.article_id} version {one.version.number}, seen {seen} UTC: {name}"
        print_reason(head, one.reason, one.document)
        for sentence in one.sentences:
            click.echo(visible(sentence))


def _told(archive: Archive, version: Version, name: str, settings: Settings, rules: RuleSet) -> Told:
    past = _past(archive, version, name)
    rule = next((rule for rule in settings.rules if rule.name == name), None)
    last = past.recorded or _last_query(past)
    if rule is None and last is None:
        near = nearest(name, [rule.name for rule in settings.rules])
        raise NotFound(f"no rule {name} is configured or recorded{near}")
    source = next((source for source in settings.sources if source.id == version.source_id), None)
    document = document_for(version, source)
    reason = rules.explain(rule or Rule(name, last or ""), document)
    return Told(version, document, reason, past, rule.query if rule else None)


def _past(archive: Archive, version: Version, name: str) -> Past:
    key = version.article_id, version.number
    recorded = next((match for match in archive.articles.matches(*key) if match.rule.name == name), None)
    became = archive.articles.dispositions(*key)
    before, behind = archive.rule_stats.around(name, *key)
    return Past(
        name,
        version.first_seen,
        recorded.rule.query if recorded else None,
        any(one.rule == name and one.kind == AtOnce.OVERRUN for one in became),
        (before.at, before.query) if before else None,
        (behind.at, behind.query) if behind else None,
        recorded.hits if recorded else (),
    )


def _last_query(past: Past) -> str | None:
    nearest_match = past.before or past.behind
    return nearest_match[1] if nearest_match else None
