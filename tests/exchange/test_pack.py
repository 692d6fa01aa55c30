"""The board pack says what the register says, and nothing that may not leave the file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.domain.progress import Progress, register_progress
from send_tracker.domain.status import StatusScale
from send_tracker.exchange.pack import write_pack
from send_tracker.services import programme
from send_tracker.services.challenges import challenges, waive
from send_tracker.services.session import Session
from send_tracker.services.status_history import status_history
from tests.exchange.conftest import AS_TITLES, HOSTILE, MADE_AT, SECRET
from tests.exchange.reading import book_of, parts_of, table_of

OUR_FORMULAS = r"=(ROUND\(100\*|COUNTIFS\()"
NAMES = [
    "Cover",
    "Contents",
    "Status key",
    "Headlines",
    "Summary",
    "Status over time",
    "Since last board",
    "Exceptions",
    "Challenges",
    "Measures",
    "Measures over time",
    "Plan",
    "Evidence",
    "Decisions and commitments",
    "Risks",
    "Handover",
    "Definitions",
    "Sources",
]


@pytest.fixture(scope="module")
def pack(sample: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's pack."""
    target = tmp_path_factory.mktemp("pack") / "pack.xlsx"
    assert write_pack(sample, target, made_at=MADE_AT).path == target
    return target


@pytest.fixture(scope="module")
def book(pack: Path) -> Any:
    """The sample's pack, read back."""
    return book_of(pack)


@pytest.fixture
def hostile_pack(hostile: Session, tmp_path: Path) -> Path:
    """The pack of the hostile programme."""
    target = tmp_path / "hostile.xlsx"
    write_pack(hostile, target)
    return target


def check_sound(book: Any) -> None:
    """What holds of every sheet of every pack."""
    tables = [t for page in book for t in page.tables.values()]
    assert [len(page.tables) for page in book] == [1] * len(NAMES)
    assert len({t.displayName for t in tables}) == len(tables)
    for page in book:
        (table,) = page.tables.values()
        assert page.sheet_state == "visible"
        assert not page.merged_cells.ranges
        assert page["A1"].value and page["A2"].value and page["A3"].value
        assert table.ref.startswith("A4:")
        assert table.ref.endswith(str(page.max_row))
        assert [c.value for c in page[4]] == table.column_names
        assert page.freeze_panes.endswith("5")
        # A table that fits one page needs no heads over the pages of its charts.
        assert page.print_title_rows == ("$4:$4" if len(page._charts) < 2 else None)
        formulas = [c for row in page.iter_rows() for c in row if c.data_type in ("f", "e")]
        assert page.title == "Sources" or not formulas
        assert all(re.match(OUR_FORMULAS, c.value) for c in formulas), "a formula that is not a count of ours"


def counts_in(row: dict[str, Any], scale: StatusScale) -> dict[str, int]:
    """Return the counts of a row of Summary by code."""
    return {s.code: row[s.text] for s in scale}


def assert_same(row: dict[str, Any], progress: Progress, scale: StatusScale) -> None:
    """Check a row of counts against the domain's."""
    assert counts_in(row, scale) == progress.counts
    assert (row["Actions"], row["Done"]) == (progress.actions, progress.done)
    assert (row["Share done"], row["Withdrawn"]) == (progress.done_text, progress.withdrawn)


def test_sheets_are_sound(book: Any) -> None:
    assert book.sheetnames == NAMES
    check_sound(book)


def test_summary_is_the_domains(sample: Session, book: Any) -> None:
    register = sample.register()
    progress = register_progress(register)
    rows = {row["Area or outcome"]: row for row in table_of(book["Summary"])}
    assert_same(rows["Whole plan"], progress.all, register.scale)
    for area in register.areas:
        assert_same(rows[f"{area.ref} {area.name}"], progress.areas[area.id], register.scale)
    for outcome in register.outcomes:
        assert_same(rows[f"{outcome.ref} {outcome.name}"], progress.outcomes[outcome.id], register.scale)
    assert len(rows) == 1 + len(register.areas) + len(register.outcomes)
    assert rows["APA2 Health and commissioning"]["Share done"] == "92% (23 of 25)"


def test_status_over_time_ends_with_this_pack(sample: Session, book: Any) -> None:
    register = sample.register()
    rows = table_of(book["Status over time"])
    assert rows[-1]["Date"].date() == register.as_at
    assert_same(rows[-1], register_progress(register).all, register.scale)
    days = [row["Date"].date() for row in rows[:-1]]
    assert days == sorted(m.day for m in register.meetings if m.type == "board" and m.day < register.as_at)
    for row, (_, plan) in zip(rows[:-1], status_history(sample, days), strict=True):
        assert_same(row, plan.all, register.scale)


