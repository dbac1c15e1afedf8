"""A small configuration that is right, to be changed by a test in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Write = Callable[[Mapping[str, str]], Path]

GOOD = {
    "monitor.yaml": "contact: https://desk.example.org/crawler\n",
    "sources/north.yaml": (
        "sources:\n"
        "  - id: north-herald\n"
        "    name: North Herald\n"
        "    country: NO\n"
        "    language: nb\n"
        "    feeds: [https://north.example.net/rss]\n"
    ),
    "rules/harbour.yaml": "rules:\n  - name: Harbour\n    query: harbour AND @port-office\n",
    "entities/all.yaml": "entities:\n  - id: port-office\n    aliases: [Port Office, портовая служба]\n",
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the good configuration with some files replaced or added, and gives its directory."""

    def write_files(files: Mapping[str, str]) -> Path:
        for name, text in {**GOOD, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
        return tmp_path

    return write_files
