"""The demo as a user starts it: a child process, no network, everything shown and verified, and a clean end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

from rich.cells import cell_len

LIMIT_SECONDS = 180
"""Far above the demo's own time, so that a busy machine does not fail the test."""


def test_the_demo_shows_the_whole_way_and_keeps_running_until_ctrl_c() -> None:
    command = (sys.executable, "-m", "monitor", "demo", "--keep")
    lines = []
    interrupted = False
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as child:
        assert child.stdout is not None
        for line in child.stdout:
            lines.append(line.rstrip("\n"))
            # Once: a line whose writing is interrupted is written again.
            if "monitor alerts outbox" in line and not interrupted:
                child.send_signal(signal.SIGINT)
                interrupted = True
        status = child.wait(LIMIT_SECONDS)
    shown = "\n".join(lines)
    assert status == 0, shown[-4000:]
    for step in ("on the air", "the baseline", "News comes in", "One article in full", "Verified", "Look around"):
        assert step in shown
    assert "Text file north-harbor-wire/" in shown
    assert "[Strait of Orvane]" in shown
    assert "[تنگه اوروان]" in shown
    assert "To:      duty@desk.example" in shown
    assert "Slack bot, " in shown
    assert "From publication to delivery: median " in shown
    assert "✓ every expected alert arrived" in shown
    assert "✓ nothing else arrived" in shown
    assert "✓ the daemon stopped cleanly" in shown
    assert "✗" not in shown
    assert max(map(cell_len, lines)) <= 100


def test_the_result_as_json_names_every_article_and_check() -> None:
    code = "import sys; from monitor.demo.run import run; sys.exit(run(keep=False, json=True))"
    command = (sys.executable, "-c", code)
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=LIMIT_SECONDS, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    report = json.loads(done.stdout)
    assert report["ok"] is True
    assert [check["what"] for check in report["checks"] if check["fault"]] == []
    alerted = [article for article in report["articles"] if article["rules"]]
    assert {channel for a in alerted for channel in a["channels"]} == {"e-mail", "Slack bot", "Slack webhook"}
    assert all(article["seconds"] > 0 for article in alerted)
    assert [a["channels"] for a in report["articles"] if not a["rules"]] == [[], []]
