"""Versions as text files below one directory: complete on disk or not there at all, and never overwritten."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from pathlib import Path

from monitor.domain.article import Version
from monitor.domain.textformat import render
from monitor.errors import ArchiveError


class TextFiles:
    """The text files below ``root``."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._turn = threading.Lock()

    def write(self, version: Version) -> Path:
        """The version's file, written and on disk. The same file already there is fine.

        Raises ArchiveError where another text is there, where the name leads out of the root, and where the disk fails.
        """
        content = render(version.text).encode()
        try:
            with self._turn:
                path = self._path(version.file_name)
                if path.exists():
                    _expect(path, content)
                else:
                    _make_directory(path.parent)
                    write_whole(path, [content])
        except OSError as error:
            raise ArchiveError(f"cannot write {version.file_name}: {error.strerror}") from error
        return path

    def _path(self, name: str) -> Path:
        root = self._root.resolve()
        path = (root / name).resolve()
        if root not in path.parents:
            raise ArchiveError(f"the file name {name!r} leads out of {self._root}")
        return path


def _expect(path: Path, content: bytes) -> None:
    if path.read_bytes() != content:
        raise ArchiveError(f"{path} holds another text: a version is never overwritten")


def _make_directory(directory: Path) -> None:
    """Make the directory and those above it, and see to it that their names survive a loss of power."""
    if not directory.is_dir():
        _make_directory(directory.parent)
        directory.mkdir(exist_ok=True)
        _sync_directory(directory.parent)


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write under another name first: what bears the name is whole. The next try overwrites what a crash left.

    Raises OSError.
    """
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.writelines(parts)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    _sync_directory(path.parent)


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
