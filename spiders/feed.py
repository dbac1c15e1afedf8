"""``scrapy crawl feed -a source=ID``: one poll of a configured source."""

from __future__ import annotations

from typing import Any

from spiders.base import MonitorSpider


class FeedSpider(MonitorSpider):
    """Polls the source whose id is given as ``source``."""

    name = "feed"

    def __init__(self, source: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not source:
            raise ValueError("expected -a source=ID, the id of a source in your configuration")
        self.target = source
