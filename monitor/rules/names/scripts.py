"""Other ways to write a person's name: suggestions for a list, which a person looks through.

Cyrillic after BGN/PCGN, ISO 9 without marks, and the French and German press; Persian and Arabic letters give what
they tell, consonants and long vowels, since short vowels are not written.
"""

from __future__ import annotations

from monitor.domain.text import tokens

_RUSSIAN = "абвгдезийклмнопрстуфхцчшщъыьэюя"
_RUSSIAN_LATIN = "a b v g d e z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"
_BGN = dict(zip(_RUSSIAN, _RUSSIAN_LATIN.split(), strict=True))
_BGN |= {"ж": "zh", "ё": "yo", "і": "i", "ї": "yi", "є": "ye", "ґ": "g"}
_FRENCH = _BGN | {"у": "ou", "ж": "j", "ч": "tch", "ш": "ch", "щ": "chtch", "ю": "iou", "я": "ia", "й": "ï"}
_GERMAN = _BGN | {"в": "w", "ж": "sch", "з": "s", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch",
                  "ю": "ju", "я": "ja", "й": "j", "ы": "y"}  # fmt: skip
_ISO = _BGN | {"ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ю": "u", "я": "a", "й": "j"}
_UKRAINIAN = _BGN | {"г": "h", "и": "y", "й": "i"}
_ARABIC = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_ARABIC_LATIN = "a b p t s j ch h kh d z r z zh s sh s z t z _ gh f gh k g l m n v h i"
_PERSIAN = dict(zip(_ARABIC, _ARABIC_LATIN.split(), strict=True))
_DIGRAPHS = (
    "shch=щ sch=ш kh=х zh=ж ts=ц ch=ч sh=ш yu=ю ya=я yo=ё ye=е iy=ий ey=ей ay=ай oy=ой gh=г th=т ph=ф ou=у "
    "oo=у ee=и x=кс w=в q=к j=дж y=и h=х c=к "
)
_LETTERS = dict(zip("abvgdeziklmnoprstuf", "абвгдезиклмнопрстуф", strict=True))
_TO_CYRILLIC = dict(pair.split("=") for pair in _DIGRAPHS.split()) | _LETTERS
"""What is tried in turn at each place of a Latin word."""


def suggestions(name: str) -> tuple[str, ...]:
    """The name in other letters, each way once, without the name itself; empty for scripts without a table."""
    letters = {ch for ch in name.lower() if ch.isalpha()}
    if letters & set("іїєґ"):
        found = [_by_letter(name, _UKRAINIAN)]
    elif any("а" <= ch <= "я" or ch == "ё" for ch in letters):
        found = [_by_letter(name, table) for table in (_BGN, _FRENCH, _GERMAN, _ISO)]
    elif any("\u0600" <= ch <= "\u06ff" for ch in letters):
        found = [_by_letter(" ".join(token.folded for token in tokens(name)), _PERSIAN)]
    elif name.isascii() and letters:
        found = [_to_cyrillic(name)]
    else:
        found = []
    return tuple(dict.fromkeys(one for one in found if one and one != name))


def _by_letter(name: str, table: dict[str, str]) -> str:
    words = ("".join(table.get(ch, ch) for ch in word.lower()).replace("_", "") for word in name.split())
    return " ".join(word[:1].upper() + word[1:] for word in words)


def _to_cyrillic(name: str) -> str:
    return " ".join(_cyrillic(word.lower()).capitalize() for word in name.split())


def _cyrillic(word: str) -> str:
    found, at = "", 0
    while at < len(word):
        latin, letter = next(
            ((old, new) for old, new in _TO_CYRILLIC.items() if word.startswith(old, at)), (word[at], word[at])
        )
        found, at = found + letter, at + len(latin)
    return found
