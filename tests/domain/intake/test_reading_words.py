"""Dates, statuses, names and headings as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.intake.dates import read_date
from send_tracker.domain.intake.incoming import Part, heading_kind, part_of, plain_ref
from send_tracker.domain.intake.names import Directory
from send_tracker.domain.intake.statuses import family_of, read_colour, read_status
from send_tracker.domain.presets import BRAG, CONFIDENCE, NOTTINGHAMSHIRE, PRESETS, RAG
from send_tracker.domain.register import Organisation, Person
from send_tracker.domain.status import StatusScale

TODAY = date(2025, 7, 4)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("May 25", "2025-05"), ("31/05/2025", "2025-05-31"), ("31.5.25", "2025-05-31"), ("Sept 2025", "2025-09"),
        ("31st May 2025", "2025-05-31"), ("Friday 30 May 2025", "2025-05-30"), ("May 31, 2025", "2025-05-31"),
        ("by end of May 2025", "2025-05"), ("mid-June 2025", "2025-06"), ("May-25", "2025-05"), ("05/2025", "2025-05"),
        ("end of summer term 2025", "2025-summer"), ("Summer 24/25", "2025-summer"), ("w/c 2 June 2025", "2025-06-02"),
        ("autumn term 2024/25", "2024-autumn"), ("Autumn '25", "2025-autumn"), ("2025 spring term", "2025-spring"),
        ("Q2 2025/26", "2025-09"), ("Q4 2025/26", "2026-03"), ("Q1 2025", "2025-03"), ("45808", "2025-05-31"),
        ("2025-05-31 00:00:00", "2025-05-31"), ("Due: 1 June 2025.", "2025-06-01"),
    ],
)  # fmt: skip
def test_dates_that_are_plain(text: str, stored: str) -> None:
    reading = read_date(text, TODAY)
    assert (reading.text, reading.words, reading.doubt) == (stored, "", "")


@pytest.mark.parametrize(
    ("text", "words"), [("ongoing", "ongoing"), ("TBC", "TBC"), ("n/a", ""), ("-", ""), ("", ""), ("BAU", "BAU")]
)
def test_no_date_is_plain_too_and_its_words_are_kept(text: str, words: str) -> None:
    reading = read_date(text, TODAY)
    assert (reading.text, reading.words, reading.doubt) == (None, words, "")


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("end of summer term", "2025-summer"),
        ("spring term", "2026-spring"),
        ("05/31/2025", "2025-05-31"),
        ("31 May 2025 (was 31 March 2025)", "2025-05-31"),
        ("2025", None),
        ("when the post is filled", None),
        ("31/02/2025", None),
    ],
)
def test_doubtful_dates_say_why_and_keep_their_words(text: str, stored: str | None) -> None:
    reading = read_date(text, TODAY)
    assert (reading.text, reading.words) == (stored, text)
    assert text in reading.doubt


def test_a_date_of_no_century_of_ours_is_doubted() -> None:
    assert read_date(date(2025, 5, 31), TODAY).text == "2025-05-31"
    assert "1025" in read_date(date(1025, 5, 31), TODAY).doubt


@pytest.mark.parametrize(
    ("text", "scale", "code"),
    [
        ("Complete", NOTTINGHAMSHIRE, "complete"), ("G", NOTTINGHAMSHIRE, "on_track"),
        ("E", NOTTINGHAMSHIRE, "embedded"),
        ("Amber E", NOTTINGHAMSHIRE, "obstacles"), ("🟢 On track", NOTTINGHAMSHIRE, "on_track"), ("B", RAG, "done"),
        ("▲", NOTTINGHAMSHIRE, "obstacles"), ("A ▲ Obstacles", NOTTINGHAMSHIRE, "obstacles"), ("Blue", BRAG, "blue"),
        ("at_risk", NOTTINGHAMSHIRE, "at_risk"), ("Not yet started", NOTTINGHAMSHIRE, "not_started"),
        ("Amber/Green", CONFIDENCE, "amber_green"), ("100%", RAG, "done"), ("Red - needs the board", BRAG, "red"),
        ("Closed", RAG, "done"), ("50%", RAG, None), ("Parked", NOTTINGHAMSHIRE, None), ("", RAG, None),
    ],
)  # fmt: skip
def test_statuses_are_matched_to_the_scale_of_the_programme(text: str, scale: StatusScale, code: str | None) -> None:
    assert read_status(text, scale).code == code


@pytest.mark.parametrize("name", PRESETS)
def test_every_scale_reads_its_own_words_letters_marks_and_colours(name: str) -> None:
    scale = PRESETS[name]
    for level in scale:
        for text in (level.code, level.label, level.text, level.label.upper(), level.letter):
            assert read_status(text, scale).code == level.code
        assert read_colour(level.solid[0].lstrip("#"), scale) == level.code


@pytest.mark.parametrize(
    ("colours", "family"),
    [
        ("FF0000 C00000 FFC7CE", "red"), ("FFC000 FFEB9C FFFF00 FFF2CC ED7D31", "amber"),
        ("00B050 92D050 C6EFCE E2EFDA", "green"), ("0070C0 00B0F0 BDD7EE DDEBF7", "blue"), ("7030A0 B1A0C7", "purple"),
        ("BFBFBF D9D9D9 808080", "grey"), ("FFFFFF 000000", ""),
    ],
)  # fmt: skip
def test_excel_colours_fall_into_the_families_that_people_see(colours: str, family: str) -> None:
    assert {family_of(c) for c in colours.split()} == {family}


PEOPLE = Directory(
    [Person("1", "Head of SEND", "HoS; J. Smith"), Person("2", "Director of Education, Skills and Families")]
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("J Smith", ["Head of SEND"]),
        ("hos / Bob Brown", ["Head of SEND", "Bob Brown"]),
        ("Director of Education, Skills and Families", ["Director of Education, Skills and Families"]),
        ("Head of Health and Care", ["Head of Health and Care"]),
        ("Jane Green, Bob Brown and Dr Ann O'Neil", ["Jane Green", "Bob Brown", "Dr Ann O'Neil"]),
        ("HoS & Director of Education, Skills and Families", ["HoS & Director of Education, Skills and Families"]),
        ("HoS; HoS\nTBC", ["Head of SEND"]),
        ("", []),
    ],
)
def test_several_people_in_one_cell(text: str, names: list[str]) -> None:
    assert PEOPLE.split(text) == names


def test_organisations_are_found_by_any_of_their_names() -> None:
    found = Directory([Organisation("1", "Integrated Care Board", "ICB", "CCG, NHS Notts")])
    assert found.called("nhs notts") == found.called("Integrated care board") == "ICB"


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("Outcome 4: Joint commissioning", "outcome", Part("O4", "Joint commissioning")),
        ("O4 – Joint commissioning", "outcome", Part("O4", "Joint commissioning")),
        ("Area for priority action 2. Health", "area", Part("APA2", "Health")),
        ("APA1 Education", "area", Part("APA1", "Education")),
        ("Outcome 1.2 Quality of plans", "outcome", Part("O1.2", "Quality of plans")),
        ("Objective 1. Timeliness", "outcome", Part("O1", "Timeliness")),
        ("Priority 3", "area", Part("APA3", "Priority 3")),
        ("Joint commissioning", "", Part("", "Joint commissioning")),
        ("Area of practice", "", Part("", "Area of practice")),
    ],
)
def test_headings_give_reference_and_title(text: str, kind: str, part: Part) -> None:
    assert heading_kind(text) == kind
    assert part_of(text, kind or "outcome") == part


def test_references_are_compared_plainly() -> None:
    assert plain_ref("Action 4.3.") == plain_ref(" 4.3 ") == plain_ref("Ref: 4.3")


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=40) | st.from_regex(r"[0-9]{1,5}[ /.-][a-zA-Z0-9]{0,9}[ /.'-]?[0-9]{0,5}", fullmatch=True))
def test_nothing_that_anybody_writes_is_a_fault(text: str) -> None:
    reading = read_date(text, TODAY)
    assert reading.text is None or PartialDate.parse(reading.text).text == reading.text
    assert read_status(text, NOTTINGHAMSHIRE).code in (None, *NOTTINGHAMSHIRE.codes)
    assert all(PEOPLE.split(text))
    assert part_of(text, "area").title is not None
