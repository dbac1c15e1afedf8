"""``monitor init``: a configuration to start from, copied out of the package."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from monitor.config.fault import Fault
from monitor.config.files import MAIN
from monitor.errors import ConfigError

# A package carries no file whose name begins with a dot.
_NAMES = {"gitignore.txt": ".gitignore", "README.txt": "README"}


def write_starter(directory: Path) -> tuple[Path, ...]:
    """Write the starter configuration into ``directory``, and say which files were written.

    Nothing that exists is overwritten. Raises ConfigError where there is a configuration already, or where it cannot
    be written.
    """
    if (directory / MAIN).exists():
        raise ConfigError((str(Fault(str(directory), 0, "", f"a {MAIN}", "a directory without a configuration")),))
    written = []
    try:
        for name, text in _templates(files("monitor").joinpath("starter"), Path()):
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.parent.name == "secrets":
                path.parent.chmod(0o700)
            if not path.exists():
                path.write_text(text, encoding="utf-8", newline="\n")
                written.append(path)
    except OSError as error:
        found = f"{error.strerror or error} at {error.filename}"
        raise ConfigError((str(Fault(str(directory), 0, "", found, "a directory that can be written to")),)) from None
    return tuple(written)


def _templates(folder: Traversable, below: Path) -> Iterator[tuple[Path, str]]:
    """Each file of the starter: where it goes, and its text."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _templates(entry, below / entry.name)
        elif entry.name.endswith((".yaml", ".txt")):
            yield below / _NAMES.get(entry.name, entry.name), entry.read_text(encoding="utf-8")
