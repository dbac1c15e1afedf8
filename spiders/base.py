"""What the one-shot spiders share: the product's own poll beside Scrapy's engine, and rows as items."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Spider

from monitor.crawl.fetch import EngineFetch
from monitor.domain.source import FeedKind
from monitor.domain.textformat import render
from monitor.ports import Fetch
from monitor.usecases.poll import Line


class MonitorSpider(Spider):
    """A spider whose items are the rows of one crawl. Subclasses set ``name`` and ``target``.

    The add-on named in the settings puts a ``crawl`` there: target and fetch to rows, archive and alerts included.
    """

    target: str = ""
    kinds: frozenset[FeedKind] = frozenset(FeedKind)

    async def start(self) -> AsyncIterator[Any]:
        """Crawl ``target`` and yield an item for each row; ends with a statistic for each status."""
        crawl = self.crawler.settings["MONITOR_CRAWL"]
        fetch: Fetch = EngineFetch(self.crawler)
        async for line in crawl(self.target, fetch, self.kinds):
            if self.crawler.stats:
                self.crawler.stats.inc_value(f"monitor/{line.status}", line.count)
            yield item_of(line)


class SourceSpider(MonitorSpider):
    """A spider for the source whose id is given as ``source``. Subclasses set ``name`` and ``kind``."""

    kind: FeedKind

    def __init__(self, source: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not source:
            raise ValueError("expected -a source=ID, the id of a source in your configuration")
        self.target, self.kinds = source, frozenset((self.kind,))


def item_of(line: Line) -> dict[str, Any]:
    """A row as an item for Scrapy's feed exports."""
    return {
        "status": line.status,
        "url": line.url,
        "id": line.article_id,
        "headline": line.headline,
        "file": line.file_name,
        "rules": list(line.rules),
        "cause": line.cause,
        "text": render(line.text) if line.text else "",
    }
