"""A query to its words, phrases and signs, each with its column. Which words are operators or fields says ``grammar``.

Every look ahead ends at the next blank, sign or quote, or the query is refused: a query of any length is read in time
in proportion to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from monitor.errors import QueryError
from monitor.rules.query.dialect_words import Refused, refused_stretch, refused_word
from monitor.rules.query.grammar import OPERATORS, OperatorSort, field_named, operator_of
from monitor.rules.query.lexeme import CLOSING, GERSHAYIM, HEBREW, PARTED, QUOTED_HINT, QUOTES, Lexeme, Read, Sort
from monitor.rules.query.lexer_fields import address_at, field_at
from monitor.rules.query.lookalikes import UNSEEN, in_latin, is_unseen, trimmed
from monitor.rules.query.shown import shown
from monitor.rules.query.suggest import nearest

_WORD = re.compile(rf"(?:\\.|(?!&&|\|\|)[^{PARTED}~^\\]|\\$|{GERSHAYIM})+", re.DOTALL)
_PLAIN = re.compile(r"[^\W\d_]++(?=[\s)）]|$)")
"""A word that can only be a word or an operator without a number: nearly all of a query."""
_BEFORE_COLON = re.compile(r"(?<!\S)([^\W\d_]+)\s{1,3}$")
_QUOTED = re.compile(rf'"([^"\\]*)"(?![{HEBREW}])')
_PHRASES = {
    mark: re.compile(rf"((?:\\.|[^\\{ends}]|{GERSHAYIM})*+)[{ends}]", re.DOTALL) for mark, ends in CLOSING.items()
}
_ACRONYM = re.compile(GERSHAYIM)
_HALF = re.compile(rf'[“„]((?:\\.|[^\\“”„"]|{GERSHAYIM})*+)"(?![^“„"]*["”])', re.DOTALL)
"""A phrase that begins with a typographic quote and ends with a straight one, behind which no other stands."""
_REGEX = re.compile(r"/((?:\\.|[^/\\\n])+)/([^\s()（）]*)")
_RANGE = re.compile(r"[\[{][^\[\]{}]*[\]}]")
_JSON = re.compile(r'\{\s{0,20}"')
_COMPARED = re.compile(rf"[<>]=?[ \t]*[^{PARTED}]*")
_SUFFIX = re.compile(rf"[~^][^{PARTED}~^]*")
_DASHES = "-–—−－"
_NOT_SIGNS = f"!{_DASHES}"
_RIGHT_BEHIND = "a word, phrase or group right behind it"
_JOINING_DASH = "quotes around the words that it stands between; for NOT, no blank behind it"
_PARENTHESES: dict[str, Sort] = {"(": "(", "（": "(", ")": ")", "）": ")"}
_DOUBLED = {operator: one.sort for one in OPERATORS for operator in one.words if not operator[0].isalpha()}
_JOINING: dict[str, Sort] = {"AND": "AND", "OR": "OR", "NOT": "NOT"}
"""Words in capitals of which nothing else can be the beginning: nearly all that are in a query."""
_WORDS = {word: operator.sort for operator in OPERATORS for word in operator.words}
_NUMBERED = re.compile(
    "|".join(
        f"(?P<_{place}_{number}>{spelling.replace('#', '[0-9]{1,9}')})"
        for place, operator in enumerate(OPERATORS)
        for number, spelling in enumerate(operator.numbered)
    ).join(("(?:", rf")(?=[{PARTED}{UNSEEN}]|$)")),
    re.IGNORECASE,
)


def lexemes(query: str) -> list[Lexeme]:
    """The query's lexemes, an ``end`` last. Raises QueryError."""
    found: list[Lexeme] = []
    at, before, loud = 0, -1, not query.isupper()
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        if plain := _PLAIN.match(query, at):
            text = plain[0]
            if sure := _JOINING.get(text) if text.isupper() else "word":
                found.append(Lexeme(sure, text, at + 1, 0, at == before, text))
                at = before = plain.end()
                continue
        if quoted := _QUOTED.match(query, at):
            found.append(Lexeme("phrase", quoted[1], at + 1, 0, at == before, quoted[0]))
            at = before = quoted.end()
            continue
        if is_unseen(query[at]):
            at, before = at + 1, at + 1 if at == before else before
            continue
        opened = found[-1].text if found and found[-1].sort == "field" and at == before else ""
        sort, text, number, end = address_at(query, at, opened) or _next(query, at, loud)
        found.append(Lexeme(sort, text, at + 1, number, at == before, query[at:end]))
        at = end
        before = -1 if sort == "(" else end
    return [*found, Lexeme("end", "", len(query) + 1)]


