"""Hard times of a real daemon: is anything lost, and does the log say so? ``python -m tests.bench.measure_hard_times``.

Another process locks the archive for half a minute, the disk is full (a small file system in memory, which only root
may mount), the clock is set an hour forth and back. The quick forms are in tests/integration/alerts.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from tests.acceptance.desk import TARGETS, Desk
from tests.acceptance.desk_daemon import DaemonProcess, wait_until

PAPER = "reef-gazette"
BEFORE, MEANWHILE, AFTER = (1, 2), (3, 4, 5), (6, 7)
HOUR = 3600
ROOM = "24m"
"""Of the small disk; an archive with a few articles takes some 2 MB."""
CLOCK = """
from datetime import timedelta
from pathlib import Path
from monitor.wiring import clock
right = clock.now
clock.now = lambda: right() + timedelta(seconds=float(Path({file!r}).read_text() or 0))
"""
"""Python runs a module ``sitecustomize`` before all else."""


def locked(desk: Desk, daemon: DaemonProcess) -> str:
    """Another process writes for 30 seconds and does not end."""
    with closing(sqlite3.connect(desk.directory / "data" / "archive.db", isolation_level=None, timeout=60)) as other:
        other.execute("BEGIN IMMEDIATE")
        desk.publish(PAPER, *MEANWHILE)
        until = time.monotonic() + 30
        wait_until(lambda: time.monotonic() >= until, "the end of the lock")
        told = desk.numbers(TARGETS[0])
        assert not set(MEANWHILE) & set(told), "told without an archive"
        other.execute("ROLLBACK")
    return "locked"


def full(desk: Desk, daemon: DaemonProcess) -> str:
    """There is no room for anything until the log says so."""
    filler = desk.directory / "data" / "filler"
    with filler.open("wb", buffering=0) as out:
        try:
            while out.write(b"x" * 4096):
                pass
        except OSError:
            desk.publish(PAPER, *MEANWHILE)
    desk.wait(lambda: "disk is full" in daemon.words or "No space" in daemon.words, "word of the full disk")
    filler.unlink()
    return "disk is full"


def changed(desk: Desk, daemon: DaemonProcess) -> str:
    """An hour forth, and back."""
    clock = desk.directory.parent / "clock"
    for number, offset in zip(MEANWHILE, (HOUR, HOUR, 0), strict=True):
        clock.write_text(str(offset))
        said = _said(daemon)
        desk.publish(PAPER, number)
        desk.wait_for_alerts((number,))
        if number != MEANWHILE[1]:
            desk.wait(partial(_has_said_more, daemon, said), "word of the clock")
    return "the clock was changed"


def _said(daemon: DaemonProcess) -> int:
    return daemon.words.count("the clock was changed")


def _has_said_more(daemon: DaemonProcess, before: int) -> bool:
    return _said(daemon) > before


def go_through(hardship: Callable[[Desk, DaemonProcess], str], directory: Path) -> str:
    """Articles before, meanwhile and after: all are told to every target, in order and once, and the log knows why."""
    _prepare_clock(directory)
    with Desk(directory, PAPER) as desk:
        daemon = desk.start_watching()
        desk.publish(PAPER, *BEFORE)
        desk.wait_for_alerts(BEFORE)
        word = hardship(desk, daemon)
        began = time.monotonic()
        desk.wait_for_alerts(MEANWHILE)
        waited = time.monotonic() - began
        desk.publish(PAPER, *AFTER)
        desk.wait_for_alerts(AFTER)
        assert daemon.stop()[0] == 0
        repeats = sum(desk.repeats().values())
        with desk.archive() as archive:
            assert archive.check() == []
        said = sorted({entry["event"] for entry in daemon.events if word in str(entry)})
    assert said, f"the log does not say {word!r}"
    return f"nothing lost, {repeats} came twice, told {waited:.1f} s after its end; the log says {said}"


def _prepare_clock(directory: Path) -> None:
    clock, code = directory / "clock", directory / "python"
    code.mkdir()
    clock.write_text("0")
    (code / "sitecustomize.py").write_text(CLOCK.format(file=str(clock)))
    os.environ["PYTHONPATH"] = str(code)


@contextmanager
def small_disk(directory: Path) -> Iterator[None]:
    """The desk's data are on a disk of their own."""
    data = directory / "config" / "data"
    data.mkdir(parents=True)
    subprocess.run(("mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(data)), check=True)
    try:
        yield
    finally:
        subprocess.run(("umount", str(data)), check=True)


HARDSHIPS = {"locked": locked, "full": full, "clock": changed}


def main() -> None:
    """Print what came of each; an AssertionError or TimeoutError where something is lost or not said."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hardships", nargs="*", metavar=f"{{{','.join(HARDSHIPS)}}}", help="all by default")
    for name in parser.parse_args().hardships or HARDSHIPS:
        with tempfile.TemporaryDirectory() as name_of_directory:
            directory = Path(name_of_directory)
            if name == "full":
                with small_disk(directory):
                    found = go_through(HARDSHIPS[name], directory)
            else:
                found = go_through(HARDSHIPS[name], directory)
        sys.stdout.write(f"{name}: {found}\n")


if __name__ == "__main__":
    main()
