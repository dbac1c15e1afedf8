"""Fields of other tools that the grammar has not: read as what they mean here, or refused by name.

A query that silently looked for the code ``ns=e21`` would be worse than no query. Names that only differ are aliases in
``grammar``, words and signs are in ``dialect_words``. Here are Factiva, LexisNexis, Meltwater, Brandwatch, Talkwalker,
Google, X, GDELT and Elasticsearch.
"""

from __future__ import annotations

from monitor.rules.query.grammar import FieldName, field_named

FOREIGN_FIELDS = (
    FieldName("hlp=", "text", "headline and standfirst: title:… OR lead:…", scopes=("title", "lead")),
    FieldName("hl=", "text", "headline and standfirst: title:… OR lead:…", scopes=("title", "lead")),
    FieldName("hlead(", "text", "headline and standfirst: title:… OR lead:…", scopes=("title", "lead")),
    FieldName("after", "after", "published:>…"),
    FieldName("before", "before", "published:<…"),
    FieldName("raw", "raw", "=… (the exact form)"),
    FieldName("_exists_", "exists", "author:* (the article has one)"),
    FieldName("_missing_", "missing", "NOT author:* (the article has none)"),
)

_CODE = "the code of a subject, company or region, which only that tool knows"
_CODE_HINT = "words, an @entity, or country: with a two-letter code"
_FACTIVA = ("ns", "co", "in", "re", "fds", "ipc", "ipd", "de", "cr", "se", "clm")
_COUNTRY = "country: with a two-letter code"
_SOURCE = "source: with the id of a source"
_POSTS = "nothing: posts and their accounts are not known here"
_NUMBERS = "nothing: people's reactions and reach are not known here"

REFUSED_FIELDS = {
    "rst=": ("a source code", _SOURCE),
    "sc=": ("a source code", _SOURCE),
    "sn=": ("a source's name", _SOURCE),
    "td=": ("a part of the text", "the words alone (headline, lead and body), or body:"),
    "pd=": ("a date", "published:2026-01-31, or published:[2026-01-01 TO 2026-01-31]"),
    "dt=": ("a date", "published:2026-01-31, or published:[2026-01-01 TO 2026-01-31]"),
    **{f"{code}=": (_CODE, _CODE_HINT) for code in _FACTIVA},
    **dict.fromkeys(("near", "near=", "onear", "onear=", "within"), ("an operator", "NEAR/5 or ONEAR/5")),
    "ts=": ("a topic", "the words alone, or title:"),
    "au=": ("an author", "author: with the whole name"),
    "py=": ("a year", "published:2026"),
    **dict.fromkeys(("ab=", "su=", "so=", "ct=", "fmt=", "art=", "dln=", "cm="), (_CODE, _CODE_HINT)),
    "since": ("a date", "published:>=2026-01-31"),
    "until": ("a date", "published:<2026-01-31"),
    **dict.fromkeys(("from", "to", "channel", "provider", "media_id"), ("an account or outlet", _SOURCE)),
    **dict.fromkeys(
        (
            "is",
            "has",
            "filter",
            "subreddit",
            "hashtag",
            "at_mentions",
            "pagetype",
            "engagementtype",
            "min_faves",
            "min_retweets",
            "authorverified",
            "rating",
        ),
        ("a trait of posts", _POSTS),
    ),
    **dict.fromkeys(("region", "city", "continent", "place_country", "countrycode"), ("a place", _COUNTRY)),
    **dict.fromkeys(
        ("near10", "near15", "near20", "repeat2", "repeat3", "repeat5"),
        ("an operator of another tool", '"…"~20 for words close together, ATLEAST/3(…) for repeats'),
    ),
    **dict.fromkeys(
        ("theme", "tone", "define", "inanchor", "allinanchor", "linkto", "links"),
        ("a search that is not made here", "words"),
    ),
    "ext": ("a kind of file", "url:*.pdf"),
    "sourcelang": ("a field of another tool", "lang: with its code"),
    "wordcount": ("the length of an article, which is not searched", "a query without it"),
    "allintitle": ("a field for all that follows", "title:( ) around the words"),
    "allintext": ("a field for all that follows", "body:( ) around the words"),
    "allinurl": ("a field for all that follows", "url: before each part"),
    "filetype": ("a kind of file", "url:*.pdf"),
    "related": ("a search that only Google has", "words"),
    "cache": ("a search that only Google has", "words"),
    "link": ("a search for links, which are not kept", "words, or url: for the article itself"),
    "sourcecountry": ("a field of another tool", _COUNTRY),
    "location": ("a field of another tool", _COUNTRY),
    "sourcetype": ("a kind of medium", "ownership: or source:"),
    "socialtype": ("a kind of medium", "ownership: or source:"),
    "mediatype": ("a kind of medium", "ownership: or source:"),
    "outlet": ("a source's name", _SOURCE),
    "sourcename": ("a source's name", _SOURCE),
    "metadata.source.name": ("a source's name", _SOURCE),
    "hashtags": ("a field for posts", "tag:, or the words in quotes"),
    "entity": ("a field of another tool", "@ and the id of an entity"),
    "ent": ("a field of another tool", "@ and the id of an entity"),
    "rule": ("a field of another tool", "# and the name of a rule"),
    **dict.fromkeys(("sentiment", "reach", "engagement", "followers", "gender"), ("a measure of readers", _NUMBERS)),
    "@timestamp": ("the time of another index", "published:"),
    "publishedat": ("a field of another tool", "published:"),
    "published_at": ("a field of another tool", "published:"),
    "published_date": ("a field of another tool", "published:"),
    "publish_date": ("a field of another tool", "published:"),
    "publication_date": ("a field of another tool", "published:"),
}
"""Fields that have no meaning of their own here: what they are, and what to write instead."""


def foreign_field(name: str) -> FieldName | None:
    """A field of another tool that is read as something else here, by its name in any letter case."""
    return _FOREIGN.get(name.lower())


def refused_field(name: str) -> tuple[str, str] | None:
    """What a field of another tool is, and what to write instead; ``None`` for one that nobody knows."""
    return REFUSED_FIELDS.get(name.lower())


def meant_field(name: str) -> FieldName | None:
    """The field that a name means here, by its own name or another tool's, also behind ``=`` or as a function."""
    return field_named(name) or foreign_field(name) or field_named(name.rstrip("=<>("))


_FOREIGN = {field.name: field for field in FOREIGN_FIELDS}
