"""Owner returns: what goes out, and what comes back whatever was done to the workbook meanwhile."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from send_tracker.bootstrap import open_tracker
from send_tracker.cli import run
from send_tracker.domain.intake.preview import Verdict
from send_tracker.domain.intake.three_way import Outcome, three_way
from send_tracker.domain.problem import Problem
from send_tracker.exchange.returns.book import HEADER_ROW
from send_tracker.exchange.returns.fields import BASE_SHEET, COLUMNS, LIST_SHEET
from send_tracker.exchange.returns.taking import Taken, take_return
from send_tracker.exchange.returns.writing import Written, write_returns
from send_tracker.services import plan
from send_tracker.services.returns import board_of_returns, record_sent, sent_returns, take_back
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import undo
from tests.builders import Small, small_programme

AT = {c.name: n for n, c in enumerate(COLUMNS, start=1)}
Edit = Callable[[Any], None]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """Four actions; head of service 1 leads three of them, one of which is done."""
    with small_programme(tmp_path / "plan.sendtracker", actions=4) as made:
        session = made.session
        made.on(date(2025, 7, 4))
        plan.set_leads(session, made.actions[:3], [made.people[0]])
        update_actions(session, made.actions[2], Update(status="complete"))
        update_actions(session, made.actions[0], Update(status="obstacles", obstacle="=Old()", recovery_date="2025-09"))
        update_actions(session, made.actions[1], Update(note="Said before"))
        yield made


def _sent(small: Small, folder: Path) -> Written:
    (written,) = write_returns(small.session, folder)
    record_sent(small.session, [written.sent])
    return written


def _edited(written: Written, edit: Edit) -> Path:
    book = load_workbook(written.book)
    edit(book)
    book.save(written.book)
    return written.book


def _put(ref: str, **values: Any) -> Edit:
    def edit(book: Any) -> None:
        page = book.worksheets[0]
        (row,) = [r for r in range(HEADER_ROW + 1, page.max_row + 1) if page.cell(r, AT["ref"]).value == ref]
        for name, value in values.items():
            page.cell(row, AT[name]).value = value

    return edit


def _said(taken: Taken) -> dict[str, tuple[str, dict[str, str]]]:
    return {r.ref: (r.verdict.value, {c.field: c.new for c in r.changes}) for r in taken.preview.rows}


def test_a_lead_gets_their_open_actions_only_ready_to_fill_in(small: Small, tmp_path: Path) -> None:
    written = _sent(small, tmp_path / "out")
    book = load_workbook(written.book)
    page = book.worksheets[0]
    rows = [[c.value for c in r] for r in page.iter_rows(min_row=HEADER_ROW + 1)]
    assert [r[AT["ref"] - 1] for r in rows] == ["1.1", "2.1"]
    assert [r[AT["status"] - 1] for r in rows] == ["A ▲ Obstacles", "N ○ Not started"]
    assert rows[1][AT["last"] - 1] == "4 July 2025: Said before"
    assert page.cell(HEADER_ROW + 1, AT["obstacle"]).data_type == "s"
    assert [page.cell(r, 1).value[:2] for r in (3, 4, 5)] == ["1 ", "2 ", "3 "]
    assert page.protection.sheet
    locked = {c.name: page.cell(HEADER_ROW + 1, AT[c.name]).protection.locked for c in COLUMNS}
    assert {n for n, is_locked in locked.items() if not is_locked} == {c.name for c in COLUMNS if c.asked}
    assert page.column_dimensions["M"].hidden
    assert {s.title: s.sheet_state for s in book.worksheets[1:]} == {LIST_SHEET: "hidden", BASE_SHEET: "hidden"}
    choices = [c.value for (c,) in book[LIST_SHEET].iter_rows()]
    assert choices == [s.text for s in small.session.scale]
    kinds = {v.type for v in page.data_validations.dataValidation}
    assert kinds == {"list", "date"}


def test_the_mail_is_a_draft_with_the_workbook_and_no_address(small: Small, tmp_path: Path) -> None:
    written = _sent(small, tmp_path / "out")
    message = message_from_bytes(written.mail.read_bytes(), policy=policy.default)
    assert message["X-Unsent"] == "1" and message["To"] is None
    (attached,) = message.iter_attachments()
    assert attached.get_content() == written.book.read_bytes()
    assert "2 actions" in message["Subject"]


def test_what_comes_back_untouched_changes_nothing(small: Small, tmp_path: Path) -> None:
    written = _sent(small, tmp_path / "out")
    taken = take_return(small.session, written.book)
    assert {r.verdict for r in taken.preview.rows} == {Verdict.UNCHANGED}
    assert take_back(small.session, taken.preview.safe, taken.id, taken.lead) is None
    assert [r.back_on for r in sent_returns(small.session)] == ["2025-07-04"]


def test_what_they_changed_is_taken_in_as_one_edit(small: Small, tmp_path: Path) -> None:
    written = _sent(small, tmp_path / "out")
    edits = {"status": "G ● On track", "note": "Two posts filled", "recovery_date": date(2025, 10, 1), "obstacle": None}
    taken = take_return(small.session, _edited(written, _put("1.1", **edits)))
    said = {"status": "On track", "note": "Two posts filled", "recovery_date": "1 October 2025", "obstacle": ""}
    assert _said(taken) == {"1.1": ("changed", said), "2.1": ("unchanged", {})}
    before = small.session.register()
    take_back(small.session, taken.preview.safe, taken.id, taken.lead)
    action = small.session.register().actions[0]
    assert (action.status, action.obstacle, action.recovery_date) == ("on_track", "", "2025-10-01")
    assert action.status_reason == "Owner return of Head of service 1, 4 July 2025"
    again = take_return(small.session, written.book)
    assert {r.verdict for r in again.preview.rows} == {Verdict.UNCHANGED}
    undo(small.session)
    assert small.session.register().actions == before.actions


def test_what_both_changed_is_a_conflict_and_waits(small: Small, tmp_path: Path) -> None:
    written = _sent(small, tmp_path / "out")
    small.on(date(2025, 7, 8))
    update_actions(small.session, small.actions[0], Update(status="at_risk", ask="Ours alone"))
    taken = take_return(
        small.session, _edited(written, _put("1.1", status="G ● On track", path_to_green="Theirs alone"))
    )
    (row,) = [r for r in taken.preview.rows if r.ref == "1.1"]
    assert row.verdict is Verdict.DOUBTFUL
    assert "was changed here meanwhile, to At risk" in row.why[0]
    assert {(c.field, c.old, c.new, c.yours, c.conflict) for c in row.changes} == {
        ("status", "Obstacles", "On track", "At risk", True),
        ("path_to_green", "", "Theirs alone", "", False),
    }
    assert take_back(small.session, taken.preview.safe, taken.id, taken.lead) is None
    assert small.session.register().actions[0].ask == "Ours alone"


def test_both_to_the_same_is_no_conflict(small: Small, tmp_path: Path) -> None:
    written = _sent(small, tmp_path / "out")
    update_actions(small.session, small.actions[0], Update(status="on_track"))
    taken = take_return(small.session, _edited(written, _put("1.1", status="Green")))
    assert _said(taken)["1.1"] == ("unchanged", {})


def _sort(book: Any) -> None:
    page = book.worksheets[0]
    rows = [[c.value for c in r] for r in page.iter_rows(min_row=HEADER_ROW + 1)]
    for number, row in enumerate(reversed(rows), start=HEADER_ROW + 1):
        for column, value in enumerate(row, start=1):
            page.cell(number, column).value = value


def _rename(book: Any) -> None:
    book.worksheets[0].title = "My version FINAL"


def _lose_ids(book: Any) -> None:
    page = book.worksheets[0]
    page.delete_cols(AT["id"])


def _lose_ids_and_references(book: Any) -> None:
    _lose_ids(book)
    book.worksheets[0].delete_cols(AT["ref"])


def _lose_base(book: Any) -> None:
    del book[BASE_SHEET]


def _insert_above(book: Any) -> None:
    book.worksheets[0].insert_rows(1, 4)


def _paste_over(book: Any) -> None:
    """Copy one row over the other, id and all, then type the other's reference and wording back."""
    page = book.worksheets[0]
    for column in range(1, len(COLUMNS) + 1):
        if column not in (AT["ref"], AT["title"], AT["status"], AT["note"], AT["obstacle"], AT["recovery_date"]):
            page.cell(HEADER_ROW + 2, column).value = page.cell(HEADER_ROW + 1, column).value


