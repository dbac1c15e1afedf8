"""The signs of the query language."""

from __future__ import annotations

from monitor.rules.query.grammar_entries import DEEPEST, Example, Sign

SIGNS = (
    Sign(
        "( )",
        "group",
        f"What belongs together. At most {DEEPEST} inside each other.",
        (Example("(tehran OR moscow) minsk", "Moscow and Minsk", "Moscow"),),
    ),
    Sign(
        '" "',
        "phrase",
        "These words next to each other, in one line. Also “ ”, „ “, « », » «, ‹ ›, ″ ″, 「 」, 『 』, 《 》, "
        "〈 〉, and a typographic quote that a straight one ends. In it, all signs but `*` and `?` are text. "
        'A `"` between two Hebrew letters is gershayim and part of the word, in a phrase and outside.',
        (
            Example('"joint drill"', "a joint drill at sea", "a drill, held jointly"),
            Example("“joint drill”", "a joint drill at sea", "a drill, held jointly"),
            Example('"דובר צה"ל"', "נמסר כי דובר צה״ל הגיב", "הדובר של צה״ל"),
        ),
    ),
    Sign(
        '" "~n',
        "words close together",
        "The words of the phrase in any order, with at most n other words among them. Like the sides of NEAR they "
        "stand in one field, and a line or paragraph may end between them. `~0` is the phrase itself, in its order.",
        (
            Example('"drill navy"~2', "the navy held a drill", "the navy said today that it held a drill"),
            Example('"navy drill"~0', "a navy drill", "a drill, navy says"),
        ),
    ),
    Sign(
        "*",
        "any letters",
        "Any letters or none, anywhere in a word that has two letters more. In a phrase, too.",
        (
            Example("sanction*", "sanctioned", "sanctity"),
            Example("*tanker", "supertanker", "tanked"),
            Example("min*er", "minister", "minced"),
            Example('"nuclear deal*"', "nuclear dealings", "nuclear talks"),
        ),
    ),
    Sign(
        "?",
        "one letter",
        "Exactly one letter. A mark that does not count (an accent, harakat) is no letter.",
        (Example("organi?ation", "organisation", "organiisation"),),
    ),
    Sign(
        "~",
        "similar words",
        "`word~1` and `word~2`: that many letters missing, added, changed or swapped. `word~` "
        "alone is `~1` up to five letters, else `~2`.",
        (Example("petrosyan~1", "Petrossyan", "Petronian"), Example("kerch~", "Kerck", "March")),
    ),
    Sign(
        "=",
        "exact form",
        "This form of the word only, none that its language makes of it; with a capital, in these "
        "letters only. Before a phrase, too.",
        (
            Example("=sanction", "a sanction", "sanctions"),
            Example("=US", "the US envoy", "tell us"),
            Example('="Red Star"', "the Red Star", "a red star"),
        ),
    ),
    Sign(
        "/ /",
        "regular expression",
        "An expression in the syntax of RE2 that fits a stretch of one line which begins "
        "and ends with a word. Letter case does not matter; behind `/…/c` it does. `\\/` is a slash. `\\w` is "
        "a letter, mark, digit or underscore in any script, and does not reach over a zero-width non-joiner.",
        (Example(r"/S-?[34]00/", "an s-400 system", "S-500"), Example("/Su-\\d+[A-Z]?/c", "a Su-34M", "a SU-34M")),
    ),
    Sign(
        "@",
        "entity",
        "An entity or a list of entities of the configuration. `@name~0.8` asks for at "
        "least that confidence, 0 to 1, that a name means it.",
        (
            Example("@envoy", "Darya Orlova arrived", "Orlova arrived"),
            Example("title:@envoy", "title: Darya Orlova arrives · body: Talks", "Darya Orlova arrives"),
        ),
    ),
    Sign(
        "#",
        "another rule",
        'What the query of another rule says; `#"Name of the rule"` where the name has spaces.',
        (
            Example("#talks minsk", "Summit in Minsk", "Summit in Oslo"),
            Example('#"all talks" minsk', "Negotiations in Minsk", "Minsk"),
        ),
    ),
    Sign(
        "-  !",
        "not",
        "NOT, right before a word, phrase or group.",
        (
            Example("drill -dentist", "a naval drill", "the drill of a dentist"),
            Example("drill !(dentist OR oil)", "a naval drill", "a drill for oil"),
        ),
    ),
    Sign(
        "+",
        "must be there",
        "Changes nothing: everything must be there that is not joined by OR.",
        (Example("+tehran +moscow", "Moscow and Tehran", "Moscow"),),
    ),
    Sign(
        "^n",
        "weight",
        "Is read and changes nothing: a query finds or does not find.",
        (Example("tehran^2 OR moscow", "Tehran", "Minsk"),),
    ),
    Sign("\\", "a sign as text", "The sign behind it is text.", (Example(r"what\?", "what?", "why?"),)),
)
