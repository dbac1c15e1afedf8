"""Remarks on words, phrases and expressions that find something else than their author can have meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor.rules.query.remark import Remark
from monitor.rules.query.shown import shown
from monitor.rules.query.syntax import Regex, Term
from monitor.rules.terms.regexes import checked

_SPELLED = {
    "and": "AND",
    "or": "OR",
    "not": "NOT",
    "near": "NEAR/5",
    "onear": "ONEAR/5",
    "same": "SAME/p",
    "adj": "ONEAR/3",
}
_TRANSLATED = {
    word: operator
    for operator, words in {
        "AND": "UND ET VE И ТА І ADN NAD ANDD",
        "OR": "ODER OU VEYA ИЛИ АБО ЧИ ORR OOR",
        "NOT": "NICHT OHNE SAUF SIN NÃO DEĞİL НЕ КРОМЕ БЕЗ NTO NOTT",
    }.items()
    for word in words.split()
}
"""Operators in other languages or mistyped, as they stand between words of a query that are not all in capitals."""
_JOINED = re.compile(
    r"(?:.*[^\x00-\u02ff])?(?P<operator>AND|OR|NOT)[^\x00-\u02ff].*|.*[^\x00-\u02ff](?P<last>AND|OR|NOT)"
)
"""An operator without a blank beside a word of another script."""
_SENSES = frozenset(("from", "after", "before", "on", "in"))
_LEAST_KNOWN = 3
_ASKED = re.compile(r"[^\W\d_]{2,}\?")
_INSIDE = re.compile(r"(?<!\S)(?:(?:AND|OR|NOT)(?=\s)|(?i:(?:o?near|adj|w|pre)/?[0-9]{1,3}(?!\S)))")
_QUOTE_MARKS = "'‘’‚‛`´"
_WORDS = (("oil", "talks", "ministers"), ("a", "x", "z"))
"""An expression that fits each of these whole fits nearly every word, or every word of one letter."""
_NO_LETTERS = re.compile(r"(?:\\[sWtn]|\\[^\w]|\{[0-9,]+\}|\[(?:\\[sWtn]|\\[^\w]|[^\w\\\]^])+\]|[^\w.\\\[])+")
"""An expression without anything that a letter or digit fits."""


def of_term(term: Term) -> Iterator[Remark]:
    """Remarks on one word or phrase."""
    text = term.text
    if term.quoted:
        yield from _of_phrase(term)
    elif text.lower() in _SPELLED:
        word = text.lower()
        found = f"“{text}”, which is a word here"
        yield Remark(term.column, found, f'{_SPELLED[word]} for the operator, "{word}" for the word')
    elif text[0] in _QUOTE_MARKS and len(text) > 1:
        yield Remark(term.column, f"“{shown(text)}”, whose mark is no quote", 'a phrase in " "')
    elif not text.isascii() and (joined := _JOINED.fullmatch(text)):
        operator = joined["operator"] or joined["last"]
        yield Remark(
            term.column, f"“{shown(text)}”, in which “{operator}” is no operator", "blanks around the operator"
        )
    known = len(re.sub(r"\\(.)|[*?\W]", r"\1", text))
    if "*" in re.sub(r"\\.", "", text) and known < _LEAST_KNOWN and not re.search("[^\x00-\u04ff]", text):
        yield Remark(term.column, f"“{shown(text)}”, which very many words fit", "at least three letters beside “*”")
    if re.fullmatch(r"[A-Za-z](?:\+\+|#)", text):
        found = f"“{text}”, of which only “{text[0]}” is looked for"
        yield Remark(term.column, found, f"/{re.sub('[+]', chr(92) + '+', text)}/, which is looked for as it stands")


def _of_phrase(term: Term) -> Iterator[Remark]:
    words = term.text.split()
    if len(words) > 1:
        yield from of_question(words[0], words[-1], term.column)
    inside = _INSIDE.search(term.text)
    if inside and not term.text.isupper():
        found = f"“{inside[0]}” in quotes, which is a word there"
        yield Remark(term.column, found, "operators outside the quotes: (a OR b) NEAR/5 c")


def of_operators(terms: Sequence[Term]) -> Iterator[Remark]:
    """Remarks on operators in another language, between words that are not all in capitals."""
    if all(term.text == term.text.upper() for term in terms):
        return
    for term in terms[1:-1]:
        if not term.quoted and (operator := _TRANSLATED.get(term.text)):
            found = f"“{term.text}”, which is a word here"
            yield Remark(term.column, found, f'{operator} for the operator, "{term.text.lower()}" for the word')


def of_dates(terms: Sequence[Term]) -> Iterator[Remark]:
    """Remarks on a date as Factiva has it: the word “date”, how it is meant, and a number."""
    for name, sense, day in zip(terms, terms[1:], terms[2:], strict=False):
        if name.text.lower() == "date" and sense.text.lower() in _SENSES and re.match("[-0-9]", day.text):
            found = f"“{name.text} {sense.text} {shown(day.text)}”, which are words here"
            yield Remark(name.column, found, "published:[2026-01-01 TO 2026-01-31], published:>2026-01-31")


def of_truncated(terms: Sequence[Term]) -> Iterator[Remark]:
    """Remarks on words cut off with “!”, as LexisNexis has it; behind the last of several words it ends a sentence."""
    for term in terms[:-1] or terms:
        if not term.quoted and re.fullmatch("[a-z]{3,}!", term.text):
            found = f"“{shown(term.text)}”, in which “!” stands for nothing"
            yield Remark(term.column, found, f"{shown(term.text[:-1])}* for any letters")


def of_question(first: str, last: str, column: int) -> Iterator[Remark]:
    """Remarks on a question from its first to its last word, whose mark would stand for a letter."""
    if _ASKED.fullmatch(last) and not first[:1].islower():
        yield Remark(column, f"“{shown(last)}”, in which “?” stands for one letter", f"“{shown(last[:-1])}” without it")


def of_regex(regex: Regex) -> Iterator[Remark]:
    """Remarks on an expression that fits every word, or none."""
    shorter = f"/{shown(regex.pattern)}/"
    if _NO_LETTERS.fullmatch(regex.pattern):
        yield Remark(regex.column, f"{shorter}, which holds no letter and is never found", "an expression for words")
        return
    try:
        expression = checked(regex.pattern, regex.cased)
    except ValueError:  # what is wrong with it is said when it is compiled
        return
    if any(all(expression.fullmatch(word) for word in words) for words in _WORDS):
        yield Remark(regex.column, f"{shorter}, which fits nearly every text", "an expression that names some letters")
