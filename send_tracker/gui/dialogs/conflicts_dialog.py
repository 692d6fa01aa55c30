"""Tools > Settle conflicts: what two officers said of one field, side by side, for a person to decide."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from send_tracker.domain.text import one_line, plural
from send_tracker.gui import theme
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.forms.ui_conflicts import Ui_ConflictsForm
from send_tracker.gui.widgets.conflict_choice import ConflictChoice
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.conflicts import Conflict, conflicts, settle

LIST_WIDTH = 260


class ConflictsDialog(HouseDialog):
    """A list of what is in conflict, and one at a time with its values, a third one and a reason."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, entity: str = "") -> None:
        """Make the dialog; ``entity`` is what it begins with, where that is in conflict."""
        super().__init__(parent)
        self._session = workspace.session
        self.found: list[Conflict] = []
        self.choice: ConflictChoice | None = None
        self.form = Ui_ConflictsForm()
        self.form.setupUi(self)
        self.form.list.setFixedWidth(theme.px(LIST_WIDTH))
        self._side = self._scrolled()
        self.form.close.clicked.connect(self.accept)
        self.form.settle.clicked.connect(self.settle)
        self.form.list.currentRowChanged.connect(self._show)
        self.fill()
        self.finish_form()
        self.form.list.setCurrentRow(next((n for n, c in enumerate(self.found) if c.entity == entity), 0))

    def _scrolled(self) -> QVBoxLayout:
        """Return where one conflict is shown: two long texts beside each other may want more than the dialog has."""
        area, holder, outer = QScrollArea(), QWidget(), QVBoxLayout(self.form.side)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 4, 0)
        return column

    def fill(self, row: int = 0) -> None:
        """List what is open, and show the one at ``row`` or the last."""
        self.found = conflicts(self._session)
        listed = self.form.list
        listed.blockSignals(True)
        listed.clear()
        for conflict in self.found:
            listed.addItem(QListWidgetItem(one_line(f"{conflict.ref}  {conflict.label}", 60)))
        listed.blockSignals(False)
        listed.setVisible(bool(self.found))
        self.form.settle.setEnabled(bool(self.found) and not self._session.read_only)
        if self.found:
            listed.setCurrentRow(-1)
            listed.setCurrentRow(min(row, len(self.found) - 1))
        else:
            self._show(-1)

    def _show(self, row: int) -> None:
        while self._side.count():
            item = self._side.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        if 0 <= row < len(self.found):
            self.choice = ConflictChoice(self._session, self.found[row])
            self._side.addWidget(self.choice)
            self.choice.setFocus()
        else:
            self.choice = None
            self._side.addWidget(Label("No conflict is open. Nothing needs to be settled.", wrap=True))
            self.form.close.setFocus()
        self._side.addStretch(1)

    def settle(self) -> None:
        """Settle the one that is shown, and go on to the next."""
        choice = self.choice
        if choice is None:
            return
        conflict = choice.conflict
        chosen = self.attempt(choice.value)
        if self.problem.isVisibleTo(self):
            return
        done = self.attempt(
            settle, self._session, conflict.kind, conflict.entity, conflict.field, chosen, choice.reason.value() or None
        )
        if done is not None:
            self.fill(self.form.list.currentRow())
            self.setAccessibleDescription(f"{plural(len(self.found), 'conflict')} left")
