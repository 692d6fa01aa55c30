from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.references import action_prefix, next_free, runs, sort_key


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 999)), max_size=30))
def test_references_sort_as_people_count(pairs: list[tuple[int, int]]) -> None:
    refs = [f"{a}.{b}" for a, b in pairs]
    assert sorted(refs, key=sort_key) == [f"{a}.{b}" for a, b in sorted(pairs)]


def test_letters_and_case_do_not_matter() -> None:
    assert sorted(["O10", "o9", "O1"], key=sort_key) == ["O1", "o9", "O10"]


@given(st.sets(st.integers(1, 200), max_size=30))
def test_the_next_free_number_is_above_all_that_were_ever_taken(numbers: set[int]) -> None:
    taken = [f"4.{n}" for n in numbers] + ["4.x", "14.500", "5.600", " 4.2 "]
    found = next_free("4.", taken)
    assert found not in taken
    assert found == f"4.{max({*numbers, 2}) + 1}"


def test_the_prefix_of_an_outcome() -> None:
    assert action_prefix("O4") == "4."
    assert action_prefix("Outcome 12") == "12."
    assert action_prefix("O1.2") == "1.2."
    assert action_prefix("Health") == "Health."


def test_a_prefix_is_text_not_a_pattern() -> None:
    assert next_free("4.", ["4x7", "4.1"]) == "4.2"


@given(st.sets(st.integers(1, 40)), st.sampled_from(["4.", "E", "AFI-"]))
def test_runs_hold_every_reference_once(numbers: set[int], prefix: str) -> None:
    found = runs([f"{prefix}{n}" for n in sorted(numbers)])
    held: list[int] = []
    for words, number in found:
        first, _, last = words.partition(" to ")
        ends = [int(end.removeprefix(prefix)) for end in (first, last or first)]
        held += range(ends[0], ends[1] + 1)
        assert number == ends[1] - ends[0] + 1
        assert number == 1 or number > 2, "two are said as two"
    assert held == sorted(numbers)


def test_runs_end_where_the_chapter_does() -> None:
    refs = ["1.11", "1.12", "2.1", "2.2", "2.3", "AFI", "", "4.1a", "4.2a", "4.3a"]
    found = [words for words, _ in runs(refs)]
    assert found == ["1.11", "1.12", "2.1 to 2.3", "AFI", "", "4.1a", "4.2a", "4.3a"]
