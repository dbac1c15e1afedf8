"""The real daemon as a child process: started, killed, asked to stop, and its log."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE = 120.0
"""Seconds that a test waits for what should come within a few."""
_LOOK_EVERY = 0.02


def wait_until(reached: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Look until ``reached``. Raises TimeoutError that says ``what`` did not happen."""
    deadline, never = time.monotonic() + seconds, threading.Event()
    while not reached():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds:.0f} s: {what}")
        never.wait(_LOOK_EVERY)


class DaemonProcess:
    """``monitor run`` with a configuration directory; standard error goes to ``log``."""

    def __init__(self, directory: Path, log: Path, *options: str) -> None:
        self._log = log
        command = (sys.executable, "-m", "monitor", "run", "--config", str(directory), *options)
        with log.open("wb") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        """End the daemon at once, whatever it is doing (SIGKILL); its workers have to notice by themselves."""
        self.process.kill()
        self.process.wait()

    @property
    def gone(self) -> bool:
        """Whether the daemon and all of its workers have ended."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Send the signal to the daemon and its workers, as Ctrl-C does: the exit status, and the seconds it took."""
        began = time.monotonic()
        os.killpg(self.process.pid, number)
        return self.process.wait(PATIENCE), time.monotonic() - began

    def end(self) -> None:
        """Whatever the test has come to, leave nothing behind."""
        if self.running:
            self.process.kill()
            self.process.wait()

    @property
    def words(self) -> str:
        """Everything logged so far."""
        return self._log.read_text(encoding="utf-8")

    @property
    def events(self) -> list[dict[str, Any]]:
        """The complete lines logged so far. Raises ValueError where one is not JSON."""
        return [json.loads(line) for line in self.words.splitlines(keepends=True) if line.endswith("\n")]

    def has_said(self, event: str, **fields: object) -> bool:
        """Whether the event was logged with these fields."""
        wanted = {"event": event, **fields}
        return any(wanted.items() <= said.items() for said in self.events)
