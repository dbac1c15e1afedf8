"""Work in a thread that can be broken off, as Ctrl-C breaks off the work of the main thread.

No thread can be killed, and a flag would have to be asked in every loop that reads and compiles a configuration.
CPython can raise an exception in another thread, at the next call or loop that it comes to: what is held is given back
on the way out, as after any other exception.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Interrupted(BaseException):
    """The work was broken off. Not an Exception: who waits out the faults of others must not catch it."""


class Interruptible:
    """Work of one thread at a time, until ``stop``."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: int | None = None
        self._stopped = False

    @contextmanager
    def working(self) -> Iterator[None]:
        """What is done within can be broken off. Raises Interrupted when it is, and at once after ``stop``."""
        with self._lock:
            if self._stopped:
                raise Interrupted
            self._thread = threading.get_ident()
        try:
            yield
        finally:
            with self._lock:
                self._thread = None

    def stop(self) -> None:
        """Break off what is being done; nothing begins any more."""
        with self._lock:
            self._stopped = True
            if self._thread is not None:
                raised = ctypes.py_object(Interrupted)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), raised)
