"""Many sites accept a request and never answer: the daemon polls the others all the same, and stops when asked."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from monitor.config import load
from monitor.daemon import POLLS_AT_ONCE
from monitor.domain.sourcememory import SourceMemory
from monitor.errors import FetchError
from monitor.wiring.app import App, opened

HANGING = 2 * POLLS_AT_ONCE + 1
LIMIT_SECONDS = 60


def test_sites_that_hang_do_not_delay_one_that_answers(tmp_path: Path) -> None:
    ids = [*(f"hanging-{number}" for number in range(HANGING)), "punctual"]
    sources = [{"id": name, "name": name, "language": "en", "feeds": [f"http://{name}.example/rss"]} for name in ids]
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/all.yaml").write_text(yaml.safe_dump({"sources": sources}))
    (tmp_path / "monitor.yaml").write_text(yaml.safe_dump({"contact": "desk@desk.example"}))
    with opened(load(tmp_path, {})) as app:
        _make_due(app, ids)
        asked = asyncio.run(_run_until_one_answers(app))
    assert "http://punctual.example/rss" in asked
    assert len(asked) > 2 * POLLS_AT_ONCE, "each hanging site has given up its place"


def _make_due(app: App, ids: list[str]) -> None:
    """All are due, the one that answers after the others."""
    begin = app.clock() - timedelta(hours=1)
    for place, name in enumerate(ids):
        due = begin + timedelta(seconds=place)
        app.archive.schedule.polled(name, begin, due, ok=True, memory=SourceMemory(), why="")


async def _run_until_one_answers(app: App) -> list[str]:
    """Addresses of the feeds that were asked for before any had answered."""
    asked: list[str] = []
    reached, stop = asyncio.Event(), asyncio.Event()

    async def fetch(url: str, **_: Any) -> Any:
        asked.append(url)
        if "hanging" in url:
            await asyncio.Event().wait()
        reached.set()
        raise FetchError("http 404")

    daemon = app.daemon(fetch)
    daemon.patience = 0.05
    running = asyncio.ensure_future(daemon.run(stop))
    try:
        await asyncio.wait_for(reached.wait(), LIMIT_SECONDS)
    finally:
        stop.set()
        await running
    return asked
