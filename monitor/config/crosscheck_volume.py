"""What must be true between volume rules and the rest of a configuration, and what in them is probably not meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from monitor.config.fault import Fault, did_you_mean, shown
from monitor.config.files import Files, Item
from monitor.config.names import sources_in
from monitor.config.volume_model import VolumeRuleModel
from monitor.domain.volume.rule import ENTITY, FACTS


def faults_in_volume(files: Files) -> Iterator[Fault]:
    """Outlets that are no source."""
    known = sources_in(files)
    for item, model in _volumes(files):
        if model.volume.outlet:
            yield from _unknown(item, "outlet", model.volume.outlet, known)
        for number, other in enumerate(model.volume.others):
            yield from _unknown(item, "others", other, known, number)


def remarks_in_volume(files: Files) -> Iterator[Fault]:
    """Labels to count by that no source has, which is one group for all of them; entities where none is named."""
    labels = {
        name for source in files.items["sources"]
        if isinstance(of_source := source.value.get("labels"), dict) for name in of_source
    }  # fmt: skip
    for item, model in _volumes(files):
        for number, name in enumerate(model.volume.by):
            path = (*item.path, "volume", "by", number)
            if name == ENTITY and "@" not in model.over and "#" not in model.over:
                expected = "an @entity in the query"
                yield item.document.fault(path, "entity, of which the query names none", expected, "nothing is counted")
            elif name not in (*FACTS, ENTITY, *labels):
                hint = did_you_mean(name, (*FACTS, ENTITY, *labels))
                found = f"the label {shown(name)}, which no source has"
                yield item.document.fault(
                    path, found, f"one of {', '.join((*FACTS, ENTITY))}, or a source's label", hint
                )


def _volumes(files: Files) -> Iterator[tuple[Item, VolumeRuleModel]]:
    return ((item, item.model) for item in files.items["rules"] if isinstance(item.model, VolumeRuleModel))


def _unknown(item: Item, key: str, source: str, known: Collection[str], number: int | None = None) -> Iterator[Fault]:
    if source not in known:
        path = (*item.path, "volume", key, *(() if number is None else (number,)))
        yield item.document.fault(
            path, f"the unknown source {shown(source)}", "the id of a source", did_you_mean(source, known)
        )
