"""What is worth saying of a configuration that can be used: things that do nothing, or less than one may think."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from monitor.config.crosscheck import routed
from monitor.config.crosscheck_volume import remarks_in_volume
from monitor.config.explain import query_fault
from monitor.config.fault import Fault, Wrong, shown
from monitor.config.files import MAIN, Files
from monitor.config.models import MonitorModel, SmtpModel
from monitor.config.names import sources_in
from monitor.errors import QueryError
from monitor.rules.query.lint import lint

_LOCAL = ("localhost", "127.0.0.1", "::1")


def warnings_of(files: Files) -> Iterator[Fault]:
    """Everything worth a warning."""
    yield from files.warnings
    if not files.items["sources"]:
        yield Fault("sources", 0, "", "no source", "sources in sources/*.yaml", "nothing is watched")
    if not files.items["rules"]:
        yield Fault("rules", 0, "", "no rule", "rules in rules/*.yaml", "nothing is matched")
    yield from _shared_feeds(files)
    yield from remarks_in_rules(files, sources_in(files))
    yield from remarks_in_volume(files)
    if files.model is not None:
        yield from _about_contact(files, files.model)
        yield from _about_alerts(files, files.model)
    if files.model is not None and files.model.smtp is not None:
        yield from _about_smtp(files.model.smtp)


def _about_contact(files: Files, model: MonitorModel) -> Iterator[Fault]:
    host = urlsplit(model.contact).hostname or model.contact.rpartition("@")[2]
    if files.main is not None and f".{host}".endswith(".example.org"):
        expected = "your own web or e-mail address"
        yield files.main.fault(("contact",), "the address of the example", expected, "outlets see it in every request")


def _about_alerts(files: Files, model: MonitorModel) -> Iterator[Fault]:
    if files.main is None:
        return
    if model.route is None:
        yield Fault(MAIN, 0, "route", "no route", "a route to a receiver", "no alert is sent")
    elif model.route.matchers:
        expected = "no matchers in the first route"
        yield files.main.fault(("route", "matchers"), "matchers", expected, "what does not match is told to nobody")
    used = {name for name, _, _ in routed(files.main)}
    used |= {step.receiver for escalation in model.escalations for step in escalation.steps}
    for number, receiver in enumerate(model.receivers):
        if receiver.name not in used:
            found = f"the receiver {shown(receiver.name)}, which no route names"
            yield files.main.fault(("receivers", number, "name"), found, "a route to it", "it is told nothing")


def _about_smtp(smtp: SmtpModel) -> Iterator[Fault]:
    if smtp.tls == "none" and smtp.username is not None and smtp.host not in _LOCAL:
        yield Fault(MAIN, 0, "smtp.tls", '"none"', "starttls or tls", "the password crosses the network in the clear")


def _shared_feeds(files: Files) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for item in files.items["sources"]:
        feeds = item.value.get("feeds")
        for number, feed in enumerate(feeds if isinstance(feeds, list) else ()):
            if not isinstance(feed, str):
                continue
            owner = first.setdefault(feed, item.text("id"))
            if owner != item.text("id"):
                path = (*item.path, "feeds", number)
                found = f"a feed that the source {shown(owner)} has too"
                yield item.document.fault(path, found, "each feed in one source", "its articles are kept twice")


def remarks_in_rules(files: Files, sources: Collection[str] | None) -> Iterator[Fault]:
    """What queries say that is probably not meant; ``sources`` are the ids that exist, ``None`` where nobody knows."""
    for item in files.items["rules"]:
        try:
            remarks = lint(item.text(item.query_key), sources)
        except QueryError:
            continue  # A fault, which is told as one.
        for remark in remarks:
            wrong = Wrong(remark.found, remark.expected)
            yield query_fault(item.document, (*item.path, item.query_key), remark.column, wrong)
