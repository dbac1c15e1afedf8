"""Tasks that run side by side: wait for the first to end, end them all."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Any


async def until_one_ends(
    running: Collection[asyncio.Task[Any]], *events: asyncio.Event, seconds: float | None = None
) -> None:
    """Wait for a task, an event, or the time; not at all where there is none of these."""
    waiting = {asyncio.create_task(event.wait()) for event in events}
    both: set[asyncio.Task[Any]] = {*running, *waiting}
    try:
        if both:
            await asyncio.wait(both, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await cancel(waiting)


async def cancel(tasks: Collection[asyncio.Task[Any]]) -> None:
    """End the tasks, and wait until they have."""
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
