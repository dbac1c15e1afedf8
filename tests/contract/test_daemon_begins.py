"""The daemon over an archive, without a network: what it does when it begins, and what a fault of ours may not end."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from structlog.testing import capture_logs

from monitor.config import load
from monitor.domain.notification import Outcome, Result, State, Target
from monitor.ports import Tried
from monitor.testing import START, a_version, dispatcher, telling
from monitor.wiring.app import App, opened

DESK = Target("desk", "email", "desk@agency.example")
SETTINGS = {
    "contact": "desk@agency.example",
    "smtp": {"host": "127.0.0.1", "port": 9, "tls": "none", "from": "monitor@agency.example"},
    "route": {"receiver": "desk"},
    "receivers": [{"name": "desk", "email": [{"to": [DESK.target]}]}],
}


@pytest.fixture
def app(url: str, tmp_path: Path) -> Iterator[App]:
    """The product over an empty archive; it has no sources."""
    configuration = {**SETTINGS, "archive": {"url": url}}
    (tmp_path / "monitor.yaml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
    with opened(load(tmp_path, {})) as app:
        yield app


async def fetch(*_: object, **__: object) -> object:
    raise AssertionError("nothing is to be fetched")


def test_what_is_parked_is_due_again_when_the_daemon_begins(app: App) -> None:
    outbox = app.archive.outbox
    app.archive.articles.keep(a_version("1", seen_at=START), telling(DESK))
    dispatcher(app.archive, DESK)(START)
    [delivery] = outbox.claim(START, 60, 1)
    refused = Outcome(Result.REFUSED_TARGET, "550 no such user")
    outbox.finish_all([Tried(delivery, refused, START, START + timedelta(days=9_000), 0.1)])
    assert [one.state for one in outbox.deliveries()] == [State.PARKED]
    app.daemon(fetch)  # type: ignore[arg-type]
    assert [one.state for one in outbox.deliveries()] == [State.PENDING]


def test_a_fault_of_ours_is_logged_with_its_traceback_and_the_ticks_go_on(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOOK_SECONDS", "JUDGE_SECONDS"):
        monkeypatch.setattr(f"monitor.daemon.{name}", 0.001)
    looks: list[int] = []

    async def story() -> None:
        daemon, stop, loop = app.daemon(fetch), asyncio.Event(), asyncio.get_running_loop()  # type: ignore[arg-type]

        def load_badly(*_: object) -> None:
            looks.append(1)
            daemon.ask_reload()
            if len(looks) == 4:
                loop.call_soon_threadsafe(stop.set)
            raise RuntimeError("canary")

        monkeypatch.setattr("monitor.wiring.reload.load", load_badly)
        daemon.ask_reload()
        await asyncio.wait_for(daemon.run(stop), 30)

    with capture_logs() as logs:
        asyncio.run(story())
    failed = [entry for entry in logs if entry["event"] == "reading the configuration again failed"]
    assert len(failed) >= 3
    assert all(entry["exc_info"] for entry in failed)
    assert logs[-1]["event"] == "stopped"


def test_a_stop_does_not_wait_for_a_configuration_that_is_being_built(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        daemon, stop, loop = app.daemon(fetch), asyncio.Event(), asyncio.get_running_loop()  # type: ignore[arg-type]

        def load_for_ever(*_: object) -> None:
            loop.call_soon_threadsafe(stop.set)
            while True:
                sum(range(100))

        monkeypatch.setattr("monitor.wiring.reload.load", load_for_ever)
        daemon.ask_reload()
        await asyncio.wait_for(daemon.run(stop), 60)

    interval = sys.getswitchinterval()
    with capture_logs() as logs:
        asyncio.run(story())
    assert [entry["event"] for entry in logs][-2:] == [
        "changes of the configuration are left for the next start", "stopped",
    ]  # fmt: skip
    assert sys.getswitchinterval() == interval