def _next(query: str, at: int, loud: bool) -> Read:
    """The lexeme at a place; ``loud`` where not all of the query is in capitals."""
    ch = query[at]
    if ch in _PARENTHESES:
        return _PARENTHESES[ch], ch, 0, at + 1
    if ch in CLOSING:
        text, end = _phrase(query, at)
        return "phrase", text, 0, end
    if ch in QUOTES:
        raise QueryError(at + 1, f"“{ch}” without a quote that opens", "a word or a phrase")
    if (doubled := query[at : at + 2]) in _DOUBLED:
        return _DOUBLED[doubled], doubled, 0, at + 2
    if operator := _NUMBERED.match(query, at):
        return (*_numbered(operator, at), operator.end())
    if ch in _NOT_SIGNS or ch in "+=":
        if at + 1 == len(query) or query[at + 1].isspace():
            joins = ch in _DASHES and query[:at].strip() and query[at + 1 :].strip()
            raise QueryError(at + 1, f"“{ch}” standing alone", _JOINING_DASH if joins else _RIGHT_BEHIND)
        return ("NOT" if ch in _NOT_SIGNS else "+" if ch == "+" else "="), ch, 0, at + 1
    if field := field_at(query, at):
        return field
    reader = _READERS.get(ch)
    return reader(query, at) if reader else _word(query, at, loud)


def _phrase(query: str, at: int) -> tuple[str, int]:
    found = (_HALF.match(query, at) if query[at] in "“„" else None) or _PHRASES[query[at]].match(query, at + 1)
    if found is None and query[at] in "»›":
        raise QueryError(at + 1, f"“{query[at]}” without a quote that opens", "a word or a phrase")
    if found is None:
        hint = '; “"” between two Hebrew letters is gershayim' if _ACRONYM.search(query, at + 1) else ""
        expected = f"“{CLOSING[query[at]][0]}” at the end of the phrase{hint}"
        raise QueryError(at + 1, "a quote that is never closed", expected)
    return found[1], found.end()


def _numbered(found: re.Match[str], at: int) -> tuple[OperatorSort, str, int]:
    operator = OPERATORS[int((found.lastgroup or "").split("_")[1])]
    digits = re.search("[0-9]+", found[0])
    number = int(digits[0]) if digits else 0
    if digits and not 1 <= number <= operator.most:
        near = operator.sort in ("NEAR", "ONEAR")
        hint = "; neighbours are 1 apart" if near and not number else "; SAME/p asks for one paragraph" if near else ""
        expected = f"{operator.sort}/n with a number from 1 to {operator.most}{hint}"
        raise QueryError(at + 1, f"“{found[0]}”", expected)
    return operator.sort, found[0], number


def _regex(query: str, at: int) -> Read:
    found = _REGEX.match(query, at)
    if found is None:
        written = _WORD.match(query, at)
        text = written[0] if written else "/"
        if re.fullmatch("/[0-9]+", text):
            raise QueryError(at + 1, f"“{text}”", f"the number right behind its operator: NEAR{text}{QUOTED_HINT}")
        if text.lower() in ("/s", "/p"):
            raise QueryError(at + 1, f"“{text}”, which is not read here", f"SAME{text.lower()}{QUOTED_HINT}")
        if query.startswith("//", at):
            raise QueryError(at + 1, "a regular expression with nothing in it", "/…/; text with slashes goes in quotes")
        hint = "“/” at its end, on the same line; text that begins with “/” goes in quotes"
        raise QueryError(at + 1, "a regular expression that is never closed", hint)
    pattern, flags = found[1], found[2].lower()
    boost = flags.find("^") if "^" in flags else len(flags)
    if flags[:boost] not in ("", "i", "c"):
        expected = "“/…/”, or “/…/c” where letter case counts; text with slashes goes in quotes"
        raise QueryError(found.start(2) + 1, f"“{shown(found[2])}” behind a regular expression", expected)
    return "cased regex" if flags[:boost] == "c" else "regex", pattern, 0, found.start(2) + boost


