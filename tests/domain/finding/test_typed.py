"""What a typed search asks for, and which part of a long text is shown for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.finding.attachment import MOST_TEXT, PASSAGE, Gathering
from send_tracker.domain.finding.marked import BEGIN, BREAK, END, ROOM, Marked, excerpt
from send_tracker.domain.finding.query import Query, Term, read_query
from send_tracker.domain.finding.sources import GROUP_WORDS, NOT_SEARCHED, SOURCES, Group
from send_tracker.domain.kinds import KINDS


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("annual rev", [Term(("annual",)), Term(("rev",), begun=True)], []),
        ("annual review ", [Term(("annual",)), Term(("review",))], []),
        ("“path to green”", [Term(("path", "to", "green"))], []),
        ('"path to gr', [Term(("path", "to", "gr"), begun=True)], []),
        ("autism -draft", [Term(("autism",))], [Term(("draft",))]),
        ('autism -"first draft" ', [Term(("autism",))], [Term(("first", "draft"))]),
        ("children’s", [Term(("children", "s"))], []),
        ("co-produced", [Term(("co", "produced"), begun=True)], []),
        ("4.3", [Term(("4", "3"))], []),
        ("4.12", [Term(("4", "12"), begun=True)], []),
        ("stage 1", [Term(("stage",)), Term(("1",))], []),
        ("a", [], []),
        ("-draft", [], [Term(("draft",))]),
        ("--- … “” *", [], []),
        ('plan OR "x" NEAR(', [Term(("plan",)), Term(("OR",)), Term(("x",)), Term(("NEAR",), begun=True)], []),
    ],
)
def test_what_is_typed_is_taken_apart(typed: str, wanted: list[Term], unwanted: list[Term]) -> None:
    assert read_query(typed) == Query(tuple(wanted), tuple(unwanted))


def test_what_is_not_wanted_is_not_enough() -> None:
    assert read_query("-draft").is_empty
    assert not read_query("plan -draft").is_empty


def test_every_kind_is_searched_or_left_out_on_purpose() -> None:
    assert set(SOURCES) | NOT_SEARCHED == set(KINDS)
    assert not set(SOURCES) & NOT_SEARCHED
    for kind, source in SOURCES.items():
        named = (source.title, source.owner, source.date.partition(".")[0], *source.fields, *source.names)
        assert {name for name in named if name} <= set(KINDS[kind])
    assert set(GROUP_WORDS) == set(Group)


def test_the_sentence_with_most_of_the_words_is_shown() -> None:
    text = f"The {BEGIN}panel{END} met. A {BEGIN}panel{END} of {BEGIN}schools{END} agreed it. Others did not."
    shown = excerpt(text)
    assert shown.text == "… A panel of schools agreed it. Others did not."
    assert [shown.text[a:b] for a, b in shown.bold] == ["panel", "schools"]


def test_a_long_text_is_cut_near_what_was_found() -> None:
    shown = excerpt("word " * 500 + f"{BEGIN}needle{END} " + "more " * 500)
    assert shown.text.startswith("… word") and shown.text.endswith(" …")
    assert len(shown.text) <= ROOM + 4
    assert [shown.text[a:b] for a, b in shown.bold] == ["needle"]


@given(st.lists(st.tuples(st.text("ab .\n", max_size=60), st.text("xy", min_size=1, max_size=5)), max_size=8))
def test_what_is_bold_was_found_and_nothing_else(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"{plain}{BEGIN}{found}{END}" for plain, found in parts)
    for shown in (Marked.read(text), excerpt(text), excerpt(text, 40)):
        bold = "".join(piece for piece, found in shown.pieces() if found)
        assert "".join(piece for piece, _ in shown.pieces()) == shown.text
        assert set(bold) <= set("xy") and BREAK not in shown.text
        assert not set("xy") & set("".join(piece for piece, found in shown.pieces() if not found))
        assert bool(bold) == bool(parts)


def test_a_file_is_gathered_in_passages_and_cut_at_the_most_that_is_searched() -> None:
    gathering = Gathering()
    gathering.begin("page 1")
    gathering.add("One line\x00 with\tspaces\nand another")
    gathering.begin("page 2")
    for _ in range(MOST_TEXT // 1_000 + 10):
        gathering.add("x" * 1_000)
    found = gathering.finished()
    assert (found.passages[0].where, found.passages[0].text) == ("page 1", "One line with spaces\nand another")
    assert found.is_cut and gathering.is_full
    assert max(len(passage.text) for passage in found.passages) <= PASSAGE
    assert sum(len(passage.text) for passage in found.passages) <= MOST_TEXT
    assert Gathering().finished().why_not == "empty"
