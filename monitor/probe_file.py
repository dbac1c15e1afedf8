"""What ``monitor sources probe`` found, kept beside the data: the last result of each address, as JSON.

The catalogue in the package says what was known when it was shipped; this says what answers from here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from monitor.domain.source import FeedKind
from monitor.errors import ConfigError
from monitor.usecases.probe import Probed, Result

NAME = "probe.json"
"""The file's name in the data directory."""


def read_probes(path: Path) -> dict[str, Probed]:
    """The last result of each address; nothing where there is no file. Raises ConfigError where it is none of ours."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return {row["url"]: _from(row) for row in raw["feeds"]}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as error:
        found = f"{path}: found a file that cannot be read ({error})"
        raise ConfigError((f"{found}, expected what 'monitor sources probe' writes; it may be deleted",)) from error


def write_probes(path: Path, known: Mapping[str, Probed], new: Iterable[Probed]) -> None:
    """Keep ``new`` results over the ``known`` ones, in one step: a reader sees the old file or the new one."""
    rows = {**known, **{one.url: one for one in new}}
    value = {"feeds": [_to(rows[url]) for url in sorted(rows)]}
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.", delete=False, encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def _to(one: Probed) -> dict[str, Any]:
    times = {"at": one.at.isoformat(), "newest": one.newest.isoformat() if one.newest else None}
    return asdict(one) | times


def _from(row: dict[str, Any]) -> Probed:
    newest = datetime.fromisoformat(row["newest"]) if row["newest"] else None
    kept = {"result": Result(row["result"]), "kind": FeedKind(row["kind"]), "newest": newest}
    return Probed(**row | kept | {"at": datetime.fromisoformat(row["at"])})
