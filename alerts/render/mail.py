"""A notification as an e-mail: subject, plain text, and HTML with the hits marked.

The HTML stands alone: no picture, font, script or style sheet is loaded from anywhere, and all styles are inline
because mail clients drop the rest. Jinja2 escapes everything that goes into it.
"""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from alerts.render.facts import facts_of
from alerts.render.lines import shorten
from monitor.domain.notification import Notification

MAX_SUBJECT = 120
"""Characters of a subject: what a list of mails shows on a wide screen."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What an e-mail says; ``subject`` is one line without control characters."""

    subject: str
    text: str
    html: str


def render_mail(notification: Notification) -> Mail:
    """The e-mail for ``notification``; never raises, whatever the notification's text is."""
    facts = facts_of(notification)
    # A mail client decodes "=?utf-8?..?=" wherever it stands in a header, so a headline must not bring its own.
    subject = shorten(f"{facts.severity}: {facts.headline}", MAX_SUBJECT).replace("=?", "= ?")
    text = _TEMPLATES.get_template("alert.txt").render(facts=facts)
    html = _TEMPLATES.get_template("alert.html").render(facts=facts, subject=subject)
    return Mail(subject, text, html)


_TEMPLATES = Environment(
    loader=PackageLoader("alerts", "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
