"""Challenges in the window: the badge of a row, the words in the panel, a waiver by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.gui import theme
from send_tracker.gui.models.plan_columns import Column
from send_tracker.gui.models.plan_delegate import PlanDelegate
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.widgets.detail.challenges_part import ChallengesPart
from send_tracker.gui.workspace import Workspace
from send_tracker.services import evidence
from send_tracker.services.assurance import review_evidence
from send_tracker.services.plan import find_action
from tests.gui import accessibility

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, sample_file: Path, preferences: Preferences) -> Iterator[PlanPage]:
    theme.apply(qapp, "light")
    workspace = Workspace(bootstrap.open_tracker(sample_file, author="Officer"), preferences)
    made = PlanPage(workspace)
    qtbot.addWidget(made)
    workspace.edited.connect(made.edited)
    made.resize(1190, 706)
    made.set_width_class(1366)
    made.show()
    qtbot.waitUntil(lambda: workspace.challenges.is_loaded)
    yield made
    workspace.close()


def spoken(page: PlanPage, ref: str) -> str:
    key = page.sheet.view.key(find_action(page.session, ref).id)
    assert key is not None
    row = page.sheet.model.row_of(key)
    assert row is not None
    said: str = page.sheet.model.index(row, Column.TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    return said


def part(page: PlanPage, ref: str) -> ChallengesPart:
    page.select_action(find_action(page.session, ref).id)
    return page.panel.body.update_tab.challenges


def press(qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key, modifier)


def test_a_row_says_how_often_it_is_questioned_and_an_edit_repaints_it(page: PlanPage) -> None:
    assert spoken(page, "2.9").endswith("1 challenge: Complete with no evidence attached")
    assert "challenge" not in spoken(page, "2.8")
    session = page.session
    action, person = find_action(session, "2.9").id, session.register().people[0].id
    item = evidence.add_evidence(session, "Minutes of the panel", [action])
    assert spoken(page, "2.9").endswith("Complete with no accepted evidence")
    review_evidence(session, item, "accepted", reviewer=person)
    assert "challenge" not in spoken(page, "2.9")


def test_the_badge_is_painted_and_its_tooltip_says_it(page: PlanPage) -> None:
    page.select_action(find_action(page.session, "2.9").id)
    table = page.table
    index = table.currentIndex().siblingAtColumn(Column.TITLE)
    delegate = table.itemDelegate()
    assert isinstance(delegate, PlanDelegate)
    line = page.sheet.model.line(index.row())
    assert line is not None
    assert delegate._tip(page.sheet.model, line, index, table).endswith("High: Complete with no evidence attached")
    page.table.clearSelection()
    rect = table.visualRect(index)
    inked = table.viewport().grab(rect).toImage()
    ground = inked.pixelColor(2, 2)
    right = range(inked.width() - 40, inked.width() - 8)
    assert any(inked.pixelColor(x, inked.height() // 2) != ground for x in right)


def test_the_plan_lists_the_rules_and_shows_their_rows(page: PlanPage) -> None:
    titles = [word for _, word in page.sheet.filters.lists["Attention"].offer()[0]]
    assert "Verified by its own lead" in titles and "Done without accepted evidence" in titles
    page.apply_filter(PlanFilter(attention=frozenset({"verifier_is_lead"})))
    assert len(page.sheet.listing.keys) == 1
    assert "challenge “Verified by its own lead”" in page.sheet.hidden_line.text


def test_the_panel_says_what_and_how_much_and_what_the_rule_means(page: PlanPage, qtbot: QtBot) -> None:
    shown = part(page, "4.3")
    assert shown.isVisibleTo(page) and len(shown.rows) == 1
    (row,) = shown.rows
    assert row.headline.text() == "4 days past its date"
    assert row.sentence.text().startswith("Is rated Obstacles and was due 30 June 2025")
    assert row.severity.text() == "Medium severity"
    assert row.definition.isHidden()
    row.explain.setFocus()
    press(qtbot, Key.Key_Return)
    assert not row.definition.isHidden() and "due date has passed" in row.definition.text()
    press(qtbot, Key.Key_Return)
    assert row.definition.isHidden()
    assert part(page, "2.8").isHidden()
    accessibility.check(page.panel)


def test_a_challenge_is_waived_in_place_by_keys_and_taken_back(page: PlanPage, qtbot: QtBot) -> None:
    (row,) = part(page, "4.3").rows
    row.verb.setFocus()
    press(qtbot, Key.Key_Return)
    assert row.form is not None and row.form.reason.hasFocus()
    press(qtbot, Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert row.form.missing.text() == "A waiver needs a reason."
    qtbot.keyClicks(row.form.reason, "On the agenda of 14 August")
    press(qtbot, Key.Key_Tab)
    person = page.session.register().people[0]
    line = row.form.person.lineEdit()
    assert line is not None and QApplication.focusWidget() in (row.form.person, line)
    line.setText(person.name)  # typed letters would open the list, which the offscreen platform warns of
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    (waiver,) = page.session.register().waivers
    assert (waiver.reason, waiver.person, waiver.expires) == ("On the agenda of 14 August", person.id, "2025-08-14")
    (row,) = part(page, "4.3").rows
    assert row.severity.text() == "Medium severity, waived until 14 August 2025"
    assert "challenge" not in spoken(page, "4.3")
    assert row.verb.text() == "Take the waiver back"
    row.verb.setFocus()
    press(qtbot, Key.Key_Return)
    assert page.session.register().waivers == ()
    assert "1 challenge" in spoken(page, "4.3")


def test_escape_leaves_the_waiver_and_its_verb_has_the_focus(page: PlanPage, qtbot: QtBot) -> None:
    (row,) = part(page, "4.3").rows
    row.ask_waiver()
    press(qtbot, Key.Key_Escape)
    assert row.form is not None and row.form.isHidden() and row.verb.hasFocus()


def test_an_outcome_is_rated_and_questioned_in_the_panel(page: PlanPage, qtbot: QtBot) -> None:
    (outcome,) = (o for o in page.session.register().outcomes if o.ref == "O2")
    page.apply_filter(PlanFilter(text="nothing has these words"))
    page.show_action(outcome.id)
    body = page.panel.group.outcome
    assert page.panel.is_group and body.isVisibleTo(page)
    (found,) = body.challenges.rows
    assert found.headline.text() == "100% done, but a measure got worse"
    assert "went from 54% in May 2024 to 16.2% in May 2025" in found.sentence.text()
    line = body.rating.lineEdit()
    assert line is not None
    line.setText(page.session.scale["embedded"].text)
    body.rating.commit()
    assert next(o for o in page.session.register().outcomes if o.ref == "O2").rating == "embedded"
    assert len(body.challenges.rows) == 1, "some of its actions are embedded"
    accessibility.check(page.panel)
