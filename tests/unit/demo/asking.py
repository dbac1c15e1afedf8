"""A plain HTTP client for tests of the outlets."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPResponse


def get(url: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers (in lower case) of an answer, whatever its status."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        response: HTTPResponse | urllib.error.HTTPError = urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return response.status or 0, response.read(), {k.lower(): v for k, v in response.headers.items()}
