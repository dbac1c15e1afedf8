"""``scrapy crawl article -a url=URL``: one article page, or a feed, of any outlet."""

from __future__ import annotations

from typing import Any

from spiders.base import MonitorSpider


class ArticleSpider(MonitorSpider):
    """Crawls the page or feed whose address is given as ``url``."""

    name = "article"

    def __init__(self, url: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not url.startswith(("http://", "https://")):
            raise ValueError("expected -a url=URL, an address that begins with http:// or https://")
        self.target = url
