"""The preview with its counts, a list to show one kind of row, and ticks by row and by field."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from send_tracker.domain.intake.preview import Preview, PreviewRow, Verdict
from send_tracker.domain.text import one_line, plural
from send_tracker.gui import theme
from send_tracker.gui.models.preview_model import VERDICT_WORDS, Column, PreviewModel
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import Label

_WIDTHS = {Column.ROW: 76, Column.VERDICT: 84, Column.REF: 80, Column.WHAT: 260, Column.NOW: 170}


class PreviewTable(QTableView):
    """The lines of a preview. Space ticks, Right and Left open and close a row, Enter too."""

    def __init__(self, model: PreviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setAccessibleName("Preview of every row")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(lambda index: self.toggle(index.row()))
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Take heights, widths and fonts again."""
        self.verticalHeader().setDefaultSectionSize(theme.px(28))
        self.horizontalHeader().setFixedHeight(theme.px(28))
        self.horizontalHeader().setFont(theme.font("small", 500))
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(width))

    def toggle(self, line: int) -> None:
        """Show or hide the changes of a row."""
        self.setCurrentIndex(self._model.index(self._model.toggle_open(line), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of a table with rows that open."""
        index = self.currentIndex()
        if not index.isValid():
            super().keyPressEvent(event)
            return
        line = index.row()
        _, change = self._model.line(line)
        match event.key():
            case Qt.Key.Key_Space:
                state = self._model.data(self._model.index(line, 0), Qt.ItemDataRole.CheckStateRole)
                self._model.set_accepted(line, state is not Qt.CheckState.Checked)
            case Qt.Key.Key_Right if change is None and not self._model.is_open(line):
                self.toggle(line)
            case Qt.Key.Key_Left if self._model.is_open(line):
                self.toggle(line)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.toggle(line)
            case _:
                super().keyPressEvent(event)


class PreviewPane(QWidget):
    """Everything that a person decides on.

    Signals:
        decided(): what is ticked has changed.
    """

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PreviewModel(self)
        self.table = PreviewTable(self.model)
        self.counts = Label("", "body", 500, wrap=True)
        self.notes = Label("", "small", token="muted", wrap=True)
        self.about = Label("", "small", token="muted", wrap=True)
        self.about.setMinimumHeight(theme.px(34))
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.show_only = QComboBox()
        self.show_only.setAccessibleName("Rows to show")
        self.accept = Button("&Tick all shown", "quiet", on_click=lambda: self.model.accept_shown(True))
        self.leave = Button("&Untick all shown", "quiet", on_click=lambda: self.model.accept_shown(False))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.show_only)
        head.addStretch(1)
        head.addWidget(self.accept)
        head.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.counts, self.notes):
            column.addWidget(part)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.about)
        self.show_only.currentIndexChanged.connect(self._choose)
        self.model.ticked.connect(self.decided)
        self.table.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now.row()))

    def show_preview(self, preview: Preview) -> None:
        """Show a preview; what needs a person is shown first."""
        counts = Counter(r.verdict for r in preview.rows)
        said = ", ".join(f"{counts[v]:,} {VERDICT_WORDS[v].lower()}" for v in Verdict)
        self.counts.setText(f"{plural(len(preview.rows), 'row')}: {said}.")
        self.notes.setText(" ".join(preview.notes))
        self.notes.setVisible(bool(preview.notes))
        self.show_only.blockSignals(True)
        self.show_only.clear()
        self.show_only.addItem(f"All rows, {len(preview.rows):,}", "")
        for verdict in Verdict:
            if counts[verdict]:
                self.show_only.addItem(f"{VERDICT_WORDS[verdict]}, {counts[verdict]:,}", verdict.value)
        self.show_only.blockSignals(False)
        self.model.show_only(None)
        self.model.show_preview(preview)
        self.table.retheme()
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.decided.emit()

    def _choose(self, _index: int) -> None:
        """Show what is chosen; a combo box gives its data back as plain text."""
        chosen = self.show_only.currentData()
        self.model.show_only(Verdict(chosen) if chosen else None)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _tell(self, line: int) -> None:
        """Say the whole of the line at hand below the table, where it is never cut."""
        if not 0 <= line < self.model.rowCount():
            self.about.setText("")
            return
        row, change = self.model.line(line)
        if change is None:
            said = ". ".join(w[:1].upper() + w[1:] for w in row.why) or f"{row.ref} {row.title}".strip()
        else:
            before = f"{change.old or 'nothing'}, then here {change.yours}" if change.conflict else change.old
            said = f"{change.label}: from {before or 'nothing'} to {change.new or 'nothing'}"
        self.about.setText(one_line(said, 400))

    def accepted(self) -> list[PreviewRow]:
        """Return the rows with what is ticked of them."""
        return self.model.accepted()
