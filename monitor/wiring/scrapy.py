"""Scrapy's settings for one configuration, and the add-on through which ``scrapy crawl`` gets them."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator
from pathlib import Path

import structlog
from scrapy.settings import BaseSettings
from scrapy.settings import Settings as ScrapySettings

from monitor.config import Settings, load
from monitor.config.find import find_directory
from monitor.crawl.guard import AddressGuard
from monitor.domain.blocked import blocked
from monitor.domain.rendering import Rendering
from monitor.domain.source import FeedKind
from monitor.ports import Fetch
from monitor.usecases.poll import Limits, Line
from monitor.usecases.target import source_for
from monitor.wiring.app import opened
from monitor.wiring.evidence import user_agent

_PRIORITY = "project"


def scrapy_settings(settings: Settings) -> ScrapySettings:
    """Settings for a crawl that this process runs itself."""
    result = ScrapySettings()
    result.setmodule("monitor.crawl.settings", priority=_PRIORITY)
    result.set("ADDONS", {}, priority=_PRIORITY)
    configure(result, settings)
    return result


def configure(target: BaseSettings, settings: Settings) -> None:
    """Put what the configuration says about crawling into Scrapy's settings."""
    crawl = settings.crawl
    for name, value in {
        "USER_AGENT": user_agent(settings),
        "DOWNLOAD_DELAY": crawl.delay.total_seconds(),
        "DOWNLOAD_TIMEOUT": crawl.timeout.total_seconds(),
        "DOWNLOAD_MAXSIZE": crawl.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "ADDRESS_GUARD": AddressGuard(crawl.allow_private),
        "BLOCK_PAGES": blocked,
        "RENDERED": (rendering := Rendering(settings.sources)),
    }.items():
        target.set(name, value, priority=_PRIORITY)
    if rendering:
        from monitor.crawl.render import rendering_settings  # needs the extra, which the configuration asks for

        for name, value in rendering_settings().items():
            target.set(name, value, priority=_PRIORITY)


class ConfigurationAddon:
    """Gives ``scrapy crawl`` the configuration in the directory that the setting or variable MONITOR_CONFIG names."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Called by Scrapy before a crawl. Raises ConfigError with every fault of the configuration."""
        named = settings.get("MONITOR_CONFIG")
        directory = find_directory(Path(named) if named else None, os.environ)
        ours = load(directory, os.environ)
        configure(settings, ours)

        async def crawl(target: str, fetch: Fetch, kinds: frozenset[FeedKind]) -> AsyncIterator[Line]:
            source = source_for(target, {source.id: source for source in ours.sources})
            with opened(ours) as app:
                limits = Limits(pages=ours.crawl.page_limit, page_as_feed=target != source.id, kinds=kinds)
                async for line in app.poll(fetch)(source, limits):
                    yield line
                await app.sender().drain()

        settings.set("MONITOR_CRAWL", crawl, priority=_PRIORITY)
        _log_with_scrapy()


def _log_with_scrapy() -> None:
    """Our events go where Scrapy's log goes; by default they would stand between the items on standard output."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, structlog.processors.KeyValueRenderer(key_order=["event"])],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    # At DEBUG the Slack library prints webhook addresses, which are secrets.
    logging.getLogger("slack_sdk").setLevel(logging.WARNING)
