"""An article as a rule sees it: its texts, and what is known of it and of its source.

Live matching, search and backtests all ask about ``document_for`` of a version, so they cannot differ.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.domain.article import Version
from monitor.domain.header import Kind
from monitor.domain.match import Document
from monitor.domain.source import Source
from monitor.domain.textformat import ArticleText


def document_of(text: ArticleText, *, source: str = "", language: str = "", country: str = "") -> Document:
    """The headline as title, the header's standfirst as lead, its other lines as header, the rest as body.

    Without a standfirst the body's first block is the lead as well; its places stay places of the body.
    """
    lines = text.header[:-1]
    standfirst = "\n".join(line for kind, line in lines if kind is Kind.STANDFIRST)
    return Document(
        title=text.headline,
        lead=standfirst,
        body=text.body,
        source=source,
        language=language,
        country=country,
        lead_end=0 if standfirst or len(text.blocks) < 2 else len("\n".join(text.blocks[1])),
        header="\n".join(line for kind, line in lines if kind is not Kind.STANDFIRST),
        published=text.date,
    )


def document_for(version: Version, source: Source | None) -> Document:
    """The version's text, with what page and feed said of it and what is configured of its ``source``.

    ``source`` is None where it is configured no more: then the text's own language counts, and nothing else is known.
    The day of publication is the article's: its printed one, else that of its feed, else the day it was first seen.
    """
    document = document_of(
        version.text,
        source=version.source_id,
        language=(source.language if source else "") or version.language,
        country=source.country if source else "",
    )
    return replace(
        document,
        ownership=source.ownership if source else "",
        authors=version.authors,
        section=version.section,
        tags=version.tags,
        url=version.url,
        published=version.day,
    )
