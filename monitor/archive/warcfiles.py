"""WARC files below one directory: ``YYYY/MM/DD/wirewatch-YYYYMMDDHHMMSS-NNN.warc.gz``, one open at a time.

A page is one write to the end of the open file; a file is full at a size, and ends with its day (UTC). What is read is
a range of bytes that is itself a valid ``.warc.gz``. The open file is held by a lock, so that another process leaves it
alone; what a crash tore off at its end is cut at the next start, and nothing else ever is.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from monitor.archive import warc
from monitor.archive.warc import Original
from monitor.errors import ArchiveError
from monitor.ports import Exchange

_NAME = "*/*/*/wirewatch-*.warc.gz"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the records of a page are: a file (relative to the directory) and a range of its bytes."""

    file: str
    position: int
    length: int


@dataclass(slots=True)
class _Open:
    """The open file; ``end`` is where its last whole record ends."""

    file: BinaryIO
    name: str
    day: date
    info_id: str
    end: int


class WarcFiles:
    """Writes pages. ``info`` goes into the record at the head of each file; thread-safe."""

    def __init__(self, root: Path, info: Mapping[str, str], most_bytes: int) -> None:
        self._root, self._info, self._most = root, info, most_bytes
        self._turn = threading.Lock()
        self._open: _Open | None = None

    def write(self, exchanges: Sequence[Exchange], original: Original | None, now: datetime) -> Place:
        """Add the page to the open file: it survives the death of the process. Raises ArchiveError.

        A write that fails leaves no part of itself behind.
        """
        with self._turn:
            try:
                target = self._ready(now)
                data = warc.page(exchanges, target.info_id, original)
                place = Place(target.name, target.end, len(data))
                _append(target.file, data)
            except OSError as error:
                raise ArchiveError(f"cannot write evidence: {error.strerror}") from error
            target.end += len(data)
        return place

    def close(self) -> None:
        """End the open file, and see it to the disk. Raises OSError."""
        with self._turn:
            self._end()

    def _ready(self, now: datetime) -> _Open:
        """The open file; a new one where the day is over, the file is full, or a failed write could not be undone."""
        if (last := self._open) is not None:
            if last.day == now.date() and last.end < self._most and os.fstat(last.file.fileno()).st_size == last.end:
                return last
            self._end()
        file, name = _create(self._root, now)
        data, info_id = warc.warcinfo(Path(name).name, now, self._info)
        try:
            _append(file, data)
        except OSError:
            file.close()
            (self._root / name).unlink()
            raise
        self._open = _Open(file, name, now.date(), info_id, len(data))
        return self._open

    def _end(self) -> None:
        if (last := self._open) is not None:
            self._open = None
            with last.file as file:
                os.fsync(file.fileno())


def read(root: Path, place: Place) -> bytes:
    """The records at the place. Raises ArchiveError where the file or the range is missing."""
    data = _range(root / place.file, place.position, place.length)
    if len(data) != place.length:
        raise ArchiveError(
            f"{place.file} ends before byte {place.position + place.length}: its end was lost in a crash"
        )
    return data


def head(root: Path, name: str) -> bytes:
    """The record at the head of a file, which says what wrote it. Raises ArchiveError."""
    data = _range(root / name, 0, 65_536)
    end = next((end for _, end in warc.members(data)), 0)
    if not end:
        raise ArchiveError(f"{name} does not begin with a WARC record")
    return data[:end]


def _range(path: Path, position: int, length: int) -> bytes:
    try:
        with path.open("rb") as file:
            file.seek(position)
            return file.read(length)
    except OSError as error:
        raise ArchiveError(f"cannot read {path}: {error.strerror}") from error


def names(root: Path) -> list[str]:
    """The files, oldest first."""
    return sorted(str(path.relative_to(root)) for path in root.glob(_NAME))


def mend(root: Path, ends: Mapping[str, int]) -> list[str]:
    """Cut what a crash tore: in each file that no process has open, what follows its last whole record.

    ``ends`` says up to where each file is known to be whole. The names of files that were cut. Raises OSError.
    """
    cut = []
    for name in names(root):
        whole = ends.get(name, 0)
        if (root / name).stat().st_size > whole and _cut(root / name, whole):
            cut.append(name)
    return cut


def _cut(path: Path, whole: int) -> bool:
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        file.seek(whole)
        tail = file.read()
        sound = max((end for _, end in warc.members(tail)), default=0)
        if whole + sound:
            file.truncate(whole + sound)
        elif tail:
            path.unlink()
        return sound < len(tail)


def _create(root: Path, now: datetime) -> tuple[BinaryIO, str]:
    """A new file of this second, locked, and its name."""
    directory = f"{now:%Y/%m/%d}"
    (root / directory).mkdir(parents=True, exist_ok=True)
    for number in range(1000):
        name = f"{directory}/wirewatch-{now:%Y%m%d%H%M%S}-{number:03}.warc.gz"
        try:
            file = (root / name).open("xb", buffering=0)
        except FileExistsError:
            continue
        fcntl.flock(file, fcntl.LOCK_EX)
        return file, name
    raise FileExistsError(17, f"a thousand files of one second in {directory}")


def _append(file: BinaryIO, data: bytes) -> None:
    """Write ``data`` to the end of the file. Raises OSError, and then the file is as it was where that can be done."""
    end = file.seek(0, os.SEEK_END)
    try:
        written = 0
        while written < len(data):
            written += file.write(data[written:])
    except OSError:
        file.truncate(end)
        raise