def test_history_agrees_with_the_register_of_each_day(sample: Session) -> None:
    days = [date(2023, 8, 31), date(2024, 6, 20), date(2025, 5, 31)]
    for day, plan in status_history(sample, days):
        assert plan == register_progress(sample.register(day))


def test_plan_lists_every_action(sample: Session, book: Any) -> None:
    register = sample.register()
    rows = table_of(book["Plan"])
    assert [row["Reference"] for row in rows] == [a.ref for a in register.actions]
    assert [row["Action"] for row in rows] == [a.title for a in register.actions]
    assert [row["Status"] for row in rows] == [register.scale[a.status].text for a in register.actions]
    linked = [sum(a.id in e.targets for e in register.evidence) for a in register.actions]
    assert [row["Evidence items"] for row in rows] == linked
    assert [name for _, name in register.extra_fields] == list(rows[0])[-len(register.extra_fields) :]


def test_evidence_lists_every_item(sample: Session, book: Any) -> None:
    evidence = sample.register().evidence
    rows = table_of(book["Evidence"])
    assert [(row["Reference"], row["Title"]) for row in rows] == [(e.ref, e.title) for e in evidence]
    assert all(row["Supports"] for row, e in zip(rows, evidence, strict=True) if e.targets)


def test_exceptions_are_those_of_the_sample(book: Any) -> None:
    rows = table_of(book["Exceptions"])
    assert [row["Reference"] for row in rows] == ["4.3", "6.2"]
    for row in rows:
        wanted = ("Obstacle", "Path to green", "Back on track by", "Ask of the board", "Why this status", "Leads")
        assert all(row[name] for name in wanted)
    assert rows[0]["Days late"] == (date(2025, 7, 4) - rows[0]["Due"].date()).days > 0
    assert rows[0]["Listed because"] == "Past its date; has an obstacle"


def test_challenges_are_those_of_the_rules(sample: Session, book: Any) -> None:
    rows = table_of(book["Challenges"])
    found = challenges(sample)
    assert [(r["Challenge"], r["Reference"], r["What was found"]) for r in rows] == [
        (c.title, c.subject, c.sentence) for c in found
    ]
    assert {row["Severity"] for row in rows} == {"High", "Medium"}
    assert not [row for row in rows if row["Waived"]]
    terms = {row["Term"]: row["Meaning"] for row in table_of(book["Definitions"])}
    assert all(terms[f"Challenge: {c.title}"] for c in found)


def test_a_waived_challenge_says_why_by_whom_and_until_when(hostile: Session, tmp_path: Path) -> None:
    person = programme.add(hostile, "person", name="Head of SEND")
    (first, *_) = challenges(hostile)
    waive(hostile, first.rule, first.subject_id, reason="=SUM(A1)", person=person, expires="2025-12-19")
    book = book_of(write_pack(hostile, tmp_path / "waived.xlsx").path)
    check_sound(book)
    (row,) = [r for r in table_of(book["Challenges"]) if r["Waived"]]
    assert (row["Reference"], row["Why it is waived"], row["Waived by"]) == (first.subject, "=SUM(A1)", "Head of SEND")
    assert row["Waived until"].date() == date(2025, 12, 19)


def test_cover_names_the_state_of_the_log(sample: Session, book: Any) -> None:
    register = sample.register()
    facts = {row["About this pack"]: row["Details"] for row in table_of(book["Cover"])}
    assert facts["Head of the change log"] == "\n".join(register.heads)
    assert facts["Edits in the change log"] == f"{register.edits:,}"
    assert facts["As at"].date() == register.as_at
    assert facts["Board"] == register.programme.board
    assert facts["Independent chair"] == register.programme.chair
    assert facts["Please note"] == register.programme.sample_note
    assert facts["Done"] == "97% (59 of 61) of actions"
    assert facts["Status of this pack"].startswith("Draft.")
    assert [row["Sheet"] for row in table_of(book["Contents"])] == NAMES[2:]


def test_every_sheet_says_that_this_is_a_sample(book: Any) -> None:
    assert all("as at 4 July 2025. Illustrative sample" in page["A3"].value for page in book)


def test_status_key_defines_every_status(sample: Session, book: Any) -> None:
    rows = table_of(book["Status key"])
    assert [row["Status"] for row in rows] == [s.text for s in sample.scale]
    assert all(row["Definition"] and row["Counts as"] for row in rows)


def test_core_properties_hold_no_person(sample: Session, pack: Path) -> None:
    properties = book_of(pack).properties
    assert properties.creator == "SEND Tracker"
    assert properties.lastModifiedBy is None
    assert properties.title == f"{sample.programme.name}: board pack"
    text = parts_of(pack)["docProps/core.xml"] + parts_of(pack)["docProps/app.xml"]
    assert sample.author not in text


