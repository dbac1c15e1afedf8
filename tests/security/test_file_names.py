"""Names of files come from ids and hashes alone, whatever the web calls its things."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.archive import TextFiles
from monitor.domain.article import Version
from monitor.domain.textformat import parse
from monitor.domain.url import article_id
from monitor.errors import ArchiveError, FetchError
from monitor.usecases.target import source_for

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
ID = re.compile(r"[a-z0-9][a-z0-9-]*")
URLS = st.builds("{}://{}".format, st.sampled_from(["http", "https"]), st.text(min_size=1, max_size=60))


@given(URLS)
def test_the_id_of_an_outlet_nobody_configured_is_a_plain_word(url: str) -> None:
    try:
        source = source_for(url, {})
    except FetchError:
        return
    assert ID.fullmatch(source.id)


@pytest.mark.parametrize(
    "url",
    [
        "http://../../etc/passwd",
        "http://[::1]/../x",
        "http://..%2f..%2f/x",
        "https://.hidden./",
        "http:///nothing",
        "http://\0/",
    ],
)
def test_hosts_that_look_like_paths_make_no_path(url: str) -> None:
    assert ID.fullmatch(source_for(url, {}).id)


@given(st.text())
def test_the_id_of_an_article_is_sixteen_hex_digits(url: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", article_id(url))


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/outside.txt", "texts/../../outside.txt", "", "."])
def test_a_name_that_leads_out_of_the_directory_is_refused(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    text = parse(b"Headline\n\nText", "test")
    version = Version("0" * 16, "outlet", "http://o.example/", 1, text, "en", EPOCH, None, EPOCH.date(), name)
    with pytest.raises(ArchiveError):
        TextFiles(root).write(version)
    assert [path for path in tmp_path.rglob("*") if path != root] == []


def test_a_link_that_somebody_put_there_does_not_lead_out_either(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "texts").symlink_to(outside)
    text = parse(b"Headline\n\nText", "test")
    name = "texts/outlet/2026/01/01/000_0000000000000000.txt"
    version = Version("0" * 16, "outlet", "http://o.example/", 1, text, "en", EPOCH, None, EPOCH.date(), name)
    with pytest.raises(ArchiveError, match="leads out of"):
        TextFiles(root).write(version)
    assert list(outside.iterdir()) == []
