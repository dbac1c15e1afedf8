"""Whether the files of a configuration have changed, told without reading them."""

from __future__ import annotations

from pathlib import Path

from monitor.config.files import ITEMS

Marks = frozenset[tuple[str, int, int, int]]
"""Of every file its path, when it was last modified (ns), its size and its number on the disk."""


def marks_of(directory: Path) -> Marks:
    """What tells this state of the files apart from another one; a file that cannot be looked at is left out."""
    folders = (directory, *(directory / kind for kind in ITEMS))
    files = [path for folder in folders for pattern in ("*.yaml", "*.csv") for path in folder.glob(pattern)]
    return frozenset(filter(None, map(_mark, files)))


def _mark(path: Path) -> tuple[str, int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return str(path), status.st_mtime_ns, status.st_size, status.st_ino
