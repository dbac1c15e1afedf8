"""Options that several commands share, and what they are turned into."""

from __future__ import annotations

import getpass
import os
import re
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from monitor.config import Receiver, Settings, load
from monitor.config.defaults import default_settings
from monitor.config.find import find_directory
from monitor.errors import NotFound

config_option = click.option(
    "--config", "config", type=click.Path(path_type=Path, file_okay=False), help="The configuration directory."
)

by_option = click.option("--by", default=getpass.getuser, metavar="NAME", help="Who says so; else the user's name.")
LEFT = "left for the daemon, which does it in a few seconds"
"""What is said where the daemon holds the right to write."""


def settings_of(config: Path | None) -> Settings:
    """The configuration. Raises ConfigError with every fault."""
    return load(find_directory(config, os.environ), os.environ)


def require_receiver(settings: Settings, name: str) -> Receiver:
    """The configured receiver of this name. Raises NotFound where there is none."""
    receivers = {receiver.name: receiver for receiver in settings.receivers}
    if name not in receivers:
        raise NotFound(f'no receiver "{name}" is configured; there is: {", ".join(receivers) or "none"}')
    return receivers[name]


class Span(click.ParamType[timedelta]):
    """A length of time: ``30m``, ``6h``, ``2d``."""

    name = "span"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """The timedelta."""
        if isinstance(value, timedelta):
            return value
        found = re.fullmatch(r"([0-9]{1,6})([smhd])", str(value).strip())
        if not found:
            self.fail(f"{value!r}: expected a number and s, m, h or d, such as 90m or 2d", param, ctx)
        unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[found[2]]
        return timedelta(**{unit: int(found[1])})


class Moment(click.ParamType[datetime]):
    """A moment as ISO 8601 writes it; UTC where it names no zone."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The datetime, with its zone."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(f"{value!r}: expected a time such as 2026-03-29T02:30+01:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def settings_or_defaults(config: Path | None, *, required: bool) -> tuple[Settings, bool]:
    """The configuration and True; defaults and False where there is none and none is ``required``."""
    directory = find_directory(config, os.environ)
    if config or required or (directory / "monitor.yaml").exists():
        return load(directory, os.environ), True
    return default_settings(f"{getpass.getuser()}@{socket.gethostname()}"), False
