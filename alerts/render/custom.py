"""Templates of users, in Liquid: subject, text and HTML of an e-mail over the fields of ``document``.

Liquid has no access to Python: only the fields, the tags and the filters that are named here. What a template may cost
is bounded (turns of loops, depth, memory of variables, output), and so is what each filter takes and gives, since a
filter runs to its end before a limit is asked. Ranges such as ``(1..9)`` are refused: some loops make a list of one
before they count. In HTML every field is escaped and nothing can undo that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from liquid import BoundTemplate, Environment, RenderContext, StrictUndefined
from liquid.ast import Node
from liquid.builtin.expressions.primitive import RangeLiteral
from liquid.exceptions import LiquidError
from liquid.expression import Expression

from alerts.render.filters import FILTERS

MAX_SOURCE = 64_000
"""Characters of a template."""
MAX_OUTPUT = 200_000
"""Bytes of what a template makes."""
_TAGS = frozenset({
    "#", "assign", "break", "capture", "case", "comment", "content", "continue", "echo", "for", "if", "illegal",
    "liquid", "output", "unless",
})  # fmt: skip


class TemplateFault(Exception):
    """A template that cannot be used: the line where it stands (from 1; 0 for the whole), and what is wrong."""

    def __init__(self, line: int, found: str) -> None:
        self.line, self.found = line, found
        super().__init__(f"line {line}: {found}")


@dataclass(frozen=True, slots=True)
class Templates:
    """The sources of a receiver's templates; an empty one means the form that messages have by themselves."""

    subject: str = ""
    text: str = ""
    html: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


class _Limited(Environment):
    block_nesting_limit = 20
    context_depth_limit = 20
    loop_iteration_limit = 10_000
    local_namespace_limit = 1_000_000
    output_stream_limit = MAX_OUTPUT


def rendered(source: str, fields: Mapping[str, Any], *, html: bool = False) -> str:
    """What the template makes of the fields. Raises TemplateFault and nothing else, whatever the fields hold."""
    try:
        return _compiled(source, html).render(**fields)
    except LiquidError as error:
        raise _fault(source, error) from None
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # What a filter may raise of a text that is not what it was made for.
        raise TemplateFault(0, f"a filter that failed ({type(error).__name__})") from None


def unknown_fields(source: str, known: Mapping[str, Any]) -> list[TemplateFault]:
    """A fault for every field that the template names and that is not there. Raises TemplateFault as ``rendered``."""
    used = _compiled(source, False).analyze().globals
    return [
        TemplateFault(_line(source, variable.span.index), f'the unknown field "{name}"')
        for name, places in used.items()
        if name not in known
        for variable in places
    ]


@cache
def _environment(html: bool) -> Environment:
    environment = _Limited(undefined=StrictUndefined, autoescape=html)
    environment.tags = {name: tag for name, tag in environment.tags.items() if name in _TAGS}
    environment.filters = dict(FILTERS)
    return environment


def _compiled(source: str, html: bool) -> BoundTemplate:
    if len(source) > MAX_SOURCE:
        raise TemplateFault(0, f"{len(source)} characters (at most {MAX_SOURCE})")
    try:
        template = _environment(html).from_string(source)
        used = [*_expressions(template.nodes, RenderContext(template))]
    except LiquidError as error:
        raise _fault(source, error) from None
    except RecursionError:
        raise TemplateFault(0, "an expression that is nested too deeply") from None
    for expression in used:
        if isinstance(expression, RangeLiteral):
            raise TemplateFault(_line(source, expression.token.start_index), "a range")
    return template


def _expressions(nodes: Iterable[Node], context: RenderContext) -> Iterator[Expression]:
    """Every expression in a template, at whatever depth."""
    for node in nodes:
        waiting = [*node.expressions()]
        while waiting:
            expression = waiting.pop()
            yield expression
            waiting += expression.children()
        yield from _expressions(node.children(context, include_partials=False), context)


def _fault(source: str, error: LiquidError) -> TemplateFault:
    token = error.token
    at = token.start_index if token is not None and token.source == source else -1
    return TemplateFault(_line(source, at), str(error.message or type(error).__name__))


def _line(source: str, index: int) -> int:
    return source.count("\n", 0, index) + 1 if index >= 0 else 0
