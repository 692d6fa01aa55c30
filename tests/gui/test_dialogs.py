"""The dialogs: what they change, what they refuse, and that nothing typed is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.gui import choose_file
from send_tracker.gui.commands import MENUS, Command
from send_tracker.gui.dialogs.check_dialog import CheckDialog
from send_tracker.gui.dialogs.export_dialog import ExportDialog
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.dialogs.new_programme_dialog import NewProgrammeDialog
from send_tracker.gui.dialogs.pack_dialog import PackDialog
from send_tracker.gui.dialogs.part_dialog import PartDialog
from send_tracker.gui.dialogs.people_dialog import PeopleDialog
from send_tracker.gui.dialogs.preferences_dialog import PreferencesDialog
from send_tracker.gui.dialogs.programme_dialog import ProgrammeDialog
from send_tracker.gui.dialogs.reassign_dialog import ReassignDialog
from send_tracker.gui.dialogs.scale_dialog import ScaleDialog
from send_tracker.gui.dialogs.shortcuts_dialog import shortcut_rows
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.menus import plain_words
from send_tracker.gui.workspace import Workspace
from send_tracker.services.closed_days import closed_days
from send_tracker.services.undo import undo
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

DIALOGS = (
    Command.NEW_FILE,
    Command.BOARD_PACK,
    Command.ISSUE_PACK,
    Command.VERIFY_PACK,
    Command.EXPORT_VIEW,
    Command.PREFERENCES,
    Command.ABOUT,
    Command.SHORTCUTS,
    Command.PROGRAMME,
    Command.PEOPLE,
    Command.STATUS_SCALE,
    Command.NEW_AREA,
    Command.NEW_OUTCOME,
    Command.CHECK_FILE,
    Command.REASSIGN,
)


@pytest.fixture
def window(make_window: MakeWindow, sample_file: Path) -> MainWindow:
    """A window on the sample."""
    return make_window(sample_file)


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def open_dialog(window: MainWindow, command: Command) -> HouseDialog:
    window.run(command)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HouseDialog)
    return dialog


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("command", DIALOGS)
def test_every_dialog_is_named_reachable_and_left_by_escape(
    qtbot: QtBot, window: MainWindow, command: Command, percent: int
) -> None:
    window.preferences.set("text_percent", percent)
    window.resize(*accessibility.COMPACT)
    dialog = open_dialog(window, command)
    accessibility.check(dialog)
    assert dialog.accessibleName()
    assert dialog.width() <= window.width() and dialog.height() <= window.height()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


# People


def test_a_person_can_be_typed_at_once(qtbot: QtBot, window: MainWindow) -> None:
    dialog = open_dialog(window, Command.PEOPLE)
    line = dialog.focusWidget()
    assert line is not None
    qtbot.keyClicks(line, "Head of SEND, north")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "Head of SEND, north" in {p.name for p in workspace_of(window).session.register().people}
    dialog.reject()


# A new programme


def test_a_new_programme_does_not_go_where_the_sample_lies(window: MainWindow, tmp_path: Path) -> None:
    documents = Path(choose_file.documents())
    sample = window.opener.data_folder / "sample" / "nottinghamshire-demo.sendtracker"
    for recent, folder in (([], documents), ([str(sample)], documents), ([str(sample), str(tmp_path / "a")], tmp_path)):
        window.preferences.set("recent", recent)
        dialog = open_dialog(window, Command.NEW_FILE)
        assert isinstance(dialog, NewProgrammeDialog)
        assert dialog.path.parent == folder
        dialog.reject()


def test_the_first_outcome_asks_for_its_area_before(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    path = tmp_path / "new.sendtracker"
    bootstrap.create_tracker(path).close()
    window = make_window(path)
    dialog = open_dialog(window, Command.NEW_OUTCOME)
    assert isinstance(dialog, PartDialog) and dialog.windowTitle() == "New priority area"
    assert "none yet" in dialog.form.explanation.text()
    qtbot.keyClicks(dialog.form.titleText, "Education")
    qtbot.keyClick(dialog.form.titleText, Qt.Key.Key_Return)
    then = QApplication.activeModalWidget()
    assert isinstance(then, PartDialog) and then.windowTitle() == "New outcome"
    qtbot.keyClicks(then.form.titleText, "Timely plans")
    qtbot.keyClick(then.form.titleText, Qt.Key.Key_Return)
    assert [o.title for o in workspace_of(window).session.register().outcomes] == ["Timely plans"]


def test_a_new_programme_by_keyboard(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window()
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NewProgrammeDialog)
    qtbot.keyClicks(dialog.form.area, "Rutland")
    assert dialog.path.name == "Rutland SEND improvement plan.sendtracker"
    dialog.form.scale.setCurrentIndex(dialog.form.scale.findData("brag"))
    dialog.form.path.setText(str(tmp_path / "rutland"))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    session = workspace_of(window).session
    assert session.path == tmp_path / "rutland.sendtracker"
    assert (session.programme.name, session.programme.area) == ("Rutland SEND improvement plan", "Rutland")
    assert "blue" in session.scale.codes
    assert window.rail.isVisible()


def test_a_new_programme_never_overwrites(window: MainWindow, sample_file: Path) -> None:
    before = sample_file.read_bytes()
    dialog = open_dialog(window, Command.NEW_FILE)
    assert isinstance(dialog, NewProgrammeDialog)
    dialog.form.path.setText(str(sample_file))
    dialog.create_file()
    assert "exists already" in dialog.problem.text and dialog.isVisible()
    assert sample_file.read_bytes() == before
    dialog.reject()


def test_a_hostile_name_makes_a_harmless_file_name(window: MainWindow, tmp_path: Path) -> None:
    dialog = open_dialog(window, Command.NEW_FILE)
    assert isinstance(dialog, NewProgrammeDialog)
    dialog.form.area.setText('..\\..\\<img src=x>: "CON"')
    dialog._propose()
    assert dialog.path.parent == workspace_of(window).session.path.parent
    assert not set('<>:"/\\|?*') & set(dialog.path.name)
    dialog.reject()


# The pack and the export


FAKE = (
    "import sys, shutil, time\n"
    "out = sys.argv[sys.argv.index('-o') + 1]\n"
    "print('progress 1 2 writing Plan', file=sys.stderr, flush=True)\n"
    "if 'slow' in sys.argv[1]: time.sleep(60)\n"
    "open(out, 'w', encoding='utf-8').write(' '.join(sys.argv[1:]))\n"
)


def pack_dialog(window: MainWindow, qtbot: QtBot, code: str = FAKE) -> PackDialog:
    dialog = PackDialog(workspace_of(window), [sys.executable, "-c", code], window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_pack_is_written_from_a_copy(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = pack_dialog(window, qtbot)
    target = tmp_path / "pack.xlsx"
    dialog.form.path.setText(str(target))
    qtbot.keyClick(dialog.form.start, Qt.Key.Key_Space)
    qtbot.waitUntil(target.exists, timeout=10_000)
    words = target.read_text(encoding="utf-8").split()
    assert words[0] == "pack" and "--as-at" not in words
    assert not Path(words[1]).exists(), "the copy is gone"
    qtbot.waitUntil(lambda: dialog.form.start.text() == "Open")
    assert workspace_of(window).preferences.get("pack_folder") == str(tmp_path)


def test_an_earlier_day_is_passed_on_and_a_later_one_refused(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = pack_dialog(window, qtbot)
    dialog.form.path.setText(str(tmp_path / "pack.xlsx"))
    dialog.day.line.setText("1 August 2025")
    dialog.start()
    assert "in the future" in dialog.problem.text
    dialog.day.line.setText("31 May 2025")
    assert dialog.arguments(Path("a"), Path("b")) == ["pack", "a", "-o", "b", "--as-at", "2025-05-31"]


def test_an_existing_file_is_replaced_only_when_it_was_chosen(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = pack_dialog(window, qtbot)
    target = tmp_path / "pack.xlsx"
    target.write_text("last month's")
    dialog.form.path.setText(str(target))
    dialog.start()
    assert "exists already" in dialog.problem.text and dialog.task is None
    dialog._may_replace = target
    dialog.start()
    qtbot.waitUntil(lambda: target.read_text() != "last month's", timeout=10_000)


def test_cancel_leaves_no_part_file(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = pack_dialog(window, qtbot, FAKE.replace("if 'slow' in sys.argv[1]: ", ""))
    folder = tmp_path / "packs"
    folder.mkdir()
    dialog.form.path.setText(str(folder / "pack.xlsx"))
    dialog.start()
    task = dialog.task
    assert task is not None
    with qtbot.waitSignal(task.progressed, timeout=10_000):
        pass
    qtbot.keyClick(dialog.form.cancel, Qt.Key.Key_Space)
    assert "Cancelled" in dialog.form.words.text()
    assert list(folder.iterdir()) == []
    assert dialog.form.start.isEnabled()


def test_a_failure_is_said_and_can_be_tried_again(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    code = "import sys; print('There is no room.', file=sys.stderr); sys.exit(2)"
    dialog = pack_dialog(window, qtbot, code)
    dialog.form.path.setText(str(tmp_path / "pack.xlsx"))
    dialog.start()
    qtbot.waitUntil(dialog.problem.isVisible, timeout=10_000)
    assert dialog.problem.text == "There is no room."
    assert dialog.form.start.isEnabled() and not (tmp_path / "pack.xlsx").exists()


def test_export_follows_the_page_and_the_format(window: MainWindow, tmp_path: Path) -> None:
    window.show_page("evidence")
    dialog = open_dialog(window, Command.EXPORT_VIEW)
    assert isinstance(dialog, ExportDialog)
    assert dialog.what.currentData() == "evidence"
    dialog.format.setCurrentIndex(1)
    assert dialog.path.suffix == ".csv"
    copy, rows = tmp_path / "a", tmp_path / "rows.txt"
    asked = ["export", str(copy), "--what", "evidence", "-o", "b.csv"]
    assert dialog.arguments(copy, Path("b.csv")) == [*asked, "--rows", str(rows)]
    assert len(rows.read_text(encoding="utf-8").split()) == 94
    dialog.rows.setCurrentIndex(1)
    assert dialog.arguments(copy, Path("b.csv")) == asked
    dialog.form.path.setText("plan.doc")
    assert dialog.arguments(copy, Path("b")) is None and "must end in" in dialog.problem.text
    dialog.reject()


def test_a_sound_file_is_called_sound(qtbot: QtBot, window: MainWindow) -> None:
    dialog = open_dialog(window, Command.CHECK_FILE)
    assert isinstance(dialog, CheckDialog)
    qtbot.waitUntil(lambda: "sound" in dialog.form.words.text(), timeout=30_000)
    assert dialog.form.close.text() == "Close"
    dialog.reject()


# Tools


def test_the_programme_is_one_edit_and_a_board_changes_the_rail(qtbot: QtBot, window: MainWindow) -> None:
    session = workspace_of(window).session
    dialog = open_dialog(window, Command.PROGRAMME)
    assert isinstance(dialog, ProgrammeDialog)
    dialog.board_day.line.setText("10 July 2025")
    qtbot.keyClick(dialog.form.addMeeting, Qt.Key.Key_Space)
    assert "10 July 2025" in accessibility.shown_text(window)
    dialog.form.chair.setText("A new chair")
    dialog.form.cycle.setValue(8)
    edits = session.register().edits
    dialog.save()
    assert (session.programme.chair, session.programme.cycle_weeks) == ("A new chair", 8)
    assert session.register().edits == edits + 1
    undo(session)
    assert session.programme.cycle_weeks == 6


def test_a_programme_keeps_a_name(window: MainWindow) -> None:
    dialog = open_dialog(window, Command.PROGRAMME)
    assert isinstance(dialog, ProgrammeDialog)
    dialog.form.name.setText("  ")
    dialog.save()
    assert "needs a name" in dialog.problem.text and dialog.isVisible()
    dialog.reject()


def test_days_on_which_the_council_is_closed_are_typed_and_read_back(qtbot: QtBot, window: MainWindow) -> None:
    session = workspace_of(window).session
    dialog = open_dialog(window, Command.PROGRAMME)
    assert isinstance(dialog, ProgrammeDialog)
    qtbot.keyClicks(dialog.form.closed, "29 to 31 Brumaire 2025")
    qtbot.keyClick(dialog.form.closed, Qt.Key.Key_Return)
    assert "“31 Brumaire 2025” is not a day" in dialog.problem.text and dialog.isVisible()
    dialog.form.closed.selectAll()
    qtbot.keyClicks(dialog.form.closed, "29 to 31 December 2025, 2 Jan 26")
    qtbot.keyClick(dialog.form.closed, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert [d.day for d in closed_days(session)] == [29, 30, 31, 2]
    again = open_dialog(window, Command.PROGRAMME)
    assert isinstance(again, ProgrammeDialog)
    assert again.form.closed.text() == "29 to 31 December 2025, 2 January 2026"
    again.reject()


def test_people_are_added_and_renamed(qtbot: QtBot, window: MainWindow) -> None:
    session = workspace_of(window).session
    dialog = open_dialog(window, Command.PEOPLE)
    assert isinstance(dialog, PeopleDialog)
    qtbot.keyClicks(dialog.form.newPerson, "Sleep adviser")
    qtbot.keyClick(dialog.form.newPerson, Qt.Key.Key_Return)
    assert dialog.isVisible() and "Sleep adviser" in {p.name for p in session.register().people}
    qtbot.keyClicks(dialog.form.newPerson, "sleep  ADVISER")
    qtbot.keyClick(dialog.form.newPerson, Qt.Key.Key_Return)
    assert "already" in dialog.problem.text
    cell = dialog.form.people.findItems("Sleep adviser", Qt.MatchFlag.MatchExactly)[0]
    cell.setText("Sleep lead")
    assert "Sleep lead" in {p.name for p in session.register().people}
    dialog.form.people.findItems("Sleep lead", Qt.MatchFlag.MatchExactly)[0].setText("")
    assert "cannot be empty" in dialog.problem.text
    assert "Sleep lead" in {p.name for p in session.register().people}
    dialog.accept()


def test_the_scale_keeps_what_was_typed_and_refuses_a_letter_twice(qtbot: QtBot, window: MainWindow) -> None:
    session = workspace_of(window).session
    dialog = open_dialog(window, Command.STATUS_SCALE)
    assert isinstance(dialog, ScaleDialog)
    dialog.form.levels.setCurrentRow(2)
    dialog.form.definition.setPlainText("Something is in the way.")
    dialog.form.levels.setCurrentRow(3)
    assert session.scale["obstacles"].definition == "Something is in the way."
    dialog.form.letter.setText("A")
    dialog.keep()
    assert "letter A" in dialog.problem.text and session.scale["at_risk"].letter == "R"
    dialog.form.labelText.setText("In trouble")
    dialog.accept()
    assert session.scale["at_risk"].label == "In trouble"
    assert window.menus.status_actions[3].text().endswith("In trouble")


def test_an_area_then_an_outcome_get_the_next_reference(qtbot: QtBot, window: MainWindow) -> None:
    session = workspace_of(window).session
    dialog = open_dialog(window, Command.NEW_AREA)
    assert isinstance(dialog, PartDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert "needs a title" in dialog.problem.text
    qtbot.keyClicks(dialog.form.titleText, "Preparation for adulthood")
    qtbot.keyClick(dialog.form.titleText, Qt.Key.Key_Return)
    assert ("APA3", "Preparation for adulthood") in {(a.ref, a.title) for a in session.register().areas}
    dialog = open_dialog(window, Command.NEW_OUTCOME)
    assert isinstance(dialog, PartDialog) and dialog.area is not None
    assert dialog.area.currentText() == "APA3 Preparation for adulthood"
    dialog.form.ref.setText("O6")
    dialog.form.titleText.setText("Supported internships")
    dialog.add()
    assert "is taken" in dialog.problem.text
    dialog.form.ref.setText("O7")
    dialog.add()
    assert "O7" in {o.ref for o in session.register().outcomes}


# The rest


def test_preferences_hold_at_once(window: MainWindow) -> None:
    dialog = open_dialog(window, Command.PREFERENCES)
    assert isinstance(dialog, PreferencesDialog)
    theme = dialog.rows["theme"].control
    assert isinstance(theme, QComboBox)
    theme.setCurrentIndex(theme.findData("dark"))
    assert window.preferences.get("theme") == "dark"
    officer = dialog.rows["officer"].control
    assert isinstance(officer, QLineEdit)
    officer.setText("  Programme   officer ")
    dialog.reject()
    assert window.preferences.get("officer") == "Programme officer"
    assert workspace_of(window).session.author == "Programme officer"


def test_the_shortcut_sheet_has_every_key_of_the_menus() -> None:
    words = {row[1] for row in shortcut_rows()}
    assert {plain_words(e.words) for entries in MENUS.values() for e in entries if e.key} <= words


def test_a_dialog_of_a_read_only_file_changes_nothing(make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window()
    window.files.open_read_only(sample_file)
    for command in (Command.PROGRAMME, Command.PEOPLE, Command.STATUS_SCALE):
        dialog: QDialog = open_dialog(window, command)
        dialog.reject()
    assert Command.NEW_AREA not in window.available()


def test_reassigning_what_somebody_leaves(qtbot: QtBot, window: MainWindow) -> None:
    session = workspace_of(window).session
    names = {p.id: p.name for p in session.register().people}
    led = [a for a in session.register().actions if "Head of data" in [names[p] for p in a.leads]]
    edits = session.file.log.count()
    dialog = open_dialog(window, Command.REASSIGN)
    assert isinstance(dialog, ReassignDialog)
    assert dialog.form.count.text() == "Choose who leaves."
    dialog.person.setEditText("Head of data")
    dialog.person.commit()
    assert dialog.form.actions.count() >= len(led) > 1
    for role in ("accountable", "verifier", "bau_owner"):
        dialog.roles[role].click()
    assert dialog.form.count.text() == f"{len(led)} of {len(led)} actions"
    first = dialog.form.actions.item(0)
    first.setCheckState(Qt.CheckState.Unchecked)
    assert len(dialog.chosen()) == len(led) - 1
    dialog.to.setEditText("Quality lead")
    dialog.form.reassign.click()
    assert dialog.problem.text == "Reassigning actions asks for a reason." and session.file.log.count() == edits
    dialog.reason.setFocus()
    qtbot.keyClicks(dialog.reason, "Left the council")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert session.file.log.count() == edits + 1
    quality = next(id for id, name in names.items() if name == "Quality lead")
    now = {a.ref: a.leads for a in session.register().actions}
    assert all(quality in now[a.ref] for a in led[1:]) and quality not in now[led[0].ref]
    undo(session)
    assert {a.ref: a.leads for a in session.register().actions if a.ref in {a.ref for a in led}} == {
        a.ref: a.leads for a in led
    }


def test_reassigning_from_the_list_of_people(qtbot: QtBot, window: MainWindow) -> None:
    dialog = open_dialog(window, Command.PEOPLE)
    assert isinstance(dialog, PeopleDialog)
    table = dialog.form.people
    cell, *_role = table.findItems("Head of data", Qt.MatchFlag.MatchExactly)
    table.setCurrentCell(cell.row(), 0)
    qtbot.keyClick(dialog.reassign_button, Qt.Key.Key_Space)
    found = QApplication.activeModalWidget()
    assert isinstance(found, ReassignDialog) and found.person.currentText() == "Head of data"
    assert found.form.actions.count() > 1
    found.reject()
    dialog.reject()


def test_a_dialog_opens_in_the_size_it_was_given(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1366, 768)
    first = open_dialog(window, Command.PEOPLE)
    usual = first.size()
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert window.preferences.get("dialog_sizes") == {}, "what nobody sized is not kept"
    again = open_dialog(window, Command.PEOPLE)
    again.resize(usual.width() + 60, usual.height() + 40)
    given = again.size()
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    third = open_dialog(window, Command.PEOPLE)
    assert third.size() == given != usual
    qtbot.keyClick(third, Qt.Key.Key_Escape)
    window.resize(900, 560)
    fourth = open_dialog(window, Command.PEOPLE)
    assert fourth.width() <= 900 - 32 and fourth.height() <= 560 - 32, "never larger than its window"
    fourth.reject()


def test_enter_on_cancel_cancels_and_does_not_make(window: MainWindow, qtbot: QtBot) -> None:
    dialog = open_dialog(window, Command.BOARD_PACK)
    assert isinstance(dialog, PackDialog)
    dialog.form.cancel.setFocus()
    qtbot.keyClick(dialog.form.cancel, Qt.Key.Key_Return)
    assert not dialog.isVisible() and dialog.task is None
    dialog = open_dialog(window, Command.BOARD_PACK)
    assert isinstance(dialog, PackDialog)
    dialog.form.choose.setFocus()
    chosen: list[bool] = []
    dialog.form.choose.clicked.disconnect()
    dialog.form.choose.clicked.connect(lambda: chosen.append(True))
    qtbot.keyClick(dialog.form.choose, Qt.Key.Key_Return)
    assert chosen == [True] and dialog.isVisible() and dialog.task is None
    dialog.reject()
