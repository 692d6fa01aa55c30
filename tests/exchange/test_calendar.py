"""The calendar file: its lines, its folding, its escapes, and the dates of a real programme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_tracker.domain.problem import Problem
from send_tracker.exchange.calendar import Event, calendar_text, escaped, folded, write_calendar
from send_tracker.services import meetings
from tests.builders import Small, small_programme

MADE_AT = datetime(2025, 7, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker") as found:
        yield found


def unfolded(text: str) -> list[str]:
    """Return the lines of a calendar as a reader puts them together again."""
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(text: str) -> str:
    """Read an escaped text back, character by character."""
    found, marked = "", False
    for c in text:
        if marked:
            found += "\n" if c in "nN" else c
        elif c != "\\":
            found += c
        marked = c == "\\" and not marked
    return found


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=300))
def test_whatever_is_written_is_read_back(text: str) -> None:
    line = folded(f"SUMMARY:{escaped(text)}")
    assert all(len(piece.encode()) <= 75 for piece in line.split("\r\n"))
    (read,) = unfolded(f"{line}\r\n")
    assert unescaped(read.removeprefix("SUMMARY:")) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a, b; c\\d", "a\\, b\\; c\\\\d"),
        ("two\nlines\r\nand\rmore", "two\\nlines\\nand\\nmore"),
        ("bell\x07\x00", "bell"),
        ("END:VEVENT\r\nBEGIN:VALARM", "END:VEVENT\\nBEGIN:VALARM"),
    ],
)
def test_escapes(text: str, kept: str) -> None:
    assert escaped(text) == kept


def test_a_fold_never_splits_a_character() -> None:
    line = "X:" + "é" * 60
    pieces = folded(line).split("\r\n")
    assert [len(p.encode()) for p in pieces] == [74, 49]
    assert "".join([pieces[0], pieces[1][1:]]) == line


def test_an_event_of_a_whole_day_ends_the_day_after() -> None:
    event = Event("1", date(2025, 7, 14), date(2025, 7, 16), "Visit", "x" * 90, "Inspection")
    lines = unfolded(calendar_text([event], MADE_AT, "Plan, the"))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert "X-WR-CALNAME:Plan\\, the" in lines
    assert "UID:1@send-tracker" in lines
    assert "DTSTAMP:20250704T093000Z" in lines
    assert "DTSTART;VALUE=DATE:20250714" in lines
    assert "DTEND;VALUE=DATE:20250717" in lines


def test_the_coming_boards_with_their_timetables(small: Small, tmp_path: Path) -> None:
    session = small.session
    meetings.add_meeting(session, date(2025, 2, 13), theme="Annual reviews; therapy", title="Board")
    meetings.add_meeting(session, date(2025, 2, 20), "stocktake")
    small.on(date(2025, 1, 20))
    meetings.set_timetable(session, [("Returns out", 20), ("Papers out", 6)])
    target, entries = write_calendar(session, tmp_path / "dates.ics")
    assert entries == 4
    lines = unfolded(target.read_bytes().decode())
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 4
    assert "DESCRIPTION:Annual reviews\\; therapy" in lines
    assert "SUMMARY:Papers out: board of 13 February 2025" in lines
    assert "DTSTART;VALUE=DATE:20250205" in lines
    uids = [line for line in lines if line.startswith("UID:")]
    write_calendar(session, target, force=True)
    assert [line for line in unfolded(target.read_bytes().decode()) if line.startswith("UID:")] == uids
    assert len(set(uids)) == 4
    with pytest.raises(Problem):
        write_calendar(session, target)


def test_without_a_meeting_to_come_there_is_no_file(small: Small, tmp_path: Path) -> None:
    with pytest.raises(Problem):
        write_calendar(small.session, tmp_path / "dates.ics")
    assert not (tmp_path / "dates.ics").exists()
