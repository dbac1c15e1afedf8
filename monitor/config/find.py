"""Where the configuration directory is, when nobody says so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "MONITOR_CONFIG"


def find_directory(named: Path | None, environ: Mapping[str, str]) -> Path:
    """The configuration directory: as named, else as MONITOR_CONFIG says, else ``.`` or ``config``.

    ``.`` is taken when it holds a monitor.yaml. The directory need not exist.
    """
    if named is not None:
        return named
    if environ.get(VARIABLE):
        return Path(environ[VARIABLE])
    return Path() if Path("monitor.yaml").is_file() else Path("config")
