"""The operators of the query language."""

from __future__ import annotations

from monitor.rules.query.grammar_entries import FARTHEST, MOST_FIRST, MOST_PLACES, NEAR_ALONE, Example, Operator

OPERATORS = (
    Operator(
        "OR",
        "OR",
        "At least one side holds.",
        (Example("tehran OR moscow", "Talks in Moscow", "Talks in Minsk"),),
        words=("OR", "||"),
        others="`||`",
    ),
    Operator(
        "AND",
        "AND",
        "Both sides hold. Parts with nothing between them are joined by AND.",
        (
            Example("tehran AND moscow", "Moscow and Tehran sign", "Moscow signs"),
            Example("tehran moscow", "Moscow and Tehran sign", "Tehran signs"),
        ),
        words=("AND", "&&"),
        others="`&&`",
    ),
    Operator(
        "SAME/s",
        "SAME/s",
        "All parts stand in one sentence. A line end, too, ends a sentence.",
        (
            Example(
                "drone SAME/s strike", "A drone took off. The drone made a strike.", "A drone took off. A strike began."
            ),
        ),
        words=("SAME/s", "SAME/S"),
        numbered=("w/s",),
        others="`W/S`",
    ),
    Operator(
        "SAME/p",
        "SAME/p",
        "All parts stand in one paragraph (a block between empty lines). `SAME` alone is `SAME/p`.",
        (Example("drone SAME/p strike", "A drone took off. A strike began.", "title: A drone · body: A strike"),),
        words=("SAME/p", "SAME/P", "SAME"),
        numbered=("w/p",),
        others="`SAME`, `W/P`",
    ),
    Operator(
        "NEAR",
        "NEAR/n",
        f"The sides stand at most n words apart, in either order; neighbours are 1 apart, n is 1 to {FARTHEST}. `NEAR` "
        f"alone is `NEAR/{NEAR_ALONE}`. A side may be a group. A chain is read from the left: `a NEAR/3 b NEAR/5 c` is "
        "`(a NEAR/3 b) NEAR/5 c`.",
        (
            Example("drone NEAR/3 strike", "a strike by a drone", "a strike was said to be by a drone"),
            Example(
                "(drone OR missile) NEAR/2 (strike OR attack)",
                "an attack by missile",
                "an attack, or so they said, by missile",
            ),
        ),
        words=("NEAR",),
        numbered=("near/?#", "/n#/", "n/#", r"around\(#\)", r"near\(#\)"),
        most=FARTHEST,
        alone=NEAR_ALONE,
        others="`NEARn`, `N/n`, `/Nn/`, `AROUND(n)`",
    ),
    Operator(
        "ONEAR",
        "ONEAR/n",
        f"As NEAR/n, and the left side comes first. `ONEAR` alone is `ONEAR/{NEAR_ALONE}`.",
        (Example("drone ONEAR/3 strike", "a drone began a strike", "a strike by a drone"),),
        words=("ONEAR",),
        numbered=("onear/?#", "near/?#f", "adj/?#", "w/#", "pre/#", "/f#/"),
        most=FARTHEST,
        alone=NEAR_ALONE,
        others="`ADJn`, `W/n`, `PRE/n`, `/Fn/`, `NEAR/nf`",
    ),
    Operator(
        "NOT",
        "NOT",
        "What follows holds nowhere in the article. What a NOT names is never shown as a hit.",
        (Example("drill NOT dentist", "a naval drill", "the drill of a dentist"),),
        words=("NOT",),
        others="`!`, `-`",
    ),
    Operator(
        "ATLEAST",
        "ATLEAST/n(…)",
        "What is in the parentheses stands at least n times in the article, overlaps counted once. "
        "Without parentheses it takes the one word, phrase or entity behind it.",
        (
            Example("ATLEAST/3(drone)", "drone, drone and drone", "drone and drone"),
            Example("ATLEAST/2(drone OR missile)", "a drone and a missile", "a drone"),
        ),
        numbered=("atleast/?#",),
        most=MOST_PLACES,
        others="`ATLEASTn`",
    ),
    Operator(
        "FIRST",
        "FIRST/n(…)",
        "What is in the parentheses stands within the first n words below the headline. Without "
        "parentheses it takes the one word, phrase or entity behind it.",
        (Example("FIRST/4(drone)", "Today a drone fell on a field", "On a field near here fell a drone"),),
        numbered=("first/#",),
        most=MOST_FIRST,
    ),
)
"""From the one that binds least to the one that binds most; ATLEAST and FIRST stand before their parentheses."""