def _range(query: str, at: int) -> Read:
    found = _RANGE.match(query, at)
    if query[at] in "]}":
        raise QueryError(at + 1, f"“{query[at]}” without a bracket that opens", "a word or a phrase")
    if _JSON.match(query, at):
        expected = "the text of its “query” alone; NEAR/n for “slop”, word~1 for “fuzziness”"
        raise QueryError(at + 1, "a query in JSON", expected)
    if found is None:
        raise QueryError(at + 1, "a bracket that is never closed", "a range such as [2026-01-01 TO 2026-01-31]")
    return "range", found[0], 0, found.end()


def _compared(query: str, at: int) -> Read:
    found = _COMPARED.match(query, at)
    end = found.end() if found else at + 1
    return "range", query[at:end], 0, end


def _suffix(query: str, at: int) -> Read:
    found = _SUFFIX.match(query, at)
    end = found.end() if found else at + 1
    return "suffix", query[at:end], 0, end


def _name(query: str, at: int) -> Read:
    sort: Sort = "entity" if query[at] == "@" else "rule"
    what = "an entity" if sort == "entity" else "a rule"
    if at + 1 < len(query) and query[at + 1] in CLOSING:
        text, end = _phrase(query, at + 1)
    else:
        found = _WORD.match(query, at + 1)
        text, end = (found[0], found.end()) if found else ("", at + 1)
    if not text.strip():
        raise QueryError(at + 1, f"“{query[at]}” alone", f"the name of {what} right behind it")
    return sort, text.strip(), 0, end


def _word(query: str, at: int, loud: bool) -> Read:
    found = _WORD.match(query, at)
    text, end = (found[0], found.end()) if found else (query[at], at + 1)
    if query.startswith('"', end) and _ACRONYM.search(text):
        hint = "a blank before a quote that opens, none that closes without one that opens"
        raise QueryError(end + 1, f'a quote right behind “{shown(text)}”, in which “"” is gershayim', hint)
    if stretch := refused_stretch(query, at, loud):
        raise _refusal(at, stretch[1], stretch[0])
    if sort := _WORDS.get(text):
        return sort, text, operator_of(sort).alone, end
    if not text.isascii():
        text = trimmed(text)
        if alike := _alike(text, at, loud):
            return (*alike, end)
    if refused := refused_word(text, loud):
        raise _refusal(at, text, refused)
    if text[0] in ":：" and (before := _BEFORE_COLON.search(query[max(0, at - 40) : at])) and field_named(before[1]):
        raise QueryError(at + 1, f"“{shown(text)}” behind a blank", f"the colon right behind the field: {before[1]}:")
    mistyped = re.fullmatch("([A-Z]{2}[A-Za-z]+)/[0-9]+", text)
    if mistyped and (hint := nearest(f"{mistyped[1]}/5", _OPERATOR_NAMES)):
        raise QueryError(
            at + 1, f"the unknown operator “{shown(text)}”", f"NEAR/n, ONEAR/n, ATLEAST/n or FIRST/n{hint}"
        )
    return "word", text, 0, end


def _alike(text: str, at: int, loud: bool) -> tuple[Sort, str, int] | None:
    """The operator that a word is, or looks like in letters of another alphabet."""
    latin = in_latin(text) if len(text) <= _LONGEST_OPERATOR else ""
    if sort := _WORDS.get(latin) or _DOUBLED.get(latin):
        return sort, text, operator_of(sort).alone
    if numbered := _NUMBERED.fullmatch(latin):
        sort, _, number = _numbered(numbered, at)
        return sort, text, number
    if latin.isupper() and (refused := refused_word(latin, loud)):
        raise _refusal(at, text, refused)
    return None


def _refusal(at: int, text: str, refused: Refused) -> QueryError:
    comma = "" if refused.found == "alone" else ","
    hint = "" if len(text) == 1 else QUOTED_HINT
    return QueryError(at + 1, f"“{shown(text)}”{comma} {refused.found}", refused.expected + hint)


_LONGEST_OPERATOR = 20
_OPERATOR_NAMES = ("NEAR/5", "ONEAR/5", "ATLEAST/3", "FIRST/50")
_READERS: dict[str, Callable[[str, int], Read]] = {
    "/": _regex, "[": _range, "{": _range, "]": _range, "}": _range, "<": _compared, ">": _compared,
    "~": _suffix, "^": _suffix, "@": _name, "#": _name,
}  # fmt: skip
