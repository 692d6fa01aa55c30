from __future__ import annotations

from send_tracker.domain.succession import chain, makes_circle

LINE: dict[str, str | None] = {"a": "b", "b": "c"}


def test_chains_are_followed_to_their_end() -> None:
    assert chain(LINE, "a") == ["b", "c"]
    assert chain(LINE, "c") == [] == chain({}, "a")


def test_a_circle_that_two_copies_made_is_walked_once() -> None:
    assert chain({"a": "b", "b": "a"}, "a") == ["b"]
    assert chain({"a": "b", "b": "c", "c": "b"}, "a") == ["b", "c"]


def test_a_circle_is_seen_before_it_is_made() -> None:
    assert makes_circle(LINE, "c", "a")
    assert makes_circle({}, "a", "a")
    assert not makes_circle(LINE, "c", "d")
    assert not makes_circle(LINE, "a", "c"), "a shorter way to the same end is no circle"
