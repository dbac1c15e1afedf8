"""A notification as a message: an e-mail, Slack's blocks, a webhook's JSON document, an entry of a feed. Pure.

Everything in a notification comes from the web and is hostile. ``lines`` makes it harmless as text, ``purpose`` and
``facts`` choose what a message says and how much of it; ``mail``, ``slack``, ``document`` and ``feed`` say it in their
medium's own way and escape it there. ``custom`` is what users may say instead.
"""

from alerts.render.custom import TemplateFault, Templates
from alerts.render.document import document_text
from alerts.render.form import PLAIN, Form
from alerts.render.lines import one_line, safe_link, shorten
from alerts.render.mail import Mail, render_mail
from alerts.render.purpose import topic_of
from alerts.render.slack import SlackMessage, render_slack

__all__ = [
    "PLAIN", "Form", "Mail", "SlackMessage", "TemplateFault", "Templates", "document_text", "one_line", "render_mail",
    "render_slack", "safe_link", "shorten", "topic_of",
]  # fmt: skip
