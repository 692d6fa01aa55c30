"""Reviewing evidence by keys: accept, reject, strength, filters; and the revisions of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.domain.evidence_filter import EvidenceFilter, EvidenceLine, EvidenceSort
from send_tracker.domain.review_state import ReviewState
from send_tracker.gui import theme
from send_tracker.gui.models.evidence_model import COLUMNS
from send_tracker.gui.pages.evidence_page import EvidencePage
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.workspace import Workspace
from send_tracker.services.assurance import review_evidence
from send_tracker.services.evidence import attach_file
from send_tracker.services.plan import find_action
from tests.gui import accessibility

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, sample_file: Path, preferences: Preferences) -> Iterator[EvidencePage]:
    theme.apply(qapp, "light")
    workspace = Workspace(bootstrap.open_tracker(sample_file, author="Officer"), preferences)
    made = EvidencePage(workspace)
    workspace.edited.connect(made.edited)
    qtbot.addWidget(made)
    made.set_width_class(1366)
    made.resize(1190, 706)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.table.setFocus()
    yield made
    made.checker.wait()
    workspace.close()


def line(page: EvidencePage, ref: str) -> EvidenceLine:
    return next(v for v in page._view.lines if v.item.ref == ref)


def choose(page: EvidencePage, ref: str) -> EvidenceLine:
    assert page.table.go_to(line(page, ref).item.id)
    page.table.setFocus()
    return line(page, ref)


def draft(page: EvidencePage) -> EvidenceLine:
    return next(v for v in page._view.lines if v.review is ReviewState.TO_REVIEW)


def test_a_accepts_with_a_note_and_the_table_has_the_focus_again(page: EvidencePage, qtbot: QtBot) -> None:
    ref = draft(page).item.ref
    choose(page, ref)
    qtbot.keyClick(page.table, Key.Key_A)
    review = page.panel.review
    assert review.is_asking and review.said.hasFocus()
    qtbot.keyClicks(review.said, "Shows the change")
    qtbot.keyClick(review.said, Key.Key_Return)
    assert review.missing.text() == "A review needs a reviewer."
    person = page._view.people[0]
    review.reviewer.set_value(person[0])
    review.expires.set_value("2025-12-31")
    qtbot.keyClick(review.said, Key.Key_Return, CONTROL)
    item = line(page, ref).item
    assert (item.review, item.review_note, item.reviewer) == ("accepted", "Shows the change", person[0])
    assert item.expires == "2025-12-31"
    assert page.table.hasFocus()
    assert review.state.text() == f"Accepted by {person[1]}, good until 31 December 2025"
    row = page.model.row_of(item.id)
    cell = page.model.index(row, COLUMNS.index(EvidenceSort.REVIEW))
    assert cell.data() == "Accepted"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Review: Accepted"


def test_r_rejects_and_asks_what_is_missing(page: EvidencePage, qtbot: QtBot) -> None:
    ref = draft(page).item.ref
    choose(page, ref)
    qtbot.keyClick(page.table, Key.Key_R)
    review = page.panel.review
    review.reviewer.set_value(page._view.people[1][0])
    qtbot.keyClick(review.said, Key.Key_Return)
    assert review.missing.text() == "A rejection needs a note: say what is missing."
    qtbot.keyClicks(review.said, "No dates in it")
    qtbot.keyClick(review.said, Key.Key_Return)
    assert line(page, ref).item.review == "rejected"
    assert review.note.text() == "No dates in it"
    review.buttons["draft"].setFocus()
    qtbot.keyClick(review.buttons["draft"], Key.Key_Return)
    qtbot.keyClick(review.said, Key.Key_Return)
    assert line(page, ref).item.review == "draft"


def test_escape_leaves_the_form_and_nothing_was_changed(page: EvidencePage, qtbot: QtBot) -> None:
    before = page.session.file.log.heads()
    choose(page, draft(page).item.ref)
    qtbot.keyClick(page.table, Key.Key_A)
    qtbot.keyClick(page.panel.review.said, Key.Key_Escape)
    assert not page.panel.review.is_asking and page.table.hasFocus()
    assert page.session.file.log.heads() == before


def test_the_register_is_narrowed_by_review(page: EvidencePage) -> None:
    session, person = page.session, page._view.people[0][0]
    first, second = (v.item.id for v in page._view.lines[:2])
    review_evidence(session, first, "accepted", reviewer=person, expires="2025-07-01")
    review_evidence(session, second, "accepted", reviewer=person, expires="2025-08-01")
    for state, id in ((ReviewState.EXPIRED, first), (ReviewState.EXPIRING, second)):
        page.show_filter(EvidenceFilter(reviews=frozenset({state})))
        assert [v.item.id for v in page.model.lines] == [id]
    assert "only review expires by the next board is shown" in page.filters.sentence.whole_text()
    page.filters.lists["reviews"].changed.emit(["to_review"])
    assert {v.review for v in page.model.lines} == {ReviewState.TO_REVIEW}
    page.sort_by(COLUMNS.index(EvidenceSort.REVIEW))
    accessibility.check(page)


def test_the_strength_of_a_link_is_said_in_the_panel(page: EvidencePage) -> None:
    found = next(v for v in page._view.lines if len(v.supports) == 1 and not v.item.strengths)
    choose(page, found.item.ref)
    (button,) = page.panel.targets.strengths
    assert button.text() == "Strength"
    menu = button.make_list()
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Not said"]
    next(a for a in menu.actions() if a.text() == "Lived experience").trigger()
    assert line(page, found.item.ref).strength(found.supports[0].id) == "lived_experience"
    (shown,) = page.panel.targets.strengths
    assert shown.accessibleName() == f"Strength for {found.supports[0].ref}: Lived experience"


def test_a_file_is_replaced_and_the_earlier_one_is_kept(
    page: EvidencePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "report 1.txt", tmp_path / "report 2.txt"
    one.write_bytes(b"one")
    two.write_bytes(b"two and more")
    item = attach_file(page.session, one)
    page.show_line(item)
    revisions = page.panel.file.revisions
    assert revisions.isHidden()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(two), ""))
    page.panel.file.replace_button.setFocus()
    qtbot.keyClick(page.panel.file.replace_button, Key.Key_Return)
    assert not revisions.isHidden()
    assert [r.name for r in revisions.found] == ["report 2.txt", "report 1.txt"]
    assert "From 4 July 2025, by Officer" in revisions.rows[1].about.whole_text()
    saved = tmp_path / "saved.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    revisions.rows[1].save.setFocus()
    qtbot.keyClick(revisions.rows[1].save, Key.Key_Return)
    assert saved.read_bytes() == b"one"
    revisions.day.line.setFocus()
    qtbot.keyClicks(revisions.day.line, "4 July 2025")
    qtbot.keyClick(revisions.day.line, Key.Key_Return)
    assert revisions.answer.text().startswith("On 4 July 2025 it was report 2.txt, 1 KB, SHA-256 ")
    qtbot.keyClicks(revisions.day.line, " ")
    revisions.day.set_value(None)
    revisions.day.line.clear()
    qtbot.keyClicks(revisions.day.line, "3 July 2025")
    qtbot.keyClick(revisions.day.line, Key.Key_Return)
    assert revisions.answer.text() == "On 3 July 2025 the item had no file in the tracker."


def test_the_panel_of_an_action_reviews_too(page: EvidencePage, qtbot: QtBot) -> None:
    from send_tracker.gui.pages.plan_page import PlanPage

    plan = PlanPage(page.workspace)
    qtbot.addWidget(plan)
    page.workspace.edited.connect(plan.edited)
    plan.resize(1190, 706)
    plan.set_width_class(1366)
    plan.show()
    plan.select_action(find_action(page.session, "4.3").id)
    body = plan.panel.body
    body.tabs.choose("evidence")
    row = body.evidence_tab.rows[0]
    ref = row.item.ref
    row.toggle.setFocus()
    qtbot.keyClick(row.toggle, Key.Key_Return)
    assert row.is_open
    row.review.buttons["rejected" if row.item.review == "accepted" else "accepted"].click()
    row.review.reviewer.set_value(page._view.people[0][0])
    row.review.said.setText("Seen")
    qtbot.keyClick(row.review.said, Key.Key_Return, CONTROL)
    now = next(r for r in body.evidence_tab.rows if r.item.ref == ref)
    assert now.item.review_note == "Seen" and now.is_open
    accessibility.check(plan.panel)
