"""The article text format: one article as a plain text file, read and written without losing a byte.

    file      = [ date-mark ] block *( LF LF block ) [ LF LF ]
    date-mark = SP "date" SP YYYY-MM-DD SP
    block     = line *( LF line )
    line      = one or more characters, no LF, no CR, no other control character

The first block is the header; its last line is the headline. docs/text-format.md has the whole of it.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass

from monitor.domain.header import Kind, kind_of
from monitor.errors import TextFormatError

_DATE_MARK = re.compile(r" date ([0-9]{4}-[0-9]{2}-[0-9]{2}) ")
_SPACES = re.compile(r"[\t\v\f\x1c-\x1f\x85\u2028\u2029\r\n]+")

_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters (category Cc) and lone surrogates (Cs)."""

Block = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as text: ``blocks`` of lines, the first of them the header; ``tail`` is ``""`` or two line feeds.

    Raises ValueError where the parts could not be written in the format.
    """

    blocks: tuple[Block, ...]
    date: datetime.date | None = None
    tail: str = ""

    def __post_init__(self) -> None:
        if not self.blocks or not all(self.blocks):
            raise ValueError("an article text has at least one block, and a block at least one line")
        if self.tail not in ("", "\n\n"):
            raise ValueError(f"the end of a file is nothing or two line feeds, not {self.tail!r}")
        for block in self.blocks:
            for line in block:
                if fault := _fault_in(line):
                    raise ValueError(f"found {fault}, expected a line of text")
        if self.date is None and _DATE_MARK.match(self.blocks[0][0]):
            raise ValueError("the first line looks like a date mark, but the text has no date")

    @property
    def headline(self) -> str:
        """The last line of the header."""
        return self.blocks[0][-1]

    @property
    def header(self) -> tuple[tuple[Kind, str], ...]:
        """The header's lines in page order, each with its kind."""
        return (*((kind_of(line), line) for line in self.blocks[0][:-1]), (Kind.HEADLINE, self.headline))

    @property
    def standfirst(self) -> str:
        """The header's standfirst lines, joined by line feeds; empty where the header has none."""
        return "\n".join(line for kind, line in self.header if kind is Kind.STANDFIRST)

    @property
    def lead(self) -> str:
        """What a reader reads first below the headline: the standfirst, else the first block of the body."""
        return self.standfirst or "\n".join(self.blocks[1] if len(self.blocks) > 1 else ())

    @property
    def body(self) -> str:
        """All blocks after the header, as the file has them."""
        return "\n\n".join("\n".join(block) for block in self.blocks[1:])


def clean_line(text: str) -> str:
    """``text`` as one line of the format: NFC, control characters gone, ordinary white space at the ends gone."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return _UNPRINTED.sub("", text).strip(" ")


def render(article: ArticleText) -> str:
    """The text of the article's file."""
    mark = f" date {article.date.isoformat()} " if article.date else ""
    return mark + "\n\n".join("\n".join(block) for block in article.blocks) + article.tail


def parse(data: bytes | str, name: str = "text") -> ArticleText:
    """Read a file's bytes. Raises TextFormatError with ``name``, line, what was found and what was expected."""
    text = _decode(data, name) if isinstance(data, bytes) else data
    for number, line in enumerate(text.split("\n"), 1):
        if line and (fault := _fault_in(line)):
            raise TextFormatError(name, number, fault, "text without control characters")
    date, text, tail = _ends(text, name)
    if text.startswith("\n"):
        raise TextFormatError(name, 1, "a blank line", "the first line of the header")
    if (at := text.find("\n\n\n")) >= 0:
        raise TextFormatError(name, text[:at].count("\n") + 3, "two blank lines in a row", "one blank line")
    return ArticleText(tuple(tuple(block.split("\n")) for block in text.split("\n\n")), date, tail)


def _decode(data: bytes, name: str) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        raise TextFormatError(name, 1, "a byte-order mark", "UTF-8 without one")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TextFormatError(name, line, f"the byte 0x{data[error.start]:02x}", "UTF-8") from None


def _ends(text: str, name: str) -> tuple[datetime.date | None, str, str]:
    """Take the date mark and the line feeds at the end off ``text``."""
    date = None
    if mark := _DATE_MARK.match(text):
        try:
            date = datetime.date.fromisoformat(mark[1])
        except ValueError:
            raise TextFormatError(name, 1, f"the date {mark[1]}", "a day of the calendar") from None
        text = text[mark.end() :]
    if not text.strip("\n"):
        found = "a date mark alone" if date else "a file without text"
        raise TextFormatError(name, 1, found, "the first line of the header")
    body = text.rstrip("\n")
    tail = text[len(body) :]
    if tail not in ("", "\n\n"):
        line = body.count("\n") + 2
        raise TextFormatError(name, line, f"{len(tail)} line feeds at the end", "none or two")
    return date, body, tail


def _fault_in(line: str) -> str:
    """What may not stand in a line, in words; empty where the line is right."""
    if not line:
        return "an empty line"
    if found := _UNPRINTED.search(line):
        known = {"\r": "a carriage return", "\0": "a NUL", "\t": "a tab", "\n": "a line feed"}
        return known.get(found[0], f"the control character U+{ord(found[0]):04X}")
    return ""
