"""What single values of the configuration must look like. Each function returns the value or raises Wrong.

Durations are written ``30s 5m 2h 7d``, sizes ``500KB 5MB`` (thousands) or ``5MiB`` (1024s).
"""

from __future__ import annotations

import ipaddress
import re
from base64 import b64decode
from datetime import timedelta
from email.utils import parseaddr
from urllib.parse import SplitResult, parse_qsl, urlsplit

from monitor.config.fault import Wrong, listed, shown
from monitor.config.pattern import repeats_without_end
from monitor.domain.source import SOURCE_ID

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_BYTES = {"B": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}
_AMOUNT = re.compile(r"([0-9]{1,9})\s*([^\W\d_]+)")
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*\w)?)(?:\.[^\W_](?:[\w-]*\w)?)*\.?|[0-9a-f:.]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ENTITY = re.compile(r"[^\W_][\w-]*")
_LABEL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
LONGEST_PATTERN = 500
LONGEST_TEXT = 2000
ARCHIVE_SCHEMES = ("sqlite", "postgresql+psycopg", "postgresql")


def unquoted(value: object) -> str:
    """The value if it is text; a number without a unit, or anything else, is Wrong."""
    if isinstance(value, str):
        return value
    raise Wrong(kind_of(value), "text")


def kind_of(value: object) -> str:
    """What sort of YAML value this is, in words; only numbers and booleans are shown."""
    match value:
        case bool():
            return f"the boolean {str(value).lower()}"
        case int():
            return f"the number {value}"
        case None:
            return "nothing"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "a mapping"


def duration(text: str) -> timedelta:
    """``90s``, ``5m``, ``2h`` or ``7d`` as a time span."""
    amount = _AMOUNT.fullmatch(text)
    if not amount:
        raise Wrong(shown(text), "a duration such as 30s, 5m, 2h or 7d")
    number, unit = int(amount[1]), amount[2]
    if unit not in _SECONDS:
        raise Wrong(f"the unit {shown(unit)}", "a duration in s, m, h or d, such as 5m")
    seconds = number * _SECONDS[unit]
    if seconds > 3650 * _SECONDS["d"]:
        raise Wrong(shown(text), "a duration of at most 3650d")
    return timedelta(seconds=seconds)


def size(text: str) -> int:
    """``500KB`` or ``5MB`` as a number of bytes."""
    amount = _AMOUNT.fullmatch(text)
    if not amount:
        raise Wrong(shown(text), "a size such as 500KB or 5MB")
    if amount[2] not in _BYTES:
        raise Wrong(f"the unit {shown(amount[2])}", f"a size in {listed(_BYTES)}, such as 5MB")
    return int(amount[1]) * _BYTES[amount[2]]


def plain_text(text: str) -> str:
    """Text on one line that is not empty."""
    if not text.strip():
        raise Wrong("empty text", "some text")
    if not text.isprintable() and any(ch < " " or ch in "\x7f\x85\u2028\u2029" for ch in text):
        raise Wrong("a control character or line break", "text on one line")
    if len(text) > LONGEST_TEXT:
        raise Wrong(f"{len(text)} characters", f"at most {LONGEST_TEXT}")
    return text.strip()


def web_url(text: str) -> str:
    """An ``http`` or ``https`` address with a host and without a user name or password."""
    parts = _split(text)
    if parts.scheme.lower() not in ("http", "https"):
        raise Wrong(shown(text), "an address that begins with http:// or https://")
    if not parts.hostname or not _HOST.fullmatch(parts.hostname):
        raise Wrong(shown(text), "a web address with a host, such as https://news.example.org/rss")
    if "@" in parts.netloc:
        raise Wrong("a user name or password in the address", "an address without one")
    return text


def _split(text: str) -> SplitResult:
    """The parts of an address; ``shown`` is for what is no secret, so callers with a secret catch this."""
    expected = "a web address such as https://news.example.org/rss"
    if not text or not text.isprintable() or " " in text:
        raise Wrong(shown(text), expected)
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise Wrong(shown(text), expected) from None
    return parts


def secret_web_url(text: str) -> str:
    """A web address that grants access: checked like any other, never shown."""
    try:
        return web_url(text)
    except Wrong:
        raise Wrong("something that is not a web address", "an address that begins with https://") from None


def webhook_secrets(text: str) -> tuple[str, ...]:
    """Secrets of a signed webhook, with spaces between them: ``whsec_`` and base64 of 24 to 64 bytes. Never shown."""
    secrets = tuple(text.split())
    for secret in secrets:
        try:
            size = len(b64decode(secret.removeprefix("whsec_"), validate=True))
        except ValueError:
            size = 0
        if not secret.startswith("whsec_") or not 24 <= size <= 64:
            raise Wrong("something that is not a secret of a signed webhook", "whsec_ and base64 of 24 to 64 bytes")
    return secrets


def service_url(text: str) -> str:
    """The address of a service as apprise writes it. Never shown: it holds passwords."""
    if not re.match(r"[A-Za-z][A-Za-z0-9+-]*://\S", text) or " " in text:
        raise Wrong("something that is not an address of a service", "an address such as tgram://TOKEN/CHAT")
    return text


