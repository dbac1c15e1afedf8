"""What a rule's query may name that is defined elsewhere in the configuration."""

from __future__ import annotations

from monitor.config.files import Files
from monitor.domain.match import Entity


def entities_in(files: Files) -> dict[str, Entity]:
    """The entities by id, as far as a query can be checked against them; also those that have a fault of their own.

    Their names are checked where they stand, so each has its id for a name here.
    """
    known: dict[str, Entity] = {}
    for item in files.items["entities"]:
        if name := item.text("id"):
            lists = item.value.get("lists")
            named = tuple(one for one in lists if isinstance(one, str)) if isinstance(lists, list) else ()
            known[name] = Entity(name, (name,), lists=named)
    return known


def sources_in(files: Files) -> tuple[str, ...]:
    """The ids of the sources."""
    return tuple(source for item in files.items["sources"] if (source := item.text("id")))
