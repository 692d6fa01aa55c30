"""The end of a sitting: what changed in it, ready for the minutes, to copy and to export."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from send_tracker.domain.status import StatusLevel, StatusScale
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.label import Label, Rule
from send_tracker.services.review_changes import SittingChange

_REF_WIDTH = 56


class ReviewEnd(QWidget):
    """The list with its buttons.

    Signals:
        back_wanted: back to the actions. done_wanted: the sitting is over. export_wanted: write it to a file.
        copy_wanted(bool): copy it, as tab-separated text for a spreadsheet if True.
    """

    back_wanted = Signal()
    done_wanted = Signal()
    export_wanted = Signal()
    copy_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", "heading", 600, wrap=True)
        self.words = Label("", "body", token="muted", wrap=True)
        self.done = Button("Done", "primary", on_click=self.done_wanted.emit)
        self.back = Button("Back to review", "outline", "chevron-left", self.back_wanted.emit)
        self.copy = Button("Copy", "outline", "copy", lambda: self.copy_wanted.emit(False))
        self.copy_tabs = Button("Copy for a spreadsheet", "quiet", "table", lambda: self.copy_wanted.emit(True))
        self.export = Button("Export…", "quiet", "download", self.export_wanted.emit)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._lay_out()
        self.setFocusProxy(self.done)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.done, self.back, self.copy, self.copy_tabs, self.export):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.list = self._listed()
        top = QVBoxLayout()
        top.setContentsMargins(40, 20, 40, 12)
        top.setSpacing(4)
        top.addWidget(self.title)
        top.addWidget(self.words)
        top.addSpacing(10)
        top.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)

    def _listed(self) -> QScrollArea:
        """Lay the rows out in a region that scrolls."""
        inner = QWidget()
        inner.setProperty("ground", "surface")
        listed = QVBoxLayout(inner)
        listed.setContentsMargins(40, 0, 40, 16)
        listed.addLayout(self._rows)
        listed.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAccessibleName("What changed in this sitting")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def show_changes(self, changes: Sequence[SittingChange], scale: StatusScale, rest: str, waiting: str) -> None:
        """Show what changed; ``rest`` says how much of the queue is left, ``waiting`` what is not saved."""
        count = plural(len(changes), "action")
        self.title.setText(f"{count} changed in this sitting" if changes else "Nothing changed in this sitting")
        ready = " The list is ready for the minutes." if changes else ""
        saved = waiting or "Everything is saved already."
        self.words.setText(f"{rest}.{ready} {saved}")
        for button in (self.copy, self.copy_tabs, self.export):
            button.setVisible(bool(changes))
        while (old := self._rows.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        levels = {level.label: level for level in scale}
        for change in changes:
            row = _Change(change, levels)
            self._rows.addWidget(row)
            row.show()


class _Change(QWidget):
    """One action: its wording, from what to what, why, what else, and the note."""

    def __init__(self, change: SittingChange, levels: dict[str, StatusLevel]) -> None:
        super().__init__()
        self.setAccessibleName(f"{change.ref} {change.title}. {change.moved}")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(change.title, "body", 500, wrap=True))
        if change.after:
            words.addLayout(_moved(change, levels))
        for label, text in (("Why: ", change.why), ("Note: ", change.note)):
            if text:
                words.addWidget(Label(f"{label}{text}", "body", wrap=True))
        for text in change.other:
            words.addWidget(Label(text, "small", token="muted", wrap=True))
        ref = Label(change.ref, "body", 600)
        ref.setMinimumWidth(_REF_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(ref, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(Rule())


def _moved(change: SittingChange, levels: dict[str, StatusLevel]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for n, word in enumerate((change.before, change.after)):
        if n:
            row.addWidget(Label("to", "body", token="muted"))
        row.addWidget(Chip(levels[word]) if word in levels else Label(word or "nothing"))
    row.addStretch(1)
    return row
