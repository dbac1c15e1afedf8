"""The query language as a table: its operators, fields and signs, each with its meaning and an example.

The lexer and the parser take their words from here, and docs/query-language.md is made from here (``grammar_page``), so
that what is read, what is documented and what is tested cannot differ. What other tools write is in ``dialects``.
"""

from __future__ import annotations

from monitor.rules.query.grammar_entries import DEEPEST, Example, FieldName, Operator, OperatorSort, Sign
from monitor.rules.query.grammar_fields import FIELDS
from monitor.rules.query.grammar_operators import OPERATORS
from monitor.rules.query.grammar_signs import SIGNS

__all__ = [
    "DEEPEST",
    "FIELDS",
    "FIELD_NAMES",
    "OPERATORS",
    "SIGNS",
    "Example",
    "FieldName",
    "Operator",
    "OperatorSort",
    "Sign",
    "field_named",
    "operator_of",
]


def field_named(name: str) -> FieldName | None:
    """The field of a name or alias, in any letter case."""
    return _NAMES.get(name.lower())


def operator_of(sort: str) -> Operator:
    """The operator of a sort. Raises KeyError."""
    return _SORTS[sort]


_NAMES = {name: field for field in FIELDS for name in (field.name, *field.aliases)}
FIELD_NAMES = {name: field.name for name, field in _NAMES.items()}
"""Names and aliases of fields, each with the name that is ours."""
_SORTS: dict[str, Operator] = {operator.sort: operator for operator in OPERATORS}
