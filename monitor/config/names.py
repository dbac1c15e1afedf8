"""What a rule's query may name that is defined elsewhere in the configuration."""

from __future__ import annotations

from itertools import chain

from monitor.config.files import Files, Item
from monitor.domain.match import Entity


def entities_in(files: Files) -> dict[str, Entity]:
    """The entities by id, as far as a query can be checked against them; also those that have a fault of their own.

    Their names are checked where they stand, so each has its id for a name here; and of all that are on a list, or of
    a kind, one says so.
    """
    found: dict[str, Entity] = {}
    known: set[str] = set()
    for entity in chain(map(_named, files.items["entities"]), (listed.entity for listed in files.listed)):
        lists = tuple(name for name in dict.fromkeys((*entity.lists, entity.kind)) if name and name not in known)
        known.update(lists)
        if entity.id:
            found[entity.id] = Entity(entity.id, (entity.id,), lists=lists)
    return found


def _named(item: Item) -> Entity:
    lists = item.value.get("lists")
    return Entity(
        item.text("id"),
        (),
        item.text("kind"),
        lists=tuple(name for name in lists if isinstance(name, str)) if isinstance(lists, list) else (),
    )


def sources_in(files: Files) -> tuple[str, ...]:
    """The ids of the sources."""
    return tuple(source for item in files.items["sources"] if (source := item.text("id")))
