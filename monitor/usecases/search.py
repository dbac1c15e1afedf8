"""Full-text search: the archive's index preselects, the rule engine decides, so a query means what it means live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.domain.match import Document, Entity, Match, Rule
from monitor.domain.source import Source
from monitor.ports import Articles, Found
from monitor.rules.document import document_of
from monitor.rules.engine import compile_rules

BATCH = 200


@dataclass(frozen=True, slots=True)
class Result:
    """An article that the query is true of, and where."""

    found: Found
    document: Document
    match: Match


def search(
    query: str, articles: Articles, sources: Mapping[str, Source], entities: Mapping[str, Entity]
) -> Iterator[Result]:
    """Newest articles first, as many as the caller takes. Raises QueryError, ArchiveError."""
    rules = compile_rules([Rule("search", query)], entities)
    wanted = rules.preselect(languages={"", *(source.language for source in sources.values())})
    before: int | None = None
    while batch := articles.candidates(wanted, BATCH, before):
        for cursor, found in batch:
            before = cursor
            document = _document(found, sources.get(found.version.source_id))
            for match in rules.match(document):
                yield Result(found, document, match)


def _document(found: Found, source: Source | None) -> Document:
    version = found.version
    language = source.language if source and source.language else version.language
    return document_of(
        version.text, source=version.source_id, language=language, country=source.country if source else ""
    )
