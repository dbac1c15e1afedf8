"""Pages to render are asked of a browser that may not be there: the configuration says so before a crawl does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from monitor.config import check, load
from monitor.domain.source import Rendered
from monitor.errors import ConfigError

Write = Callable[[Mapping[str, str]], Path]
SOURCE = "sources:\n  - id: a\n    name: A\n    sections: [https://a.example/all]\n"
PATTERN = "    article_url_pattern: '/news/(?P<id>[0-9]+)'\n"


def faults(directory: Path) -> list[str]:
    return [str(fault) for fault in check(directory, {}).faults]


def test_without_the_extra_it_is_refused_with_what_to_install(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scrapy_playwright", None)
    directory = write({"sources/x.yaml": SOURCE + "    render: [sections]\n"})
    (fault,) = faults(directory)
    assert fault.startswith('sources/x.yaml:5: sources[0].render: found pages to render, expected the extra "browser"')
    assert "pip install scrapy-playwright" in fault
    with pytest.raises(ConfigError, match="scrapy-playwright"):
        load(directory, {})


def test_with_it_the_source_says_what_is_rendered(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("scrapy_playwright")
    module.__spec__ = sys.__spec__
    monkeypatch.setitem(sys.modules, "scrapy_playwright", module)
    directory = write({"sources/x.yaml": SOURCE + PATTERN + "    render: [articles, sections]\n"})
    assert faults(directory) == []
    rendered = {source.id: source.render for source in load(directory, {}).sources}
    assert rendered == {"a": {Rendered.ARTICLES, Rendered.SECTIONS}, "north-herald": frozenset()}


def test_articles_are_known_by_a_pattern(write: Write) -> None:
    (fault,) = faults(write({"sources/x.yaml": SOURCE + "    render: [articles]\n"}))
    assert "expected an article_url_pattern" in fault


def test_other_words_are_refused(write: Write) -> None:
    (fault,) = faults(write({"sources/x.yaml": SOURCE + "    render: [feeds]\n"}))
    assert "sources[0].render[0]" in fault
