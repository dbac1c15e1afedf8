"""Whatever stands in the files, nothing but ConfigError comes out."""

from __future__ import annotations

import re
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import Wrong, check, duration, load, size
from monitor.config.channel_models import AppriseModel, FeedModel, ReceiverModel, SlackModel, WebhookModel
from monitor.config.models import MonitorModel, SmtpModel, SourceModel
from monitor.config.values import url_pattern
from monitor.errors import ConfigError

FILES = ("monitor.yaml", "sources/a.yaml", "rules/a.yaml", "entities/a.yaml")
KEYS = [
    *MonitorModel.model_fields,
    *SmtpModel.model_fields,
    *ReceiverModel.model_fields,
    *SlackModel.model_fields,
    *WebhookModel.model_fields,
    *AppriseModel.model_fields,
    *FeedModel.model_fields,
    *SourceModel.model_fields,
    *("from", "url", "url_file", "interval", "max_bytes", "matchers", "continue", "routes", "receiver", "email", "to"),
    *("sources", "rules", "query", "severity", "entities", "aliases"),
]
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from([*KEYS, "10m", "5MB", "https://a.example/"])
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner), max_leaves=15
)
LISTS = st.sampled_from(["sources", "rules", "entities"])


def outcome(file: str, raw: bytes) -> None:
    """Read a directory with this one file; faults must name it or what is missing beside it."""
    with TemporaryDirectory() as name:
        directory = Path(name)
        (directory / file).parent.mkdir(exist_ok=True)
        (directory / file).write_bytes(raw)
        faults = tuple(str(fault) for fault in check(directory, {}).faults)
        with pytest.raises(ConfigError) if faults else nullcontext() as raised:
            load(directory, {})
        assert raised is None or raised.value.faults == faults


@given(st.sampled_from(FILES), st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(file: str, raw: bytes) -> None:
    outcome(file, raw)


@given(st.sampled_from(FILES), st.text(alphabet="ab:- \n\t[]{}#&*!|>'\"%@`?,~<0"))
def test_anything_that_looks_like_yaml(file: str, text: str) -> None:
    outcome(file, text.encode())


@given(st.sampled_from(FILES), VALUES)
def test_any_value_under_known_keys(file: str, value: object) -> None:
    outcome(file, yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "replace"))


@given(LISTS, st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES), max_size=3))
def test_any_items(kind: str, items: list[object]) -> None:
    outcome(f"{kind}/a.yaml", yaml.safe_dump({kind: items}).encode())


@given(st.integers(0, 3000), st.sampled_from("smhd"))
def test_durations_are_exact(number: int, unit: str) -> None:
    seconds = {"s": 1, "m": 60, "h": 3600, "d": 86400}[unit]
    assert duration(f"{number}{unit}") == timedelta(seconds=number * seconds)


@pytest.mark.parametrize(("text", "number"), [("1B", 1), ("500KB", 500_000), ("5 MB", 5_000_000), ("1KiB", 1024)])
def test_sizes(text: str, number: int) -> None:
    assert size(text) == number


@given(st.text(max_size=8))
def test_other_text_is_no_duration(text: str) -> None:
    if not re.fullmatch(r"[0-9]+\s*[smhd]", text):
        with pytest.raises(Wrong):
            duration(text)


@pytest.mark.parametrize(
    "pattern", ["(a+)+", r"(\w+)*$", "(?:a*b*)*", "((x|y+)z?){2,}", r"(?:[\w/]+/)+x", "(?:a|b/)+c*)+"]
)
def test_patterns_that_may_run_for_ever_are_refused(pattern: str) -> None:
    with pytest.raises(Wrong):
        url_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [r"/news/(?P<id>\d+)\b", r"^https?://[^/]+/(?:[\w-]+/)+(?P<id>\d+)-", r"(?:_\d+)?\.html?", r"[(]+[)]+", r"\(+\)+"],
)
def test_patterns_that_end_are_accepted(pattern: str) -> None:
    assert url_pattern(pattern) == pattern
