"""YAML that knows where everything stands.

Reads one YAML file into plain values (text, whole numbers, booleans, nothing, lists, mappings) and remembers the line
of every key and value. Only ``true``, ``false``, ``null`` and whole numbers are special, as in YAML 1.2, so that
``country: NO`` is text. Each key stands once in a mapping; depth, size and the number of values are bounded, also
through aliases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from monitor.config.fault import Fault, KeyPath, key_text, shown

Value: TypeAlias = "str | int | bool | list[Any] | dict[str, Any] | None"

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_VALUES = 50_000
_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = ("", "~", "null", "Null", "NULL")
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_UNTAGGED, _PLAIN = "untagged", "plain"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands. ``literal`` says that it is a ``|`` block, whose text begins on the next line."""

    key_line: int
    line: int
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its name in the configuration directory, its value, and the place of everything in it."""

    name: str
    value: Value
    places: dict[KeyPath, Place] = field(repr=False)

    def place(self, path: KeyPath) -> Place:
        """Where ``path`` stands, or the nearest thing around it that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(1, 1))

    def at(self, path: KeyPath) -> Value:
        """The value at ``path``; None where there is nothing."""
        value: Any = self.value
        for part in path:
            if isinstance(part, int):
                value = value[part] if isinstance(value, list) and part < len(value) else None
            else:
                value = value.get(part) if isinstance(value, dict) else None
        return value  # type: ignore[no-any-return]

    def fault(self, path: KeyPath, found: str, expected: str, hint: str = "", *, at_key: bool = False) -> Fault:
        """A fault at the value of ``path``, or at its key."""
        place = self.place(path)
        line = place.key_line if at_key else place.line
        return Fault(self.name, line, key_text(path), found, expected, hint)


def read_document(name: str, raw: bytes) -> tuple[Document | None, list[Fault]]:
    """The document in a file's bytes, and what is wrong with its form; no document where it cannot be read."""
    if len(raw) > MAX_BYTES:
        return None, [Fault(name, 0, "", f"{len(raw)} bytes", f"at most {MAX_BYTES}")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Fault(name, line, "", f"the byte 0x{raw[error.start]:02x}", "UTF-8 text")]
    try:
        root = _Loader(text).get_single_node()
        if root is None:
            return None, [Fault(name, 1, "", "an empty file", "YAML")]
        walk = _Walk(name)
        value = walk.value(root, (), 1)
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        return None, [Fault(name, line, "", f"the control character U+{error.character:04X}", "printable text")]
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_fault(name, error)]
    return Document(name, value, walk.places), walk.faults


class _Loader(yaml.SafeLoader):
    """Composes nodes only; tells plain scalars from quoted ones and from tagged values; refuses great depth."""

    depth = 0
    values = 0

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        return _PLAIN if kind is yaml.ScalarNode and implicit[0] else _UNTAGGED

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _problem(f"more than {MAX_DEPTH} levels", self.get_mark())
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Walk:
    """Turns nodes into values and notes their places. Aliases are expanded, so their number is counted here."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[KeyPath, Place] = {}
        self.faults: list[Fault] = []

    def value(self, node: yaml.Node, path: KeyPath, key_line: int) -> Value:
        line = node.start_mark.line + 1
        self.places[path] = Place(key_line, line, getattr(node, "style", None) == "|")
        if len(self.places) > MAX_VALUES or len(path) > MAX_DEPTH:
            found = f"more than {MAX_VALUES} values or {MAX_DEPTH} levels, perhaps by an alias within itself"
            raise _problem(found, node.start_mark)
        if node.tag not in (_PLAIN, _UNTAGGED):
            self.faults.append(
                Fault(self.name, line, key_text(path), f"the tag {shown(node.tag)}", "a value without a tag")
            )
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(item, (*path, number), item.start_mark.line + 1) for number, item in enumerate(node.value)
            ]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(Fault(self.name, line, key_text(path), "a list or mapping as a key", "a name"))
                continue
            key = key_node.value
            here = (*path, key)
            if key in values:
                first = self.places[here].key_line
                self.faults.append(
                    Fault(self.name, line, key_text(here), f"the key again (first on line {first})", "each key once")
                )
                continue
            values[key] = self.value(value_node, here, line)
        return values


def _scalar(node: yaml.Node) -> str | int | bool | None:
    text: str = node.value
    if node.tag != _PLAIN:
        return text
    if text in _NOTHING:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    return int(text) if _WHOLE.fullmatch(text) else text


def _problem(words: str, mark: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=words, problem_mark=mark)


def _syntax_fault(name: str, error: yaml.MarkedYAMLError) -> Fault:
    """PyYAML's words, in ours where the mistake is a common one."""
    mark = error.problem_mark or error.context_mark
    problem = (error.problem or error.context or "something else").removeprefix("found ")
    expected = "YAML"
    if "stream end" in problem or "end of stream" in problem:
        mark = error.context_mark or mark
        problem, expected = "a quote or bracket that is never closed", "its end"
    elif "'\\t'" in problem:
        problem, expected = "a tab", "spaces: YAML is not indented by tabs"
    elif "mapping values are not allowed" in problem:
        problem, expected = (
            "a colon where no key can be",
            "text with a colon in quotes, and keys indented like those above",
        )
    elif "single document" in (error.context or ""):
        problem, expected = "a second document", "one document in a file"
    elif "expected <block end>" in problem:
        problem, expected = "a line that does not fit the ones above", "items of a list or mapping indented alike"
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Fault(name, line, "", problem, expected, f"column {column}")
