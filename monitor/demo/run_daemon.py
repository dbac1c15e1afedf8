"""The real daemon as a child process of the demo."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

STOP_SECONDS = 30.0
"""The daemon promises to stop cleanly within this time."""


class Daemon:
    """``monitor run`` on a configuration directory; everything it logs goes to ``log``."""

    def __init__(self, directory: Path, log: Path) -> None:
        self.log = log
        self.command = (sys.executable, "-m", "monitor", "run", "--config", str(directory))
        with log.open("wb") as output:
            # A session of its own: Ctrl-C at the terminal reaches the demo alone, which then stops the daemon in order.
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and our own arguments
                self.command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def stop(self) -> tuple[int | None, float]:
        """Send SIGTERM and wait: the exit status and the seconds it took; None where it had to be killed."""
        began = time.monotonic()
        if self.running:
            self._process.send_signal(signal.SIGTERM)
        try:
            status: int | None = self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            status = None
        return status, time.monotonic() - began

    def last_words(self, lines: int = 15) -> str:
        """The end of the log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
