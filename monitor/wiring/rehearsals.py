"""Tests of rules and routes: from their files to scripts, and from what came of them to what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from alerts.policy.ledger import Acknowledgement
from alerts.policy.silences import Silence
from monitor.config.rehearsal_models import ArticleModel, CaseModel, EditModel
from monitor.config.rehearsals import Rehearsals
from monitor.domain.match import Document
from monitor.domain.source import Source
from monitor.rules.engine import RuleSet, compile_rules
from monitor.usecases.expectations import Difference, Expected, differences
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.rehearsal import Rehearsed, Script, Submitted, rehearse

AFTERWARDS = timedelta(days=1)
"""How long a test goes on after the last thing that it names, where it does not say."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One test: its file and name, what came of it, and what differs from what was expected."""

    file: str
    name: str
    rehearsed: Rehearsed
    differences: tuple[Difference, ...]


def tried(tests: Rehearsals, policy: AlertPolicy) -> Iterator[Tried]:
    """Every test of a file, told by this policy. Raises QueryError."""
    rules = compile_rules(tests.rules, tests.entities, tests.known)
    for case in tests.cases:
        yield _tried(tests.file, case, rules, tests.sources, policy)


def _tried(file: str, case: CaseModel, rules: RuleSet, sources: Mapping[str, Source], policy: AlertPolicy) -> Tried:
    rehearsed = rehearse(_script(case, sources), rules, policy)
    expect = case.expect
    messages = None if expect.notifications is None else tuple(
        (case.moment(one.at), one.receiver, one.purpose, one.articles, one.rules) for one in expect.notifications
    )  # fmt: skip
    became = tuple((one.article, one.rule, one.receiver, one.kind, one.reason) for one in expect.dispositions)
    expected = Expected({name: tuple(rules) for name, rules in expect.matches.items()}, messages, became)
    return Tried(file, case.name, rehearsed, tuple(differences(expected, rehearsed)))


def _script(case: CaseModel, sources: Mapping[str, Source]) -> Script:
    start = case.moment(timedelta(0))
    versions = tuple(version for article in case.articles for version in _versions(case, article, sources))
    silences = tuple(
        Silence(number, tuple(one.matchers), one.author, one.reason, case.moment(one.at), case.moment(one.ends))
        for number, one in enumerate(case.silences, 1)
    )
    acks = tuple(Acknowledgement(one.article.partition("@")[0], one.by, case.moment(one.at)) for one in case.acks)
    named = [start, *(version.at for version in versions), *(one.starts for one in silences), *(one.at for one in acks)]
    named += [case.moment(one.at) for one in case.expect.notifications or ()]
    end = max(named) + AFTERWARDS if case.duration is None else start + case.duration
    return Script(start, end, versions, silences, acks)


def _versions(case: CaseModel, article: ArticleModel, sources: Mapping[str, Source]) -> Iterator[Submitted]:
    source = sources.get(article.source, Source(article.source, article.source))
    first = Submitted(
        article=article.name,
        number=1,
        at=case.moment(article.at),
        source=replace(source, language=source.language or article.language),
        document=_document(article, source, case.moment(article.at)),
        published=case.moment(article.published) if article.published is not None else None,
        baseline=article.baseline,
    )
    yield first
    for number, edit in enumerate(sorted(article.edits, key=lambda edit: case.moment(edit.at)), 2):
        article = _edited(article, edit)
        document = _document(article, source, first.at)
        yield replace(first, number=number, at=case.moment(edit.at), document=document)


def _edited(article: ArticleModel, edit: EditModel) -> ArticleModel:
    texts = ("headline", "lead", "body")
    return article.model_copy(update={name: text for name in texts if (text := getattr(edit, name)) is not None})


def _document(article: ArticleModel, source: Source, day: datetime) -> Document:
    """The article as rules see it; without a lead the first paragraph counts as one, as it does live."""
    paragraphs = [" ".join(part.split()) for part in article.body.split("\n\n") if part.strip()]
    return Document(
        title=article.headline,
        lead=article.lead.strip(),
        body="\n".join(paragraphs),
        source=source.id,
        language=article.language or source.language,
        country=source.country,
        lead_end=len(paragraphs[0]) if paragraphs and not article.lead.strip() else 0,
        ownership=source.ownership,
        published=day.astimezone(UTC).date(),
    )
