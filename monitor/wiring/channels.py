"""Receivers of the configuration to targets and to the channels that send to them."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from alerts.channels.email import EmailChannel
from alerts.channels.feed import FeedChannel
from alerts.channels.slack import SlackBot, SlackWebhook
from alerts.channels.trust import Trust
from alerts.channels.webhook import WebhookChannel
from alerts.render import Form
from monitor.config import Receiver, Settings, SmtpSettings
from monitor.config.settings import AppriseService
from monitor.crawl.guard import AddressGuard
from monitor.domain.notification import Target
from monitor.errors import ConfigError
from monitor.ports import Channel

SEND_SECONDS = 15.0
"""How long one attempt to send may take."""
Lane = tuple[str, str, str]
"""A target as the sender asks for it: receiver, channel, target."""


def channels_of(settings: Settings) -> dict[Target, Channel]:
    """One channel for each target of each receiver, in the order of the configuration. Raises ConfigError."""
    tls = ssl.create_default_context()
    email = partial(_email, settings.smtp, Trust(str(settings.smtp.ca_file or "") if settings.smtp else ""))
    return {
        Target(receiver.name, kind, target): channel
        for receiver in settings.receivers
        for kind, target, channel in _channels(receiver, form_of(receiver, settings), email, tls)
    }


def lanes_of(settings: Settings) -> dict[Lane, Channel]:
    """The channels as the sender asks for them."""
    return {(one.receiver, one.channel, one.target): channel for one, channel in channels_of(settings).items()}


def form_of(receiver: Receiver, settings: Settings) -> Form:
    """How the receiver's messages look."""
    return Form(receiver.name, settings.external_url, receiver.templates)


def _channels(
    receiver: Receiver, form: Form, email: Callable[[Receiver, Form], Channel], tls: ssl.SSLContext
) -> Iterator[tuple[str, str, Channel]]:
    """The receiver's channels, each with its kind and the name of its target."""
    for address in receiver.email:
        yield "email", address, email(receiver, form)
    for hook in receiver.webhooks:
        yield "slack", hook.name, SlackWebhook(hook.url.reveal(), SEND_SECONDS, tls, form)
    for bot in receiver.bots:
        where = {"api_url": bot.api_url} if bot.api_url else {}
        yield "slack", bot.channel, SlackBot(
            bot.token.reveal(), bot.channel, timeout=SEND_SECONDS, tls=tls, form=form, threads=receiver.threads,
            broadcast=receiver.broadcast_on_rise, **where,
        )  # fmt: skip
    for signed in receiver.signed:
        guard, secrets = AddressGuard(signed.allow_private), tuple(signed.secret.reveal().split())
        url = signed.url.reveal()
        yield "webhook", signed.name, WebhookChannel(url, secrets, guard.allows, SEND_SECONDS, tls, form)
    for service in receiver.services:
        yield "apprise", service.name, _apprise(service, form)
    for feed in receiver.feeds:
        yield "feed", feed.name, FeedChannel(feed.path, receiver.name, form)


def targets_of(channels: Mapping[Target, Channel]) -> dict[str, tuple[Target, ...]]:
    """The targets of each receiver."""
    targets: dict[str, tuple[Target, ...]] = {}
    for target in channels:
        targets[target.receiver] = (*targets.get(target.receiver, ()), target)
    return targets


def _apprise(service: AppriseService, form: Form) -> Channel:
    """A channel over apprise, which is loaded only where a receiver asks for it: it takes half a second."""
    from alerts.channels.apprise import AppriseChannel  # an extra that need not be installed

    return AppriseChannel(service.url.reveal(), SEND_SECONDS, form)


def _email(smtp: SmtpSettings | None, trust: Trust, receiver: Receiver, form: Form) -> EmailChannel:
    if smtp is None:
        raise ConfigError(("monitor.yaml: smtp: found nothing, expected a mail server, since a receiver has e-mail",))
    return EmailChannel(
        host=smtp.host,
        port=smtp.port,
        tls=smtp.tls,
        sender=smtp.sender,
        username=smtp.username,
        password=smtp.password.reveal() if smtp.password else "",
        trust=trust,
        timeout=SEND_SECONDS,
        form=form,
        threads=receiver.threads,
        unsubscribe=smtp.unsubscribe,
    )