def archive_url(text: str) -> str:
    """The address of an SQLite file or a PostgreSQL database. Never shown: it may hold a password."""
    expected = "an address such as sqlite:///archive.db or postgresql+psycopg://user@host/database"
    try:
        parts = _split(text)
    except Wrong:
        raise Wrong("something that is not the address of a database", expected) from None
    if parts.scheme not in ARCHIVE_SCHEMES:
        raise Wrong(f"an address of the kind {shown(parts.scheme)}", expected)
    if parts.scheme == "sqlite" and not parts.path.strip("/"):
        raise Wrong("an SQLite address without a file", expected)
    return text


def open_archive_url(text: str) -> str:
    """An archive's address as it may stand in YAML: without a password."""
    parts = urlsplit(archive_url(text))
    if parts.password or any(name in ("password", "passfile", "sslpassword") for name, _ in parse_qsl(parts.query)):
        raise Wrong("a password in the address", "url_file or url_env instead of url", "secrets do not stand in YAML")
    return text


def mail_address(text: str) -> str:
    """An e-mail address alone: ``desk@news.example.org``."""
    if len(text) > 254 or not _ADDRESS.fullmatch(text):
        raise Wrong(shown(text), "an e-mail address such as desk@news.example.org")
    return text


def mail_sender(text: str) -> str:
    """An e-mail address, with or without a name before it: ``News desk <desk@news.example.org>``."""
    name, address = parseaddr(plain_text(text))
    mail_address(address or text)
    if not name and address != text.strip():
        raise Wrong(shown(text), "an e-mail address such as desk@news.example.org or Desk <desk@news.example.org>")
    return text.strip()


def contact(text: str) -> str:
    """Who runs the crawler: a web or an e-mail address, fit to stand in a user agent."""
    try:
        return mail_address(text) if "@" in text and "//" not in text else web_url(text)
    except Wrong as wrong:
        raise Wrong(wrong.found, "a web or e-mail address where the crawler's owner can be reached") from None


def source_id(text: str) -> str:
    """The id of a source: it names a directory."""
    if not SOURCE_ID.fullmatch(text) or len(text) > 64:
        raise Wrong(shown(text), "an id of lower-case letters a-z, digits and inner hyphens, such as tass-ru")
    return text


def country(text: str) -> str:
    """A country as in ISO 3166-1 alpha-2."""
    if not re.fullmatch("[A-Z]{2}", text):
        better = re.fullmatch("[A-Za-z]{2}", text)
        raise Wrong(
            shown(text), "a country code of two capitals, such as IR", f"write {text.upper()}" if better else ""
        )
    return text


def language(text: str) -> str:
    """A language tag as in BCP 47."""
    if not _LANGUAGE.fullmatch(text):
        raise Wrong(shown(text), "a language code such as fa, zh-Hans or pt-BR")
    return text


def url_pattern(text: str) -> str:
    """A regular expression for article addresses that compiles and cannot run for ever on a hostile address."""
    if len(text) > LONGEST_PATTERN:
        raise Wrong(f"a pattern of {len(text)} characters", f"at most {LONGEST_PATTERN}")
    try:
        pattern = re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise Wrong(f"{shown(text)}: {error}", "a regular expression") from None
    if pattern.groupindex and "id" not in pattern.groupindex:
        group = next(iter(pattern.groupindex))
        raise Wrong(f"the named group {shown(group)}", "the named group id", "write (?P<id>...)")
    if repeats_without_end(text):
        raise Wrong("a repetition within a repeated group", "a pattern that reads an address once")
    return text


def labels(values: dict[str, str]) -> dict[str, str]:
    """Labels: names as in programs, values any text."""
    for name in values:
        if not _LABEL.fullmatch(name):
            raise Wrong(f"the label {shown(name)}", "a name that begins with a letter: letters a-z, digits, _ . -")
    return values


def entity_id(text: str) -> str:
    """The id of an entity: what stands after the ``@`` in a query."""
    if not _ENTITY.fullmatch(text) or len(text) > 64:
        raise Wrong(shown(text), "an id of letters, digits, hyphens and underscores, without @, such as un-council")
    return text


def mail_host(text: str) -> str:
    """The name or address of a mail server, without a port."""
    if not _HOST.fullmatch(text):
        raise Wrong(shown(text), "a host name such as mail.example.org, with the port in smtp.port")
    return text


def host_name(text: str) -> str:
    """A host that serves a source's articles beside its main one."""
    if not _HOST.fullmatch(text):
        raise Wrong(shown(text), "a host name, such as amp.news.example.org")
    return text.lower()


def weight(number: float) -> float:
    """How much a minute of delay matters: from 0.01 to 100."""
    if not 0.01 <= number <= 100:
        raise Wrong(f"the number {number:g}", "a number from 0.01 to 100")
    return number


def host(text: str) -> str:
    """A host name, an IP address or an IP network that the crawler may visit although it is not public."""
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        if not _HOST.fullmatch(text):
            raise Wrong(shown(text), "a host name, an IP address or a network, such as 10.0.0.0/8") from None
    return text
