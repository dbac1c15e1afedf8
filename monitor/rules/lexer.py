"""A query to its words, phrases and signs, each with its column. Which words are operators or fields says ``grammar``.

Every look ahead ends at the next blank, sign or quote, or the query is refused: a query of any length is read in time
in proportion to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from monitor.errors import QueryError
from monitor.rules.dialects import foreign_field, refused_field, refused_word
from monitor.rules.grammar import FIELDS, OPERATORS, OperatorSort, field_named, operator_of
from monitor.rules.suggest import nearest

Sort = (
    OperatorSort
    | Literal[
        "word",
        "phrase",
        "field",
        "entity",
        "rule",
        "regex",
        "cased regex",
        "range",
        "suffix",
        "(",
        ")",
        "+",
        "=",
        "end",
    ]
)

_CLOSING = {'"': '"', "“": "”“", "„": "“”", "«": "»", "＂": "＂", "「": "」"}
_QUOTES = "".join(_CLOSING) + "”»」"
_ENDS = rf"\s()（）\[\]{{}}{_QUOTES}"
_WORD = re.compile(rf"(?:\\.|(?!&&|\|\|)[^{_ENDS}~^\\]|\\$)+", re.DOTALL)
_PLAIN = re.compile(r"[^\W\d_]+(?=[\s()（）]|$)")
"""A word that can only be a word or an operator without a number: nearly all of a query."""
_QUOTED = re.compile(r'"([^"\\]*)"')
_FIELD = re.compile(r"(?P<name>@?[^\W\d][\w.]{0,60})(?P<mark>[:：]|=)")
_PHRASES = {mark: re.compile(rf"((?:\\.|[^\\{ends}])*)[{ends}]", re.DOTALL) for mark, ends in _CLOSING.items()}
_REGEX = re.compile(r"/((?:\\.|[^/\\\n])+)/([^\s()（）]*)")
_RANGE = re.compile(r"[\[{][^\[\]{}]*[\]}]")
_COMPARED = re.compile(rf"[<>]=?[ \t]*[^{_ENDS}]*")
_SUFFIX = re.compile(rf"[~^][^{_ENDS}~^]*")
_ADDRESS = re.compile(rf"[^{_ENDS}^-][^{_ENDS}^]*")
_NOT_SIGNS = "-!–—−－"
_PARENTHESES: dict[str, Sort] = {"(": "(", "（": "(", ")": ")", "）": ")"}
_DOUBLED = {operator: one.sort for one in OPERATORS for operator in one.words if not operator[0].isalpha()}
_WORDS = {word: operator.sort for operator in OPERATORS for word in operator.words}
_NUMBERED = re.compile(
    "|".join(
        f"(?P<_{place}_{number}>{spelling.replace('#', '[0-9]{1,9}')})"
        for place, operator in enumerate(OPERATORS)
        for number, spelling in enumerate(operator.numbered)
    ).join(("(?:", rf")(?=[{_ENDS}]|$)")),
    re.IGNORECASE,
)
_QUOTED_HINT = "; in quotes it is searched as text"


class Lexeme(NamedTuple):
    """One word, phrase or sign, as ``written``.

    ``text`` is what it holds: a phrase without its quotes, a name without its sign. ``number`` belongs to an operator.
    ``glued`` tells that nothing stands between it and the one before.
    """

    sort: Sort
    text: str
    column: int
    number: int = 0
    glued: bool = False
    written: str = ""

    def __str__(self) -> str:
        return "the end of the query" if self.sort == "end" else f"“{_shortened(self.written)}”"


def lexemes(query: str) -> list[Lexeme]:
    """The query's lexemes, an ``end`` last. Raises QueryError."""
    found: list[Lexeme] = []
    at, before = 0, -1
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        if (plain := _PLAIN.match(query, at)) and not (text := plain[0]).isupper():
            found.append(Lexeme("word", text, at + 1, 0, at == before, text))
            at = before = plain.end()
            continue
        if quoted := _QUOTED.match(query, at):
            found.append(Lexeme("phrase", quoted[1], at + 1, 0, at == before, quoted[0]))
            at = before = quoted.end()
            continue
        opened = found[-1].text if found and found[-1].sort == "field" and at == before else ""
        address = _address(query, at) if opened and (known := field_named(opened)) and known.name == "url" else None
        sort, text, number, end = address or _next(query, at)
        found.append(Lexeme(sort, text, at + 1, number, at == before, query[at:end]))
        at = before = end
    return [*found, Lexeme("end", "", len(query) + 1)]


_Read = tuple[Sort, str, int, int]
"""Sort, text and number of a lexeme, and where it ends."""


def _next(query: str, at: int) -> _Read:
    ch = query[at]
    if ch in _PARENTHESES:
        return _PARENTHESES[ch], ch, 0, at + 1
    if ch in _CLOSING:
        text, end = _phrase(query, at)
        return "phrase", text, 0, end
    if ch in _QUOTES:
        raise QueryError(at + 1, f"“{ch}” without a quote that opens", "a word or a phrase")
    if (doubled := query[at : at + 2]) in _DOUBLED:
        return _DOUBLED[doubled], doubled, 0, at + 2
    if operator := _NUMBERED.match(query, at):
        return _numbered(operator)
    if ch in _NOT_SIGNS or ch in "+=":
        if at + 1 == len(query) or query[at + 1].isspace():
            raise QueryError(at + 1, f"“{ch}” standing alone", "a word, phrase or group right behind it")
        return ("NOT" if ch in _NOT_SIGNS else "+" if ch == "+" else "="), ch, 0, at + 1
    if field := _field(query, at):
        return field
    return _READERS.get(ch, _word)(query, at)


