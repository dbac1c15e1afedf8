"""Matches and the desk's marks on them as JSON."""

from __future__ import annotations

from typing import Any

from monitor.archive.marks import Marked
from monitor.domain.mark import Mark


def match_value(found: Marked) -> dict[str, Any]:
    """A match with its marks as JSON."""
    return {
        "id": found.id,
        "rule": found.rule,
        "article": found.article_id,
        "version": found.version,
        "source": found.source_id,
        "headline": found.headline,
        "first_seen": found.seen_at.isoformat(),
        "mark": found.verdict,
        "marks": [mark_value(one) for one in found.marks],
    }


def mark_value(mark: Mark) -> dict[str, Any]:
    """A mark as JSON."""
    return {"match": mark.match_id, "verdict": mark.verdict, "by": mark.by, "note": mark.note,
            "at": mark.at.isoformat()}  # fmt: skip
