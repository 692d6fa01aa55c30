"""The ledger finds what readers would find, and says nothing of what is in order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from send_tracker.domain.figures import Citations, Figure
from send_tracker.domain.ledger import IssuedFigure, check

SOUND = Figure(
    "measure:m1:2025-05",
    "M1 Plans on time",
    "Plans issued in time, as a share of all.",
    "52.86%",
    Decimal("52.86"),
    "%",
    "132 plans",
    "2025-05",
    "May 2025",
    "Data report",
)
RIVAL = replace(SOUND, key=f"{SOUND.key}:Progress", text="47.3%", value=Decimal("47.3"), source="Progress")


def codes(*figures: Figure, earlier: tuple[IssuedFigure, ...] = ()) -> list[str]:
    return [f.code for f in check(figures, earlier)]


def test_a_sound_figure_is_left_alone() -> None:
    assert codes(SOUND, SOUND) == []


def test_two_values_of_one_figure_are_named_with_their_sources() -> None:
    (found,) = check([SOUND, RIVAL])
    assert found.code == "twice"
    assert "52.86% (Data report) and 47.3% (Progress)" in found.sentence
    assert found.keys == (SOUND.key, RIVAL.key)


def test_an_explanation_counts_for_exactly_what_was_found() -> None:
    (found,) = check([SOUND, RIVAL])
    notes = {found.digest: "The data report counts exceptions."}
    (again,) = check([SOUND, RIVAL], (), notes)
    assert again.explained == "The data report counts exceptions."
    (other,) = check([SOUND, replace(RIVAL, text="47.4%", value=Decimal("47.4"))], (), notes)
    assert not other.explained


def issued(text: str, day: str) -> IssuedFigure:
    return IssuedFigure(SOUND.key, SOUND.as_at, SOUND.source, text, "", "Board pack", day)


def test_another_value_than_the_last_issue_needs_a_revision() -> None:
    before = (issued("50%", "2025-06-01"), issued("52.86%", "2025-06-20"), issued("51%", "2025-07-01"))
    assert codes(SOUND, earlier=before[:2]) == [], "only the last issue counts"
    assert codes(SOUND, earlier=before) == ["contradicts"]
    assert codes(replace(SOUND, revised_on="2025-07-02"), earlier=before) == []
    assert codes(replace(SOUND, revised_on="2025-06-30"), earlier=before) == ["contradicts"]


@pytest.mark.parametrize(("name", "words"), [("as_at", "an as-at date"), ("unit", "a unit"), ("base", "a base")])
def test_what_a_figure_lacks_is_named(name: str, words: str) -> None:
    (found,) = check([replace(SOUND, **{name: ""})])  # type: ignore[arg-type]
    assert found.code == "incomplete"
    assert words in found.sentence


def test_late_data_are_named() -> None:
    assert codes(replace(SOUND, late="the next figure was due on 1 July 2025")) == ["old"]


def part(key: str, shown: int, portion: tuple[int, int]) -> Figure:
    return replace(SOUND, key=key, text=f"{shown}%", value=Decimal(shown), part_of="Actions of O4", portion=portion)


def test_parts_that_do_not_add_up_are_named_once_all_are_printed() -> None:
    parts = [part("a", 11, (1, 9)), part("b", 44, (4, 9)), part("c", 44, (4, 9))]
    assert codes(*parts) == ["not-100"]
    assert codes(*parts[:2]) == [], "a part of the parts need not make 100"
    assert codes(part("a", 25, (1, 4)), part("b", 75, (3, 4))) == []


def test_figures_are_numbered_in_the_order_in_which_they_are_cited() -> None:
    cited = Citations([replace(SOUND, key=key) for key in "abcdef"])
    assert cited.ref("c") == "F01"
    assert cited.refs("a", "b", "c", "unknown") == "F01 to F03"
    assert cited.refs("f", "c") == "F01, F04"
    assert [f.key for f in cited.cited] == ["c", "a", "b", "f"]
    assert cited.ref("unknown") == ""
