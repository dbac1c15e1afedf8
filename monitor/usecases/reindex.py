"""What an earlier program indexed is indexed anew, so that the preselection of searches and backtests knows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from monitor.domain.source import Source
from monitor.ports import Reindexing
from monitor.rules.engine import compile_rules
from monitor.rules.text.document import document_for

BATCH = 50
"""Versions in one transaction: a kill undoes no more, and syncing to disk is a small part of what each costs."""


def reindex(index: Reindexing, sources: Mapping[str, Source]) -> Iterator[int]:
    """Index every outdated version, oldest first; after each transaction, how many it brought up to date.

    It may be ended at any time and goes on where it was. Raises ArchiveError.
    """
    searchable = compile_rules((), {}).searchable
    while batch := index.oldest(BATCH):
        index.renew([
            (number, searchable(document_for(version, sources.get(version.source_id)))) for number, version in batch
        ])  # fmt: skip
        yield len(batch)
