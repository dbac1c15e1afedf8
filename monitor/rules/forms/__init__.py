"""Which forms of a word count as the word: inflections, particles and clitics, language by language.

A query does not say what language its words are in. So it is the text that decides: in a Spanish text, ``fines`` counts
as ``fin``, in an English one as ``fine``. A word of a text gets the keys of those words of the queries that are forms
of the same word in the text's language, and of no others. Dictionaries are loaded when a text of their language comes.
docs/scripts.md says what counts in which language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms.languages import (
    forms_of_listed,
    forms_of_query,
    forms_of_text,
    has_forms,
    languages_of,
    nominatives,
    readings,
)
from monitor.rules.forms.spelling import singular, spelled

MARK = "~"
"""Before the word as a query writes it: the key of every form of that word."""
LISTED = "="
"""Before a folded word of a long list, which is taken to be in the nominative: the key of every form of it."""

_ENDING, _LONGER = 3, 3
"""Letters at the end of a nominative that may be others in another case (``земли``, ``земель``), and how many more."""


class Forms:
    """Keys of the forms of all words of a rule set's queries: first the queries' words are told, then texts read."""

    __slots__ = ("_beginnings", "_by_form", "_listed", "_short", "_wanted")

    def __init__(self) -> None:
        self._short: dict[str, str] = {}
        """The keys of acronyms and numbers, of which nothing but a plural in ``-s`` counts."""
        self._listed: set[str] = set()
        self._beginnings: set[str] = set()
        self._wanted: dict[str, tuple[str, ...]] = {}
        self._by_form: dict[str, dict[str, tuple[str, ...]] | None] = {}

    @property
    def asked(self) -> bool:
        """Whether any word of the queries may have forms."""
        return bool(self._wanted or self._listed or self._short)

    def listed_keys(self, word: str, folded: str) -> tuple[str, ...]:
        """As ``term_keys``, of a word that is taken to be in the nominative, so that no dictionary is asked for it.

        The way of lists of a million names, where asking takes minutes; Latin names have no forms there.
        """
        if folded.isascii():
            return ()
        self._listed.add(folded)
        self._beginnings.add(folded[: max(1, len(folded) - _ENDING)])
        return (LISTED + folded,)

    def term_keys(self, word: str, folded: str) -> tuple[str, ...]:
        """The key that all forms of a query's word get in a text; none where the word has no forms in any language."""
        word = spelled(word, folded)
        key = MARK + word
        if not has_forms(word, folded):
            return (self._short.setdefault(folded, key),) if singular(word + "s") else ()
        known = self._wanted.get(folded, ())
        for same in known:
            if same == key:
                return (same,)
        self._wanted[folded] = (*known, key)
        return (key,)

    def keys(self, word: str, folded: str, language: str) -> tuple[str, ...]:
        """The keys of all queries' words of which a text's word is a form in the text's language (BCP 47, or empty)."""
        found: dict[str, None] = {}
        word = spelled(word, folded)
        if (base := singular(word)) and (key := self._short.get(base)):
            found[key] = None
        for reading in readings(folded, language):
            if reading not in self._by_form:
                self._by_form[reading] = self._filed(reading)
            by_form = self._by_form[reading]
            if by_form is None:
                if folded.isascii() or not self._listed:
                    continue
                by_form = {}
            found.update(dict.fromkeys(by_form.get(folded, ())))
            for form in forms_of_text(reading, word, folded):
                found.update(dict.fromkeys(self._wanted.get(form, ())))
                found.update(dict.fromkeys(by_form.get(form, ())))
            found.update(dict.fromkeys(self._on_lists(reading, word, folded)))
        return tuple(found)

    def _on_lists(self, reading: str, word: str, folded: str) -> Iterator[str]:
        """The keys of the words of long lists of which a text's word is a form."""
        if not self._listed or folded.isascii():
            return
        found = forms_of_text(reading, word, folded)
        lengths = range(max(1, len(folded) - _ENDING - _LONGER), len(folded))
        # To inflect a word takes longer than all else, so that is done only where a list has one that begins like it.
        if any(folded[:length] in self._beginnings for length in lengths):
            found += nominatives(reading, word, folded)
        for form in found:
            if form in self._listed:
                yield LISTED + form

    def _filed(self, reading: str) -> dict[str, tuple[str, ...]] | None:
        """The keys of the queries' words by what else they are looked for as, in one language.

        ``None`` where no query has a word in letters of that language: then no form of its words has to be found.
        """
        if not any(reading in languages_of(folded) for folded in self._wanted):
            return None
        filed: dict[str, tuple[str, ...]] = {}
        for folded, keys in self._wanted.items():
            if reading not in languages_of(folded):
                continue
            for key in keys:
                for form in forms_of_query(reading, key.removeprefix(MARK), folded):
                    filed[form] = (*filed.get(form, ()), key)
        return filed


def index_keys(word: str, folded: str, language: str) -> tuple[str, ...]:
    """Whatever a text's word may be found by: what an index has to hold of it, besides the word itself."""
    word = spelled(word, folded)
    found = [form for reading in readings(folded, language) for form in forms_of_text(reading, word, folded)]
    if base := singular(word):
        found.append(base)
    return tuple(dict.fromkeys(found))


def asked_keys(keys: Iterable[str], languages: Iterable[str]) -> tuple[str, ...]:
    """The keys of a query's word as an index of ``index_keys`` is asked for them, so that no form is missed.

    ``languages`` are those of the indexed texts (BCP 47, empty where one is not known).
    """
    asked = dict.fromkeys(sorted(key for key in keys if not key.startswith((MARK, LISTED))))
    for key in sorted(set(keys) - asked.keys()):
        word = key.removeprefix(MARK).removeprefix(LISTED)
        folded = fold(word)
        for reading in dict.fromkeys(one for language in sorted(languages) for one in readings(folded, language)):
            listed = key.startswith(LISTED)
            found = forms_of_listed(reading, folded) if listed else forms_of_query(reading, word, folded)
            asked.update(dict.fromkeys(found))
    return tuple(asked)
