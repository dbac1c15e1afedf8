"""Where secrets come from: files and environment variables that the configuration names, never the YAML itself.

``password_file: secrets/smtp`` is relative to the configuration directory; a line break at its end is no part of the
secret. ``password_env: SMTP_PASSWORD`` names a variable. No message shows what was found there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from monitor.config import values
from monitor.config.fault import Fault, KeyPath, Wrong
from monitor.config.secret import Secret
from monitor.config.yamlfile import Document, Value


def _any_text(text: str) -> str:
    return text


_CHECKS: dict[tuple[str, str], Callable[[str], object]] = {
    ("archive", "url"): values.archive_url,
    ("smtp", "password"): _any_text,
    ("slack", "webhook_url"): values.secret_web_url,
    ("slack", "token"): _any_text,
    ("webhook", "url"): values.secret_web_url,
    ("webhook", "secret"): values.webhook_secrets,
    ("apprise", "url"): values.service_url,
}
"""By the mapping that the key stands in, and the secret's name."""
_MAX_SECRET = 10_000
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def read_secrets(
    document: Document, directory: Path, environ: Mapping[str, str]
) -> tuple[dict[KeyPath, Secret], list[Fault]]:
    """Every secret the document names, by the path it would have in YAML, and why others cannot be read."""
    secrets: dict[KeyPath, Secret] = {}
    faults: list[Fault] = []
    for path, name, origin in _named(document.value, ()):
        key = (*path[:-1], name)
        rivals = [
            other for other in (f"{name}_file", f"{name}_env", name) if document.at((*path[:-1], other)) is not None
        ]
        if len(rivals) > 1 and path[-1] == rivals[0]:
            faults.append(document.fault(path, " and ".join(rivals), "one of them"))
        try:
            text = _from_file(directory / origin) if path[-1] == f"{name}_file" else _from_variable(origin, environ)
            _CHECKS[_within(path), name](text)
            secrets[key] = Secret(text)
        except Wrong as wrong:
            faults.append(document.fault(path, wrong.found, wrong.expected, wrong.hint))
    return secrets, faults


def _named(value: Value, path: KeyPath) -> Iterator[tuple[KeyPath, str, str]]:
    """Each key that names a secret's place: its path, the secret's name, and the place."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _named(item, (*path, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            name = key.removesuffix("_file").removesuffix("_env")
            if name != key and (_within((*path, key)), name) in _CHECKS and isinstance(item, str):
                yield (*path, key), name, item
            yield from _named(item, (*path, key))


def _within(path: KeyPath) -> str:
    """The name of the mapping that the last key of ``path`` stands in."""
    return next((part for part in reversed(path[:-1]) if isinstance(part, str)), "")


def _from_file(path: Path) -> str:
    expected = "a readable file that holds only the secret"
    hint = "relative names begin in the configuration directory"
    try:
        if not path.is_file():
            raise Wrong("no such file", expected, hint)
        raw = path.read_bytes()
        text = raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        raise Wrong("a file that is not UTF-8 text", expected) from None
    except (OSError, ValueError) as error:
        raise Wrong(getattr(error, "strerror", None) or "no such file", expected, hint) from None
    return _usable(text, "file", expected)


def _from_variable(name: str, environ: Mapping[str, str]) -> str:
    if not _VARIABLE.fullmatch(name):
        raise Wrong("something that is not the name of a variable", "the name of an environment variable")
    if name not in environ:
        raise Wrong("a variable that is not set", "an environment variable that holds the secret")
    return _usable(environ[name].rstrip("\r\n"), "variable", "an environment variable that holds the secret")


def _usable(text: str, what: str, expected: str) -> str:
    if not text.strip():
        raise Wrong(f"an empty {what}", expected)
    if len(text) > _MAX_SECRET or not text.isprintable():
        raise Wrong(f"a {what} with more than one line of text", expected)
    return text
