"""Combining a copy in the window, and settling what two officers said: real files, real keys."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.exchange.pack.writing import write_pack
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.combine_dialog import CombineDialog
from send_tracker.gui.dialogs.conflicts_dialog import ConflictsDialog
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.overview_page import OverviewPage
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.widgets.fields import ChoiceField
from send_tracker.services.plan import change_action, find_action
from send_tracker.services.status import Update, update_actions
from tests.gui.accessibility import check, shown_text
from tests.gui.conftest import MakeWindow


@pytest.fixture
def theirs(sample_file: Path, tmp_path: Path) -> Path:
    """Ben's copy of the sample, in which 4.3 is at risk."""
    path = tmp_path / "from Ben" / "nottinghamshire.sendtracker"
    path.parent.mkdir()
    shutil.copy(sample_file, path)
    session = bootstrap.open_tracker(path, author="Ben")
    update_actions(session, find_action(session, "4.3").id, Update(status="at_risk", reason="No finance"))
    session.close()
    return path


T = TypeVar("T", bound=QDialog)


def dialog_of(window: MainWindow, kind: type[T]) -> T:
    return next(d for d in window.findChildren(kind) if d.isVisible())


def cells(dialog: CombineDialog, row: int) -> list[str]:
    found = [dialog.form.copies.item(row, column) for column in range(5)]
    return [item.text() if item else "" for item in found]


@pytest.fixture
def looked(qtbot: QtBot, make_window: MakeWindow, sample_file: Path, theirs: Path) -> tuple[MainWindow, CombineDialog]:
    """A window in which 4.3 is complete, with the dialog that has looked at Ben's copy."""
    window = make_window(sample_file)
    assert window.workspace is not None
    session = window.workspace.session
    update_actions(session, find_action(session, "4.3").id, Update(status="complete", reason="Published"))
    window.run(Command.COMBINE)
    dialog = dialog_of(window, CombineDialog)
    dialog.add([theirs, sample_file, theirs])
    qtbot.waitUntil(dialog.form.combine.isEnabled, timeout=90_000)
    return window, dialog


def test_a_copy_is_looked_at_combined_after_a_backup_and_settled(
    qtbot: QtBot, looked: tuple[MainWindow, CombineDialog], sample_file: Path
) -> None:
    window, dialog = looked
    assert dialog.form.copies.rowCount() == 1, "the open file and a second mention are passed over"
    copy, by, _, new, brings = cells(dialog, 0)
    assert (copy, by, new, brings) == ("nottinghamshire.sendtracker", "Ben", "1", "1 conflict")
    check(dialog)
    assert window.workspace is not None
    found = [dialog.form.details.item(n) for n in range(dialog.form.details.count())]
    preview = [item.text() for item in found]
    assert preview[0] == "Changed: 1 action."
    assert preview[1] in {
        f"In conflict: Status of 4.3: {first} or {second}"
        for first, second in itertools.permutations([f"Complete ({window.workspace.session.author})", "At risk (Ben)"])
    }
    before = bootstrap.listed_backups(sample_file)
    assert dialog.focusWidget() is dialog.form.combine, "the next step has the keys"
    qtbot.keyClick(dialog.form.combine, Qt.Key.Key_Return)
    assert (
        dialog.form.words.text() == "1 edit taken in. 1 conflict is open. File > Restore a backup goes back to before."
    )
    assert len(bootstrap.listed_backups(sample_file)) == len(before) + 1
    assert dialog.form.details.item(0).text() == "In conflict: Status of 4.3"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    conflicts = dialog_of(window, ConflictsDialog)
    assert conflicts.choice is not None
    words = [button.text() for button in conflicts.choice.group.buttons()]
    assert sorted(words) == ["Another value", "At risk", "Complete"]
    check(conflicts)
    told = shown_text(conflicts)
    assert "Why: No finance" in told and "Why: Published" in told, "both reasons, for the choice"
    wanted = next(b for b in conflicts.choice.group.buttons() if b.text() == "At risk")
    qtbot.keyClick(wanted, Qt.Key.Key_Space)
    qtbot.keyClicks(conflicts.choice.reason, "Agreed by telephone")
    qtbot.keyClick(conflicts.choice.reason, Qt.Key.Key_Return)
    assert conflicts.found == []
    assert window.workspace is not None
    action = find_action(window.workspace.session, "4.3")
    assert (action.status, action.status_reason, action.conflict) == ("at_risk", "Agreed by telephone", False)
    conflicts.close()


