"""Every key of the configuration is described in docs/configuration.md, and nothing that is not a key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from monitor.config.explain import model_in
from monitor.config.files import ITEMS
from monitor.config.models import MonitorModel
from monitor.config.volume_model import VolumeRuleModel

DOCS = Path(__file__).parents[3] / "docs" / "configuration.md"


def keys(model: type[BaseModel], above: str, seen: tuple[type[BaseModel], ...] = ()) -> Iterator[str]:
    """The keys of a model and of all below it, with dots between; a list is marked by ``[]``."""
    for name, field in model.model_fields.items():
        inner = model_in(field.annotation)
        key = above + (field.alias or name) + ("[]" if inner and "list[" in str(field.annotation) else "")
        yield key.removesuffix("[]")
        if inner and inner not in (*seen, model):
            yield from keys(inner, key + ".", (*seen, model))


def test_keys_and_documentation_agree() -> None:
    known = set(keys(MonitorModel, "")).union(*(keys(model, f"{kind}[].") for kind, model in ITEMS.items()))
    known |= set(keys(VolumeRuleModel, "rules[]."))
    documented = set(re.findall(r"(?m)^\| `([^`]+)` \|", DOCS.read_text(encoding="utf-8")))
    assert documented == known
