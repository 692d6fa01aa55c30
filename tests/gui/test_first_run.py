"""The first run: the name is asked once, three ways to begin, three things to try; and later, what is new."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.domain.plan_filter import Due
from send_tracker.gui.dialogs.intake_dialog import IntakeDialog
from send_tracker.gui.dialogs.new_programme_dialog import NewProgrammeDialog
from send_tracker.gui.help.help_window import shown_guide
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.preferences import Preferences
from send_tracker.services.since_looked import Looked, looked_of, since_looked
from send_tracker.services.status import Update, update_actions
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow


def test_the_name_is_asked_once_and_kept(qtbot: QtBot, make_window: MakeWindow, preferences: Preferences) -> None:
    window = make_window()
    assert window.welcome is not None
    who = window.welcome.who
    assert not who.isHidden()
    assert QApplication.focusWidget() is window.welcome.sample, "Enter still opens the sample"
    accessibility.check(window)
    qtbot.keyClicks(who.name, "  Programme   officer ")
    qtbot.keyClick(who.name, Qt.Key.Key_Return)
    assert preferences.get("officer") == "Programme officer"
    assert who.isHidden()
    assert QApplication.focusWidget() is window.welcome.sample
    window.close()
    again = make_window()
    assert again.welcome is not None and again.welcome.who.isHidden()


def test_the_question_can_be_left(qtbot: QtBot, make_window: MakeWindow, preferences: Preferences) -> None:
    window = make_window()
    assert window.welcome is not None
    qtbot.keyClick(window.welcome.who.later, Qt.Key.Key_Space)
    assert window.welcome.who.isHidden()
    assert preferences.get("officer") == "" and preferences.get("welcomed")


def test_bringing_a_tracker_in_names_the_programme_and_opens_the_import(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    assert window.welcome is not None
    qtbot.keyClick(window.welcome.bring, Qt.Key.Key_Space)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NewProgrammeDialog)
    dialog.form.path.setText(str(tmp_path / "ours.sendtracker"))
    dialog._path_typed = True
    qtbot.keyClicks(dialog.form.area, "Borsetshire")
    qtbot.keyClick(dialog.form.create, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), IntakeDialog))
    assert window.workspace is not None
    assert window.workspace.session.programme.area == "Borsetshire"
    found = QApplication.activeModalWidget()
    assert found is not None
    found.close()


def test_three_things_to_try_go_one_by_one_and_do_not_come_back(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, preferences: Preferences
) -> None:
    preferences.set("steps_done", False)
    window = make_window(sample_file)
    strip = window.calm.first_steps.strip
    qtbot.waitUntil(lambda: "Three things to try" in strip.text and "Ctrl+K" in strip.text)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.find_anything.close()
    assert strip.links[1].accessibleName().endswith(", done")
    qtbot.keyClick(strip.links[2], Qt.Key.Key_Space)
    opened = shown_guide()
    assert opened is not None
    opened.close()
    assert window.workspace is not None
    session = window.workspace.session
    action = next(a for a in session.register().actions if a.ref == "4.3")
    update_actions(session, action.id, Update(note="Tried it."))
    assert strip.isHidden() and preferences.get("steps_done")
    window.show_file(None)
    assert window.files.open(sample_file)
    assert strip.isHidden()


def test_since_you_last_looked_tells_what_others_did_and_opens_the_rows(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, preferences: Preferences
) -> None:
    preferences.set("officer", "Sam")
    with_others = bootstrap.open_tracker(sample_file, author="Sam")
    seen = with_others.file.looked_rows.last()
    with_others.close()
    other = bootstrap.open_tracker(sample_file, author="Jo")
    actions = {a.ref: a.id for a in other.register().actions}
    for ref in ("4.3", "4.4"):
        update_actions(other, actions[ref], Update(note="A word from Jo."))
    other.close()
    preferences.set("last_looked", {str(sample_file): [seen, "2025-06-30"]})
    window = make_window(sample_file)
    strip = window.calm.news.strip
    qtbot.waitUntil(lambda: not strip.isHidden())
    assert strip.text.startswith("Since you last looked, 30 June 2025:. Jo changed 2 actions.")
    assert "1 action past its date" in strip.text
    accessibility.check(window)
    qtbot.keyClick(strip.links[0], Qt.Key.Key_Space)
    page = window.pages.page
    assert isinstance(page, PlanPage)
    assert page.filter.only == frozenset({actions["4.3"], actions["4.4"]})
    qtbot.keyClick(strip.cross, Qt.Key.Key_Space)
    assert strip.isHidden()
    window.show_file(None)
    assert window.files.open(sample_file)
    window.calm.news.show_file()
    assert strip.isHidden(), "nothing has happened since"


def test_what_is_said_goes_by_the_day_and_by_who_did_it(pristine_sample: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(pristine_sample, tmp_path / "one.sendtracker"))
    session = bootstrap.open_tracker(path, author="Sam")
    try:
        newest = session.file.looked_rows.last()
        assert not since_looked(session, None).news
        assert not since_looked(session, Looked(newest, session.today)).news
        later = since_looked(session, looked_of([newest, "2025-07-01"]))
        overdue = next(news for news in later.news if news.wanted and news.wanted.due)
        assert overdue.wanted is not None and overdue.wanted.due == {Due.OVERDUE}
        assert not any("changed" in news.words for news in later.news)
        update_actions(session, session.register().actions[0].id, Update(note="My own."))
        assert not since_looked(session, Looked(newest, session.today)).news
        assert looked_of(["x", 3]) is None and looked_of([1, "soon"]) is None and looked_of(None) is None
    finally:
        session.close()
