"""Export this view: what is shown leaves, in its order, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from send_tracker.gui.dialogs.export_dialog import ExportDialog
from tests.gui.conftest import MakeWindow


def test_a_filtered_plan_leaves_as_shown(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, tmp_path: Path
) -> None:
    window = make_window(sample_file)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = QApplication.focusWidget()
    assert search is not None
    qtbot.keyClicks(search, "strategy")
    page = window.pages.page
    assert page is not None
    view = page.view()
    assert view is not None and 0 < len(view.ids) < view.total == 61
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ExportDialog) and w.isVisible())
    assert dialog.rows.currentText() == f"As shown: {len(view.ids)} of 61"
    target = tmp_path / "shown.json"
    dialog.form.path.setText(str(target))
    qtbot.keyClick(dialog.form.start, Qt.Key.Key_Space)
    qtbot.waitUntil(target.exists, timeout=60_000)
    document = json.loads(target.read_text(encoding="utf-8"))
    assert window.workspace is not None
    refs = {a.id: a.ref for a in window.workspace.session.register().actions}
    assert [row["ref"] for row in document["rows"]] == [refs[i] for i in view.ids]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_all_rows_can_be_asked_for(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file, page="evidence")
    page = window.pages.page
    assert page is not None
    dialog = ExportDialog(window.workspace, [], page.view(), window)  # type: ignore[arg-type]
    assert [dialog.rows.itemText(i) for i in range(dialog.rows.count())] == ["As shown: 94 of 94", "All"]
    dialog.what.setCurrentIndex(dialog.what.findData("changes"))
    assert [dialog.rows.itemText(i) for i in range(dialog.rows.count())] == ["All"]
    dialog.close()
