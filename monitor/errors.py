"""The one error tree. Every error a caller may see is one of these; foreign errors are translated at the edge.

MonitorError
  ConfigError           a configuration that cannot be used (carries its faults)
  TextFormatError       a file that is not in the article text format
  QueryError            a rule query that does not parse
  FeedError             bytes that are not a feed, or a feed with nothing in it
  FetchError            a request that gave no usable answer
  ExtractionError       a page from which no article could be taken
  ArchiveError          the archive refused or could not be reached
    ArchiveBusy         another process writes to this archive
  NotFound              what was asked for does not exist
"""

from __future__ import annotations


class MonitorError(Exception):
    """Root of all errors of this project; ``str(error)`` is fit to be shown to a user."""


class ConfigError(MonitorError):
    """The configuration cannot be used; ``faults`` lists every reason, one line each."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class TextFormatError(MonitorError):
    """A file is not in the article text format: which file, which line, what was found and expected."""

    def __init__(self, name: str, line: int, found: str, expected: str) -> None:
        self.name, self.line, self.found, self.expected = name, line, found, expected
        super().__init__(f"{name}:{line}: found {found}, expected {expected}")


class QueryError(MonitorError):
    """A query does not parse; ``column`` counts characters of the whole query from 1.

    The message names the ``line``, and the column in it, once it is known that the query has several.
    """

    def __init__(self, column: int, found: str, expected: str, before: str = "") -> None:
        self.column, self.found, self.expected = column, found, expected
        self.line = before.count("\n") + 1
        self.line_column = column - (before.rfind("\n") + 1)
        where = f"line {self.line}, column {self.line_column}" if before else f"column {column}"
        super().__init__(f"{where}: found {found}, expected {expected}")

    def within(self, query: str) -> QueryError:
        """The same error, with its line where ``query``, in which it was found, has several."""
        before = query[: self.column - 1] if "\n" in query else ""
        return QueryError(self.column, self.found, self.expected, before)


class CausedError(MonitorError):
    """An error with a short, stable cause (for tables and counting) and a detail (for people)."""

    def __init__(self, cause: str, detail: str = "") -> None:
        self.cause, self.detail = cause, detail
        super().__init__(f"{cause}: {detail}" if detail else cause)


class FeedError(CausedError):
    """Bytes are not a feed (``not a feed``) or announce nothing (``empty feed``)."""


class FetchError(CausedError):
    """A request gave no usable answer: ``timeout``, ``http 500``, ``too large``, ``robots.txt``, ...

    ``retry_after`` is how many seconds the site asked to be left alone; None where it did not.
    """

    def __init__(self, cause: str, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(cause, detail)
        self.retry_after = retry_after


class ExtractionError(CausedError):
    """A page gave no article: ``no text``, ``no headline``, ``time limit``, ``too large``, a verdict's cause, ..."""


EXTRACTION_CAUSES = frozenset(
    {
        "no text", "no headline", "not html", "too large", "time limit", "worker died", "extraction failed",
        "empty", "teaser", "paywall", "consent", "listing", "login", "wrong language", "template change",
    }
)  # fmt: skip
"""Causes that say something about a page, not about getting it; the second line are those of a verdict."""


class ArchiveError(MonitorError):
    """The archive could not do what was asked."""


class ArchiveBusy(ArchiveError):
    """Another process holds the right to write to this archive."""


class NotFound(MonitorError):
    """What was asked for does not exist."""
