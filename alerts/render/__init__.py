"""A notification as a message: an e-mail's subject, text and HTML, or Slack's blocks. Pure.

Everything in a notification comes from the web and is hostile. ``lines`` makes it harmless as text, ``facts`` chooses
what a message says and how much of it; ``mail`` and ``slack`` say it in their medium's own way and escape it there.
"""

from alerts.render.lines import one_line, safe_link, shorten
from alerts.render.mail import Mail, render_mail
from alerts.render.slack import SlackMessage, render_slack

__all__ = ["Mail", "SlackMessage", "one_line", "render_mail", "render_slack", "safe_link", "shorten"]
