"""What must be true between the keys that say who is told when: names that are unique, and names that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alerts.policy.routes import ROOT
from monitor.config.crosscheck import Place, items_at, name_at, repeated
from monitor.config.fault import Fault, KeyPath, did_you_mean, shown
from monitor.config.files import Files
from monitor.config.yamlfile import Document


def faults_in_policy(files: Files) -> Iterator[Fault]:
    """Everything wrong between routes, time intervals, inhibition rules, escalations and receivers."""
    if files.main is None:
        return
    main, routes = files.main, list(_routes(files.main, ("route",)))
    for key, what in (("time_intervals", "time interval"), ("inhibit_rules", "rule"), ("escalations", "escalation")):
        yield from repeated(f"{what} name", _names(main, items_at(main, (key,))))
    yield from _faults_in_names(main, routes)
    quiet = ((*route, kind, "intervals") for route in routes for kind in ("mute", "active"))
    intervals = (path for key in quiet for path in items_at(main, key))
    yield from _unknown(main, intervals, "time_intervals", "time interval")
    yield from _unknown(main, ((*route, "escalation") for route in routes), "escalations", "escalation")
    steps = (step for one in items_at(main, ("escalations",)) for step in items_at(main, (*one, "steps")))
    yield from _unknown(main, ((*step, "receiver") for step in steps), "receivers", "receiver")


def _routes(main: Document, route: KeyPath) -> Iterator[KeyPath]:
    yield route
    for child in items_at(main, (*route, "routes")):
        yield from _routes(main, child)


def _names(main: Document, paths: Iterable[KeyPath]) -> list[Place]:
    return [place for path in paths if (place := name_at(main, (*path, "name")))]


def _faults_in_names(main: Document, routes: Iterable[KeyPath]) -> Iterator[Fault]:
    """Routes without a name are called by their place, so no name may look like one."""
    names = _names(main, routes)
    yield from repeated("route name", names)
    for name, _, path in names:
        if name == ROOT or name.startswith(f"{ROOT}/"):
            yield main.fault(path, shown(name), f"a name that does not begin with {ROOT}/, as places in the tree do")


def _unknown(main: Document, paths: Iterable[KeyPath], key: str, what: str) -> Iterator[Fault]:
    known = [name for name, _, _ in _names(main, items_at(main, (key,)))]
    for path in paths:
        name = main.at(path)
        if isinstance(name, str) and name and name not in known:
            article = "an" if what[0] in "aeiou" else "a"
            hint = did_you_mean(name, known)
            yield main.fault(path, f"the unknown {what} {shown(name)}", f"the name of {article} {what}", hint)
