"""The shape of volume rules in ``rules/*.yaml``: items with the keys ``over`` and ``volume``."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, model_validator

from monitor.config import values
from monitor.config.fault import Wrong, listed, shown
from monitor.config.kinds import DAY, STRICT, Text, duration_within, whole
from monitor.domain.volume.rule import Kind

KEYS: dict[str, tuple[str, ...]] = {
    "frequency": ("at_least", "within", "by", "cooldown", "recovery"),
    "spike": ("at_least", "within", "by", "weeks", "cooldown", "recovery"),
    "silence": ("within", "by", "weeks", "cooldown", "recovery"),
    "first": ("after", "by"),
    "absence": ("outlet", "others", "at_least", "within", "by", "cooldown", "recovery"),
}
"""The keys that each kind knows."""
NEEDED: dict[str, tuple[str, ...]] = {"frequency": ("at_least", "within"), "absence": ("outlet", "at_least")}
LONGEST_NAME, MOST_BY = 200, 3
"""Characters of a name, and labels to count by: they are part of a key of the archive."""
_MINUTE = timedelta(minutes=1)
_WEEK = 7 * DAY


def _name(text: str) -> str:
    if len(values.plain_text(text)) > LONGEST_NAME:
        raise Wrong(f"{len(text)} characters", f"at most {LONGEST_NAME}")
    return text.strip()


def _by(names: list[str]) -> list[str]:
    if len(names) > MOST_BY or len(set(names)) < len(names):
        raise Wrong(f"the labels {listed(names)}", f"at most {MOST_BY} labels, each once")
    values.labels(dict.fromkeys(names, ""))
    return names


class VolumeModel(BaseModel):
    """What about the number of matches is worth an alert."""

    model_config = STRICT

    kind: Kind
    at_least: Annotated[int, whole(1, 100_000)] | None = None
    within: Annotated[timedelta, duration_within(_MINUTE, 30 * DAY, "1m to 30d")] | None = None
    by: Annotated[list[str], AfterValidator(_by)] = []
    weeks: Annotated[int, whole(2, 26)] | None = None
    after: Annotated[timedelta, duration_within(_MINUTE, 3650 * DAY, "1m to 3650d")] | None = None
    outlet: Annotated[str, AfterValidator(values.source_id)] | None = None
    others: list[Annotated[str, AfterValidator(values.source_id)]] = []
    cooldown: Annotated[timedelta, duration_within(timedelta(0), 30 * DAY, "0s to 30d")] | None = None
    recovery: bool | None = None

    @model_validator(mode="after")
    def _keys_of_kind(self) -> Self:
        known = KEYS[self.kind]
        given = [name for name in type(self).model_fields if name in self.model_fields_set and name != "kind"]
        if wrong := [name for name in given if name not in known]:
            raise Wrong(f"the key {wrong[0]} in the kind {self.kind}", f"keys of this kind: {', '.join(known)}")
        if missing := [name for name in NEEDED.get(self.kind, ()) if name not in given]:
            raise Wrong(f"the kind {self.kind} without {missing[0]}", f"the key {missing[0]}")
        return self

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.kind in ("spike", "silence") and self.within is not None and self.within > _WEEK:
            raise Wrong("a window of more than a week", "within of at most 7d, since weeks are compared")
        if self.outlet is not None and self.outlet in self.others:
            raise Wrong(f"{shown(self.outlet)} among the others", "others without the outlet itself")
        if self.kind == "absence" and "source" in self.by:
            raise Wrong("by source in the kind absence", "labels that several outlets share")
        if self.others and self.at_least is not None and self.at_least > len(self.others):
            raise Wrong(f"at_least {self.at_least} of {len(self.others)} others", "at most as many as there are")
        return self


class VolumeRuleModel(BaseModel):
    """An item of ``rules`` that counts: it has the key ``over`` or ``volume``."""

    model_config = STRICT

    name: Annotated[str, AfterValidator(_name)]
    over: str
    volume: VolumeModel
    labels: Annotated[dict[str, Text], AfterValidator(values.labels)] = {}
    description: str = ""
    forms: bool = True


def is_volume(item: object) -> bool:
    """Whether what stands in a list of rules is meant as a volume rule."""
    return isinstance(item, dict) and ("over" in item or "volume" in item)
