"""Full-text search: the archive's index preselects, the rule engine decides, so a query means what it means live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from monitor.domain.match import Document, Entity, Match, Rule
from monitor.domain.source import Source
from monitor.ports import Articles, Found
from monitor.rules.engine import compile_rules
from monitor.rules.text.document import document_for

BATCH = 200
AD_HOC = ""
"""The name of a query that is no rule: no rule is named so, and none can refer to it."""


@dataclass(frozen=True, slots=True)
class Result:
    """An article that the query is true of, and where."""

    found: Found
    document: Document
    match: Match


def search(
    query: str, articles: Articles, sources: Mapping[str, Source], entities: Mapping[str, Entity],
    rules: Iterable[Rule] = (),
) -> Iterator[Result]:  # fmt: skip
    """Newest articles first, as many as the caller takes; the query may name ``rules`` (``#name``) and entities.

    Raises QueryError, ArchiveError.
    """
    asked = compile_rules([Rule(AD_HOC, query)], entities, rules)
    wanted = asked.preselect(languages=languages_in(articles, sources))
    before: int | None = None
    while batch := articles.candidates(wanted, BATCH, before):
        for cursor, found in batch:
            before = cursor
            document = document_for(found.version, sources.get(found.version.source_id))
            for match in asked.match(document):
                yield Result(found, document, match)


def languages_in(articles: Articles, sources: Mapping[str, Source]) -> set[str]:
    """Every language that a document of the archive may have. Raises ArchiveError."""
    known = {source.id: source.language for source in sources.values() if source.language}
    return {"", *known.values(), *articles.languages(known)}
