"""A corpus on disk: ``html/ID.html.gz`` and ``ground-truth.json`` with, for each ID, what a person marked.

Of the gold are read ``articleBody`` and ``url``, and where there are any ``headline`` or ``title``, and
``datePublished`` or ``date`` (the first ten characters: a day).
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page and what is right; ``headline`` and ``day`` are empty where the gold says nothing of them."""

    name: str
    html: bytes
    url: str
    body: str
    headline: str = ""
    day: str = ""


def read_corpus(folder: Path) -> list[GoldPage]:
    """The pages in ``folder`` by name. Raises OSError, ValueError or KeyError where the layout is another."""
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [_page(folder, name, gold[name]) for name in sorted(gold)]


def _page(folder: Path, name: str, marked: dict[str, str | None]) -> GoldPage:
    html = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
    url = marked.get("url") or f"https://corpus.example/{name}"
    return GoldPage(
        name=name,
        html=html,
        url=url if "://" in url else f"https://{url}",
        body=marked["articleBody"] or "",
        headline=marked.get("headline") or marked.get("title") or "",
        day=(marked.get("datePublished") or marked.get("date") or "")[:10],
    )
