"""What must be true between parts of a configuration: names that are unique, and names that exist.

Works on what stands in the files, not on what passed the check of shapes, so that a mistake elsewhere in a rule or
receiver does not hide a wrong name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.config.explain import query_fault
from monitor.config.fault import Fault, KeyPath, Wrong, did_you_mean, listed, shown
from monitor.config.files import Files, Item
from monitor.config.names import entities_in
from monitor.config.yamlfile import Document
from monitor.domain.match import SEVERITIES, Rule
from monitor.rules.engine import faults

Place = tuple[str, Document, KeyPath]
"""A name, and the document and path where it stands."""


def faults_between(files: Files) -> Iterator[Fault]:
    """Everything wrong between the parts of a configuration."""
    for kind, key in (("sources", "id"), ("rules", "name"), ("entities", "id")):
        yield from repeated(kind.replace("ies", "y").rstrip("s") + f" {key}", _places(files.items[kind], key))
    yield from _listed_again(files)
    yield from faults_in_rules(files)
    if files.main is not None:
        yield from _faults_in_main(files.main)


def faults_in_rules(files: Files) -> Iterator[Fault]:
    """Unknown severities, and queries that cannot be compiled: what they say, and what they name."""
    for item in files.items["rules"]:
        labels = item.value.get("labels")
        severity = labels.get("severity") if isinstance(labels, dict) else None
        if isinstance(severity, str) and severity not in SEVERITIES:
            path = (*item.path, "labels", "severity")
            hint = did_you_mean(severity, SEVERITIES)
            yield item.document.fault(path, shown(severity), listed(SEVERITIES), hint)
    yield from _faults_in_queries(files)


def _faults_in_queries(files: Files) -> Iterator[Fault]:
    items = [item for item in files.items["rules"] if isinstance(item.value.get(item.query_key), str)]
    rules = [Rule(item.text("name"), item.text(item.query_key)) for item in items]
    of_rule = {id(rule): item for rule, item in zip(rules, items, strict=True)}
    entities = entities_in(files)
    ordinary = [rule for rule in rules if of_rule[id(rule)].query_key == "query"]
    counted = [rule for rule in rules if of_rule[id(rule)].query_key == "over"]
    # An ordinary rule cannot refer to one that counts.
    for fault in (*faults(ordinary, entities), *(faults(counted, entities, ordinary) if counted else ())):
        item, error = of_rule[id(fault.rule)], fault.error
        yield query_fault(item.document, (*item.path, item.query_key), error.column, Wrong(error.found, error.expected))


def _places(items: Iterable[Item], key: str) -> list[Place]:
    return [(item.text(key), item.document, (*item.path, key)) for item in items if item.text(key)]


def _listed_again(files: Files) -> Iterator[Fault]:
    """Entities of CSV files whose id stands in another place, too."""
    first = {name: f"{document.name}:{document.place(path).line}" for name, document, path in
             _places(files.items["entities"], "id")}  # fmt: skip
    for row in files.listed:
        place = f"{row.file}:{row.line}"
        if (known := first.setdefault(row.entity.id, place)) != place:
            found = f"{shown(row.entity.id)} again (first at {known})"
            yield Fault(row.file, row.line, "id", found, "each entity id once")


def repeated(what: str, places: Iterable[Place]) -> Iterator[Fault]:
    """A fault for each name that stands in an earlier place too."""
    first: dict[str, str] = {}
    for name, document, path in places:
        if name in first:
            yield document.fault(path, f"{shown(name)} again (first at {first[name]})", f"each {what} once")
        else:
            first[name] = f"{document.name}:{document.place(path).line}"


def _faults_in_main(main: Document) -> Iterator[Fault]:
    receivers = [place for path in items_at(main, ("receivers",)) if (place := name_at(main, (*path, "name")))]
    yield from repeated("receiver name", receivers)
    known = [name for name, _, _ in receivers]
    for name, _, path in routed(main):
        if name not in known:
            expected = "the name of a receiver"
            yield main.fault(path, f"the unknown receiver {shown(name)}", expected, did_you_mean(name, known))
    if isinstance(route := main.at(("route",)), dict) and "receiver" not in route:
        yield main.fault(("route",), "no receiver", "the receiver of what no other route takes")
    feeds = [(*item, "name") for path in items_at(main, ("receivers",)) for item in items_at(main, (*path, "feed"))]
    yield from repeated("feed", [place for path in feeds if (place := name_at(main, path))])
    for path in items_at(main, ("receivers",)):
        yield from _faults_in_receiver(main, path)


def _faults_in_receiver(main: Document, receiver: KeyPath) -> Iterator[Fault]:
    emails = [path for item in items_at(main, (*receiver, "email")) for path in items_at(main, (*item, "to"))]
    slack = [(*item, key) for item in items_at(main, (*receiver, "slack")) for key in ("name", "channel")]
    named = [[(*item, "name") for item in items_at(main, (*receiver, kind))] for kind in ("webhook", "apprise")]
    for group in (emails, slack, *named):
        yield from repeated("target of a receiver", [place for path in group if (place := name_at(main, path))])
    if emails and main.at(("smtp",)) is None:
        yield main.fault((*receiver, "email"), "e-mail without a server", "the key smtp in this file", at_key=True)


def routed(main: Document, route: KeyPath = ("route",)) -> Iterator[Place]:
    """Every receiver that the route tree names."""
    if place := name_at(main, (*route, "receiver")):
        yield place
    for path in items_at(main, (*route, "routes")):
        yield from routed(main, path)


def name_at(document: Document, path: KeyPath) -> Place | None:
    """The text at ``path`` with its place; None where there is none."""
    name = document.at(path)
    return (name, document, path) if isinstance(name, str) else None


def items_at(document: Document, path: KeyPath) -> list[KeyPath]:
    """The paths of the items of the list at ``path``; none where there is no list."""
    value = document.at(path)
    return [(*path, number) for number in range(len(value))] if isinstance(value, list) else []
