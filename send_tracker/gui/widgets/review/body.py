"""The action under review: its wording, its status, what the board should know, and the note for the minutes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from send_tracker.domain.review import Progress
from send_tracker.domain.status import StatusScale
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.fields import TextField
from send_tracker.gui.widgets.key_cap import KeyCap
from send_tracker.gui.widgets.label import ElidedLabel, Label, Rule
from send_tracker.gui.widgets.review.asking import Asking
from send_tracker.gui.widgets.review.parts import Arrow, Facts, StepButton, Words
from send_tracker.services.review_item import ReviewItem


class ReviewBody(QWidget):
    """One action. It takes the focus itself, so that single keys are commands until a field has it.

    Signals:
        stepped(int): the button for the previous (-1) or next (1) action.
        noted(str): the note for the minutes was left.
        left_field: Escape in a field.
    """

    stepped = Signal(int)
    noted = Signal(str)
    left_field = Signal()

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        scale = editing.session.scale
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        # Head
        self.ref = Label("", "body", 600)
        self.group = ElidedLabel("", "body", token="muted")
        self.place = Label("", "body", 500, "muted")
        self.back = StepButton("chevron-left", "Previous action", lambda: self.stepped.emit(-1), "Left")
        self.on = StepButton("chevron-right", "Next action", lambda: self.stepped.emit(1), "Right")
        self.title = Label("", "wording", 600, wrap=True)

        # Status
        self.chip = Chip(scale.first)
        self.arrow = Arrow()
        self.sentence = Label("", "body", token="muted", wrap=True)
        self.asking = Asking(editing)
        self.status = self.asking.rating.control

        # What is known
        self.facts = Facts()
        self.update_part = Words()
        self.obstacle, self.path = Words("Obstacle"), Words("Path to green")
        self.recovery, self.ask = Words("Back on track by"), Words("Ask of the board")
        self.note = NoteField()
        self.note.committed.connect(self.noted)
        self.note.left.connect(self.left_field)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        parts: tuple[QWidget, ...] = (self.ref, self.group, self.place, self.back, self.on)
        for part in parts:
            stretch = 1 if part is self.group else 0
            head.addWidget(part, stretch, Qt.AlignmentFlag.AlignVCenter)
        standing = QHBoxLayout()
        standing.setSpacing(10)
        standing.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        standing.addWidget(self.arrow, 0, Qt.AlignmentFlag.AlignTop)
        standing.addWidget(self.sentence, 1)
        note = QHBoxLayout()
        note.addWidget(Label("Note for the minutes", "small", 500, "muted"), 1)
        note.addWidget(KeyCap("N"))
        self._column = column_ = QVBoxLayout(self)
        column_.setSpacing(0)
        rows: list[tuple[QWidget | QLayout, int]] = [
            (head, 10), (self.title, 8), (standing, 14), (self.asking, 20), (self.facts, 12),
            (Rule(), 12), (self.update_part, 8), (self._trouble(), 10), (note, 4), (self.note, 0),
        ]  # fmt: skip
        for row, gap in rows:
            if isinstance(row, QWidget):
                column_.addWidget(row)
            else:
                column_.addLayout(row)
            column_.addSpacing(gap)
        column_.addStretch(1)
        self.set_pads(40, 40)

    def _trouble(self) -> QGridLayout:
        """Lay out what stands in the way, and how it is to be got out of it."""
        trouble = QGridLayout()
        trouble.setHorizontalSpacing(16)
        trouble.setVerticalSpacing(8)
        for n, words in enumerate((self.obstacle, self.path, self.recovery, self.ask)):
            trouble.addWidget(words, n // 2, n % 2, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            trouble.setColumnStretch(column, 1)
        return trouble

    def set_pads(self, left: int, right: int) -> None:
        """Leave more or less room at the sides."""
        self._column.setContentsMargins(left, 14, right, 16)

    # Showing

    def show_item(self, item: ReviewItem, scale: StatusScale, fresh: bool) -> None:
        """Show an action; ``fresh`` throws typed text away that belongs to another."""
        detail, action = item.detail, item.action
        level = scale[action.status]
        self.ref.setText(action.ref)
        self.group.set_text("Withdrawn from the plan" if detail.withdrawn else detail.group)
        self.title.setText(action.title)
        self.chip.set_level(level)
        self.arrow.set_direction(item.travel)
        self.sentence.setText(item.sentence)
        self.asking.show_detail(detail, fresh)
        self.facts.show_facts(item.facts)
        self._show_words(item)
        if fresh or not self.note.is_typed:
            self.note.set_value(item.note)
        self.setAccessibleName(f"Action {action.ref}: {action.title}")
        self.setAccessibleDescription(f"{level.label}. {item.sentence}")

    def _show_words(self, item: ReviewItem) -> None:
        action, asking = item.action, self.asking.is_open
        label = f"Last update, {item.update_on}" if item.update_on else "Last update"
        self.update_part.say(label, item.update or "Nothing has been noted for the board yet.")
        texts = (action.obstacle, action.path_to_green, *item.recovery)
        for part, text in zip((self.obstacle, self.path, self.recovery, self.ask), texts, strict=True):
            part.say(part.label.text(), text)
            part.setVisible(bool(text) and not asking)

    def show_progress(self, progress: Progress) -> None:
        """Say where one is."""
        self.place.setText(progress.place_words)
        self.back.setEnabled(progress.place > 1)

    def set_writable(self, writable: bool, why_not: str) -> None:
        """Take changes, or say why not."""
        self.status.setEnabled(writable)
        self.note.setReadOnly(not writable)
        self.note.setPlaceholderText("" if writable else why_not)


class NoteField(TextField):
    """The note for the minutes. Escape leaves it with what was typed, which is saved then. ``left`` says so."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(least_lines=3, most_lines=8)
        self.setAccessibleName("Note for the minutes")

    @property
    def is_typed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.toPlainText() != self._kept

    def offer(self, draft: str) -> None:
        """Show over what is stored what was typed before and could not be saved."""
        if draft and draft != self._kept:
            self.setPlainText(draft)

    def refuse(self, shown: str) -> None:
        """Take back that it was committed: what is typed stays, and differs from what is stored."""
        self._kept = shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape and with Ctrl+Enter."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (control and is_enter):
            self.commit()
            self.left.emit()
            return
        super().keyPressEvent(event)
