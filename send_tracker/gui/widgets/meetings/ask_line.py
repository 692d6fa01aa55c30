"""A line that asks for what a verb needs, in place: fields side by side, a button, and what was wrong below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.problem import Problem
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LabelledField, LineField
from send_tracker.gui.widgets.meetings.record_form import FieldAsk

Given = dict[str, str]


class AskLine(QWidget):
    """The line. Enter in its last field, or the button, runs the verb; Escape puts a line that was opened away.

    Signals:
        done: the verb went well, and the line is empty again.
    """

    done = Signal()

    def __init__(
        self,
        asks: Sequence[FieldAsk],
        verb: str,
        run: Callable[[Given], object],
        stays: bool = False,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
        narrow: bool = False,
    ) -> None:
        """Make it empty.

        Args:
            asks: the fields. verb: on the button. run: is given what was typed; may raise a Problem.
            stays: it is always there; another is opened by a button of its place.
            today: the programme's today, for dates. parent: the widget it stands in.
            narrow: its place is a narrow column, where the button stands below the fields.
        """
        super().__init__(parent)
        self._run, self._stays, self._today = run, stays, today
        self.fields: dict[str, LineField | ChoiceField | DateField] = {}
        self.problem = Banner("error", "")
        self.problem.hide()
        self.button = Button(verb, "outline", "plus" if stays else "check", self.go)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for ask in asks:
            row.addWidget(LabelledField(ask.words, self._field(ask)), ask.width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8 if narrow else 4)
        column.addLayout(row)
        if narrow:
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addWidget(self.problem)
        if not stays:  # never shown here: without a parent yet, it would be a window of its own
            self.hide()

    def _field(self, ask: FieldAsk) -> QWidget:
        field: LineField | ChoiceField | DateField
        if ask.kind == "choice":
            field = ChoiceField(list(ask.choices))
        elif ask.kind in ("date", "day"):
            field = DateField(today=self._today, days_only=ask.kind == "day")
            field.line.returnPressed.connect(self.go)
        else:
            field = LineField()
            field.returnPressed.connect(self.go)
        field.setMinimumWidth(64)
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.fields[ask.key] = field
        return field

    def set_choices(self, key: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer a list, unless somebody is choosing from the one that is there."""
        field = self.fields[key]
        if isinstance(field, ChoiceField):
            field.set_choices(list(choices))

    def begin(self) -> None:
        """Show it, with the cursor in its first field."""
        self.show()
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def given(self) -> Given:
        """Return what was typed, by key; empty for nothing.

        Raises:
            Problem: a date cannot be read.
        """
        for field in self.fields.values():
            if isinstance(field, DateField) and not field.commit():
                raise Problem("The date cannot be read. What you typed is still there.", "bad-date")
            if isinstance(field, ChoiceField):
                field.commit()
        return {key: (field.value() or "").strip() for key, field in self.fields.items()}

    def go(self) -> None:
        """Run the verb; a Problem is said below, and what was typed stays."""
        try:
            self._run(self.given())
        except Problem as problem:
            self.say(problem.sentence)
            return
        self.clear()
        if not self._stays:
            self.hide()
        self.done.emit()

    def say(self, sentence: str) -> None:
        """Say what was wrong; nothing takes it away."""
        self.problem.set_banner("error", sentence)
        self.problem.setVisible(bool(sentence))

    def clear(self) -> None:
        """Empty the fields."""
        for field in self.fields.values():
            field.set_value("" if isinstance(field, LineField) else None)  # type: ignore[arg-type]
        self.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put it away with Escape."""
        if event.key() == Qt.Key.Key_Escape and not self._stays:
            self.clear()
            self.hide()
            return
        super().keyPressEvent(event)
