"""Review mode, by real keys in a real window: rate, note, skip, undo, leave, resume, and the list at the end."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.domain.review import ReviewFilter, Scope, State
from send_tracker.gui.commands import Command
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.review_filters import filter_words
from send_tracker.gui.pages.review_page import ReviewPage
from send_tracker.services.plan import find_action
from send_tracker.services.review_sitting import read_sitting
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

Key = Qt.Key
HOSTILE = "=cmd()|A0 <img src=x>"


def press(qtbot: QtBot, *keys: Qt.Key | str) -> None:
    """Press keys, or type text, where the focus is."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(key, str):
            qtbot.keyClicks(focused, key)
        else:
            qtbot.keyClick(focused, key)


def in_review(qtbot: QtBot, window: MainWindow) -> ReviewPage:
    press(qtbot, Key.Key_F5)
    page = window.pages.page
    assert isinstance(page, ReviewPage)
    return page


@pytest.fixture
def window(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> MainWindow:
    return make_window(sample_file)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ReviewPage:
    return in_review(qtbot, window)


def at(page: ReviewPage, ref: str) -> None:
    """Go to an action as a click on the strip does."""
    wanted = find_action(page.session, ref).id
    page.foot.chosen.emit([stop.id for stop in page.review.order].index(wanted))
    assert page.body.ref.text() == ref


def undo(qtbot: QtBot) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_f5_fills_the_window_with_one_action(page: ReviewPage, window: MainWindow) -> None:
    assert window.shell.rail.isHidden()
    assert page.head.words.whole_text() == "for the board of 14 August 2025. 61 actions"
    at(page, "4.3")
    words = accessibility.shown_text(page)
    assert page.body.title.text() == "Publish the joint commissioning strategy"
    for told in ("39 of 61", "Was On track on 22 May.", "Due, 4 days late", "30 June 2025", "Commissioning lead"):
        assert told in words
    assert "4 days past its date" in words and page.foot.challenges.text() == "1 challenge open"
    assert page.asking.rating.control.height() == 40


def test_what_is_questioned_about_the_outcome_stands_beside_its_actions(page: ReviewPage) -> None:
    at(page, "2.1")
    side = page.challenges
    assert side.of_outcome.text() == "Challenges to its outcome, O2 Quality of EHC plans"
    assert [row.headline.text() for row in side.outcome_part.rows] == ["100% done, but a measure got worse"]
    assert page.foot.challenges.text() == "No challenges", "the count is of the action"
    at(page, "4.3")
    assert side.of_outcome.isHidden() and not side.outcome_part.rows


def test_arrows_go_on_and_back_and_mark_what_was_passed(page: ReviewPage, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_Right, Key.Key_PageDown)
    assert page.body.place.text() == "3 of 61" and page.foot.words.whole_text().startswith("2 of 61 reviewed, 59 left")
    press(qtbot, Key.Key_Left, Key.Key_PageUp)
    assert page.body.place.text() == "1 of 61" and not page.body.back.isEnabled()
    press(qtbot, Key.Key_S)
    assert page.foot.words.whole_text().startswith("1 of 61 reviewed, 1 skipped, 59 left")


def test_a_digit_sets_the_status_and_undo_takes_it_back_by_name(
    page: ReviewPage, window: MainWindow, qtbot: QtBot
) -> None:
    at(page, "4.3")
    press(qtbot, Key.Key_2)
    assert find_action(page.session, "4.3").status == "on_track"
    assert page.body.chip.text() == "G On track" and page.foot.changed.text() == "1 changed in this sitting (tall)"
    window.menus.opening.emit()
    assert window.menus.actions[Command.UNDO].text() == "&Undo: status of 4.3"
    undo(qtbot)
    assert find_action(page.session, "4.3").status == "obstacles" and page.body.chip.text() == "A Obstacles"
    assert page.foot.changed.text() == "" and page.review.sitting.changed == frozenset()


def test_a_status_asks_for_its_reason_in_place_and_leads_on(page: ReviewPage, qtbot: QtBot) -> None:
    at(page, "4.4")
    edits = page.session.file.log.count()
    press(qtbot, Key.Key_3)
    tab = page.asking.tab
    assert tab.reason.field.hasFocus() and tab.banner.text == "Not saved yet: Obstacles asks for a reason."
    assert page.session.file.log.count() == edits and page.body.status.code == "obstacles"
    press(qtbot, "Two of 6 have not signed", Key.Key_Return)
    action = find_action(page.session, "4.4")
    assert (action.status, action.status_reason) == ("obstacles", "Two of 6 have not signed"), "digits are text"
    assert tab.obstacle.field.hasFocus()
    press(qtbot, "Waiting for signatures", Key.Key_Tab)
    assert find_action(page.session, "4.4").obstacle == "Waiting for signatures"
    assert page.session.file.log.count() == edits + 2, "each is one edit"
    press(qtbot, Key.Key_Escape)
    assert page.body.hasFocus() and not page.asking.is_open
    press(qtbot, Key.Key_Right)
    assert page.body.ref.text() == "4.5"


def test_escape_drops_a_status_that_waits_and_so_does_undo(page: ReviewPage, qtbot: QtBot) -> None:
    at(page, "4.4")
    press(qtbot, Key.Key_4, Key.Key_Escape)
    assert page.body.hasFocus() and page.body.status.code == "complete"
    press(qtbot, Key.Key_4)
    assert page.undo_name() == "status not saved yet"
    undo(qtbot)
    assert find_action(page.session, "4.4").status == "complete" and not page.asking.is_open


def test_letters_are_commands_even_on_the_status_control(page: ReviewPage, qtbot: QtBot) -> None:
    at(page, "4.3")
    page.asking.focus_control()
    press(qtbot, Key.Key_E)
    assert find_action(page.session, "4.3").status == "obstacles"
    assert page.evidence.isVisible()
    press(qtbot, Key.Key_Escape)
    assert page.evidence.isHidden() and page.body.hasFocus()


def test_a_note_is_typed_saved_corrected_and_undone(page: ReviewPage, qtbot: QtBot) -> None:
    at(page, "4.3")
    edits = page.session.file.log.count()
    press(qtbot, Key.Key_N, "Wait is 55 weeks, 3 more than asked", Key.Key_Escape)
    assert page.body.hasFocus() and find_action(page.session, "4.3").status == "obstacles"
    assert page.session.file.log.count() == edits + 1
    note = page.review.note(find_action(page.session, "4.3").id)
    assert note == "Wait is 55 weeks, 3 more than asked" == page.body.note.value()
    press(qtbot, Key.Key_Right, Key.Key_Left, Key.Key_N, " for", Key.Key_Escape)
    assert page.body.note.value() == f"{note} for" and page.session.file.log.count() == edits + 2
    undo(qtbot)
    assert page.body.note.value() == note
    undo(qtbot)
    assert page.body.note.value() == "" and not page.review.sitting.changed


def test_nothing_typed_is_lost_by_moving_on_or_closing_the_window(
    page: ReviewPage, window: MainWindow, qtbot: QtBot, sample_file: Path
) -> None:
    at(page, "4.3")
    press(qtbot, Key.Key_N, "Half a thought")
    page.body.on.click()
    assert page.body.ref.text() == "4.4"
    press(qtbot, Key.Key_N, "Another")
    window.close()
    session = bootstrap.open_tracker(sample_file)
    try:
        notes = {u.note for u in session.register().updates}
    finally:
        session.close()
    assert {"Half a thought", "Another"} <= notes


def test_a_note_that_cannot_be_kept_stays_and_is_offered_again(
    page: ReviewPage, window: MainWindow, qtbot: QtBot
) -> None:
    at(page, "4.3")
    page.acts.focus_note()
    page.body.note.setPlainText("x" * 40_000)
    press(qtbot, Key.Key_Escape, Key.Key_Right)
    assert "the most that can be kept is 32,000" in window.banner.text and page.body.ref.text() == "4.4"
    press(qtbot, Key.Key_Left)
    assert len(page.body.note.value()) == 40_000


def test_it_resumes_where_it_was_left_after_the_file_was_closed(
    page: ReviewPage, window: MainWindow, qtbot: QtBot, sample_file: Path
) -> None:
    press(qtbot, Key.Key_Right, Key.Key_S, Key.Key_N, "Noted", Key.Key_Escape)
    window.show_file(None)
    assert window.files.open(sample_file)
    assert not window.shell.rail.isHidden() and window.pages.key == "plan"
    again = in_review(qtbot, window)
    assert again.body.place.text() == "3 of 61" and again.body.note.value() == "Noted"
    assert [again.review.progress.runs[0].states[n] for n in range(3)] == [
        State.REVIEWED, State.SKIPPED, State.CHANGED,
    ]  # fmt: skip


def test_escape_leaves_to_the_page_before(page: ReviewPage, window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_N, Key.Key_Escape)
    assert window.pages.key == "review"
    press(qtbot, Key.Key_Escape)
    assert window.pages.key == "plan" and not window.shell.rail.isHidden()
    assert window.preferences.get("page") == "plan"


def change_two(page: ReviewPage, qtbot: QtBot) -> None:
    at(page, "4.3")
    press(qtbot, Key.Key_2, Key.Key_N, HOSTILE, Key.Key_Escape)
    at(page, "4.4")
    press(qtbot, Key.Key_3, "Two providers have not signed", Key.Key_Return, Key.Key_Escape)


def test_leaving_with_changes_lists_them_for_the_minutes(page: ReviewPage, window: MainWindow, qtbot: QtBot) -> None:
    change_two(page, qtbot)
    press(qtbot, Key.Key_Escape)
    assert page.end.title.text() == "2 actions changed in this sitting" and page.end.done.hasFocus()
    words = accessibility.shown_text(page.end)
    for told in ("A Obstacles", "G On track", f"Note: {HOSTILE}", "C Complete", "Why: Two providers"):
        assert told in words
    page.end.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Nottinghamshire SEND improvement plan: changes in the review")
    assert "4.3 Publish the joint commissioning strategy\n    Obstacles to On track\n    Note: =cmd()" in text
    page.end.copy_tabs.click()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert [row[:4] for row in rows[1:]] == [
        ["4.3", "Publish the joint commissioning strategy", "Obstacles", "On track"],
        ["4.4", "Put KPIs into every jointly funded contract", "Complete", "Obstacles"],
    ]
    assert rows[1][5] == f"'{HOSTILE}" and {len(row) for row in rows} == {7}
    press(qtbot, Key.Key_2)
    assert find_action(page.session, "4.4").status == "obstacles", "no key rates while the list is read"
    page.end.back.click()
    assert page.body.ref.text() == "4.4" and page.body.hasFocus()
    press(qtbot, Key.Key_Escape, Key.Key_Return)
    assert window.pages.key == "plan" and read_sitting(page.session) is None


def test_a_status_that_still_waits_is_named_beside_the_list(page: ReviewPage, qtbot: QtBot) -> None:
    change_two(page, qtbot)
    at(page, "4.5")
    press(qtbot, Key.Key_4)
    page.body.on.click()
    press(qtbot, Key.Key_Escape)
    assert page.end.title.text() == "2 actions changed in this sitting"
    assert page.end.words.text().endswith("Not saved yet, for it still asks for something: the status of 4.5.")


def test_the_list_is_exported_and_reads_back(page: ReviewPage, qtbot: QtBot, tmp_path: Path) -> None:
    change_two(page, qtbot)
    for name in ("list.xlsx", "list.csv", "list.txt"):
        page.minutes.write(page.review, tmp_path / name)
    sheet = load_workbook(tmp_path / "list.xlsx").active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=6)]
    assert [row[0] for row in cells] == ["4.3", "4.4"] and cells[0][5] == HOSTILE
    assert sheet["F5"].data_type == "s"
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["To"] for row in csv.DictReader(file)] == ["On track", "Obstacles"]
    assert "Complete to Obstacles" in (tmp_path / "list.txt").read_text(encoding="utf-8-sig")


