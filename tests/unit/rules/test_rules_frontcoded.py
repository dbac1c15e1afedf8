"""Word lists are found in as they are packed: every word's form, no other word's, and a broken list is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from monitor.rules.forms.frontcoded import MAGIC, FrontCoded
from monitor.rules.forms.lemmas import dictionary

WORDS = st.text("abcé中", min_size=1, max_size=9)
LISTS = st.dictionaries(WORDS | st.text("ab", min_size=60, max_size=200), WORDS, min_size=1, max_size=60)


def number(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([value % 128 + 128, value // 128])


def alike(one: bytes, other: bytes) -> int:
    """How many bytes two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def packed(forms: dict[str, str], *, backwards: bool = False) -> bytes:
    """A list as its documentation says, with shared beginnings below 128 bytes."""
    turn = -1 if backwards else 1
    records = sorted((word.encode()[::turn], form.encode()[::turn]) for word, form in forms.items())
    found = [MAGIC, bytes([backwards]), number(len(records))]
    last, last_form = b"", b""
    for word, form in records:
        shared = min(127, alike(last, word))
        kept = alike(word, form)
        found += [bytes([shared]), number(len(word) - shared), word[shared:]]
        if form == last_form:
            found.append(b"\xfe")
        elif kept and len(word) - kept < 100:
            found += [bytes([len(word) - kept, len(form) - kept]), form[kept:]]
        else:
            found += [b"\xff", bytes([len(form)]), form]
        last, last_form = word, form
    return b"".join(found)


@given(LISTS, st.lists(WORDS, max_size=20), st.booleans())
def test_every_word_has_its_form_and_no_other_has_one(
    forms: dict[str, str], others: list[str], backwards: bool
) -> None:
    known = FrontCoded(packed(forms, backwards=backwards))
    for word in (*forms, *others, ""):
        assert known.get(word) == forms.get(word)


def test_a_long_list_is_read_in_stretches() -> None:
    forms = {f"{stem}{ending}": f"{stem}o" for stem in range(1000) for ending in ("a", "as", "am", "o")}
    known = FrontCoded(packed(forms))
    assert {word: known.get(word) for word in forms} == forms
    assert known.get("1000a") is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"other",
        MAGIC,
        packed({"a": "b"})[:-1],
        packed({"a": "b"}) + b"\x00",
        packed({f"{n}": "b" for n in range(3000)})[:-3],
        MAGIC + b"\x00\x02" + packed({"a": "b"})[7:],
        MAGIC + b"\x00\x01\x00\xff\x7f" + bytes(40),
    ],
)
def test_a_list_that_is_none_is_told(data: bytes) -> None:
    with pytest.raises(ValueError, match="word"):
        FrontCoded(data)


@pytest.mark.parametrize("language", ["en", "fa", "sq"])
def test_installed_lists_say_what_their_own_reader_says(language: str) -> None:
    known, theirs = dictionary(language), StreamDictionaryFactory().get_dictionary(language)
    assert isinstance(known, FrontCoded)
    for word in list(theirs)[::97]:
        assert known.get(word) == theirs[word]
        assert known.get(word + "q") == theirs.get(word + "q")
