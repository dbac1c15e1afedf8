"""Whose turn it is at a site: one request at a time, what matters more first, and rest when the site asks for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from itertools import count

from monitor.ports import Priority


class Turns:
    """Gives turns at sites. For one event loop."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[tuple[Priority, int, asyncio.Future[None]]]] = {}
        self._rests: dict[str, float] = {}
        self._arrival = count()

    @asynccontextmanager
    async def turn(self, site: str, priority: Priority) -> AsyncIterator[None]:
        """Wait until nobody else is at ``site``; among those who wait the lowest priority value goes first."""
        if site not in self._waiting:
            self._waiting[site] = []
        else:
            mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            heappush(self._waiting[site], (priority, next(self._arrival), mine))
            try:
                await mine
            except asyncio.CancelledError:
                if mine.done() and not mine.cancelled():
                    self._pass_on(site)
                raise
        try:
            yield
        finally:
            self._pass_on(site)

    def rest(self, site: str, seconds: float) -> None:
        """``site`` asked to be left alone for so long."""
        now = asyncio.get_running_loop().time()
        self._rests = {other: until for other, until in self._rests.items() if until > now}
        self._rests[site] = max(self._rests.get(site, 0.0), now + seconds)

    def resting(self, site: str) -> float:
        """Seconds that ``site`` wants to be left alone yet; 0 when it may be asked."""
        return max(0.0, self._rests.get(site, 0.0) - asyncio.get_running_loop().time())

    def _pass_on(self, site: str) -> None:
        waiting = self._waiting[site]
        while waiting:
            _, _, next_one = heappop(waiting)
            if not next_one.done():
                next_one.set_result(None)
                return
        del self._waiting[site]
