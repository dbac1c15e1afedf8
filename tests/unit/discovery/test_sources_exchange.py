"""Lists of sources as OPML, CSV and YAML: what goes out comes back, and what is hostile or wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalogue import catalogue
from monitor.config import check, load
from monitor.domain.source import Source
from monitor.errors import ConfigError
from monitor.intake import id_of
from monitor.opml import read_opml, write_opml
from monitor.sources_csv import read_csv, write_csv
from monitor.sources_yaml import write_yaml

HEADS = '<opml version="2.0"><body>{}</body></opml>'
NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
PATTERNS = st.sampled_from(["", r"/news/(?P<id>\d+)\b", r"[?&]p=(?P<id>\d+)(?:[&#]|$)", "/'\"<&>|/[^/?#]*-"])


@st.composite
def source_lists(draw: st.DrawFn) -> list[Source]:
    """Sources whose ids and addresses differ, as those of a configuration do."""
    found = []
    for number in range(draw(st.integers(0, 5))):
        urls = [f"https://h{number}.example/{kind}?a=1&b={n}" for kind in "fst" for n in range(draw(st.integers(0, 2)))]
        group = draw(st.lists(NAMES, max_size=2))
        found.append(
            Source(
                id=f"source-{number}",
                name=draw(NAMES),
                country=draw(st.sampled_from(["", "NO", "IR"])),
                language=draw(st.sampled_from(["", "fa", "zh-Hans"])),
                ownership=draw(st.sampled_from(["", "state"])),
                homepage=draw(st.sampled_from(["", f"https://h{number}.example/"])),
                feeds=(f"https://h{number}.example/rss", *(url for url in urls if "/f?" in url)),
                sitemaps=tuple(url for url in urls if "/s?" in url),
                sections=tuple(url for url in urls if "/t?" in url),
                article_url_pattern=draw(PATTERNS),
                labels={"group": " / ".join(group)} if group else {},
            )
        )
    return found


@given(source_lists())
def test_opml_and_csv_bring_sources_back_as_they_were(sources: list[Source]) -> None:
    for brought in (read_opml(write_opml(sources)), read_csv(write_csv(sources))):
        assert brought.refused == ()
        assert sorted(brought.sources, key=lambda source: source.id) == sources, "groups stand together"


@given(source_lists())
def test_yaml_says_what_the_sources_say(sources: list[Source]) -> None:
    text = write_yaml(sources, {source.id: ["what is known\nof it: # - "] for source in sources}, "head")
    read = yaml.safe_load(text)["sources"] or []
    assert [item["id"] for item in read] == [source.id for source in sources]
    for item, source in zip(read, sources, strict=True):
        assert item["name"] == source.name
        assert item["feeds"] == list(source.feeds)
        assert item.get("article_url_pattern", "") == source.article_url_pattern
        assert item.get("labels", {}) == source.labels


def test_the_whole_catalogue_survives_every_form(tmp_path: Path) -> None:
    known = {entry.source.id: entry.source for entry in catalogue() if entry.source.feeds}
    for brought in (read_opml(write_opml(known.values())), read_csv(write_csv(known.values()))):
        same = [source.id for source in brought.sources if source == known.get(source.id)]
        assert len(same) + len(brought.refused) >= len(known), "every difference is told"
        (tmp_path / "sources").mkdir(exist_ok=True)
        (tmp_path / "monitor.yaml").write_text("contact: tests@desk.example\n")
        (tmp_path / "sources" / "all.yaml").write_text(write_yaml(brought.sources), encoding="utf-8")
        assert check(tmp_path, {}).faults == ()
        assert {source.id for source in load(tmp_path, {}).sources} <= set(known)


def test_nested_outlines_become_groups_and_ids_become_unique() -> None:
    opml = HEADS.format(
        '<outline text="Africa"><outline text="East &amp; South"><outline text="Herald" xmlUrl="https://h.example/a"/>'
        '<outline text="Herald" xmlUrl="https://h.example/b" htmlUrl="https://h.example/"/></outline></outline>'
        '<outline text="خبرگزاری" language="fa_IR" xmlUrl="https://en.khabar.example/rss"/>'
    )
    brought = read_opml(opml.encode(), taken=["herald"])
    assert [source.id for source in brought.sources] == ["herald-2", "herald-3", "khabar-en"]
    assert brought.sources[0].labels == {"group": "Africa / East & South"}
    assert brought.sources[2].language == "fa-IR"


def test_what_cannot_be_imported_is_listed_with_its_line_and_reason() -> None:
    opml = HEADS.format(
        '\n<outline text="Files" xmlUrl="file:///etc/passwd"/>\n<outline text="One" xmlUrl="https://h.example/a"/>'
        '\n<outline text="Again" xmlUrl="https://h.example/a"/>\n<outline text="Two" language="??" xmlUrl="https://h.example/b"/>'
    )
    brought = read_opml(opml.encode())
    assert [source.name for source in brought.sources] == ["One", "Two"]
    assert [(one.line, one.what.split()[0]) for one in brought.refused] == [
        (2, "feeds"), (2, "Files"), (4, "feeds"), (4, "Again"), (5, "language"),
    ]  # fmt: skip
    rows = b"url,country\nhttps://h.example/rss,Iran\n\nnonsense,IR\n"
    table = read_csv(rows)
    assert [source.id for source in table.sources] == ["h"]
    assert [one.line for one in table.refused] == [2, 4, 4]


BOMB = '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + HEADS.format(
    '<outline text="&b;" xmlUrl="&b;"/>'
)
OUTSIDE = '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + HEADS.format("<outline text='&x;'/>")
NAMED_7 = b'<?xml version="1.0" encoding="utf-7"?>'


@pytest.mark.parametrize(
    "data",
    [
        BOMB.encode(), OUTSIDE.encode(), BOMB.encode("utf-16"), NAMED_7 + BOMB.encode("utf-7"),
        b'<?xml version="1.0" encoding="base64"?>x', b"<rss/>", b"<opml>", b"", b"\xff\xff\xff", b"\0" * 50,
        b"<opml>" + b"<outline>" * 5000 + b"</outline>" * 5000 + b"</opml>", b" " * 10_000_001,
    ],
    ids=["entities", "external entity", "utf-16", "utf-7", "no charset", "rss", "cut off", "empty", "bytes", "NUL",
         "deep", "large"],
)  # fmt: skip
def test_hostile_opml_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(ConfigError) as refused:
        read_opml(data)
    assert "\n" not in str(refused.value)
    assert "root:" not in str(refused.value)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_a_refusal(data: bytes) -> None:
    for read in (read_opml, read_csv):
        try:
            read(data)
        except ConfigError:
            continue


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://en.irna.example/", "irna-en"), ("https://www.herald.example/fa", "herald-fa"),
        ("https://herald.gov.example/news/", "herald"), ("http://127.0.0.1:8080/", "127-0-0-1-8080"),
        ("https://xn--e1afmkfd.example/", "xn-e1afmkfd"),
    ],
)  # fmt: skip
def test_an_id_is_made_of_an_address(url: str, name: str) -> None:
    assert id_of(url) == name
