"""Whether an article's address is on a site: its host or one below it, and a beginning of its path."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import translate

_SITE = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?P<host>[^/#:]*)(?::[0-9]*)?(?P<rest>.*)", re.DOTALL)
"""As it is written in a query, where ``?`` is a letter of the host."""
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/?#@]*@)?(?P<host>[^/?#:]*)(?::[0-9]*)?(?P<rest>.*)", re.DOTALL)


def on_site(value: str) -> Callable[[str], bool]:
    """The test of an address in folded case; ``*`` and ``?`` in ``value`` stand for what is not known.

    A host in letters of another script is also its form in ASCII (IDNA), in which addresses may be kept.
    """
    host, path = _parts(_SITE, value.casefold())
    host = host.removeprefix("*.").strip(".")
    names = {host, _ascii(host)}
    is_host = re.compile("|".join(wild(form) for name in sorted(names) for form in (name, f"*.{name}"))).fullmatch
    is_path = re.compile(wild(f"{path}*")).fullmatch

    def fits(address: str) -> bool:
        host, rest = _parts(_ADDRESS, address)
        return is_host(host) is not None and is_path(rest) is not None

    return fits


def wild(value: str) -> str:
    """An expression for the whole of what fits a value with ``*`` and ``?``; its time is bounded."""
    return translate(value.replace("[", "[[]"))


def _parts(form: re.Pattern[str], address: str) -> tuple[str, str]:
    """The host of an address, and what stands behind host and port."""
    found = form.match(address)
    return (found["host"], found["rest"]) if found else ("", "")


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:  # no host can have this name; with wildcards, for example
        return host
