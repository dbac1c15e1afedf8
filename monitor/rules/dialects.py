"""What queries of other tools hold besides the words of the grammar: read as what it means here, or refused by name.

A query that silently looked for the word ``near5`` or the code ``ns=e21`` would be worse than no query. Names that only
differ are aliases in ``grammar``. Here are Factiva, Meltwater, Brandwatch, Talkwalker, Google and Elasticsearch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.rules.grammar import FieldName

FOREIGN_FIELDS = (
    FieldName("hlp=", "text", "headline and standfirst: title:… OR lead:…", scopes=("title", "lead")),
    FieldName("hl=", "text", "headline and standfirst: title:… OR lead:…", scopes=("title", "lead")),
    FieldName("after", "after", "published:>…"),
    FieldName("before", "before", "published:<…"),
    FieldName("raw", "raw", "=… (the exact form)"),
    FieldName("_exists_", "exists", "author:* (the article has one)"),
    FieldName("_missing_", "missing", "NOT author:* (the article has none)"),
)

_CODE = "the code of a subject, company or region, which only that tool knows"
_CODE_HINT = "words, an @entity, or country: with a two-letter code"
_FACTIVA = ("ns", "co", "in", "re", "fds", "ipc", "ipd", "de", "cr", "se", "clm")
_NUMBERS = "nothing: people's reactions and reach are not known here"

REFUSED_FIELDS = {
    "rst=": ("a source code", "source: with the id of a source"),
    "sc=": ("a source code", "source: with the id of a source"),
    "sn=": ("a source's name", "source: with the id of a source"),
    "td=": ("a part of the text", "the words alone (headline, lead and body), or body:"),
    "pd=": ("a date", "published:2026-01-31, or published:[2026-01-01 TO 2026-01-31]"),
    "dt=": ("a date", "published:2026-01-31, or published:[2026-01-01 TO 2026-01-31]"),
    **{f"{code}=": (_CODE, _CODE_HINT) for code in _FACTIVA},
    "allintitle": ("a field for all that follows", "title:( ) around the words"),
    "allintext": ("a field for all that follows", "body:( ) around the words"),
    "allinurl": ("a field for all that follows", "url: before each part"),
    "filetype": ("a kind of file", "url:*.pdf"),
    "related": ("a search that only Google has", "words"),
    "cache": ("a search that only Google has", "words"),
    "link": ("a search for links, which are not kept", "words, or url: for the article itself"),
    "sourcecountry": ("a field of another tool", "country: with a two-letter code"),
    "location": ("a field of another tool", "country: with a two-letter code"),
    "sourcetype": ("a kind of medium", "ownership: or source:"),
    "socialtype": ("a kind of medium", "ownership: or source:"),
    "mediatype": ("a kind of medium", "ownership: or source:"),
    "outlet": ("a source's name", "source: with the id of a source"),
    "sourcename": ("a source's name", "source: with the id of a source"),
    "metadata.source.name": ("a source's name", "source: with the id of a source"),
    "hashtags": ("a field for posts", "tag:, or the words in quotes"),
    "entity": ("a field of another tool", "@ and the id of an entity"),
    "ent": ("a field of another tool", "@ and the id of an entity"),
    "rule": ("a field of another tool", "# and the name of a rule"),
    **dict.fromkeys(("sentiment", "reach", "engagement", "followers", "gender"), ("a measure of readers", _NUMBERS)),
    "@timestamp": ("the time of another index", "published:"),
    "publishedat": ("a field of another tool", "published:"),
    "published_at": ("a field of another tool", "published:"),
    "published_date": ("a field of another tool", "published:"),
}
"""Fields that have no meaning of their own here: what they are, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A word of another tool: an expression for the whole word, what it is, and what to write instead."""

    pattern: re.Pattern[str]
    found: str
    expected: str


def _refused(pattern: str, found: str, expected: str) -> Refused:
    return Refused(re.compile(pattern), found, expected)


REFUSED_WORDS = (
    _refused(r"&", "“&” alone", "AND"),
    _refused(r"\|", "“|” alone", "OR"),
    _refused(r"\*:\*", "“*:*”, which would be every article", "a word, or two letters beside the “*”"),
    _refused(r"(?i:wc|word_?count)[<>=].*", "the length of an article, which is not searched", "a query without it"),
    _refused(r"[^\W\d_A-Z]{3,}\$\d*", "“$” for letters at the end of a word", "“*” for any letters, “?” for one"),
    _refused(r"ANDNOT|BUTNOT", "an operator of another tool", "NOT"),
    _refused(r"(?i:not)/[0-9]+", "NOT with a distance", "… NOT (… NEAR/5 …)"),
    _refused(r"XOR", "an operator of another tool", "(a OR b) NOT (a AND b); in quotes it is text"),
    _refused(
        r"WITHIN|BEFORE|AFTER|(?i:within|before|after|next)/.*",
        "an operator of another tool",
        "NEAR/5 or, in this order, ONEAR/5; in quotes it is text",
    ),
    _refused(r"ADJ|AROUND", "an operator without its number", "ONEAR/3, NEAR/3 or a phrase in quotes"),
    _refused(
        r"(?i:(?:o?near|atleast|adj)/.*|(?:same|first)/[0-9sp]*)|(?:SAME|FIRST)/.*|(?:O?NEAR|ATLEAST|ADJ)[0-9]+.*",
        "an operator that is not complete",
        "NEAR/5, ONEAR/5, SAME/s, SAME/p, ATLEAST/3(…) or FIRST/50(…), without a space",
    ),
    _refused(r"ATLEAST", "an operator without its number", "ATLEAST/3(…)"),
)


def foreign_field(name: str) -> FieldName | None:
    """A field of another tool that is read as something else here, by its name in any letter case."""
    return _FOREIGN.get(name.lower())


def refused_field(name: str) -> tuple[str, str] | None:
    """What a field of another tool is, and what to write instead; ``None`` for one that nobody knows."""
    return REFUSED_FIELDS.get(name.lower())


def refused_word(text: str) -> Refused | None:
    """Why a word is refused; ``None`` for one that is text."""
    if text.islower() and text.isalpha():
        return None
    return next((one for one in REFUSED_WORDS if one.pattern.fullmatch(text)), None)


_FOREIGN = {field.name: field for field in FOREIGN_FIELDS}
