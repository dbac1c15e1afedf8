"""An article's text as a rule sees it: title, lead and body."""

from __future__ import annotations

from monitor.domain.match import Document
from monitor.domain.textformat import ArticleText


def document_of(text: ArticleText, *, source: str = "", language: str = "", country: str = "") -> Document:
    """The headline as title, the header's standfirst as lead, the rest as body.

    Without a standfirst the body's first block is the lead as well; its places stay places of the body.
    """
    standfirst = text.standfirst
    return Document(
        title=text.headline,
        lead=standfirst,
        body=text.body,
        source=source,
        language=language,
        country=country,
        lead_end=0 if standfirst else len(text.lead),
    )
