"""Evidence that has had its time is removed.

A file in which nothing is left goes. One that also holds what stays is written anew without the rest, under another
name: the new file is whole on the disk before the index names it, and the old one goes after that. So a crash at any
moment leaves at most a file too many, which the next run removes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from monitor.archive.evidence import KeptPage, SqlEvidence
from monitor.archive.textfiles import write_whole
from monitor.archive.warcfiles import Place, head, names, read
from monitor.domain.retention import Retention
from monitor.errors import ArchiveError

_NAME = re.compile(r"(.+-\d{3})(?:-r(\d+))?\.warc\.gz")


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was removed; files that also hold what stays were ``rewritten``, those that ``failed`` are as before."""

    pages: int = 0
    bytes: int = 0
    files: int = 0
    rewritten: int = 0
    failed: tuple[str, ...] = ()


def prune(index: SqlEvidence, root: Path, retention: Retention, now: datetime, *, dry_run: bool = False) -> Pruned:
    """Remove what has had its time; with ``dry_run`` only say what would go.

    Raises ArchiveError where the index fails; a file that cannot be read or written is left to the next run.
    """
    done = Pruned()
    for file, gone in index.expired(retention, now).items():
        leaving = {page.id for page in gone}
        rest = [page for page in index.in_file(file) if page.id not in leaving]
        if not dry_run:
            try:
                moved = _written_anew(root, file, rest) if rest else {}
            except (ArchiveError, OSError) as error:
                done = replace(done, failed=(*done.failed, f"{file}: {error}"))
                continue
            index.forget(sorted(leaving), f"expired: {retention}", moved, now)
        done = replace(
            done,
            pages=done.pages + len(gone),
            bytes=done.bytes + sum(page.page.place.length for page in gone if page.page.place),
            files=done.files + (not rest),
            rewritten=done.rewritten + bool(rest),
        )
    if not dry_run:
        _remove(root, index.known(set(names(root)) - index.ends().keys()))
    return done


def _written_anew(root: Path, file: str, rest: Sequence[KeptPage]) -> dict[int, Place]:
    """A new file of the old one's first record and these pages; where each of them is in it. Raises OSError too."""
    name, first, moved = _next_name(file), head(root, file), {}
    end = len(first)
    places = {page.id: page.page.place for page in rest if page.page.place}
    for number, place in places.items():
        moved[number] = Place(name, end, place.length)
        end += place.length
    write_whole(root / name, chain([first], (read(root, place) for place in places.values())))
    return moved


def _next_name(file: str) -> str:
    found = _NAME.fullmatch(file)
    if not found:
        raise ArchiveError(f"{file} is no name of an evidence file")
    return f"{found[1]}-r{int(found[2] or 0) + 1}.warc.gz"


def _remove(root: Path, files: set[str]) -> None:
    """Remove the files, and directories that are empty then. Raises ArchiveError."""
    try:
        for file in sorted(files):
            (root / file).unlink(missing_ok=True)
            for directory in (root / file).parents[:3]:
                if any(directory.iterdir()):
                    break
                directory.rmdir()
    except OSError as error:
        raise ArchiveError(f"cannot remove old evidence: {error.strerror}") from error
