from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.colour import contrast
from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.domain.problem import Problem
from send_tracker.domain.status_colours import BLACK, NIGHT, WHITE, colours_of, read_colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@given(COLOURS)
def test_whatever_is_chosen_can_be_seen_and_read_in_every_theme(chosen: str) -> None:
    solid, in_contrast = colours_of(chosen)
    assert all(read_colour(colour) == colour for colour in (*solid, in_contrast))
    assert contrast(solid[0], WHITE) >= 3 and contrast(solid[3], NIGHT) >= 3
    assert contrast(solid[2], solid[1]) >= 7 and contrast(solid[5], solid[4]) >= 7
    assert contrast(in_contrast, BLACK) >= 4.5


def test_a_colour_that_can_be_seen_is_kept() -> None:
    at_risk = NOTTINGHAMSHIRE["at_risk"].solid[0]
    assert colours_of(at_risk).solid[0] == at_risk
    assert colours_of("#FFFFFF").solid[0] != "#FFFFFF"


@pytest.mark.parametrize(("typed", "read"), [("#0c7c5d", "#0C7C5D"), (" 0C7C5D ", "#0C7C5D")])
def test_colours_are_read_as_people_type_them(typed: str, read: str) -> None:
    assert read_colour(typed) == read


@pytest.mark.parametrize("typed", ["", "green", "#12345", "#1234567", "url(x)"])
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(Problem, match="not a colour"):
        read_colour(typed)
