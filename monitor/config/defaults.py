"""Settings for work that needs no configuration: one page or feed, looked at once."""

from __future__ import annotations

from math import inf
from pathlib import Path

from monitor.config.models import AlertsModel, CrawlModel
from monitor.config.secret import Secret
from monitor.config.settings import AlertSettings, CrawlSettings, Settings


def default_settings(contact: str) -> Settings:
    """Every setting at its default, with no sources, rules or receivers; ``contact`` goes into the user agent."""
    crawl, alerts = CrawlModel(), AlertsModel()
    return Settings(
        directory=Path(),
        contact=contact,
        data_dir=Path("data"),
        archive_url=Secret("sqlite://"),
        crawl=CrawlSettings(
            interval=crawl.interval,
            shortest=crawl.shortest,
            longest=crawl.longest,
            budget=crawl.budget or inf,
            site_budget=crawl.site_budget or inf,
            delay=crawl.delay,
            timeout=crawl.timeout,
            max_bytes=crawl.max_bytes,
            page_limit=crawl.page_limit,
            allow_private=(),
            workers=crawl.workers,
        ),
        alerts=AlertSettings(baseline=alerts.baseline, max_age=alerts.max_age),
        smtp=None,
        route=None,
        receivers=(),
        sources=(),
        rules=(),
        entities={},
    )
