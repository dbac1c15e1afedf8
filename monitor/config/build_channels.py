"""Checked receivers to plain values: their targets with the secrets, and the sources of their templates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from alerts.render import Templates
from monitor.config.channel_models import ReceiverModel
from monitor.config.fault import KeyPath
from monitor.config.secret import Secret
from monitor.config.settings import (
    AppriseService,
    FeedFiles,
    Receiver,
    SignedWebhook,
    SlackBot,
    SlackWebhook,
)
from monitor.config.templates import PARTS, source_of

_Secrets = Mapping[KeyPath, Secret]


def built_receivers(
    models: list[ReceiverModel], directory: Path, data_dir: Path, secrets: _Secrets
) -> tuple[Receiver, ...]:
    """The receivers; relative files begin in ``directory``, feeds without a path of their own in ``data_dir``."""
    return tuple(
        _receiver(model, ("receivers", number), directory, data_dir, secrets) for number, model in enumerate(models)
    )


def _receiver(model: ReceiverModel, path: KeyPath, directory: Path, data_dir: Path, secrets: _Secrets) -> Receiver:
    slack = [(one, (*path, "slack", number)) for number, one in enumerate(model.slack)]
    feeds = data_dir / "feeds"
    return Receiver(
        name=model.name,
        email=tuple(address for email in model.email for address in email.to),
        webhooks=tuple(
            SlackWebhook(one.name, secrets[(*place, "webhook_url")]) for one, place in slack if one.name is not None
        ),
        bots=tuple(
            SlackBot(one.channel, secrets[(*place, "token")], one.api_url or "")
            for one, place in slack
            if one.channel is not None
        ),
        signed=tuple(
            SignedWebhook(
                one.name,
                secrets.get((*path, "webhook", number, "url")) or Secret(one.url or ""),
                secrets[(*path, "webhook", number, "secret")],
                tuple(one.allow_private),
            )
            for number, one in enumerate(model.webhook)
        ),
        services=tuple(
            AppriseService(one.name, secrets[(*path, "apprise", number, "url")])
            for number, one in enumerate(model.apprise)
        ),
        feeds=tuple(FeedFiles(one.name, directory / one.path if one.path else feeds / one.name) for one in model.feed),
        threads=model.thread == "story",
        broadcast_on_rise=model.broadcast_on_rise,
        templates=Templates(
            **{part: source_of(directory / name) for part in PARTS if (name := getattr(model.templates, part))}
        ),
    )
