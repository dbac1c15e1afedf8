"""What is remembered stays within its number and size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.crawl.recent import Recent


def test_the_oldest_makes_room_for_the_newest() -> None:
    recent = Recent(most=2, most_size=100)
    assert recent.add("a", 1, 0.0) == []
    assert recent.add("b", 1, 1.0) == []
    assert recent.add("a", 1, 2.0) == [], "the same again takes no more room, and is new again"
    assert recent.add("c", 1, 3.0) == ["b"]
    assert (recent.age("a", 5.0), recent.age("b", 5.0), recent.age("c", 5.0)) == (3.0, 0.0, 2.0)


def test_one_large_thing_takes_the_place_of_several() -> None:
    recent = Recent(most=9, most_size=10)
    for name in "abc":
        recent.add(name, 3, 0.0)
    assert recent.add("large", 9, 0.0) == ["a", "b", "c"]
    assert recent.add("larger than all", 11, 0.0) == ["large"], "the newest always stays"
    recent.forget("larger than all")
    assert recent.add("small", 10, 0.0) == []


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 9))))
def test_it_never_holds_too_much_and_forgets_nothing_silently(steps: list[tuple[str, int]]) -> None:
    recent, held = Recent(most=4, most_size=20), dict[str, int]()
    for now, (name, size) in enumerate(steps):
        gone = recent.add(name, size, now)
        held[name] = size
        for other in gone:
            del held[other]
        assert len(held) <= 4
        assert sum(held.values()) <= 20
        assert name in held
