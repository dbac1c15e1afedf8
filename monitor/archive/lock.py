"""The right to write to a SQLite archive: one process at a time, held by a lock file beside the database.

The lock is the kernel's, so it ends with the process however that ends; the number in the file is for people only.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from monitor.errors import ArchiveBusy, ArchiveError


class WriteLock:
    """Held from construction to ``release``. Raises ArchiveBusy naming the process that holds it."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("a+", encoding="ascii")
        except OSError as error:
            raise ArchiveError(f"cannot open the lock file {path}: {error.strerror}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read(20).strip() or "unknown"
            file.close()
            raise ArchiveBusy(f"process {holder} writes to this archive (lock file {path})") from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        self._file = file
        # A forked worker that outlives us must not hold the lock: the kernel frees it when the last copy is closed.
        os.register_at_fork(after_in_child=self.release)

    def release(self) -> None:
        """Give the right back; more than once is fine."""
        self._file.close()
