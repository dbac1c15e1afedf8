"""The fields of the query language."""

from __future__ import annotations

from monitor.rules.query.grammar_entries import Example, FieldName

FIELDS = (
    FieldName(
        "title",
        "text",
        "The headline.",
        (
            Example("title:summit", "title: Summit opens · body: Talks", "title: Talks · body: The summit opens"),
            Example(
                "title:(summit NEAR/3 minsk)", "title: Summit in Minsk · body: Talks", "title: Summit · body: Minsk"
            ),
        ),
        ("headline", "intitle", "body.title.text", "hd=", "ti=", "ti("),
        ("title",),
    ),
    FieldName(
        "lead",
        "text",
        "The standfirst; where a text has none, the first block of the body.",
        (Example("lead:summit", "lead: A summit · body: Talks", "lead: Talks · body: A summit"),),
        ("ingress", "summary", "body.ingress.text", "lp="),
        ("lead",),
    ),
    FieldName(
        "body",
        "text",
        "Everything after the header.",
        (Example("body:summit", "A summit opens", "title: A summit · body: Talks"),),
        ("content", "text", "intext", "body.content.text"),
        ("body",),
    ),
    FieldName(
        "header",
        "text",
        "The whole header: headline, standfirst, byline, dateline and what else stands above the text.",
        (Example('header:"photo agency"', "title: Talks · header: By Photo Agency · body: Text", "A photo agency"),),
        (),
        ("header",),
    ),
    FieldName(
        "source",
        "fact",
        "The id of the source.",
        (Example("source:example-tv", "source: example-tv · body: Talks", "source: example-radio · body: Talks"),),
    ),
    FieldName(
        "country",
        "fact",
        "The country of the source, as its two-letter code.",
        (Example("country:(IR OR RU)", "country: IR · body: Talks", "country: TR · body: Talks"),),
    ),
    FieldName(
        "lang",
        "fact",
        "The language of the source, as its code. `lang:zh` is not true of `zh-Hans`; `lang:zh*` is.",
        (
            Example("lang:fa", "lang: fa · body: Talks", "lang: ar · body: Talks"),
            Example("lang:zh*", "lang: zh-Hans · body: Talks", "lang: ja · body: Talks"),
        ),
        ("language", "la="),
    ),
    FieldName(
        "ownership",
        "fact",
        "Who owns the source, as the configuration says it.",
        (Example("ownership:state", "ownership: state · body: Talks", "ownership: private · body: Talks"),),
    ),
    FieldName(
        "author",
        "fact",
        "One of the authors, the whole name.",
        (
            Example('author:"Darya Orlova"', "author: Darya Orlova · body: Talks", "author: Orlova · body: Talks"),
            Example("author:*orlova", "author: Darya Orlova · body: Talks", "author: Darya Petrova · body: Talks"),
        ),
        ("by=",),
    ),
    FieldName(
        "section",
        "fact",
        "The section of the site.",
        (Example("section:world", "section: World · body: Talks", "section: Sport · body: Talks"),),
    ),
    FieldName(
        "tag",
        "fact",
        "One of the article's keywords.",
        (Example('tag:"nuclear talks"', "tag: Nuclear talks · body: Text", "Nuclear talks"),),
        ("tags", "keyword", "keywords"),
    ),
    FieldName(
        "url",
        "fact",
        "A part of the article's address.",
        (
            Example(
                "url:example.org/world",
                "url: https://example.org/world/1 · body: Talks",
                "url: https://example.org/sport/1 · body: Talks",
            ),
        ),
        ("inurl", "metadata.url"),
    ),
    FieldName(
        "site",
        "fact",
        "The host of the article's address, or one below it; a path may follow. `site:ir` is every host that ends "
        "in `.ir`.",
        (
            Example(
                "site:example.org",
                "url: https://news.example.org/world/1 · body: Talks",
                "url: https://counterexample.org/world/1 · body: Talks",
            ),
            Example(
                "site:example.org/world",
                "url: https://example.org/world/1 · body: Talks",
                "url: https://example.org/sport/world/1 · body: Talks",
            ),
        ),
        ("domain", "host", "domainis", "host_url", "domain_url"),
    ),
    FieldName(
        "published",
        "day",
        "The day of publication (UTC): a day, a month, a year, `>=` `<=` `>` `<` before one of them, or a range: `[` "
        "and `]` count the limit in, `{` and `}` leave it out, `*` is open.",
        (
            Example(
                "published:2026-01-31", "published: 2026-01-31 · body: Talks", "published: 2026-02-01 · body: Talks"
            ),
            Example("published:2026-01", "published: 2026-01-31 · body: Talks", "published: 2026-02-01 · body: Talks"),
            Example(
                "published:[2026-01-01 TO 2026-02-01}",
                "published: 2026-01-31 · body: Talks",
                "published: 2026-02-01 · body: Talks",
            ),
            Example(
                "published:[2026-01 TO *]", "published: 2026-02-01 · body: Talks", "published: 2025-12-31 · body: Talks"
            ),
            Example(
                "published:>=2026-02-01", "published: 2026-02-01 · body: Talks", "published: 2026-01-31 · body: Talks"
            ),
        ),
        ("date",),
    ),
)
