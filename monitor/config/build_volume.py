"""From the checked model of a volume rule to the domain's, with each kind's defaults. Nothing here can fail."""

from __future__ import annotations

from datetime import timedelta

from monitor.config.volume_model import VolumeRuleModel
from monitor.domain.volume.rule import VolumeRule

WITHIN = {"spike": timedelta(hours=3), "silence": timedelta(hours=12), "absence": timedelta(hours=3)}
AT_LEAST = {"spike": 5}
WEEKS, COOLDOWN = 8, timedelta(hours=1)
TOLD_WHEN_OVER = ("silence", "absence")
"""Kinds whose end is told where the rule does not say: somebody is waiting for it."""


def built_volume(model: VolumeRuleModel) -> VolumeRule:
    """The rule."""
    volume = model.volume
    return VolumeRule(
        name=model.name,
        over=model.over,
        kind=volume.kind,
        within=volume.within or WITHIN.get(volume.kind, timedelta()),
        at_least=volume.at_least or AT_LEAST.get(volume.kind, 1),
        by=tuple(volume.by),
        weeks=volume.weeks or WEEKS,
        after=volume.after,
        outlet=volume.outlet or "",
        others=tuple(volume.others),
        cooldown=COOLDOWN if volume.cooldown is None else volume.cooldown,
        recovery=volume.kind in TOLD_WHEN_OVER if volume.recovery is None else volume.recovery,
        labels=dict(model.labels),
        description=model.description.strip(),
        forms=model.forms,
    )
