"""Names in a query behind which something stands: fields as ours and as other tools write them, and functions."""

from __future__ import annotations

import re

from monitor.errors import QueryError
from monitor.rules.query.dialect_words import refused_function
from monitor.rules.query.dialects import foreign_field, meant_field, refused_field
from monitor.rules.query.grammar import FIELD_NAMES, FIELDS, field_named
from monitor.rules.query.lexeme import PARTED, QUOTED_HINT, Read
from monitor.rules.query.lookalikes import trimmed
from monitor.rules.query.suggest import closest

_FIELD = re.compile(r"(?P<name>@?[^\W\d][\w.]{0,60})(?P<mark>[:：=<>(])")
_PLURAL = re.compile(r"\((?:s|es|ies|e|n|en|r|er|in|innen|x|a|o|as|os)\)")
"""What stands behind a noun to leave its number open, in several languages: source(s), Bürger(in)."""
_NEARLY = 0.8
"""How much a name has to be like one of another tool's: those are many, and less is like one of them by chance."""
_ADDRESS = re.compile(rf"[^{PARTED}^-][^{PARTED}^]*")


def field_at(query: str, at: int) -> Read | None:
    """What stands before a colon, or before ``=``, ``>``, ``<`` or a parenthesis as other tools write it."""
    found = _FIELD.match(query, at)
    if found is None:
        return None
    name, mark = found["name"], found["mark"].replace("：", ":")
    if mark == "(":
        return _function(query, at, found)
    if mark in "<>":
        known = field_named(name)
        return ("field", name + mark, 0, found.end() - 1) if known and known.kind == "day" else None
    written = name if mark == ":" else name + mark
    if known := field_named(written) or foreign_field(written):
        if mark == ":" and query[found.end() : found.end() + 1] in (":", "："):
            raise QueryError(at + 1, f"“{name}::”, with two colons", f"one: {known.name}:{QUOTED_HINT}")
        return "field", written, 0, found.end()
    if refused := refused_field(written):
        raise QueryError(at + 1, f"“{found[0]}”, {refused[0]}", refused[1] + QUOTED_HINT)
    if mark == "=" and meant_field(written):
        return "field", written, 0, found.end()
    if mark == "=" and (len(name) == 1 or not name.isascii() or query[found.end() : found.end() + 1].strip() == ""):
        return None
    _refuse_unknown(at, name, mark)
    return None


def _function(query: str, at: int, found: re.Match[str]) -> Read | None:
    """A name right before a parenthesis: a field of the text, or what another tool has and this one has not."""
    name, end = found["name"], found.end() - 1
    if _PLURAL.match(query, end):
        return None
    known = meant_field(f"{name}(")
    if known and known.kind == "text":
        return "field", f"{name}(", 0, end
    if known or (refused := refused_function(name)) is None:
        if known is None:
            return None
        refused = "a field without its colon", f"{known.name}:( ), or a blank before “(” for the word"
    raise QueryError(at + 1, f"“{name}(”, {refused[0]}", refused[1] + QUOTED_HINT)


def _refuse_unknown(at: int, name: str, mark: str) -> None:
    """Raise QueryError for a name that can only be meant as a field; text with a dot or a sign may be text."""
    column = at + 1
    if "." in name or name[0] == "_":
        inner = next((part for part in name.split(".") if field_named(part)), "")
        if mark == ":" and (inner or name[0] == "_" or name.lower().startswith(("metadata.", "enrichments."))):
            expected = f"{inner.lower()}:" if inner else "a field of this tool, such as title:"
            raise QueryError(column, f"“{name}:”, a field of another index", expected + QUOTED_HINT)
        return
    if name[0] == "@":
        return
    likely = closest(name, FIELD_NAMES, _NEARLY) or closest(name, [field.name for field in FIELDS])
    hint = f"; did you mean {FIELD_NAMES[likely]}:?" if likely else "; text with a colon goes in quotes"
    known = ", ".join(f"{field.name}:" for field in FIELDS)
    raise QueryError(column, f"the unknown field “{name}{mark}”", f"one of {known}{hint}")


def address_at(query: str, at: int, field: str) -> Read | None:
    """What stands behind ``url:`` or ``site:``, where a colon is no sign; ``field`` is what stands before it."""
    known = meant_field(field) if field else None
    if known is None or known.name not in ("url", "site"):
        return None
    found = _ADDRESS.match(query, at)
    return ("word", trimmed(found[0]), 0, found.end()) if found else None
