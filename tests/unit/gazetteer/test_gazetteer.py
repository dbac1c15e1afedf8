"""Lists of entities: our CSV goes out and comes back, and what others export comes in."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.match import Entity
from monitor.gazetteer.imports import Imported, read_export
from monitor.gazetteer.table import read_table, write_table

SIMPLE = '''"id","schema","name","aliases","birth_date"
"NK-a1","Person","Darya Orlova","Дарья Орлова;""Orlova; Darya""","1970"
"bad id","Person","Somebody","",""
"NK-a2","Vessel","...","",""
"NK-a3","Company","United Widgets","UW 有限公司",""
'''
FTM = """{"id": "a1", "schema": "Person", "properties": {"name": ["Darya Orlova"], "weakAlias": ["Dasha"]}}
not json
{"id": "a2", "schema": "PublicBody", "properties": {"name": ["Ministry of Tides"]}}
"""
SPARQL = """{"head": {"vars": ["item", "itemLabel", "altLabels", "lang"]}, "results": {"bindings": [
 {"item": {"value": "http://www.wikidata.org/entity/Q900000001"}, "itemLabel": {"value": "Darya Orlova"},
  "altLabels": {"value": "D. Orlova, Orlova"}},
 {"item": {"value": "http://www.wikidata.org/entity/Q900000001"}, "itemLabel": {"value": "Дарья Орлова"}},
 {"item": {"value": "elsewhere"}, "itemLabel": {"value": "Nobody"}},
 {"item": {"value": "http://www.wikidata.org/entity/Q900000002"}, "itemLabel": {"value": "Q900000002"}}
]}}"""
WIKIDATA = """[
{"id": "Q900000001", "labels": {"en": {"value": "Darya Orlova"}, "fa": {"value": "داریا اورلووا"}}, \
"aliases": {"en": [{"value": "D. Orlova"}]}},
{"id": "Q900000003", "labels": {"en": {"value": "Port of Tides"}}}
]"""


def imported(text: str, **options: str) -> Imported:
    return read_export(io.StringIO(text, newline=""), **options)


def test_opensanctions_gives_names_in_all_scripts_and_tells_what_it_leaves_out() -> None:
    found = imported(SIMPLE, list_name="sanctions")
    assert found.entities == (
        Entity("NK-a1", ("Darya Orlova", "Дарья Орлова", "Orlova; Darya"), "person", lists=("sanctions",)),
        Entity("NK-a3", ("United Widgets", "UW 有限公司"), "organization", lists=("sanctions",)),
    )
    assert [(one.line, one.column) for one in found.skipped] == [(3, "id"), (4, "aliases"), (4, "aliases")]


def test_one_bad_line_does_not_stop_the_others() -> None:
    found = imported(FTM)
    assert [(one.id, one.kind, one.weak) for one in found.entities] == [
        ("a1", "person", ("Dasha",)), ("a2", "organization", ()),
    ]  # fmt: skip
    assert [(one.line, one.column) for one in found.skipped] == [(2, "line")]


def test_wikidata_rows_of_one_item_are_one_entity() -> None:
    found = imported(SPARQL, kind="person")
    assert found.entities == (Entity("Q900000001", ("Darya Orlova", "D. Orlova", "Orlova", "Дарья Орлова"), "person"),)
    assert [one.column for one in found.skipped] == ["item", "aliases"]
    table = "item,itemLabel,itemAltLabel\nhttp://www.wikidata.org/entity/Q7,Darya Orlova,D. Orlova\n"
    assert imported(table).entities == (Entity("Q7", ("Darya Orlova", "D. Orlova")),)


def test_wikidata_entities_give_labels_and_aliases_of_all_languages() -> None:
    found = imported(WIKIDATA)
    assert [one.aliases for one in found.entities] == [
        ("Darya Orlova", "داریا اورلووا", "D. Orlova"),
        ("Port of Tides",),
    ]


def test_a_file_of_another_form_is_told_and_gives_nothing() -> None:
    for text in ("", "a,b\n1,2\n", "{", '{"a": 1}', "[1, 2]"):
        found = imported(text)
        assert found.entities == ()
        assert found.skipped


def test_our_table_names_the_line_and_column_of_every_fault() -> None:
    text = 'id,name,aliases,lists\na,Darya Orlova,...,watched\n"?",Nobody,,\nb,,,\nc,Only,one\nd,Good,,bad name\n'
    rows = list(read_table(io.StringIO(text, newline="")))
    assert [(one.line, one.column) for _, _, wrong in rows for one in wrong] == [
        (2, "aliases"), (3, "id"), (4, "aliases"), (5, "row"), (6, "lists"),
    ]  # fmt: skip
    assert [entity.id for _, entity, _ in rows if entity] == ["a", "d"]
    ((_, _, (wrong,)),) = read_table(io.StringIO("name\nDarya\n"))
    assert wrong.column == "columns"


NAME = st.text("aZ é;\"'中م-.", min_size=1, max_size=12).map(lambda name: " ".join(f"x{name}".split()))
ENTITY = st.builds(
    Entity,
    id=st.from_regex("[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    aliases=st.lists(NAME, min_size=1, max_size=4, unique=True).map(tuple),
    kind=st.sampled_from(("", "person")),
    weak=st.lists(NAME, max_size=2, unique=True).map(tuple),
    excluded=st.lists(NAME, max_size=2, unique=True).map(tuple),
    lists=st.sampled_from(((), ("sanctions", "watched"))),
)


@given(st.lists(ENTITY, max_size=4))
def test_what_is_written_is_read_again(entities: list[Entity]) -> None:
    file = io.StringIO(newline="")
    write_table(file, entities)
    file.seek(0)
    assert [(entity, wrong) for _, entity, wrong in read_table(file)] == [(entity, ()) for entity in entities]
