"""The breakers of the hosts that channels talk to: which targets wait because theirs fails, and which may ask it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from alerts.policy.breaker import Breaker
from monitor.domain.notification import Outcome, Target
from monitor.ports import Channel

Channels = Mapping[Target, Channel]
Service = tuple[str, str]
"""A kind of channel, and the host: a mail server and a chat on one machine fail each on its own."""


class Hosts:
    """What is known of each service since the process began. A channel without a host has no breaker."""

    def __init__(self) -> None:
        self._breakers: dict[Service, Breaker] = {}

    def after(self, service: Service, outcome: Outcome, now: datetime) -> tuple[Breaker, Breaker]:
        """Take note of an attempt; the breaker before and after it."""
        before = self._breakers.get(service, Breaker())
        after = before.after(outcome, now) if service[1] else before
        self._breakers[service] = after
        return before, after

    def closed(self, channels: Channels) -> set[Target]:
        """The targets that get nothing but probes."""
        return {target for _, targets in self._open(channels) for target in targets}

    def to_probe(self, channels: Channels, out: Collection[Target], now: datetime) -> Iterator[set[Target]]:
        """For each service that may be asked now, its targets; not where one of them is ``out``."""
        for service, targets in self._open(channels):
            if self._breakers[service].probes(now) and targets.isdisjoint(out):
                yield targets

    def _open(self, channels: Channels) -> Iterator[tuple[Service, set[Target]]]:
        for service, breaker in self._breakers.items():
            if breaker.is_open:
                kind, host = service
                yield service, {to for to, channel in channels.items() if (to.channel, channel.host) == (kind, host)}
