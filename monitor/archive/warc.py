"""Exchanges as WARC 1.1 records (ISO 28500), each a gzip member of its own, by warcio.

A page is a run of records: for every exchange on the way its ``request`` and its ``response``, linked by
WARC-Concurrent-To. Blocks are the bytes as they went over the wire. An answer whose payload is kept already becomes a
``revisit`` (profile identical-payload-digest) that holds its headers and refers to the record that has the payload.

WARC-Payload-Digest is made of all that follows the headers, chunk marks included, as wget, warcio and FastWARC make and
check it; by the letter of the standard chunks would have to be taken out first, and those readers would refuse it.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from uuid import uuid4

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor.ports import Exchange

_REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_PIECE = 65_536
_HEAD = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")


@dataclass(frozen=True, slots=True)
class Original:
    """The response record that holds a payload: its address and its time."""

    url: str
    at: datetime


def split(received: bytes) -> tuple[bytes, bytes]:
    """Status line and headers up to the empty line after them, and what follows it."""
    end = found.end() if (found := _HEAD.search(received)) else len(received)
    return received[:end], received[end:]


def status_of(received: bytes) -> int:
    """The status code; 0 where there is none."""
    return int(found[1]) if (found := _STATUS.match(received)) else 0


def payload_digest(received: bytes) -> str:
    """SHA-256 of the payload, in hex."""
    return hashlib.sha256(split(received)[1]).hexdigest()


def warcinfo(name: str, at: datetime, info: Mapping[str, str]) -> tuple[bytes, str]:
    """The record at the head of the file ``name``, and its id."""
    block = "".join(f"{key}: {value}\r\n" for key, value in info.items()).encode()
    record_id = _new_id()
    headers = {"WARC-Type": "warcinfo", "WARC-Record-ID": record_id, "WARC-Date": _date(at), "WARC-Filename": name}
    return _record(headers, block, "application/warc-fields"), record_id


def page(exchanges: Sequence[Exchange], info_id: str, original: Original | None = None) -> bytes:
    """The records of a page; the last answer as a revisit where there is an ``original`` of its payload."""
    last = exchanges[-1]
    return b"".join(_pair(each, info_id, original if each is last else None) for each in exchanges)


def members(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each whole gzip member in ``data`` begins and ends, up to the first that is torn or none."""
    view, start = memoryview(data), 0
    while start < len(view):
        inflate, end = zlib.decompressobj(wbits=31), start
        try:
            while end < len(view) and not inflate.eof:
                inflate.decompress(piece := view[end : end + _PIECE])
                end += len(piece)
        except zlib.error:
            return
        if not inflate.eof:
            return
        end -= len(inflate.unused_data)
        yield start, end
        start = end


def _pair(exchange: Exchange, info_id: str, original: Original | None) -> bytes:
    head, payload = split(exchange.received)
    about = {"WARC-Date": _date(exchange.at), "WARC-Target-URI": exchange.url, "WARC-Warcinfo-ID": info_id}
    if exchange.address:
        about["WARC-IP-Address"] = exchange.address
    response_id = _new_id()
    response = {"WARC-Record-ID": response_id, **about, "WARC-Payload-Digest": _digest(payload)}
    if original is None:
        response, block = {"WARC-Type": "response", **response}, exchange.received
    else:
        refers = {"WARC-Refers-To-Target-URI": original.url, "WARC-Refers-To-Date": _date(original.at)}
        response, block = {"WARC-Type": "revisit", **response, "WARC-Profile": _REVISIT, **refers}, head
    request = {"WARC-Type": "request", "WARC-Record-ID": _new_id(), **about, "WARC-Concurrent-To": response_id}
    request["WARC-Payload-Digest"] = _digest(split(exchange.sent)[1])
    return _record(request, exchange.sent, "application/http; msgtype=request") + _record(
        response, block, "application/http; msgtype=response"
    )


def _record(headers: dict[str, str], block: bytes, content_type: str) -> bytes:
    """One record, compressed.

    warcio gets the block as a whole, since it would write anew the HTTP headers that it parses; and, whatever the
    record is, as that of a response, since it leaves out the block of a revisit.
    """
    fields = StatusAndHeaders("", list({**headers, "WARC-Block-Digest": _digest(block)}.items()), protocol="WARC/1.1")
    kind = "warcinfo" if headers["WARC-Type"] == "warcinfo" else "response"
    length = len(block)
    record = ArcWarcRecord("warc", kind, fields, BytesIO(block), None, content_type, length, payload_length=length)
    out = BytesIO()
    WARCWriter(out, gzip=True, warc_version="WARC/1.1").write_record(record)
    return out.getvalue()


def _new_id() -> str:
    return f"<urn:uuid:{uuid4()}>"


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _date(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