def test_a_conflict_is_told_where_the_action_is_and_is_settled_from_there(
    qtbot: QtBot, looked: tuple[MainWindow, CombineDialog], tmp_path: Path
) -> None:
    """In the panel, on Overview, and on the first sheet of a pack; then nowhere any more."""
    window, dialog = looked
    dialog.combine()
    dialog.reject()
    assert window.workspace is not None
    session = window.workspace.session
    action = find_action(session, "4.3").id
    change_action(session, find_action(session, "4.4").id, title="Another")
    page = window.show_page("plan")
    assert isinstance(page, PlanPage)
    page.show_action(action)
    banner = page.panel.body.conflict
    assert banner.text == "Status is in conflict: the worst status is shown until a person settles it."
    overview = window.show_page("overview")
    assert isinstance(overview, OverviewPage)
    assert overview.conflicts.text.startswith("1 conflict is open")
    pack = tmp_path / "pack.xlsx"
    write_pack(session, pack)
    assert [row[1].value for row in load_workbook(pack)["Cover"].iter_rows() if row[0].value == "Conflicts"] == [
        overview.conflicts.text
    ]
    window.show_page("plan")
    link = next(b for b in banner.findChildren(QPushButton) if b.isVisible())
    qtbot.keyClick(link, Qt.Key.Key_Space)
    conflicts = dialog_of(window, ConflictsDialog)
    assert conflicts.choice is not None and conflicts.choice.conflict.entity == action
    conflicts.form.settle.click()
    conflicts.close()
    assert not banner.isVisible()
    overview = window.show_page("overview")
    assert isinstance(overview, OverviewPage) and not overview.conflicts.isVisible()


def test_another_value_is_chosen_from_the_scale(qtbot: QtBot, looked: tuple[MainWindow, CombineDialog]) -> None:
    window, dialog = looked
    dialog.combine()
    dialog.form.settle.click()
    conflicts = dialog_of(window, ConflictsDialog)
    assert conflicts.choice is not None
    field = conflicts.choice.other
    assert isinstance(field, ChoiceField)
    field.setFocus()
    for _ in range(9):
        qtbot.keyClick(field, Qt.Key.Key_Down)
        if field.currentText() == "Obstacles":
            break
    chosen = conflicts.choice.group.checkedButton()
    assert chosen is not None and chosen.text() == "Another value"
    conflicts.form.settle.click()
    assert window.workspace is not None
    assert find_action(window.workspace.session, "4.3").status == "obstacles"
    conflicts.close()


def test_a_copy_that_cannot_be_read_says_so_and_the_rest_can_be_combined(
    qtbot: QtBot, looked: tuple[MainWindow, CombineDialog], tmp_path: Path
) -> None:
    _, dialog = looked
    broken = tmp_path / "broken.sendtracker"
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 200)
    dialog.add([broken])
    qtbot.waitUntil(lambda: dialog.task is None, timeout=90_000)
    assert "database of another program" in cells(dialog, 1)[4]
    assert dialog.form.combine.isEnabled()
    dialog.reject()


def test_without_a_conflict_the_dialog_says_so(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    window.run(Command.CONFLICTS)
    dialog = dialog_of(window, ConflictsDialog)
    assert not dialog.form.settle.isEnabled()
    assert dialog.choice is None
    dialog.close()
