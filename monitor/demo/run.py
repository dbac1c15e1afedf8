"""``monitor demo``: everything from publication to alert on one machine, shown step by step and verified.

Outlets, mail server and Slack stand-in run in threads of this process, the daemon in a process of its own. What is
shown is what can be seen from outside: requests, text files, mails, Slack messages.
"""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from json import dumps
from pathlib import Path
from types import FrameType
from typing import NoReturn

from rich.console import Console

from monitor.demo.outlets import OutletServer, load_outlets
from monitor.demo.run_config import write_configuration
from monitor.demo.run_daemon import Daemon
from monitor.demo.run_inbox import Inbox
from monitor.demo.run_play import Play
from monitor.demo.show import WIDTH, Stage


def run(keep: bool, json: bool = False) -> int:
    """Run the demo: 0 where everything arrived as promised, else 1. ``keep`` lets it run on until Ctrl-C.

    Raises MonitorError where the daemon ends by itself.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # six scripts, and a terminal may know only one
    width = min(Console().width, WIDTH) if sys.stdout.isatty() else WIDTH
    stage = Stage(Console(width=width, quiet=json, highlight=False))
    with ExitStack() as stack:
        stack.enter_context(_interruptible())
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitor-demo-")))
        server = stack.enter_context(OutletServer(load_outlets()))
        inbox = stack.enter_context(Inbox(directory))
        write_configuration(directory, load_outlets(), server, inbox.desk)
        daemon = Daemon(directory, directory / "daemon.log")
        stack.callback(daemon.stop)
        play = Play(stage, directory, server, inbox, daemon)
        checks = play.all_steps()
        if keep:
            play.look_around()
        checks.append(play.end())
        if json:
            print(dumps(play.report(checks), ensure_ascii=False, indent=2))  # noqa: T201  # the command's output
    return int(any(check.fault for check in checks))


@contextmanager
def _interruptible() -> Iterator[None]:
    """SIGTERM ends the demo as Ctrl-C does, so that the daemon never outlives it; and so does Ctrl-C in a job that
    a shell started in the background, where Python leaves SIGINT ignored."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
