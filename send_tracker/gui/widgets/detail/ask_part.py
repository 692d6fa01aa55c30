"""Something that is asked in place before it is done: a few fields, a sentence about what lacks, two buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LabelledField, LineField
from send_tracker.gui.widgets.label import Label

AskField = LineField | ChoiceField | DateField


class AskPart(QWidget):
    """Hidden until it is opened. Enter goes to the next field, and from the last one does it; Escape leaves it.

    ``left`` is emitted when it closes, done or not.
    """

    left = Signal()

    def __init__(self, do_words: str, do: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._do = do
        self._lines: list[QLineEdit] = []
        self.title = Label("", "chip", 500, wrap=True)
        self.lacks = Label("", "chip", token="muted", wrap=True)
        self.do_button = Button(do_words, "outline", on_click=self.act)
        self.cancel_button = Button("Cancel", "link", on_click=self.close_part)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)
        self.buttons = buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.do_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addLayout(self.grid)
        column.addWidget(self.lacks)
        column.addLayout(buttons)
        self.hide()

    def add_field(self, label: str, field: AskField, row: int, column: int, span: int = 1) -> LabelledField:
        """Put a field in; fields are walked through in the order in which they are added."""
        part = LabelledField(label, field)
        self.grid.addWidget(part, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        line: QLineEdit | None
        match field:
            case DateField():
                line = field.line
            case ChoiceField():
                line = field.lineEdit()
            case _:
                line = field
        assert line is not None
        self._lines.append(line)
        line.installEventFilter(self)
        line.returnPressed.connect(partial(self._lead_on, line))
        field.committed.connect(lambda _value: self.weigh())
        return part

    def _lead_on(self, line: QLineEdit) -> None:
        shown = [one for one in self._lines if not one.isHidden() and one.isVisibleTo(self)]
        rest = shown[shown.index(line) + 1 :]
        if rest:
            rest[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.act()

    def weigh(self) -> None:
        """Say what lacks; parts that have gates say it."""

    def say_lacking(self, sentences: Sequence[str]) -> None:
        """Show what lacks, or nothing."""
        self.lacks.setText(" ".join(sentences))
        self.lacks.setVisible(bool(sentences))

    def open_part(self, title: str) -> None:
        """Show it, with the cursor in its first field."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.show()
        self.weigh()
        self._lines[0].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return not self.isHidden()

    def act(self) -> None:
        """Do it."""
        self._do()

    def close_part(self) -> None:
        """Put it away."""
        if self.is_open:
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_part()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave with Escape from a field too, whatever was typed in it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.close_part()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, apart from the fields that save themselves."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.colour("line")
        paint.fill_round(painter, QRectF(self.rect()), 6, theme.colour("group"), line)
        painter.end()
