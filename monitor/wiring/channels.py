"""Receivers of the configuration to targets and to the channels that send to them."""

from __future__ import annotations

import ssl
from collections.abc import Mapping

from alerts.channels.email import EmailChannel
from alerts.channels.slack import SlackBot, SlackWebhook
from monitor.config import Receiver, SmtpSettings
from monitor.domain.notification import Target
from monitor.errors import ConfigError
from monitor.ports import Channel

SEND_SECONDS = 15.0
"""How long one attempt to send may take."""


def channels_of(receivers: tuple[Receiver, ...], smtp: SmtpSettings | None) -> dict[Target, Channel]:
    """One channel for each target of each receiver, in the order of the configuration."""
    channels: dict[Target, Channel] = {}
    tls = ssl.create_default_context()
    for receiver in receivers:
        for address in receiver.email:
            channels[Target(receiver.name, "email", address)] = _email(smtp)
        for hook in receiver.webhooks:
            channels[Target(receiver.name, "slack", hook.name)] = SlackWebhook(hook.url.reveal(), SEND_SECONDS, tls)
        for bot in receiver.bots:
            where = {"api_url": bot.api_url} if bot.api_url else {}
            channels[Target(receiver.name, "slack", bot.channel)] = SlackBot(
                bot.token.reveal(), bot.channel, timeout=SEND_SECONDS, tls=tls, **where
            )
    return channels


def targets_of(channels: Mapping[Target, Channel]) -> dict[str, tuple[Target, ...]]:
    """The targets of each receiver."""
    targets: dict[str, tuple[Target, ...]] = {}
    for target in channels:
        targets[target.receiver] = (*targets.get(target.receiver, ()), target)
    return targets


def _email(smtp: SmtpSettings | None) -> EmailChannel:
    if smtp is None:
        raise ConfigError(("monitor.yaml: smtp: found nothing, expected a mail server, since a receiver has e-mail",))
    return EmailChannel(
        host=smtp.host,
        port=smtp.port,
        tls=smtp.tls,
        sender=smtp.sender,
        username=smtp.username,
        password=smtp.password.reveal() if smtp.password else "",
        ca_file=str(smtp.ca_file) if smtp.ca_file else "",
        timeout=SEND_SECONDS,
    )
