"""Options that several commands share, and what they are turned into."""

from __future__ import annotations

import getpass
import os
import re
import socket
from datetime import timedelta
from pathlib import Path

import click

from monitor.config import Settings, load
from monitor.config.defaults import default_settings
from monitor.config.find import find_directory

config_option = click.option(
    "--config", "config", type=click.Path(path_type=Path, file_okay=False), help="The configuration directory."
)


def settings_of(config: Path | None) -> Settings:
    """The configuration. Raises ConfigError with every fault."""
    return load(find_directory(config, os.environ), os.environ)


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


def settings_or_defaults(config: Path | None, *, required: bool) -> tuple[Settings, bool]:
    """The configuration and True; defaults and False where there is none and none is ``required``."""
    directory = find_directory(config, os.environ)
    if config or required or (directory / "monitor.yaml").exists():
        return load(directory, os.environ), True
    return default_settings(f"{getpass.getuser()}@{socket.gethostname()}"), False