def test_internal_notes_stay_in_the_file(sample: Session, pack: Path, hostile_pack: Path) -> None:
    notes = [u.internal_note for u in sample.register().updates if u.internal_note]
    assert notes, "the sample has none to look for"
    text = "\n".join(parts_of(pack).values())
    assert not [note for note in notes if note[:40] in text]
    assert SECRET[:12] not in "\n".join(parts_of(hostile_pack).values())


def test_hostile_text_stays_text(hostile_pack: Path) -> None:
    book = book_of(hostile_pack)
    check_sound(book)
    assert [row["Action"].replace("_x005F_", "_") for row in table_of(book["Plan"])] == list(AS_TITLES)
    assert [row["Status (2)"].replace("_x005F_", "_") for row in table_of(book["Plan"])] == list(HOSTILE)
    assert [row["Obstacle"].replace("_x005F_", "_") for row in table_of(book["Exceptions"])] == list(HOSTILE)
    assert book["Cover"]["A1"].value == "=Plan & co: board pack"
    worksheets = [text for name, text in parts_of(hostile_pack).items() if "worksheets/sheet" in name]
    assert sum("<f>" in text for text in worksheets) == 1, "Sources alone counts again"


def test_every_part_is_well_formed(pack: Path, hostile_pack: Path) -> None:
    for path in (pack, hostile_pack):
        for text in parts_of(path).values():
            ET.fromstring(text)


def test_charts_have_titles_orders_and_descriptions(sample: Session, book: Any, pack: Path) -> None:
    bars, lines = book["Summary"]._charts[0], book["Status over time"]._charts[0]
    solids = [s.graphicalProperties.solidFill.srgbClr for s in bars.series]
    assert solids == [s.solid[0].lstrip("#") for s in sample.scale.stacked]
    assert [sample.scale[c].letter for c in ("embedded", "complete", "on_track", "obstacles", "at_risk")] == list(
        "ECGAR"
    )
    assert [s.marker.symbol for s in lines.series] == ["star", "square", "circle", "triangle", "diamond", "circle"]
    for chart in (bars, lines):
        assert chart.title is not None and chart.x_axis.title is not None and chart.y_axis.title is not None
        assert not chart.x_axis.delete and not chart.y_axis.delete
    drawings = [t for name, t in parts_of(pack).items() if name.startswith("xl/drawings/drawing")]
    assert len(drawings) == 3  # the third is of the measures
    assert "Whole plan: Embedded 23, Complete 36, Obstacles 2" in drawings[0]
    assert "On 8 June 2023: " in drawings[1]
    assert 'sourceLinked="0"' in parts_of(pack)["xl/charts/chart1.xml"].partition("<dLbls>")[2][:80]
    assert "&quot;E &quot;#,##0;;" in parts_of(pack)["xl/charts/chart1.xml"]


def test_a_pack_of_an_earlier_day(sample: Session, tmp_path: Path) -> None:
    day = date(2024, 6, 20)
    result = write_pack(sample, tmp_path / "then.xlsx", meeting=day)
    register = sample.register(day)
    assert result.as_at == day
    book = book_of(result.path)
    rows = table_of(book["Summary"])
    assert_same(rows[0], register_progress(register).all, register.scale)
    assert table_of(book["Status over time"])[-1]["Occasion"] == "Board"
    facts = {row["About this pack"]: row["Details"] for row in table_of(book["Cover"])}
    assert facts["Meeting"].startswith("20 June 2024.")
    assert "The position frozen for 20 June 2024" in facts["Options"]
    assert facts["Frozen position"].startswith("Frozen by Programme officer on 20 June 2024")


def test_a_coming_board_gets_the_plan_as_it_is_now(sample: Session, tmp_path: Path) -> None:
    result = write_pack(sample, tmp_path / "next.xlsx", meeting=date(2025, 8, 14))
    assert result.as_at == sample.today


@pytest.mark.parametrize(
    ("given", "code"),
    [({"as_at": date(2025, 7, 5)}, "future"), ({"meeting": date(2025, 7, 2)}, "no-meeting")],
)
def test_days_that_cannot_be_used(sample: Session, tmp_path: Path, given: dict[str, date], code: str) -> None:
    with pytest.raises(Problem) as caught:
        write_pack(sample, tmp_path / "none.xlsx", **given)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_an_empty_programme_has_a_pack_too(tmp_path: Path) -> None:
    from send_tracker.bootstrap import create_tracker

    session = create_tracker(tmp_path / "new.sendtracker")
    try:
        result = write_pack(session, tmp_path / "new.xlsx")
    finally:
        session.close()
    book = book_of(result.path)
    check_sound(book)
    assert table_of(book["Plan"])[0]["Latest note for the board"] == "The plan holds no actions yet."
    assert table_of(book["Summary"])[0]["Share done"] == "none (0 of 0)"