def test_the_end_of_the_queue_is_the_list(page: ReviewPage, qtbot: QtBot) -> None:
    page.narrow(ReviewFilter(Scope.TROUBLE))
    assert filter_words(page.review) == "for the board of 14 August 2025. Obstacles or At risk, 2 actions"
    press(qtbot, Key.Key_Right)
    assert page.body.place.text() == "2 of 2"
    press(qtbot, Key.Key_Right)
    assert page.end.title.text() == "Nothing changed in this sitting" and page.end.copy.isHidden()
    assert page.end.words.text().startswith("2 of 2 reviewed, none left.")


def test_filters_are_chosen_by_key_with_live_counts(
    page: ReviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(page.head.menu, "popup", opened.append)  # the offscreen platform cannot grab the keyboard
    press(qtbot, Key.Key_F)
    assert opened
    words = [entry.text() for entry in page.head.menu.actions() if entry.text()]
    assert words[0] == "Everything  (61)" and "Obstacles or At risk  (2)" in words
    assert any(word.startswith("    O4 Joint commissioning and data") for word in words)
    entry = next(e for e in page.head.menu.actions() if e.text().startswith("APA2"))
    entry.trigger()
    assert page.head.words.whole_text() == "for the board of 14 August 2025. APA2, 25 actions"
    page.narrow(ReviewFilter(Scope.MINE))
    assert page.frame.empty.isVisible() and page.status_text() == "Review: 0 of 0 actions"
    press(qtbot, Key.Key_Return)
    assert page.body.isVisible() and page.review.progress.total == 61


def test_the_officer_who_leads_finds_what_is_theirs(page: ReviewPage) -> None:
    page.session.author = "Commissioning lead"
    page.refresh()
    assert page.review.count(ReviewFilter(Scope.MINE)) > 0


def test_evidence_of_the_action_is_added_in_place(page: ReviewPage, qtbot: QtBot, tmp_path: Path) -> None:
    at(page, "4.3")
    press(qtbot, Key.Key_E)
    (tmp_path / "minutes.txt").write_text("agreed", encoding="utf-8")
    page.evidence.attach(tmp_path / "minutes.txt")
    assert "4 items" in accessibility.shown_text(page) and page.evidence.isVisible()
    assert page.minutes.changes(page.review)[0].other[0].startswith("Evidence added: ")


def test_a_challenge_is_waived_in_place(page: ReviewPage, qtbot: QtBot) -> None:
    at(page, "4.3")
    press(qtbot, Key.Key_W)
    form = page.challenges.part.rows[0].form
    assert form is not None and form.reason.hasFocus() and form.until.value() == "2025-08-14"
    press(qtbot, "The new date goes to the board")
    form.person.set_value(form.person.itemData(0))
    form.give.click()
    assert page.foot.challenges.text() == "No challenges" and page.body.hasFocus()
    assert "waived until 14 August 2025" in accessibility.shown_text(page)


def test_the_rail_counts_what_asks_for_a_review(window: MainWindow, qtbot: QtBot) -> None:
    def names() -> set[str]:
        return {button.accessibleName() for button in window.rail.findChildren(type(window.rail._buttons[0]))}

    qtbot.waitUntil(lambda: any(name.startswith("Review, ") for name in names()))


def test_everything_has_a_name_and_fits(page: ReviewPage, window: MainWindow, qtbot: QtBot) -> None:
    at(page, "4.3")
    accessibility.check(window)
    change_two(page, qtbot)
    page.show_end()
    accessibility.check(window)


def test_a_file_to_be_read_can_be_gone_through(
    make_window: MakeWindow, sample_file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    window.show_file(bootstrap.open_tracker(sample_file, read_only=True))
    window.run(Command.REVIEW)
    page = window.pages.page
    assert isinstance(page, ReviewPage)
    page.focus_action()
    press(qtbot, Key.Key_Right)
    assert page.body.place.text() == "2 of 61" and not page.body.status.isEnabled() and page.body.note.isReadOnly()
    press(qtbot, Key.Key_3)
    assert "reading only" in window.strip.words.whole_text()


def test_a_plan_without_actions_says_so(make_window: MakeWindow, tmp_path: Path, qtbot: QtBot) -> None:
    bootstrap.create_tracker(tmp_path / "new.sendtracker").close()
    window = make_window(tmp_path / "new.sendtracker")
    window.run(Command.REVIEW)
    page = window.pages.page
    assert isinstance(page, ReviewPage)
    assert "No actions yet" in accessibility.shown_text(page)
    page.focus_action()
    press(qtbot, Key.Key_Return)
    assert window.pages.key == "plan"


def test_another_day_shows_the_same_action_and_takes_nothing(
    page: ReviewPage, window: MainWindow, qtbot: QtBot
) -> None:
    at(page, "4.3")
    window.looking_back.go(date(2025, 5, 22))
    then = window.pages.page
    assert isinstance(then, ReviewPage) and then is not page
    assert then.body.ref.text() == "4.3" and then.body.chip.text() == "G On track"
    assert not then.body.status.isEnabled() and then.body.note.isReadOnly()
    press(qtbot, Key.Key_Right)
    assert then.body.ref.text() == "4.4"
    then.leave()
    assert window.pages.key == "plan"


def test_linked_measures_stand_beside_the_action_and_open(page: ReviewPage, window: MainWindow, qtbot: QtBot) -> None:
    at(page, "5.3")
    side = page.stage.measures
    assert [chart.facts.title for chart in side.charts if chart.isVisible()] == ["NST waiting list", "NST average wait"]
    assert side.isVisible() and side.charts[1].accessibleDescription()
    accessibility.check(window)
    side.charts[1].setFocus()
    press(qtbot, Key.Key_Return)
    assert window.pages.key == "measures"
    at(in_review(qtbot, window), "4.4")
    assert side.isHidden(), "an action without measures shows none"


def test_the_field_with_the_cursor_is_in_sight_in_a_low_window(
    make_window: MakeWindow, sample_file: Path, qtbot: QtBot
) -> None:
    page = in_review(qtbot, make_window(sample_file, size=(1093, 470)))
    at(page, "4.4")
    press(qtbot, Key.Key_4)
    field = page.asking.tab.reason.field
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())
    assert field.hasFocus()
