"""Whether an extraction is what its outlet usually publishes: what the page alone cannot tell.

Judged from the outlet's newest articles. A page that fails here looks whole, but says what all the others say, or
speaks another language than everything before it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from statistics import median

from monitor.domain.article import Entry, Extraction, Version
from monitor.domain.text import folded
from monitor.domain.textformat import ArticleText
from monitor.domain.verdict import Kind, Verdict

RECENT = 20
"""So many of the outlet's newest articles are looked at."""
SAME = 3
"""So many other articles with exactly this body make it the outlet's furniture."""
_HABIT = 5
"""Fewer articles are no habit of language."""
_IN_ROW, _LONGER, _COLLAPSED = 4, 8, 1 / 3
"""So many texts in a row, each shorter than all of so many before them and than this share of their median."""
_SCRIPTS = {
    "ARABIC": "ar fa ur ps ckb ug sd dv",
    "CYRILLIC": "ru uk be bg mk sr kk ky mn tg tt ba",
    "CJK": "zh yue ja ko",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "DEVANAGARI": "hi mr ne",
    "HEBREW": "he yi",
    "GREEK": "el",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "BENGALI": "bn as",
    "MYANMAR": "my",
    "KHMER": "km",
    "LAO": "lo",
    "ETHIOPIC": "am ti",
    "TAMIL": "ta",
}
"""Languages by the script they are written in, as Unicode names it; those that are also written in Latin script
(Serbian, Kazakh, Mongolian, ...) never fail in that one."""
_ALSO_LATIN = frozenset(("sr", "kk", "ky", "mn", "tg", "tt", "ba", "uk", "ckb", "ug"))


def judged(extraction: Extraction, entry: Entry, language: str, recent: Sequence[Version]) -> Verdict:
    """The verdict with what the outlet's history says: ``recent`` are its newest articles, newest first.

    ``language`` is the source's, as a BCP 47 tag, or empty. A verdict that the page itself earned stands.
    """
    if extraction.verdict.kind is Kind.FAILED:
        return extraction.verdict
    known = [version for version in recent if "title only" not in version.verdict.causes][:RECENT]
    if _is_furniture(extraction.text, known):
        return Verdict(Kind.FAILED, ("template change",))
    if _is_foreign(extraction, language, known):
        kind = Kind.DOUBTFUL if _is_announced(extraction.text, entry) else Kind.FAILED
        return Verdict(kind, (*extraction.verdict.causes, "wrong language"))
    if _has_collapsed(extraction.text, known):
        return Verdict(Kind.DOUBTFUL, (*extraction.verdict.causes, "template change"))
    return extraction.verdict


def _is_furniture(text: ArticleText, known: Sequence[Version]) -> bool:
    same = {version.text.headline for version in known if version.text.body == text.body}
    return bool(text.body) and len(same - {text.headline}) >= SAME


def _is_foreign(extraction: Extraction, language: str, known: Sequence[Version]) -> bool:
    """Whether the text is in a script that the source's language does not use, or in a language it never used."""
    declared = language.split("-")[0].lower()
    script = _script(extraction.text.body)
    if len(known) < _HABIT:
        return bool(declared and script and not _is_written_in(declared, script))
    scripts = {_script(version.text.body) for version in known}
    languages = {version.language for version in known} | {declared}
    return bool(script and script not in scripts) or bool(
        extraction.language and extraction.language not in languages and "" not in languages
    )


def _is_written_in(language: str, script: str) -> bool:
    if script == "LATIN":
        native = any(language in languages.split() for languages in _SCRIPTS.values())
        return not native or language in _ALSO_LATIN
    return language in _SCRIPTS.get(script, language).split()


def _script(text: str) -> str:
    """The script of most letters, by the first word of their Unicode names; empty where there are few."""
    letters = [ch for ch in text[:2000] if ch.isalpha()]
    counted = Counter(unicodedata.name(ch, "").partition(" ")[0] for ch in letters)
    script, count = counted.most_common(1)[0] if counted else ("", 0)
    return script if count > 30 and count > 0.6 * len(letters) else ""


def _is_announced(text: ArticleText, entry: Entry) -> bool:
    """Whether the feed announced this very headline: then the outlet means it so."""
    return bool(entry.title) and folded(entry.title) == folded(text.headline)


def _has_collapsed(text: ArticleText, known: Sequence[Version]) -> bool:
    lengths = [len(version.text.body) for version in known]
    newest, before = [len(text.body), *lengths[: _IN_ROW - 1]], lengths[_IN_ROW - 1 :]
    return len(before) >= _LONGER and max(newest) < min(min(before), _COLLAPSED * median(before))
