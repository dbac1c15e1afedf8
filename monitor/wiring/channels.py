"""Receivers of the configuration to targets, and to the channels that send to them."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass

from alerts.channels.email import EmailChannel
from alerts.channels.feed import FeedChannel
from alerts.channels.slack import SlackBot, SlackWebhook
from alerts.channels.trust import Trust
from alerts.channels.webhook import WebhookChannel
from alerts.render import Form
from monitor.config import Receiver, Settings, SmtpSettings
from monitor.config import settings as configured
from monitor.crawl.guard import AddressGuard
from monitor.domain.notification import Target
from monitor.errors import ConfigError
from monitor.ports import Channel

SEND_SECONDS = 15.0
"""How long one attempt to send may take."""
Place = (
    str
    | configured.SlackWebhook
    | configured.SlackBot
    | configured.SignedWebhook
    | configured.AppriseService
    | configured.FeedFiles
)
"""Where a receiver is told, as it is configured; text is an address for e-mail."""


def targets_of(settings: Settings) -> dict[str, tuple[Target, ...]]:
    """The targets of each receiver that has some, in the order of the configuration; no channel is made for it."""
    found = {receiver.name: tuple(dict(_places(receiver))) for receiver in settings.receivers}
    return {name: targets for name, targets in found.items() if targets}


def channels_of(settings: Settings) -> dict[Target, Channel]:
    """One channel for each target of each receiver, in the order of the configuration. Raises ConfigError."""
    ca_file = settings.smtp.ca_file if settings.smtp else None
    maker = _Maker(settings.smtp, Trust(str(ca_file or "")), ssl.create_default_context())
    return {
        target: maker.channel(place, receiver, form_of(receiver, settings))
        for receiver in settings.receivers
        for target, place in _places(receiver)
    }


def form_of(receiver: Receiver, settings: Settings) -> Form:
    """How the receiver's messages look."""
    return Form(receiver.name, settings.external_url, receiver.templates)


def _places(receiver: Receiver) -> Iterator[tuple[Target, Place]]:
    for address in receiver.email:
        yield Target(receiver.name, "email", address), address
    for hook in receiver.webhooks:
        yield Target(receiver.name, "slack", hook.name), hook
    for bot in receiver.bots:
        yield Target(receiver.name, "slack", bot.channel), bot
    for signed in receiver.signed:
        yield Target(receiver.name, "webhook", signed.name), signed
    for service in receiver.services:
        yield Target(receiver.name, "apprise", service.name), service
    for feed in receiver.feeds:
        yield Target(receiver.name, "feed", feed.name), feed


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes channels; what they trust is loaded once for all of them."""

    smtp: SmtpSettings | None
    trust: Trust
    tls: ssl.SSLContext

    def channel(self, place: Place, receiver: Receiver, form: Form) -> Channel:
        match place:
            case str():
                return _email(self.smtp, self.trust, receiver, form)
            case configured.SlackWebhook():
                return SlackWebhook(place.url.reveal(), SEND_SECONDS, self.tls, form)
            case configured.SlackBot():
                where = {"api_url": place.api_url} if place.api_url else {}
                return SlackBot(
                    place.token.reveal(), place.channel, timeout=SEND_SECONDS, tls=self.tls, form=form,
                    threads=receiver.threads, broadcast=receiver.broadcast_on_rise, **where,
                )  # fmt: skip
            case configured.SignedWebhook():
                secrets, guard = tuple(place.secret.reveal().split()), AddressGuard(place.allow_private)
                return WebhookChannel(place.url.reveal(), secrets, guard.allows, SEND_SECONDS, self.tls, form)
            case configured.AppriseService():
                return _apprise(place, form)
            case configured.FeedFiles():
                return FeedChannel(place.path, receiver.name, form)


def _apprise(service: configured.AppriseService, form: Form) -> Channel:
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