@pytest.mark.parametrize(
    "damage",
    [_sort, _rename, _lose_ids, _lose_ids_and_references, _lose_base, _insert_above, _paste_over],
    ids=lambda d: d.__name__.strip("_"),
)
def test_rows_are_found_again_whatever_was_done_to_them(damage: Edit, small: Small, tmp_path: Path) -> None:
    plan.change_action(small.session, small.actions[0], title="Recruit educational psychologists")
    plan.change_action(small.session, small.actions[1], title="Publish the commissioning strategy")
    written = _sent(small, tmp_path / "out")

    def edit(book: Any) -> None:
        _put("2.1", status="C ■ Complete", note="Finished")(book)
        damage(book)

    path = _edited(written, edit)
    moved = path.rename(path.with_name("back from J (2).xlsx"))
    taken = take_return(small.session, moved)
    assert {r.action for r in taken.preview.rows} == set(small.actions[:2])
    assert _said(taken)["2.1"] == ("changed", {"status": "Complete", "note": "Finished"})
    assert _said(taken)["1.1"] == ("unchanged", {})


def test_a_deleted_row_and_an_added_one_are_said(small: Small, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        page = book.worksheets[0]
        page.delete_rows(HEADER_ROW + 2)
        page.cell(HEADER_ROW + 2, AT["title"], "Something quite new that we are doing")

    taken = take_return(small.session, _edited(_sent(small, tmp_path / "out"), edit))
    assert any("1 action of the return" in n for n in taken.preview.notes)
    (added,) = [r for r in taken.preview.rows if r.action is None]
    assert added.verdict is Verdict.DOUBTFUL and "added by hand" in added.why[0]


def test_a_status_or_a_date_that_cannot_be_read_waits(small: Small, tmp_path: Path) -> None:
    written = _sent(small, tmp_path / "out")
    edits = {"status": "nearly there", "recovery_date": "soonish", "note": "x"}
    (row, _) = take_return(small.session, _edited(written, _put("1.1", **edits))).preview.rows
    assert row.verdict is Verdict.DOUBTFUL
    assert len(row.why) == 2 and [c.field for c in row.changes] == ["note"]


def test_a_return_of_another_tracker_and_another_book_are_refused(small: Small, tmp_path: Path) -> None:
    written = _sent(small, tmp_path / "out")
    with small_programme(tmp_path / "other.sendtracker") as other, pytest.raises(Problem) as raised:
        take_return(other.session, written.book)
    assert raised.value.code == "other-tracker"
    made = Workbook()
    made.active.append(["Name", "Shoe size"])
    made.save(tmp_path / "none.xlsx")
    with pytest.raises(Problem) as raised:
        take_return(small.session, tmp_path / "none.xlsx")
    assert raised.value.code == "not-a-return"


def test_the_board_of_returns_says_what_is_outstanding(small: Small, tmp_path: Path) -> None:
    plan.set_leads(small.session, small.actions[3], [small.people[1]])
    written = write_returns(small.session, tmp_path / "out")
    record_sent(small.session, [w.sent for w in written])
    taken = take_return(small.session, written[0].book)
    take_back(small.session, taken.preview.safe, taken.id, taken.lead)
    assert [(r.name, r.is_outstanding) for r in board_of_returns(small.session)] == [
        ("Head of service 2", True),
        ("Head of service 1", False),
    ]


def test_nobody_to_ask_is_said(tmp_path: Path) -> None:
    with small_programme(tmp_path / "p.sendtracker") as small, pytest.raises(Problem) as raised:
        write_returns(small.session, tmp_path / "out")
    assert raised.value.code == "no-leads"


def test_the_command_line_sends_and_takes_back(
    small: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tracker = str(small.session.path)
    small.session.close()
    assert run(["returns", tracker, "-o", str(tmp_path / "out")]) == 0
    book, mail = (Path(line) for line in capsys.readouterr().out.splitlines())
    assert book.exists() and mail.suffix == ".eml"
    assert run(["returns", tracker, "-o", str(tmp_path / "out")]) == 2  # nothing is overwritten unasked
    capsys.readouterr()
    page = load_workbook(book)
    _put("1.1", status="G ● On track")(page)
    page.save(book)
    for words, changed in (((), 1), (("--apply",), 1), (("--apply",), 0)):
        assert run(["take-return", tracker, str(book), "--json", *words]) == 0
        document = json.loads(capsys.readouterr().out)
        assert (document["rows"], document["changed"], document["conflicts"]) == (2, changed, [])
    session = open_tracker(Path(tracker))
    assert session.register().actions[0].status == "on_track"
    session.close()


@pytest.mark.parametrize(
    ("base", "theirs", "yours", "outcome"),
    [
        ("a", "a", "a", Outcome.SAME),
        ("a", "b", "a", Outcome.THEIRS),
        ("a", "a", "b", Outcome.YOURS),
        ("a", "b", "b", Outcome.SAME),
        ("a", "b", "c", Outcome.CONFLICT),
        ("", "", "", Outcome.SAME),
    ],
)
def test_three_versions_of_one_value(base: str, theirs: str, yours: str, outcome: Outcome) -> None:
    assert three_way(base, theirs, yours) is outcome


@pytest.mark.external
def test_a_return_saved_anew_by_libreoffice_is_taken_back(small: Small, tmp_path: Path) -> None:
    written = _sent(small, tmp_path / "out")
    _edited(written, _put("1.1", status="G ● On track", note="By hand", recovery_date=date(2025, 10, 1)))
    office = shutil.which("soffice")
    assert office
    folder = tmp_path / "resaved"
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder), str(written.book)], check=True, capture_output=True, timeout=120)
    (resaved,) = folder.glob("*.xlsx")
    taken = take_return(small.session, resaved)
    assert taken.id == written.sent.id
    assert _said(taken) == {
        "1.1": ("changed", {"status": "On track", "note": "By hand", "recovery_date": "1 October 2025"}),
        "2.1": ("unchanged", {}),
    }
