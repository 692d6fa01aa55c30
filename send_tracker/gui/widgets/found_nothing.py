"""What the search says while nothing is typed, or when nothing was found: how to search, or what else to try."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.finding.query import Query
from send_tracker.gui.widgets.label import Label

_HOW = (
    ("annual review", "both words, in any order; the last one may be only begun"),
    ("“path to green”", "these words one after the other"),
    ("autism -draft", "autism, but nothing that has draft in it"),
    ("4.3 or E21", "a reference; those it bore before are found too"),
)
_WHAT = (
    "Actions and their updates, evidence and the words inside attached files, decisions, commitments, questions, "
    "risks, meetings, statements and measures. Capitals and accents do not matter."
)


class FoundNothing(QWidget):
    """Left-aligned, where the results would start."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", "body", 600)
        self.sentence = Label("", "body", token="muted", wrap=True)
        self._how = QWidget()
        grid = QGridLayout(self._how)
        grid.setContentsMargins(0, 12, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (typed, meaning) in enumerate(_HOW):
            grid.addWidget(Label(typed, "body", 500), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(meaning, "body", token="muted", wrap=True), row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addWidget(self._how)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.teach()

    def teach(self) -> None:
        """Say what is searched, and how."""
        self._say("Search everything in this file", _WHAT, how=True)

    def wait(self) -> None:
        """Say that the words are being gathered."""
        self._say("Gathering the words of this file", "The first search takes a moment.", how=False)

    def say_nothing(self, typed: str, query: Query, as_at: str) -> None:
        """Say that nothing was found, and what else to try."""
        if query.is_empty:
            words = "Say what to look for as well." if query.unwanted else "Type at least two letters, or a number."
            self._say("Nothing to look for yet", words, how=True)
            return
        hints = []
        if query.unwanted:
            hints.append("Leave out what begins with a minus.")
        if any(len(term.words) > 1 for term in query.wanted):
            hints.append("Leave out the quotation marks, so that the words may stand apart.")
        if len(query.wanted) > 1:
            hints.append("Search for fewer words.")
        hints.append("Try only the beginning of a word: all that begins so is found.")
        if as_at:
            hints.append(f"This is the file as at {as_at}: what came later is not searched.")
        self._say(f"Nothing was found for {' '.join(typed.split())}", " ".join(hints), how=False)

    def _say(self, title: str, sentence: str, *, how: bool) -> None:
        self.title.setText(title)
        self.sentence.setText(sentence)
        self._how.setVisible(how)
        self.setAccessibleName(f"{title}. {sentence}")
