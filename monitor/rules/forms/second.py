"""Second readings of a text's word, of which the dictionary gives the first only: ``left`` and ``leave``.

They count in the text alone: who asks for ``building`` does not look for ``build``.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms import german
from monitor.rules.forms.lemmas import dictionary, found_as, is_acronym, lemmas
from monitor.rules.forms.wordlist import listed

_READINGS = {
    "en": dict(one.split(":") for one in listed(
        "won:win left:leave shot:shoot thought:think felt:feel found:find rose:rise broke:break bound:bind arms:arm",
        "lives:life wives:wife leaves:leaf thieves:thief halves:half bases:basis axes:axis",
    )),
    "de": {"nahe": "nah"},
    "el": {"σύνορον": "σύνορο", "νεκρή": "νεκρός"},
    "es": {"muerto": "morir", "muerta": "morir", "herida": "herir", "roto": "romper"},
    "fr": {"détenu": "détenir", "élu": "élire", "mort": "mourir"},
}  # fmt: skip
"""By the word, or its dictionary form."""
_PARTICIPLES = {
    "en": (("ing", ""), ("ing", "e")),
    "es": (("ado", "ar"), ("ido", "er"), ("ido", "ir")),
    "fr": (("é", "er"),),
    "it": (("ato", "are"), ("ito", "ire"), ("uto", "ere")),
    "pt": (("ado", "ar"), ("ido", "er"), ("ido", "ir")),
}
"""Endings of participles and gerunds, which dictionaries take for adjectives and nouns, and of their verbs."""
_ACTS = {
    "es": ("ar", frozenset(listed(
        "lanza mata firma condena amenaza denuncia demanda alerta busca causa ayuda entrega protesta lucha compra",
        "visita marcha multa carga captura veta consulta reforma rebaja quema oferta baja conquista pausa estafa llama",
    ))),
    "fr": ("er", frozenset(listed(
        "frappe lance menace attaque signe annonce aide lutte marche critique demande alerte cause vote enquête",
        "rencontre échange contrôle riposte charge baisse limite commande risque",
    ))),
    "it": ("are", frozenset(listed(
        "lancia minaccia firma condanna accusa denuncia visita critica protesta libera",
    ))),
    "pt": ("ar", frozenset(listed("visita"))),
}  # fmt: skip
"""Nouns that headlines use as verbs in the present tense, too (``frappe``), and the ending of the infinitives."""
_LEAST_VERB = 3
_LANGUAGES = _READINGS.keys() | _PARTICIPLES.keys()
_NOUNS = frozenset(listed(
    "abogado atentado comunicado diputado estado mercado pasado partido resultado senado soldado tratado",
    "degré député employé marché procédé traité",
    "avvocato comunicato deputato mercato partito passato risultato senato soldato stato trattato",
    "advogado deputado passado",
    "evening morning",
))  # fmt: skip
"""Words that were participles once."""


def forms(language: str, word: str, folded: str) -> Iterator[str]:
    """The dictionary forms of a text's word in all its readings."""
    yield from lemmas(language, word, folded)
    if language == "de" and word.istitle():
        yield from german.adjective(word, dictionary("de").get)
    if language not in _LANGUAGES or (is_acronym(word) and language != "en"):
        return
    small = word.lower()
    for one in dict.fromkeys((small, *found_as(word, language))):
        if other := _READINGS.get(language, {}).get(one):
            yield fold(other)
        ending, acts = _ACTS.get(language, ("", frozenset()))
        if one in acts:
            yield fold(one[:-1] + ending)
        if one not in _NOUNS:
            yield from _verbs(one, language)


def _verbs(participle: str, language: str) -> Iterator[str]:
    for ending, infinitive in _PARTICIPLES.get(language, ()):
        stem = participle.removesuffix(ending)
        doubled = language == "en" and stem[-1:] == stem[-2:-1]
        for verb in (stem + infinitive, stem[:-1]) if doubled else (stem + infinitive,):
            if stem != participle and len(verb) >= _LEAST_VERB and dictionary(language).get(verb) == verb:
                yield fold(verb)
