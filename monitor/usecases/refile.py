"""Text files that are missing on disk are written from the archive."""

from __future__ import annotations

from collections.abc import Callable

from monitor.domain.article import Version
from monitor.ports import Articles


def refile(articles: Articles, file: Callable[[Version], object]) -> int:
    """Write the text file of every version that a crash or a full disk left without one; how many there were."""
    missing = articles.unfiled()
    for version in missing:
        file(version)
        articles.filed(version.article_id, version.number)
    return len(missing)
