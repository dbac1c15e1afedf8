"""Pages that are articles: every kind of article in every language and frame. None of them may be held back."""
# ruff: noqa: E501  pages read best as they are

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.quality.gate_frames import FRAMES
from tests.quality.gate_words import LANGUAGES, Words

DATE = "<time datetime='2025-11-24T09:30:00+03:00'>2025-11-24</time>"


def _paragraphs(words: Words, first: int, last: int, times: int = 1) -> str:
    chosen = words.sentences[first:last]
    pairs = [words.glue.join(chosen[at : at + 2]) for at in range(0, len(chosen), 2)]
    return "".join(f"<p>{pair}</p>" for pair in pairs * times)


def _news(words: Words) -> str:
    return f"<article><h1>{words.headline}</h1>{DATE}<div class='text'>{_paragraphs(words, 0, 6)}</div></article>"


def _flash(words: Words) -> str:
    return f"<article><h1>{words.headline}</h1>{DATE}<div><p>{words.sentences[0]}</p><p>{words.sentences[1]}</p></div></article>"


def _flash_in_breaks(words: Words) -> str:
    return f"<div class='news'><h2>{words.headline}</h2><span>24.11.2025 09:30</span><br>{words.sentences[0]}<br><br>{words.sentences[1]}</div>"


def _photos(words: Words) -> str:
    figures = "".join(
        f"<figure><img src='/{number}.jpg' alt=''><figcaption>{one}</figcaption></figure>"
        for number, one in enumerate(words.sentences[1:4])
    )
    return f"<article><h1>{words.headline}</h1>{DATE}<p>{words.sentences[0]}</p>{figures}</article>"


def _speech(words: Words) -> str:
    said = "".join(f"<p>{one}</p>" for one in words.sentences * 6)
    return f"<article><h1>{words.headline}</h1>{DATE}<div itemprop='articleBody'>{said}</div></article>"


def _decrees(words: Words) -> str:
    items = "".join(
        f"<li>№ {number}. {one}</li>" for number, one in enumerate((*words.others, *words.sentences[:3]), 1)
    )
    return f"<article><h1>{words.headline}</h1>{DATE}<p>{words.sentences[1]}</p><ol>{items}</ol></article>"


def _long(words: Words) -> str:
    parts = "".join(f"<h2>{one}</h2>{_paragraphs(words, 0, 6, 2)}" for one in words.others)
    return f"<article><header><h1>{words.headline}</h1>{DATE}</header>{parts}</article>"


def _transcript(words: Words) -> str:
    turns = "".join(f"<p><b>{'AB'[number % 2]}.:</b> {one}</p>" for number, one in enumerate(words.sentences * 3))
    return f"<div class='interview'><h1>{words.headline}</h1>{DATE}{turns}</div>"


def _table(words: Words) -> str:
    rows = "".join(
        f"<tr><td>{one}</td><td>{number * 7 + 3}</td><td>{number}.5 %</td></tr>"
        for number, one in enumerate(words.others)
    )
    return f"<article><h1>{words.headline}</h1>{DATE}<p>{words.sentences[0]}</p><table>{rows}</table><p>{words.sentences[2]}</p></article>"


def _linked(words: Words) -> str:
    """Each paragraph links to other stories, and one asks to subscribe to a newsletter."""
    text = "".join(
        f"<p>{one} <a href='/n/{number}'>{words.others[number % 4]}</a></p>"
        for number, one in enumerate(words.sentences)
    )
    return f"<article><h1>{words.headline}</h1>{DATE}<div class='body'>{text}</div><div class='newsletter'><p>{words.menu[0]}</p></div></article>"


def _about_cookies(words: Words) -> str:
    """News about data protection uses the words of a consent dialog."""
    return f"<article><h1>{words.headline}</h1>{DATE}{_paragraphs(words, 0, 6)}<p>«{words.consent[1]}»</p><p>{words.sentences[3]}</p></article>"


def _open_to_all(words: Words) -> str:
    """A metered outlet that gives the whole text, with the offer to subscribe below."""
    return f"<article><h1>{words.headline}</h1>{DATE}<div>{_paragraphs(words, 0, 6, 5)}</div></article><div class='offer'><p>{words.wall[1]}</p></div>"


KINDS: dict[str, Callable[[Words], str]] = {
    "news": _news, "flash": _flash, "flash in breaks": _flash_in_breaks, "photos": _photos, "speech": _speech,
    "decrees": _decrees, "long read": _long, "transcript": _transcript, "table": _table, "linked": _linked,
    "about cookies": _about_cookies, "open to all": _open_to_all,
}  # fmt: skip


def good_pages() -> Iterator[tuple[str, str]]:
    """Name (kind, frame, language) and page."""
    for kind, make in KINDS.items():
        for frame in FRAMES:
            for words in LANGUAGES:
                yield f"{kind}/{frame.__name__}/{words.code}", frame(words, make(words))
