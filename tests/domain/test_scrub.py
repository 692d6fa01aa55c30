"""Taking words out of texts: whole, in parts, cut, and never in the middle of another word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_tracker.domain.kinds import REDACTED
from send_tracker.domain.scrub import Scrubber, matches, secrets_of

_WORDS = st.text(alphabet="abcdefghij .", min_size=4, max_size=60).filter(lambda t: len(t.strip(" .")) >= 3)


def scrub(text: str, *secrets: str) -> str:
    return Scrubber(secrets_of(secrets)).text(text)


@pytest.mark.parametrize(
    ("text", "secret", "left"),
    [
        ("Obstacle: Sam Hill moved.", "Sam Hill moved.", f"Obstacle: {REDACTED}."),
        ("sam  hill moved", "Sam Hill moved", REDACTED),
        ("Annual reviews; Ann", "Ann", f"Annual reviews; {REDACTED}"),
        ("No; nothing more", "No", "No; nothing more"),
        ("No", "No", REDACTED),
        ("Sam Hill moved to another…", "Sam Hill moved to another school in May", f"{REDACTED}…"),
        (
            "Sam Hill moved to another town…",
            "Sam Hill moved to another school in May",
            "Sam Hill moved to another town…",
        ),
        (
            "Waits fell from 68 to 56 weeks.",
            "Waits fell from {measure:M1:2023} to 56 weeks.",
            f"{REDACTED} 68 {REDACTED}.",
        ),
        ("Families wait shorter: 56 weeks.", "Families wait shorter: {measure:M1:latest}.", f"{REDACTED} 56 weeks."),
        ("one line\nand Sam Hill moved", "Sam Hill moved\nsecond", f"one line\nand {REDACTED}"),
    ],
)
def test_what_is_taken_out(text: str, secret: str, left: str) -> None:
    assert scrub(text, secret) == left


@settings(max_examples=60)
@given(before=_WORDS, secret=_WORDS, after=_WORDS)
def test_no_secret_is_left_and_the_rest_still_fits(before: str, secret: str, after: str) -> None:
    text = f"{before} ({secret}) {after}"
    found = scrub(text, secret)
    assert f"({secret.strip(' .')}" not in found
    assert matches(found, text)


def test_a_change_beside_what_was_taken_out_does_not_fit() -> None:
    assert matches(f"Obstacle: {REDACTED}.", "Obstacle: Sam Hill moved.")
    assert not matches(f"Obstacle: {REDACTED}.", "Path: Sam Hill moved.")
