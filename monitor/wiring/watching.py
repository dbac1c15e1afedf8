"""What watches the sources, built from configuration and archive; also for commands that only look."""

from __future__ import annotations

from monitor.archive import Archive
from monitor.config import Settings
from monitor.crawl.sites import registrable_domain
from monitor.domain.polling import Bounds, Budget
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.volume import Configured
from monitor.usecases.watch import Watch
from monitor.wiring.channels import targets_of


def policy_of(settings: Settings, *, alerts_off: bool = False) -> AlertPolicy:
    """Who is told what."""
    return AlertPolicy(
        route=settings.route,
        terms=settings.policy,
        targets=targets_of(settings),
        max_age=settings.alerts.max_age,
        alert_baseline=settings.alerts.baseline == "alert",
        off=alerts_off,
    )


def counting_of(settings: Settings, *, alerts_off: bool = False) -> Configured:
    """What volume rules count, and who is told."""
    return Configured(
        rules={volume.name: volume for volume in settings.volumes},
        known={rule.name: rule for rule in settings.matched},
        entities=settings.entities,
        sources={source.id: source for source in settings.sources},
        policy=policy_of(settings, alerts_off=alerts_off),
    )


def watch_of(settings: Settings, archive: Archive, *, alerts_off: bool = False) -> Watch:
    """Plans polls and judges sources."""
    return Watch(
        sources={source.id: source for source in settings.sources},
        schedule=archive.schedule,
        history=archive.history,
        policy=policy_of(settings, alerts_off=alerts_off),
        bounds=Bounds(settings.crawl.shortest, settings.crawl.longest),
        budget=Budget(settings.crawl.budget, settings.crawl.site_budget),
        site=registrable_domain,
    )
