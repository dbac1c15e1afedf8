"""``scrapy crawl sitemap -a source=ID``: one look at a configured source's sitemaps."""

from __future__ import annotations

from monitor.domain.source import FeedKind
from spiders.base import SourceSpider


class SitemapSpider(SourceSpider):
    """News sitemaps, plain ones, and indexes of sitemaps."""

    name = "sitemap"
    kind = FeedKind.SITEMAP
