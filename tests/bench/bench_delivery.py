"""From commit to acceptance, at many alerts a minute to ten receivers of which one hangs. ``--help`` tells the options.

The sink is a channel of this process that takes a fixed time, so that what is measured is the outbox and not a server:
its own limit is one message per target and that time. Everything else is the product: archive, policy, sender.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

import structlog

from alerts.outbox import Sender
from monitor.archive import Archive, open_archive
from monitor.domain.notification import Delivery, Outcome, Result, Target
from monitor.testing import a_text, a_version, dispatcher, telling

RECEIVERS = 10
TARGETS = tuple(Target(f"r{number}", "slack", "C1") for number in range(RECEIVERS))
HANGS = TARGETS[0]
TIMEOUT_SECONDS = 15.0


@dataclass
class Sink:
    """A channel: takes a message in ``seconds``, and says when; the first receiver's never answers."""

    seconds: float
    stop: threading.Event
    host: str
    arrived: list[tuple[str, float]] = field(default_factory=list)

    def send(self, delivery: Delivery) -> Outcome:
        """One attempt."""
        if delivery.receiver == HANGS.receiver:
            self.stop.wait(TIMEOUT_SECONDS)
            return Outcome(Result.UNKNOWN, "no answer after the message was sent")
        time.sleep(self.seconds)
        self.arrived.append((delivery.notification.headline, time.monotonic()))
        return Outcome(Result.ACCEPTED)


def main() -> None:
    """Print the 50th, 95th and 99th percentile of the seconds from commit to acceptance, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alerts", type=int, default=1000, help="each goes to ten receivers")
    parser.add_argument("--minutes", type=float, default=1.0, help="over so many minutes")
    parser.add_argument("--sink", type=float, default=0.02, help="seconds that the sink takes for a message")
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as directory:
        archive = open_archive(f"sqlite:///{Path(directory)}/archive.db", write=True)
        _report(*asyncio.run(_run(archive, asked.alerts, asked.minutes * 60 / asked.alerts, asked.sink)), asked.sink)
        archive.close()


async def _run(archive: Archive, alerts: int, pause: float, seconds: float) -> tuple[list[float], float, float]:
    """Seconds to acceptance of every delivery but the hanging ones; CPU and wall clock of it all."""
    gone = threading.Event()
    sinks = {target: Sink(seconds, gone, f"host-{target.receiver}") for target in TARGETS}
    stop, wake, kept = asyncio.Event(), asyncio.Event(), dict[str, float]()
    loop, began, cpu = asyncio.get_running_loop(), time.monotonic(), time.process_time()
    with ThreadPoolExecutor(32) as threads:

        def offload(work: Callable[..., Any], /, *args: Any) -> Any:
            return loop.run_in_executor(threads, partial(work, *args))

        turn = dispatcher(archive, *TARGETS)
        now = partial(datetime.now, UTC)
        sender = Sender(archive.outbox, sinks, now, offload, Random(1), turn, lambda *_: None)
        sending = asyncio.create_task(sender.run(stop, wake))
        for number in range(alerts):
            new = a_version(str(number), text=a_text(f"Report {number}"), seen_at=now())
            await offload(archive.articles.keep, new, telling(*TARGETS))
            kept[f"Report {number}"] = time.monotonic()
            wake.set()
            await asyncio.sleep(max(0.0, began + (number + 1) * pause - time.monotonic()))
        while any(len(sink.arrived) < alerts for target, sink in sinks.items() if target != HANGS):
            if sending.done():
                await sending  # it broke
            await asyncio.sleep(0.05)
        used = time.process_time() - cpu, time.monotonic() - began
        gone.set()
        stop.set()
        wake.set()
        await sending
    waits = [at - kept[headline] for sink in sinks.values() for headline, at in sink.arrived]
    return waits, *used


def _report(waits: list[float], cpu: float, wall: float, sink: float) -> None:
    cuts = quantiles(waits, n=100)
    percentiles = ", ".join(f"{cut}th {cuts[cut - 1]:.2f} s" for cut in (50, 95, 99))
    rate, most = len(waits) / wall, (RECEIVERS - 1) / sink
    sys.stdout.write(
        f"{len(waits)} deliveries to {RECEIVERS - 1} receivers beside one that hangs: {percentiles}; "
        f"{rate:.0f} a second of the sink's {most:.0f} ({rate / most:.0%}), {cpu / len(waits) * 1000:.1f} ms CPU each\n"
    )


if __name__ == "__main__":
    main()
