"""Remarks on what is read otherwise than another tool reads it: signs before a word, words where operators stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor.errors import QueryError
from monitor.rules.query.lexeme import Lexeme
from monitor.rules.query.remark import Remark
from monitor.rules.query.shown import shown
from monitor.rules.query.syntax import Node, parts_of

_STEPS = re.compile("[0-9]{1,2}|[sp]")
"""What other tools write behind “+” for words that follow each other."""
_NAME = re.compile("[A-Z][A-Z._-]*[A-Z]")
_PLAIN_NAME = re.compile("[A-Za-z]+")
"""A function in small letters is told from a word by several parts in its parentheses."""
_COMMAS = tuple(",;،؛、，；")
_PAIRED = re.compile("[A-Z]{2,12}|[NW][0-9]{1,2}")
"""What between two groups or phrases can hardly be meant as a word."""


def on_signs(signs: Sequence[Lexeme], operand: Lexeme, is_first: bool) -> Iterator[Remark]:
    """On several NOT or “+” before an operand; ``is_first`` where nothing of the query stands before them."""
    negations = [sign for sign in signs if sign.sort == "NOT"]
    if len(negations) > 1:
        meaning = "must not be there" if len(negations) % 2 else "must be there"
        yield Remark(negations[0].column, f"NOT {len(negations)} times, so that what follows {meaning}", "one or none")
    elif len(signs) > 1 and not negations:
        yield Remark(signs[0].column, "“++”, which changes nothing", "= for a word in these letters: =US")
    elif signs[-1].sort == "+" and not is_first and operand.glued and _STEPS.fullmatch(operand.text):
        found = f"“+{operand.text}”, which looks for “{operand.text}”"
        yield Remark(signs[-1].column, found, "ONEAR/n for words in this order, SAME/s or SAME/p")


def on_function(name: Lexeme, group: Node) -> Iterator[Remark]:
    """On a word right before a parenthesis, which another tool may know as a function."""
    if name.sort == "word" and (_NAME.fullmatch(name.text) or (_PLAIN_NAME.fullmatch(name.text) and parts_of(group))):
        found = f"“{shown(name.text)}” right before “(”, which is a word here"
        yield Remark(name.column, found, "a blank between them; title:( ) for a field")


def on_word(before: Lexeme, word: Lexeme, after: Lexeme) -> Iterator[Remark]:
    """On a word in capitals between two groups or phrases, which another tool may know as an operator."""
    if before.sort in (")", "phrase") and after.sort in ("(", "phrase") and _PAIRED.fullmatch(word.text):
        found = f"“{word.text}” between two groups, which is a word here"
        yield Remark(word.column, found, f'NEAR/5, AND or OR for an operator, "{word.text.lower()}" for the word')


def refuse_joining(before: Lexeme, word: Lexeme, after: Lexeme, field: str) -> None:
    """Raise QueryError for an operator in small letters beside a value of a field, where “or” would be a code.

    Also for a comma between two values, which would be a part of the first.
    """
    if word.text.endswith(_COMMAS) and after.sort in ("word", "phrase"):
        raise QueryError(word.column, f"“{shown(word.text)}” and another value of {field}:", "OR between values")
    beside = before.sort in ("word", "phrase", ")") or after.sort in ("word", "phrase", "(")
    if beside and word.text.lower() in ("and", "or", "not"):
        operator = "NOT before a value" if word.text.lower() == "not" else "OR between values"
        expected = f"{operator}, in capitals; quotes around a value of several words"
        raise QueryError(word.column, f"“{word.text}” beside a value of {field}:", expected)


def on_rest(counted: Lexeme, after: Lexeme) -> Iterator[Remark]:
    """On words behind an operator without parentheses that takes only the first of them."""
    if after.sort in ("word", "phrase", "entity"):
        found = f"{counted} without parentheses, which takes one word"
        yield Remark(counted.column, found, f"{counted.sort}/{counted.number}(…) around what it takes")
