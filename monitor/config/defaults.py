"""Settings for work that needs no configuration: one page or feed, looked at once."""

from __future__ import annotations

from pathlib import Path

from alerts.policy.terms import Policy
from monitor.config.build import built_crawl, built_evidence
from monitor.config.models import AlertsModel, CrawlModel, EvidenceModel
from monitor.config.secret import Secret
from monitor.config.settings import AlertSettings, Settings


def default_settings(contact: str) -> Settings:
    """Every setting at its default, with no sources, rules or receivers; ``contact`` goes into the user agent."""
    crawl, alerts = CrawlModel(), AlertsModel()
    return Settings(
        directory=Path(),
        contact=contact,
        data_dir=Path("data"),
        archive_url=Secret("sqlite://"),
        crawl=built_crawl(crawl),
        alerts=AlertSettings(baseline=alerts.baseline, max_age=alerts.max_age),
        evidence=built_evidence(EvidenceModel()),
        smtp=None,
        route=None,
        policy=Policy(),
        receivers=(),
        sources=(),
        rules=(),
        entities={},
    )
