"""From the checked model of a volume rule to the domain's, with each kind's defaults. Nothing here can fail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from monitor.config.volume_model import VolumeRuleModel
from monitor.domain.volume.rule import Kind, VolumeRule

OF_KIND: dict[Kind, dict[str, Any]] = {
    "spike": {"at_least": 5},
    "silence": {"within": timedelta(hours=12), "recovery": True},
    "first": {"within": timedelta()},
    "absence": {"recovery": True},
}
"""Where a kind differs from the defaults of all (``VolumeRule``). With ``recovery`` somebody waits for the end."""


def built_volume(model: VolumeRuleModel) -> VolumeRule:
    """The rule."""
    given = {name: value for name, value in model.volume if value is not None}
    lists = {"by": tuple(model.volume.by), "others": tuple(model.volume.others)}
    return VolumeRule(
        name=model.name,
        over=model.over,
        labels=dict(model.labels),
        description=model.description.strip(),
        forms=model.forms,
        **{**OF_KIND.get(model.volume.kind, {}), **given, **lists},
    )
