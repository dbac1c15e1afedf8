"""pydantic's errors as faults of ours: the same facts, with the line and in the words of the configuration."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.config.fault import Fault, KeyPath, Wrong, did_you_mean, listed, shown
from monitor.config.values import kind_of
from monitor.config.yamlfile import Document

SECRET_KEYS = ("password", "token", "webhook_url", "secret", "url")
"""Keys that people write although secrets do not stand in YAML."""

_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list (lines that begin with -)",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
}


def faults_of(document: Document, at: KeyPath, model: type[BaseModel], error: ValidationError) -> list[Fault]:
    """One fault for each error that ``model`` found in the value at ``at``."""
    return [_fault(document, at, model, details) for details in error.errors(include_url=False)]


def _fault(document: Document, at: KeyPath, model: type[BaseModel], details: ErrorDetails) -> Fault:
    inner = details["loc"]
    # For a wrong key of a free mapping pydantic adds this word to the path.
    path: KeyPath = (*at, *(part for part in inner if part != "[key]"))
    kind = details["type"]
    if kind == "missing":
        return document.fault(path, "no such key", "this required key")
    if kind == "extra_forbidden":
        return _unknown_key(document, path, _model_at(model, inner[:-1]))
    if kind == "value_error" and isinstance(wrong := details["ctx"]["error"], Wrong):
        return document.fault(path, wrong.found, wrong.expected, wrong.hint)
    value = details["input"]
    if kind == "literal_error":
        return _not_one_of(document, path, value, str(details["ctx"]["expected"]))
    if kind == "too_short":
        return document.fault(path, "an empty list", "at least one item")
    expected = _KINDS.get(kind, details["msg"])
    hint = "write it in quotes" if kind == "string_type" and isinstance(value, int) else ""
    return document.fault(path, kind_of(value), expected, hint)


def _not_one_of(document: Document, path: KeyPath, value: object, choice: str) -> Fault:
    known = choice.replace("'", "").replace(" or ", ", ").split(", ")
    if not isinstance(value, str):
        return document.fault(path, kind_of(value), listed(known))
    return document.fault(path, shown(value), listed(known), did_you_mean(value, known))


def _unknown_key(document: Document, path: KeyPath, model: type[BaseModel]) -> Fault:
    key = str(path[-1])
    known = keys_of(model)
    if key in SECRET_KEYS and f"{key}_file" in known:
        return secret_in_yaml(document, path)
    return document.fault(path, "an unknown key", f"one of {', '.join(known)}", did_you_mean(key, known), at_key=True)


def secret_in_yaml(document: Document, path: KeyPath) -> Fault:
    """A secret that stands in the file itself: says where it belongs and does not show it."""
    key = path[-1]
    expected = f"{key}_file (a file in the configuration directory) or {key}_env (the name of a variable)"
    return document.fault(path, "a secret in the file", expected, "secrets do not stand in YAML", at_key=True)


def query_fault(document: Document, path: KeyPath, column: int, wrong: Wrong) -> Fault:
    """A fault in a query: names the rule and the column, and in a ``|`` block the line within it."""
    query, name = document.at(path), document.at((*path[:-1], "name"))
    fault = document.fault(path, wrong.found, wrong.expected)
    where = f"column {column} of the query"
    if document.place(path).literal:
        before = str(query)[: column - 1]
        where = f"column {len(before) - before.rfind(chr(10))} of the line"
        fault = replace(fault, line=fault.line + 1 + before.count("\n"))
    rule = [f"rule {shown(name)}"] if isinstance(name, str) else []
    return replace(fault, hint=", ".join([*([wrong.hint] if wrong.hint else []), *rule, where]))


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that a mapping of this shape may have, as they are written in YAML."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel]:
    """The shape of the mapping at ``path`` within a value of the shape ``model``."""
    for part in path:
        for name, field in model.model_fields.items():
            if part == (field.alias or name):
                model = model_in(field.annotation) or model
    return model


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a type is, or holds as a list item or an alternative."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := model_in(part))), None)
