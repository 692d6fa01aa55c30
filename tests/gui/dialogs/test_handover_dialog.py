"""Handover and the challenge rules, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from send_tracker.domain.challenge.rules import RULES
from send_tracker.domain.handover import Stage
from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.gui.commands import Command
from send_tracker.gui.dialogs.challenge_rules_dialog import ChallengeRulesDialog
from send_tracker.gui.dialogs.handover_dialog import HandoverDialog
from send_tracker.gui.main_window import MainWindow
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

Key = Qt.Key


def opened(window: MainWindow, command: Command) -> QDialog:
    window.run(command)
    return next(d for d in window.findChildren(QDialog) if d.isVisible())


@pytest.fixture
def window(make_window: MakeWindow, sample_file: Path) -> MainWindow:
    return make_window(sample_file)


def test_the_handover_is_narrowed_and_leads_to_an_action(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, Command.HANDOVER)
    assert isinstance(dialog, HandoverDialog)
    assert dialog.stages[Stage.DUE].isChecked() and dialog.table.rowCount() == 36, "it opens at what asks for something"
    assert dialog.table.isColumnHidden(0), "one word in every row says nothing"
    qtbot.mouseClick(dialog.everything, Qt.MouseButton.LeftButton)
    assert dialog.table.rowCount() == len(dialog.found) == 59 and not dialog.table.isColumnHidden(0)
    button = dialog.stages[Stage.HANDED_OVER]
    assert button.accessibleName() == "Handed over, 23"
    button.setFocus()
    qtbot.keyClick(button, Key.Key_Space)
    assert dialog.table.rowCount() == 23
    accessibility.check(dialog)
    shown: list[str] = []
    assert window.workspace is not None
    window.workspace.show_action.connect(shown.append)
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Key.Key_Down)
    qtbot.keyClick(dialog.table, Key.Key_Return)
    assert shown == [dialog.shown[1].action.id]


def test_the_handover_is_exported_as_it_is_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(window, Command.HANDOVER)
    assert isinstance(dialog, HandoverDialog)
    dialog.narrow(Stage.DUE)
    target = tmp_path / "due.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog.export_button.setFocus()
    qtbot.keyClick(dialog.export_button, Key.Key_Return)
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 36 and lines[1].startswith("due,1.1,")
    asked: list[PlanFilter] = []
    assert window.workspace is not None
    window.workspace.show_plan.connect(asked.append)
    qtbot.keyClick(dialog.plan_button, Key.Key_Return)
    assert len(asked[0].only or ()) == 36 and asked[0].only_words == "actions that are due for handover"


def test_a_rule_is_put_out_of_force_and_its_number_changed(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, Command.CHALLENGE_RULES)
    assert isinstance(dialog, ChallengeRulesDialog)
    assert window.workspace is not None
    challenges = window.workspace.challenges
    assert dialog.table.rowCount() == len(RULES)
    row = next(n for n, rule in enumerate(RULES) if rule.code == "evidence_old")
    dialog.table.setFocus()
    for _ in range(row):
        qtbot.keyClick(dialog.table, Key.Key_Down)
    assert dialog.title.text() == "Evidence older than its period: 1 challenge now"
    assert dialog.definition.text() == RULES[row].definition
    assert dialog.number.accessibleName() == "Days that evidence of an open action stays fresh"
    dialog.number.setFocus()
    dialog.number.setValue(60)
    assert challenges.counts()["evidence_old"] == 0
    dialog.number.setValue(42)
    assert challenges.counts()["evidence_old"] == 1
    qtbot.keyClick(dialog.table, Key.Key_Return)
    dialog.in_force.setFocus()
    qtbot.keyClick(dialog.in_force, Key.Key_Space)
    assert challenges.counts()["evidence_old"] == 0
    cell = dialog.table.item(row, 2)
    assert cell is not None and cell.text() == "No"
    accessibility.check(dialog)
    qtbot.keyClick(dialog.in_force, Key.Key_Space)
    asked: list[PlanFilter] = []
    window.workspace.show_plan.connect(asked.append)
    qtbot.keyClick(dialog.show_button, Key.Key_Return)
    assert asked == [PlanFilter(attention=frozenset({"evidence_old"}))]


def test_every_rule_has_all_it_needs() -> None:
    for rule in RULES:
        assert rule.title and rule.severity and rule.definition.endswith("."), rule.code
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert QApplication.instance() is not None
