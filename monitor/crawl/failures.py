"""What goes wrong on the way to an answer, as a FetchError with one of the causes in docs/collecting.md."""

from __future__ import annotations

import gzip
import sys
import zlib
from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy import exceptions
from service_identity import VerificationError
from twisted.internet.error import DNSLookupError
from twisted.web._newclient import ParseError
from twisted.web.client import ResponseFailed

from monitor.crawl.guard import AddressGuard
from monitor.crawl.headers import HeadersTooLarge
from monitor.errors import FetchError

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdError
else:
    from backports.zstd import ZstdError


class NoBrowser(exceptions.DownloadFailedError):
    """A page is to be rendered, and no browser could be started."""


class InsecureRedirect(exceptions.IgnoreRequest):
    """A secure address leads to one that is not, and to nothing else."""


FOREIGN = (
    exceptions.IgnoreRequest,
    exceptions.DownloadConnectionRefusedError,
    exceptions.CannotResolveHostError,
    exceptions.DownloadTimeoutError,
    exceptions.DownloadCancelledError,
    exceptions.DownloadFailedError,
    exceptions.ResponseDataLossError,
    exceptions.UnsupportedURLSchemeError,
    exceptions.NotSupported,
    DNSLookupError,
    ResponseFailed,
    OSError,
    ValueError,
    zlib.error,
    ZstdError,
)
"""What Scrapy, Twisted and the decompressors raise for an answer that cannot be had."""
_CAUSES: tuple[tuple[type[BaseException], str], ...] = (
    (exceptions.DownloadTimeoutError, "timeout"),
    (NoBrowser, "no browser"),
    (exceptions.DownloadConnectionRefusedError, "connection refused"),
    (exceptions.CannotResolveHostError, "host not found"),
    (DNSLookupError, "host not found"),
    (exceptions.ResponseDataLossError, "answer cut off"),
    (exceptions.UnsupportedURLSchemeError, "not http"),
    (exceptions.NotSupported, "not http"),
    (InsecureRedirect, "insecure redirect"),
    (HeadersTooLarge, "too large"),
    (VerificationError, "bad certificate"),
    (SSL.Error, "no secure connection"),
    (ParseError, "bad answer"),
    (ValueError, "bad answer"),  # as the next one, of Twisted's parser: headers that mean nothing
    (LookupError, "bad answer"),
    (zlib.error, "bad answer"),
    (ZstdError, "bad answer"),
    (gzip.BadGzipFile, "bad answer"),
)
_MOST_DETAIL = 500
"""Characters: some errors repeat what the server said."""
_IN_TLS = "certificate verify failed"
"""What OpenSSL says of a certificate that is expired, or signed by nobody who is trusted."""


def translated(error: Exception, url: str, guard: AddressGuard) -> FetchError:
    """The error that was met on the way to ``url``; what the guard refused counts as that."""
    text = str(error)
    if isinstance(error, exceptions.IgnoreRequest) and not isinstance(error, InsecureRedirect):
        if "robots.txt" in text:
            return FetchError("robots.txt", "the site asks robots not to fetch this")
        if "DOWNLOAD_MAXSIZE" in text:
            return FetchError("too large", text)
        return FetchError("redirect loop" if "redirection" in text else "refused", text)
    if isinstance(error, ValueError):
        return FetchError("bad address", text[:_MOST_DETAIL])
    if isinstance(error, exceptions.DownloadCancelledError):
        return FetchError("too large", text)
    # After a redirect the host that was looked up is not the address's own; the look-up's error ends with its name.
    hosts = (text.rpartition(": ")[2].rstrip("."), urlsplit(url).hostname or "")
    if refused := guard.refusal(hosts[0]) or guard.refusal(hosts[1]):
        return FetchError("address refused", f"{refused} is private or special; crawl.allow_private may allow it")
    reason = _reason(error)
    detail = str(reason) or type(reason).__name__
    return FetchError(_cause(reason), detail[:_MOST_DETAIL])


def _reason(error: Exception) -> BaseException:
    """What made a request fail, where Twisted wrapped it together with what came of it."""
    wrapper = error.__cause__ if isinstance(error, exceptions.DownloadFailedError) else error
    reasons = wrapper.reasons if isinstance(wrapper, ResponseFailed) else ()
    return next((reason.value for reason in reasons), error)


def _cause(reason: BaseException) -> str:
    if isinstance(reason, SSL.Error) and _IN_TLS in str(reason):
        return "bad certificate"
    return next((cause for kind, cause in _CAUSES if isinstance(reason, kind)), "connection failed")
