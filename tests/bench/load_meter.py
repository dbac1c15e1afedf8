"""What a daemon costs, seen from outside: processor time and memory of its processes, and its schedule's lateness.

Reads ``/proc`` (Linux) and the archive's file beside the daemon that writes it.
"""

from __future__ import annotations

import os
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of the processes of one session: seconds of processor time since they began, and megabytes of memory.

    ``cpu_main`` and ``rss_main`` are the first process's own; ``pss`` counts what processes share once.
    """

    at: float
    cpu: float
    cpu_main: float
    rss_main: float
    pss: float


def cost(session: int, at: float) -> Cost:
    """What the processes of a session have cost until now."""
    total = own = memory = 0.0
    for process in _processes(session):
        fields = _stat(process)
        if fields:
            total += sum(map(int, fields[11:15])) / _TICKS  # its own and those of its children that have ended
            own += sum(map(int, fields[11:13])) / _TICKS if process == session else 0.0
            memory += _kilobytes(process, "smaps_rollup", "Pss:") / 1024
    return Cost(at, total, own, _kilobytes(session, "status", "VmRSS:") / 1024, memory)


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Least-squares slope of (seconds, value), in value an hour."""
    if len(points) < 2:
        return 0.0
    mean_x, mean_y = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) * (x - mean_x) for x, _ in points)
    return 3600 * sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


class Plans:
    """When each source was due, collected from the archive while the daemon runs."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._plans: dict[str, dict[float, float]] = defaultdict(dict)

    def look(self) -> int:
        """Read the schedule once more; how many sources were ever polled: 0 while there is no archive yet."""
        try:
            rows = _rows(self._archive, "select source_id, polled_at, next_poll_at from source_state")
        except sqlite3.OperationalError:
            return 0
        for source, polled_at, due in rows:
            self._plans[source][_seconds(polled_at)] = _seconds(due)
        return len(rows)

    def lateness(self, polls: Iterable[tuple[float, str]], begin: float, end: float) -> list[float]:
        """For each poll that was due between two times: how late it began, as a share of the time it had to wait.

        A poll that was due and had not begun by ``end`` counts as late until then.
        """
        times: dict[str, list[float]] = defaultdict(list)
        for at, source in sorted(polls):
            times[source].append(at)
        late = []
        for source, plans in self._plans.items():
            for polled_at, due in plans.items():
                if begin <= due < end:
                    place = bisect_left(times[source], polled_at)
                    began = times[source][place] if place < len(times[source]) else end
                    late.append((began - due) / max(due - polled_at, 1.0))
        return sorted(late)


def articles(archive: Path) -> set[str]:
    """Addresses of the articles that are kept."""
    return {url for (url,) in _rows(archive, "select url from article")}


def _rows(archive: Path, query: str) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(f"{archive.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def _seconds(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def _processes(session: int) -> list[int]:
    found = (int(place.name) for place in _PROC.iterdir() if place.name.isdigit())
    return [process for process in found if (fields := _stat(process)) and int(fields[3]) == session]


def _stat(process: int) -> list[str]:
    """Fields of ``/proc/PID/stat`` from the third (state) on; empty where the process is gone."""
    try:
        return (_PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _kilobytes(process: int, name: str, key: str) -> int:
    try:
        lines = (_PROC / str(process) / name).read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(key)), 0)
