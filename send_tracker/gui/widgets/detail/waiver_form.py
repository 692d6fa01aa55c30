"""What a waiver needs, asked in place: a reason, a person who answers for it, and its last day."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LabelledField, LineField
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services import filter_words


class WaiverForm(QWidget):
    """The form.

    Signals:
        given(str, str, str): reason, id of the person, last day.
        left: Escape, or Cancel.
    """

    given = Signal(str, str, str)
    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.reason = LineField()
        self.person = ChoiceField(placeholder="Who says so")
        self.until = DateField(today=lambda: workspace.session.today, days_only=True)
        self.missing = Label("", "small", 500, wrap=True)
        self.missing.hide()
        self.give = Button("Waive", "outline", on_click=self._give)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(LabelledField("Waived by", self.person), 1)
        pair.addWidget(LabelledField("Until", self.until), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.give)
        buttons.addWidget(Button("Cancel", "quiet", on_click=self.left.emit))
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(LabelledField("Why it may stand", self.reason))
        column.addLayout(pair)
        column.addWidget(self.missing)
        column.addLayout(buttons)

    def start(self) -> None:
        """Offer who there is and the next board as the last day, and begin with the reason."""
        session = self._workspace.session
        self.person.set_choices(filter_words.people(session))
        if self.until.value() is None and session.boards.next is not None:
            self.until.set_value(session.boards.next.isoformat())
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        """Give the waiver, or say what it lacks and go there."""
        for part in (self.reason, self.person, self.until):
            part.commit()
        given = (self.reason.value().strip(), self.person.value() or "", self.until.value() or "")
        wanted: tuple[tuple[QWidget, str], ...] = (
            (self.reason, "A waiver needs a reason."),
            (self.person, "A waiver needs a person who answers for it."),
            (self.until, "A waiver needs a last day."),
        )
        for value, (field, sentence) in zip(given, wanted, strict=True):
            if not value:
                self.missing.setText(sentence)
                self.missing.show()
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.missing.hide()
        self.given.emit(*given)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give with Ctrl+Enter, leave with Escape."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