def _phrase(query: str, at: int) -> tuple[str, int]:
    found = _PHRASES[query[at]].match(query, at + 1)
    if found is None:
        raise QueryError(at + 1, "a quote that is never closed", f"“{_CLOSING[query[at]][0]}” at the end of the phrase")
    return found[1], found.end()


def _numbered(found: re.Match[str]) -> _Read:
    operator = OPERATORS[int((found.lastgroup or "").split("_")[1])]
    digits = re.search("[0-9]+", found[0])
    number = int(digits[0]) if digits else 0
    if digits and not 1 <= number <= operator.most:
        hint = "; SAME/p asks for one paragraph" if operator.sort in ("NEAR", "ONEAR") else ""
        expected = f"{operator.sort}/n with a number from 1 to {operator.most}{hint}"
        raise QueryError(found.start() + 1, f"“{found[0]}”", expected)
    return operator.sort, found[0], number, found.end()


def _field(query: str, at: int) -> _Read | None:
    found = _FIELD.match(query, at)
    if found is None:
        return None
    name, mark = found["name"], "=" if found["mark"] == "=" else ""
    if field_named(name + mark) or foreign_field(name + mark):
        return "field", name + mark, 0, found.end()
    if refused := refused_field(name + mark):
        raise QueryError(at + 1, f"“{found[0]}”, {refused[0]}", refused[1] + _QUOTED_HINT)
    if mark or "." in name or name[0] in "@_":
        return None
    hint = nearest(name, [field.name for field in FIELDS], after=":") or "; text with a colon goes in quotes"
    known = ", ".join(f"{field.name}:" for field in FIELDS)
    raise QueryError(at + 1, f"the unknown field “{name}:”", f"one of {known}{hint}")


def _address(query: str, at: int) -> _Read | None:
    """What stands behind ``url:``, where a colon is no sign."""
    found = _ADDRESS.match(query, at)
    return ("word", found[0], 0, found.end()) if found else None


def _regex(query: str, at: int) -> _Read:
    found = _REGEX.match(query, at)
    if found is None:
        written = _WORD.match(query, at)
        text = written[0] if written else "/"
        if re.fullmatch("/[0-9]+", text):
            raise QueryError(at + 1, f"“{text}”", f"the number right behind its operator: NEAR{text}{_QUOTED_HINT}")
        if text.lower() in ("/s", "/p"):
            raise QueryError(at + 1, f"“{text}”, which is not read here", f"SAME{text.lower()}{_QUOTED_HINT}")
        hint = "“/” at its end, on the same line; text that begins with “/” goes in quotes"
        raise QueryError(at + 1, "a regular expression that is never closed", hint)
    pattern, flags = found[1], found[2].lower()
    boost = flags.find("^") if "^" in flags else len(flags)
    if flags[:boost] not in ("", "i", "c"):
        expected = "“/…/”, or “/…/c” where letter case counts; text with slashes goes in quotes"
        raise QueryError(found.start(2) + 1, f"“{_shortened(found[2])}” behind a regular expression", expected)
    return "cased regex" if flags[:boost] == "c" else "regex", pattern, 0, found.start(2) + boost


def _range(query: str, at: int) -> _Read:
    found = _RANGE.match(query, at)
    if query[at] in "]}":
        raise QueryError(at + 1, f"“{query[at]}” without a bracket that opens", "a word or a phrase")
    if found is None:
        raise QueryError(at + 1, "a bracket that is never closed", "a range such as [2026-01-01 TO 2026-01-31]")
    return "range", found[0], 0, found.end()


def _compared(query: str, at: int) -> _Read:
    found = _COMPARED.match(query, at)
    end = found.end() if found else at + 1
    return "range", query[at:end], 0, end


def _suffix(query: str, at: int) -> _Read:
    found = _SUFFIX.match(query, at)
    end = found.end() if found else at + 1
    return "suffix", query[at:end], 0, end


def _name(query: str, at: int) -> _Read:
    sort: Sort = "entity" if query[at] == "@" else "rule"
    what = "an entity" if sort == "entity" else "a rule"
    if at + 1 < len(query) and query[at + 1] in _CLOSING:
        text, end = _phrase(query, at + 1)
    else:
        found = _WORD.match(query, at + 1)
        text, end = (found[0], found.end()) if found else ("", at + 1)
    if not text.strip():
        raise QueryError(at + 1, f"“{query[at]}” alone", f"the name of {what} right behind it")
    return sort, text.strip(), 0, end


def _word(query: str, at: int) -> _Read:
    found = _WORD.match(query, at)
    text, end = (found[0], found.end()) if found else (query[at], at + 1)
    if sort := _WORDS.get(text):
        return sort, text, operator_of(sort).alone, end
    if text == "FIRST" and query[end : end + 1] in _PARENTHESES:
        raise QueryError(at + 1, "FIRST without its number", f"FIRST/50(…){_QUOTED_HINT}")
    if refused := refused_word(text):
        raise QueryError(at + 1, refused.found, refused.expected + ("" if len(text) == 1 else _QUOTED_HINT))
    if re.fullmatch("[A-Z]{3,}/[0-9]+", text) and (hint := nearest(text, _OPERATOR_NAMES)):
        raise QueryError(at + 1, f"the unknown operator “{text}”", f"NEAR/n, ONEAR/n, ATLEAST/n or FIRST/n{hint}")
    return "word", text, 0, end


_OPERATOR_NAMES = ("NEAR/5", "ONEAR/5", "ATLEAST/3", "FIRST/50")
_READERS: dict[str, Callable[[str, int], _Read]] = {
    "/": _regex, "[": _range, "{": _range, "]": _range, "}": _range, "<": _compared, ">": _compared,
    "~": _suffix, "^": _suffix, "@": _name, "#": _name,
}  # fmt: skip


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
