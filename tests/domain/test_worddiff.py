from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.worddiff import MOST_TOKENS, Mark, Piece, compare, in_words

texts = st.lists(st.sampled_from(["the plan", "is", "late", "16.2 %", "=cmd()", "<b>", "\n", " ", "don’t", ""])).map(
    " ".join
)


def joined(pieces: list[Piece], but: Mark) -> str:
    return "".join(piece.text for piece in pieces if piece.mark is not but)


@given(texts, texts)
def test_the_pieces_give_both_texts_again(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert joined(pieces, Mark.NEW) == before
    assert joined(pieces, Mark.GONE) == after
    assert all(piece.text for piece in pieces)
    if before == after:
        assert [p.mark for p in pieces] == [Mark.SAME] * bool(before)


@given(texts, texts)
def test_the_way_back_shows_the_same_words(before: str, after: str) -> None:
    back = compare(after, before)
    assert Counter(piece.mirrored for piece in back) == Counter(compare(before, after))
    for one, other in pairwise(back):
        assert (one.mark, other.mark) != (Mark.NEW, Mark.GONE), "what went comes first"


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("one two three", "one 2 three", [("kept", "one "), ("out", "two"), ("in", "2"), ("kept", " three")]),
        ("", "new words", [("in", "new words")]),
        ("gone", "", [("out", "gone")]),
        ("same", "same", [("kept", "same")]),
        ("", "", []),
    ],
)
def test_words_out_and_in(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert [(piece.mark.value, piece.text) for piece in compare(before, after)] == pieces


def test_whole_words_differ_and_numbers_are_words() -> None:
    assert compare("It fell to 16.2 % by May.", "It fell to 54.0 % by May.") == [
        Piece(Mark.SAME, "It fell to "),
        Piece(Mark.GONE, "16.2"),
        Piece(Mark.NEW, "54.0"),
        Piece(Mark.SAME, " % by May."),
    ]
    assert in_words(compare("on track", "at risk")) == "removed “on track”; added “at risk”"
    assert in_words(compare("same", "same")) == "no word differs"


def test_neighbouring_words_change_together() -> None:
    assert [p.text for p in compare("a joint health plan", "a shared local plan")] == [
        "a ",
        "joint health",
        "shared local",
        " plan",
    ]


def test_very_long_texts_are_compared_by_paragraph() -> None:
    long = "\n".join(f"Paragraph {n} says nothing new." for n in range(MOST_TOKENS // 8))
    pieces = compare(long, long.replace("Paragraph 7 ", "Section 7 "))
    assert Piece(Mark.GONE, "Paragraph 7 says nothing new.\n") in pieces
    assert joined(pieces, Mark.NEW) == long


def test_another_text_in_its_place_is_shown_as_one_that_went_and_one_that_came() -> None:
    before = "The strategy text is agreed by all partners; the delivery plan has owners but not yet money."
    after = "Update from the lead: the finance schedule is now due on 10 July, so the new date is 26 September."
    assert compare(before, after) == [Piece(Mark.GONE, before), Piece(Mark.NEW, after)]
