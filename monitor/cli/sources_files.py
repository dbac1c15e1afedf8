"""Files that the commands of ``monitor sources`` write and read."""

from __future__ import annotations

from pathlib import Path

from monitor.config import Settings
from monitor.errors import ConfigError
from monitor.probe_file import NAME


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises ConfigError where it is."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise ConfigError((f"{path}: found a file, expected the name of a new one",)) from error


def probe_path(settings: Settings) -> Path:
    """Where the results of probes are kept."""
    return settings.data_dir / NAME
