"""``monitor alerts preview``: what a receiver would get for an article of the archive. Nothing is sent."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from alerts.policy.ledger import Purpose
from alerts.render import Mail, document_text, render_mail, render_slack
from monitor.archive import Archive
from monitor.cli.articles import reading
from monitor.cli.options import config_option, require_receiver, settings_of
from monitor.config import Settings
from monitor.domain.notification import Brief, Delivery, Notification, State, Thread
from monitor.domain.source import Source
from monitor.rules.text.document import document_for
from monitor.usecases.telling import notification_of
from monitor.wiring.channels import form_of
from monitor.wiring.clock import now

_LISTS = (Purpose.DIGEST, Purpose.SUMMARY, Purpose.OVERFLOW, Purpose.CATCH_UP)
_MAIL: dict[str, Callable[[Mail], str]] = {
    "subject": lambda mail: mail.subject,
    "text": lambda mail: mail.text,
    "html": lambda mail: mail.html,
}
_NOTE = "here stands what is said besides"


@click.command()
@click.argument("receiver")
@click.option("--article", "article_id", required=True, metavar="ID", help="An article of the archive.")
@click.option(
    "--purpose", type=click.Choice([one.value for one in Purpose]), default="root", show_default=True,
    help="Why the article is told.",
)  # fmt: skip
@click.option(
    "--format", "format_", type=click.Choice([*_MAIL, "slack", "json"]), default="text", show_default=True,
    help="A part of an e-mail, Slack's blocks, or what a webhook is sent.",
)  # fmt: skip
@config_option
def preview(receiver: str, article_id: str, purpose: str, format_: str, config: Path | None) -> None:
    """Show what RECEIVER would get for an article, made with its templates; nothing is sent.

    Exit code 1 where a template of the receiver fails on this article: the built-in form is shown then.
    """
    settings = settings_of(config)
    form = form_of(require_receiver(settings, receiver), settings)
    with reading(settings) as archive:
        notification = _told(archive, article_id, settings)
    delivery = _delivery(_as(notification, Purpose(purpose)), receiver, now())
    if format_ == "json":
        click.echo(json.dumps(json.loads(document_text(delivery, form)), ensure_ascii=False, indent=2))
    elif format_ == "slack":
        message = render_slack(delivery.notification, "preview", form)
        click.echo(json.dumps({"text": message.text, "blocks": message.blocks}, ensure_ascii=False, indent=2))
    else:
        mail = render_mail(delivery.notification, form, reply=delivery.thread is not None)
        click.echo(_MAIL[format_](mail))
        for fault in mail.faults:
            click.echo(fault, err=True)
        sys.exit(1 if mail.faults else 0)


def _told(archive: Archive, article_id: str, settings: Settings) -> Notification:
    """What there is to say of the article's newest version, by the rules that it matched. Raises NotFound."""
    version = archive.articles.article(article_id)[-1].version
    source = next((one for one in settings.sources if one.id == version.source_id), None)
    matches = archive.articles.matches(version.article_id, version.number)
    known = source or Source(version.source_id, version.source_id)
    return notification_of(known, version, document_for(version, source), matches)


def _as(notification: Notification, purpose: Purpose) -> Notification:
    """The notification as it would be for this purpose."""
    if purpose is Purpose.ROOT:
        return notification
    told = replace(notification, purpose=purpose.value, note=_NOTE, topic="Medium: the headline of the first message")
    return replace(told, briefs=(_brief(notification),)) if purpose in _LISTS else told


def _brief(told: Notification) -> Brief:
    names = tuple(rule.name for rule in told.rules)
    return Brief(
        told.headline, told.url, told.source_name, told.severity, names, told.published, "", told.language,
        told.article_id, told.version,
    )  # fmt: skip


def _delivery(notification: Notification, receiver: str, at: datetime) -> Delivery:
    """A delivery that is in no outbox."""
    reply = notification.purpose != Purpose.ROOT and Purpose(notification.purpose) not in _LISTS
    return Delivery(
        id=0,
        key="preview",
        receiver=receiver,
        channel="preview",
        target="preview",
        state=State.PENDING,
        attempts=0,
        created_at=at,
        next_attempt_at=at,
        notification=notification,
        thread=Thread("preview-root", "") if reply else None,
    )
