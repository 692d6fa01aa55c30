"""The coverage matrix with the sentence that says what it shows."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.coverage import Coverage
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.coverage_matrix import CoverageMatrix
from send_tracker.gui.widgets.label import Label


class CoveragePart(QWidget):
    """Sentence, matrix, and what is counted nowhere."""

    def __init__(self, coverage: Coverage, parent: QWidget | None = None) -> None:
        """Show a matrix."""
        super().__init__(parent)
        self.sentence = Label("", "body", token="muted", wrap=True)
        self.matrix = CoverageMatrix(coverage)
        self.elsewhere = Label("", "small", token="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        for words in (self.sentence, self.elsewhere):
            words.setContentsMargins(16, 0, 16, 0)
        column.addWidget(self.sentence)
        column.addWidget(self.matrix, 1)
        column.addWidget(self.elsewhere)
        self.set_coverage(coverage)

    def set_coverage(self, coverage: Coverage) -> None:
        """Show another matrix."""
        self.sentence.setText(coverage.sentence)
        self.matrix.set_coverage(coverage)
        number = len(coverage.elsewhere)
        verb = "supports" if number == 1 else "support"
        self.elsewhere.setText(f"{plural(number, 'item')} {verb} no outcome." if number else "")
        self.elsewhere.setVisible(bool(number))
