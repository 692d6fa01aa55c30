"""Real-shaped trackers, each with what reading it must give. Shapes follow published plans; the words are ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles.colors import Color

from tests.exchange.intake.books import HEADS, book, part, with_parts

Build = Callable[[Path], Path]
TODAY = date(2025, 7, 4)


@dataclass(frozen=True)
class Case:
    """A workbook and what it must be read as: verdicts, and fields of some actions by reference."""

    name: str
    build: Build
    new: int
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    doubtful: int = 0
    rejected: int = 0
    why: str = ""


def _plain(*rows: Any, heads: Any = HEADS, above: Any = (), **more: Any) -> Build:
    return lambda path: book(path, [*above, heads, *rows], **more)


A = ("1.1", "Recruit educational psychologists", "Head of SEND", date(2025, 5, 31), "Complete", "Three in post")
B = ("1.2", "Revise the Stage 1 criteria", "Head of Inclusion", "June 2025", "On track", "Draft shared")
C = ("2.1", "Publish the joint commissioning strategy", "ICB lead", "30/09/2025", "Obstacles", "With legal")


def _theme(path: Path) -> Path:
    rows = [HEADS, ("1.1", "Green by theme", None, None, None), ("1.2", "Amber by tint", None, None, None),
            ("1.3", "Blue by palette", None, None, None)]  # fmt: skip
    return book(path, rows, fills={"E2": Color(theme=6), "E3": Color(theme=9, tint=0.4), "E4": Color(indexed=12)})


def _formula_errors(path: Path) -> Path:
    book(path, [HEADS, A, B])
    sheet = part(path, "xl/worksheets/sheet1.xml")
    broken = sheet.replace(b'<c r="D2"', b'<c r="D2" t="e"><f>NOW()-X</f><v>#NAME?</v></c><c r="ZZ2"', 1)
    return with_parts(path, {"xl/worksheets/sheet1.xml": broken})


def _unsaved_formula(path: Path) -> Path:
    return book(path, [HEADS, (*A[:4], '=IF(1=1,"Complete","")', "x"), B])


def _cached_formula(path: Path) -> Path:
    book(path, [HEADS, (*A[:4], '=IF(1=1,"Complete","")', "x")])
    sheet = part(path, "xl/worksheets/sheet1.xml")
    return with_parts(path, {"xl/worksheets/sheet1.xml": sheet.replace(b"<v></v>", b"<v>Complete</v>")
                             .replace(b"<v />", b"<v>Complete</v>").replace(b"<v/>", b"<v>Complete</v>")
                             .replace(b'<c r="E2"', b'<c r="E2" t="str"')})  # fmt: skip


def _two_sheets(path: Path) -> Path:
    book(path, [["Version control"], ["Kept by the programme office"]], name="Cover")
    made = load_workbook(path)
    page = made.create_sheet("Action plan")
    for row in (HEADS, A, B, C):
        page.append(row)
    made.create_sheet("Old copy").append(["Ref", "Action"])
    made.save(path)
    return path


def _hidden(path: Path) -> Path:
    book(path, [HEADS, A, B, C, ("9.9", "Old action", "x", "May 25", "Red", "x")], name="Archive 2023")
    made = load_workbook(path)
    made["Archive 2023"].sheet_state = "hidden"
    page = made.create_sheet("Current")
    for row in (HEADS, A, B):
        page.append(row)
    made.active = 1
    made.save(path)
    return path


def _macro(path: Path) -> Path:
    return with_parts(book(path, [HEADS, A]), {"xl/vbaProject.bin": b"not a macro"})


def _external(path: Path) -> Path:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    return with_parts(book(path, [HEADS, A]), {"xl/externalLinks/externalLink1.xml": link})


def _wrong_dimension(path: Path) -> Path:
    book(path, [HEADS, A, B, C])
    sheet = part(path, "xl/worksheets/sheet1.xml")
    return with_parts(
        path, {"xl/worksheets/sheet1.xml": sheet.replace(b'<dimension ref="A1:F4"', b'<dimension ref="A1"')}
    )


def _far_cell(path: Path) -> Path:
    book(path, [HEADS, A, B])
    made = load_workbook(path)
    made.active["XFD1048576"] = "x"
    made.save(path)
    return path


CASES = (
    Case("plain", _plain(A, B, C), 3, {
        "1.1": {"title": A[1], "leads": "Head of SEND", "due": "31 May 2025", "status": "Complete", "note": A[5]},
        "1.2": {"due": "June 2025", "status": "On track"}, "2.1": {"due": "30 September 2025", "status": "Obstacles"}}),
    Case("titles above", _plain(A, B, above=[["SEND improvement plan"], ["Version 4, 3 July 2025"], [None]],
                                merges=["A1:F1", "A2:F2"]), 2, {"1.1": {"status": "Complete"}}),
    Case("two-row heads", _plain(("1.1", "Recruit", "May 25", "June 25"), ("1.2", "Train", "July 25", None),
                                 above=[("Ref", "Action", "Timescales", None)],
                                 heads=(None, None, "Original", "Revised"), merges=["C1:D1"]), 2,
         {"1.1": {"original_date": "May 2025", "approved_date": "June 2025"}}),
    Case("two-row heads merged down", _plain(("1.1", "Recruit", "May 25", "June 25", "G"),
                                             above=[("Ref", "Action", "Dates", None, "RAG")],
                                             heads=(None, None, "Original date", "Forecast", None),
                                             merges=["A1:A2", "B1:B2", "C1:D1", "E1:E2"]), 1,
         {"1.1": {"original_date": "May 2025", "forecast_date": "June 2025", "status": "On track"}}),
    Case("headings", _plain(["Priority area 1: Education"], ["Outcome 1: Timely assessment"], A, B,
                            ["Priority area 2: Health"], ["Outcome 4: Joint commissioning"], C), 3,
         {"1.2": {"outcome": "O1 Timely assessment (new)"}, "2.1": {"outcome": "O4 Joint commissioning (new)"}}),
    Case("merged headings without words", _plain(["Education"], ["Timely assessment"], A, ["Joint work"], C,
                                                 merges=["A2:F2", "A3:F3", "A5:F5"]), 2,
         {"1.1": {"outcome": "Timely assessment (new)"}, "2.1": {"outcome": "Joint work (new)"}}),
    Case("area and outcome columns", _plain(("APA1 Education", "O1 Timely", "1.1", "Recruit", "G"),
                                            heads=("Priority area", "Outcome", "Ref", "Action", "Status")), 1,
         {"1.1": {"outcome": "O1 Timely (new)", "status": "On track"}}),
    Case("area merged down", _plain(("Education", "1.1", "Recruit"), (None, "1.2", "Train"), ("Health", "2.1", "Plan"),
                                    heads=("Theme", "Ref", "Action"), merges=["A2:A3"]), 3,
         {"1.2": {"outcome": "Education (new)"}, "2.1": {"outcome": "Health (new)"}}),
    Case("area written once", _plain(("Education", "O1 Timely", "1.1", "Recruit", "May 25"),
                                     (None, None, "1.2", "Train", "ongoing"),
                                     (None, "O2 Quality", "2.1", "Audit", "TBC"),
                                     ("Health", None, "3.1", "Plan", "June 25"),
                                     heads=("Priority", "Outcome", "No.", "Key action", "By when")), 4,
         {"1.2": {"outcome": "O1 Timely (new)"}, "2.1": {"outcome": "O2 Quality (new)"},
          "3.1": {"outcome": "Health (new)"}}),
    Case("letters", _plain((*A[:4], "C", ""), (*B[:4], "G", ""), (*C[:4], "A", "")), 3,
         {"1.1": {"status": "Complete"}, "1.2": {"status": "On track"}, "2.1": {"status": "Obstacles"}}),
    Case("amber E", _plain((*A[:4], "Amber E", "")), 1,
         {"1.1": {"status": "Obstacles", "extra:RAG (as written)": "Amber E"}}),
    Case("emoji", _plain((*A[:4], "🟢", ""), (*B[:4], "🔴 Off track", ""), (*C[:4], "✅", "")), 3,
         {"1.1": {"status": "On track"}, "1.2": {"status": "At risk"}, "2.1": {"status": "Complete"}}),
    Case("colour only", _plain((*A[:4], None, ""), (*B[:4], None, ""), (*C[:4], None, ""),
                               fills={"E2": "00B050", "E3": "FFC000", "E4": "FF0000"}), 3,
         {"1.1": {"status": "On track"}, "1.2": {"status": "Obstacles"}, "2.1": {"status": "At risk"}}),
    Case("theme colours and tints", _theme, 3,
         {"1.1": {"status": "On track"}, "1.2": {"status": "Obstacles"}, "1.3": {"status": "Complete"}}),
    Case("coloured references", _plain(("1.1", "Recruit"), ("1.2", "Train"), heads=("No.", "What we will do"),
                                       fills={"A2": "92D050", "A3": "FF0000"}), 2,
         {"1.1": {"status": "On track"}, "1.2": {"status": "At risk"}}),
    Case("unknown status", _plain((*A[:4], "50%", ""), B), 1, doubtful=1, why="“50%” is not a status"),
    Case("dates in words", _plain(*((f"1.{n}", f"Action number {n}", "", words, "G", "") for n, words in enumerate(
        ("May 25", "31/05/2025", "end of summer term 2025", "ongoing", "TBC", "by end Sept 2025"), start=1))), 6,
        {"1.1": {"due": "May 2025"}, "1.2": {"due": "31 May 2025"}, "1.3": {"due": "summer term 2025"},
         "1.4": {"extra:Due date (as written)": "ongoing"}, "1.5": {"extra:Due date (as written)": "TBC"},
         "1.6": {"due": "September 2025"}}),
    Case("term without a year", _plain((*A[:3], "end of summer term", "G", "")), 0,
         {"1.1": {"due": "summer term 2025"}}, doubtful=1, why="names no year"),
    Case("several leads", _plain(("1.1", "Recruit", "Jane Smith / Bob Brown", "", "", ""),
                                 ("1.2", "Train", "Director of Education, Skills and Families", "", "", ""),
                                 ("1.3", "Plan", "Head of SEND; ICB lead\nTBC", "", "", "")), 3,
         {"1.1": {"leads": "Jane Smith; Bob Brown"}, "1.2": {"leads": "Director of Education, Skills and Families"},
          "1.3": {"leads": "Head of SEND; ICB lead"}}),
    Case("columns of their own", _plain(("1.1", "Recruit", "CC12", 0.45, date(2024, 9, 1)),
                                        heads=("Ref", "Action", "Cost code", "Spend", "Start date"),
                                        formats={"D2": "0%"}), 1,
         {"1.1": {"extra:Cost code": "CC12", "extra:Spend": "45%", "extra:Start date": "1 September 2024"}}),
    Case("column without a head", _plain(("1.1", "Recruit", "see minute 14"), heads=("Ref", "Action", None)), 1,
         {"1.1": {"extra:Column C": "see minute 14"}}),
    Case("totals and empty wording", _plain(A, B, (None, "Total", None, None, 2, None),
                                            (None, None, "x", "y", "z", "w")), 2, rejected=2, why="row of totals"),
    Case("doubled references", _plain((1.1, "Recruit", "", "", "", ""), (1.1, "Train", "", "", "", ""), B), 1,
         doubtful=2, why="4.10 turns into 4.1"),
    Case("numbers with two places", _plain((1.1, "Recruit", "", "", "", ""), (1.10, "Train", "", "", "", ""),
                                           formats={"A2": "0.0", "A3": "0.00"}), 2,
         {"1.10": {"title": "Train"}}),
    Case("reference in the wording", _plain(("4.3 Publish the strategy", "G"), ("4.4 – Share the data", "A"),
                                            heads=("Action", "RAG")), 2, {"4.3": {"title": "Publish the strategy"}}),
    Case("heads repeated on each page", _plain(A, HEADS, B), 2),
    Case("several rows an action", _plain(("1.1", "Recruit", "First step"), (None, None, "Second step"),
                                          ("1.2", "Train", "Only step"), heads=("Ref", "Action", "Progress"),
                                          merges=["A2:A3", "B2:B3"]), 2, {"1.1": {"note": "First step\nSecond step"}}),
    Case("error in a formula", _formula_errors, 1, doubtful=1, why="D2 holds an error (#NAME?)"),
    Case("formula never worked out", _unsaved_formula, 1, doubtful=1, why="result was never saved"),
    Case("formula with its result", _cached_formula, 1, {"1.1": {"status": "Complete"}}),
    Case("the right sheet of several", _two_sheets, 3, {"2.1": {"title": C[1]}}),
    Case("hidden sheet", _hidden, 2),
    Case("macros", _macro, 1),
    Case("links to other workbooks", _external, 1),
    Case("wrong dimension", _wrong_dimension, 3),
    Case("one cell far out", _far_cell, 2),
    Case("narrative called status", _plain(("1.1", "Recruit", "We have appointed three psychologists since May."),
                                           heads=("Ref", "Action", "Status")), 1,
         {"1.1": {"note": "We have appointed three psychologists since May."}}),
    Case("without heads", lambda path: book(path, [("1.1", "Recruit educational psychologists", "G"),
                                                   ("1.2", "Revise the Stage 1 criteria", "A")]), 2,
         {"1.1": {"status": "On track"}, "1.2": {"status": "Obstacles"}}),
    Case("date where a reference was", _plain((date(2025, 3, 4), "Recruit", "", "", "", ""), B), 1, doubtful=1,
         why="holds a date, 4 March 2025"),
    Case("columns as in Herefordshire", _plain(
        (1, "32", "Waits are too long", "Head of SEND", "Recruit psychologists", "31.12.2025",
         "Two in post", "A", "Board"),
        (2, "35", None, "ICB lead", "Publish a strategy", "Q2 2025/26", "Drafted", "G", "Board"),
        heads=("No.", "Ofsted paragraph no.", "Ofsted area for improvement", "Lead", "Action", "By when", "Progress",
               "R/A/G", "Monitoring and evaluation")), 2,
         {"1": {"paragraph": "32", "status": "Obstacles", "due": "31 December 2025", "note": "Two in post"},
          "2": {"due": "September 2025", "status": "On track"}}),
    Case("columns as in Devon", _plain(
        ("1.1", "Agree the pathway", "May 25", "A. Lead (council)\nB. Lead (NHS)", "Director",
         "• fewer waits\n• more", "x"),
        heads=("Action number", "Action", "Due date", "Action lead", "Senior responsible officer (accountable)",
               "Success criteria", "Progress update from action lead")), 1,
         {"1.1": {"leads": "A. Lead (council); B. Lead (NHS)", "accountable": "Director",
                  "success": "• fewer waits\n• more", "note": "x"}}),
    Case("columns as in Birmingham", _plain(
        ("1a", "Better plans", "Audit fifty plans", "QA group", "QA lead", "01/09/24", "01/03/25", "31/07/25",
         "50% good"),
        heads=("Ref", "Objective(s)", "Action", "Task & finish group", "Lead", "Start", "Rev", "End",
               "Success measure")), 1,
         {"1a": {"outcome": "Better plans (new)", "due": "31 July 2025", "success": "50% good",
                 "extra:Task & finish group": "QA group", "extra:Start": "01/09/24"}}),
    Case("misspelt heads", _plain(("1.1", "Recruit", "Head of SEND", "G", "May 25"),
                                  heads=("Refrence", "Actoins", "Lead  Oficer", "R.A.G.", "Tagret date")), 1,
         {"1.1": {"leads": "Head of SEND", "status": "On track", "due": "May 2025"}}),
)  # fmt: skip
