"""A notification as an e-mail: subject, plain text, and HTML with the hits marked.

The HTML stands alone: no picture, font, script or style sheet is loaded from anywhere, and all styles are inline
because mail clients drop the rest. Jinja2 escapes everything that goes into it. A receiver's own templates take the
place of any of the three; one that fails on a notification is passed over, and the text says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from alerts.render.custom import TemplateFault, rendered
from alerts.render.document import fields_of
from alerts.render.facts import facts_of
from alerts.render.form import PLAIN, Form
from alerts.render.lines import one_line, shorten
from alerts.render.purpose import MAX_SUBJECT, subject_of
from monitor.domain.notification import Notification


@dataclass(frozen=True, slots=True)
class Mail:
    """What an e-mail says; ``subject`` is one line without control characters."""

    subject: str
    text: str
    html: str
    faults: tuple[str, ...] = ()
    """Which of the receiver's templates could not be used, and why."""


def render_mail(notification: Notification, form: Form = PLAIN, *, reply: bool = False) -> Mail:
    """The e-mail for ``notification``; never raises, whatever the notification's text is.

    The subject of a ``reply`` is that of its thread.
    """
    mail = _plain(notification, form, subject_of(notification, reply=reply))
    if not form.templates:
        return mail
    own, faults = _own(notification, form, reply)
    note = "".join(f"\n({fault})\n" for fault in faults)
    return Mail(own.get("subject", mail.subject), own.get("text", mail.text) + note, own.get("html", mail.html), faults)


def _plain(notification: Notification, form: Form, subject: str) -> Mail:
    facts = facts_of(notification, form.desk)
    text = _TEMPLATES.get_template("alert.txt").render(facts=facts)
    return Mail(subject, text, _TEMPLATES.get_template("alert.html").render(facts=facts, subject=subject))


def _own(notification: Notification, form: Form, reply: bool) -> tuple[dict[str, str], tuple[str, ...]]:
    """What the receiver's templates make of the notification, by part, and which of them failed."""
    fields = fields_of(notification, form)
    parts: dict[str, str] = {}
    faults: list[str] = []
    for part in ("subject", "text", "html"):
        source = getattr(form.templates, part)
        if not source:
            continue
        try:
            made = rendered(source, _frozen(notification, fields, reply) if part == "subject" else fields,
                            html=part == "html")  # fmt: skip
        except TemplateFault as fault:
            faults.append(f"the template for the {part} failed: {fault}")
        else:
            parts[part] = _subject(made, reply) if part == "subject" else _encodable(made)
    return {part: made for part, made in parts.items() if made.strip()}, tuple(faults)


def _frozen(notification: Notification, fields: Mapping[str, Any], reply: bool) -> dict[str, Any]:
    """The fields for a subject: in a reply, severity and headline are those of the thread's first message."""
    severity, _, headline = notification.topic.partition(": ")
    if not reply or not headline:
        return dict(fields)
    return {**fields, "severity": severity.lower(), "headline": one_line(headline), "purpose": "root", "status": ""}


def _subject(made: str, reply: bool) -> str:
    line = shorten(one_line(made), MAX_SUBJECT).replace("=?", "= ?")
    return f"Re: {line}" if reply and line else line


def _encodable(made: str) -> str:
    return made.encode("utf-8", "replace").decode("utf-8")


_TEMPLATES = Environment(
    loader=PackageLoader("alerts", "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
