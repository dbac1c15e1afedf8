"""A crawl fails when everything failed, and names the cause; otherwise it does not."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from monitor.demo.outlets import FAULTS, OutletServer

Run = Callable[..., CompletedProcess[str]]
WriteDesk = Callable[..., Path]

WIRE = "north-harbor-wire"


@pytest.fixture(scope="module")
def nobody() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def test_when_everything_failed_the_exit_code_is_1_and_the_table_says_why(
    run: Run, server: OutletServer, nobody: str
) -> None:
    causes = {
        f"{nobody}/feed.xml": "connection refused",
        f"{server.base(WIRE)}/no-such-page": "http 404",
        f"{server.base(WIRE)}/internal/staff-rota": "robots.txt",
    }
    with ThreadPoolExecutor(2) as two:
        crawls = list(two.map(lambda url: run("crawl", url, "--allow-private", "127.0.0.1"), causes))
    for (url, cause), done in zip(causes.items(), crawls, strict=True):
        assert done.returncode == 1, done.stderr
        row = next(line for line in done.stdout.splitlines() if line.startswith("failed"))
        assert url in row
        assert cause in row
        assert "1 failed" in done.stdout
        assert "Traceback" not in done.stderr


def test_one_bad_feed_does_not_make_a_failure_of_the_other(
    run: Run, server: OutletServer, write_desk: WriteDesk, nobody: str
) -> None:
    desk = write_desk(WIRE, feeds=[f"{nobody}/feed.xml", server.feed_url(WIRE)])
    done = run("crawl", WIRE, "--config", desk, "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["counts"]["new"] == 3
    causes = {row["url"]: row["cause"].partition(":")[0] for row in report["rows"] if row["status"] == "failed"}
    assert causes == {
        f"{nobody}/feed.xml": "connection refused",
        f"{server.base(WIRE)}/internal/staff-rota": "robots.txt",
    }


def test_an_outlet_that_is_not_configured_is_named_with_the_one_that_is_meant(run: Run, write_desk: WriteDesk) -> None:
    done = run("crawl", "north-harbour-wire", "--config", write_desk(WIRE))
    assert done.returncode == 1
    assert done.stderr == f'monitor: no source "north-harbour-wire" is configured; did you mean "{WIRE}"?\n'


def test_ctrl_c_while_a_page_hangs_shows_what_was_done(
    environment: dict[str, str], server: OutletServer, write_desk: WriteDesk
) -> None:
    hanging = "/world/70114/old-lighthouse-becomes-library"
    server.break_path(WIRE, hanging, FAULTS["hang"])
    before = len(server.requests)
    command = (sys.executable, "-m", "monitor", "crawl", WIRE, "--config", str(write_desk(WIRE)))
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as child:  # fmt: skip
        while not any(request.path == hanging for request in server.requests[before:]):
            assert child.poll() is None, child.communicate()
            time.sleep(0.02)
        os.killpg(child.pid, signal.SIGINT)  # as a terminal does: to the workers as well
        out, err = child.communicate(timeout=60)
    server.mend_path(WIRE, hanging)
    assert (child.returncode, err) == (130, "")
    assert "Ferries switch to the winter timetable" in out
    assert "lighthouse" not in out
    assert out.endswith("1 new · 0 edited · 0 unchanged · 0 failed · 0 matched\n")
