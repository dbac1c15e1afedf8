"""What decides on alerts and what sends them, built from the configuration, and exchanged when that changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.archive import Archive
from monitor.config import Settings
from monitor.domain.notification import Target
from monitor.domain.source import Source
from monitor.ports import Channel
from monitor.usecases.dispatch import Dispatch
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.troubles import Troubles
from monitor.wiring.channels import channels_of


@dataclass(frozen=True, slots=True)
class Alerting:
    """The parts of a sender that follow the configuration."""

    channels: dict[Target, Channel]
    dispatch: Dispatch
    troubles: Troubles

    def swap(self, settings: Settings, policy: AlertPolicy, sources: Mapping[str, Source]) -> None:
        """Go by another configuration. Its channels come before anything is told over them; what is gone goes last."""
        new = channels_of(settings)
        self.channels.update(new)
        self.dispatch.swap(policy, sources)
        self.troubles.policy = policy
        for gone in self.channels.keys() - new.keys():
            del self.channels[gone]


def alerting_of(
    settings: Settings, archive: Archive, policy: AlertPolicy, sources: Mapping[str, Source]
) -> Alerting:  # fmt: skip
    """What decides on alerts and sends them, by this configuration."""
    dispatch = Dispatch(archive.alerts, archive.silences, archive.outbox, policy, sources)
    return Alerting(channels_of(settings), dispatch, Troubles(archive.history, policy))
