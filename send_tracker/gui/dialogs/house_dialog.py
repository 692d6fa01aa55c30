"""What our dialogs share: a place for a sentence about what went wrong, and words that stay plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from send_tracker.domain.problem import Problem
from send_tracker.domain.status import StatusScale
from send_tracker.gui import theme
from send_tracker.gui.dialog_size import keep_size, kept_size
from send_tracker.gui.focus_order import EyeOrder
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.flow import FlowLayout

P = ParamSpec("P")
T = TypeVar("T")


class HouseDialog(EyeOrder, QDialog):
    """A dialog that lays a form out, grows with the text size, goes away when it is closed and remembers its size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.problem = Banner("error", "")
        self.problem.hide()
        self._opened: QSize | None = None
        QShortcut(QKeySequence("F1"), self, self.show_help)

    def show_help(self) -> None:
        """Show the guide at the page about this dialog."""
        from send_tracker.gui.help.help_window import show_help
        from send_tracker.gui.help.topics import topic_of

        above: QWidget | None = self
        while above is not None and not hasattr(above, "pages"):
            above = above.parentWidget()
        show_help(topic_of(self, above.pages.key if above is not None else ""), self)

    def finish_form(self) -> None:
        """Call after ``setupUi``: put the place for problems on top and take the size the words need."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self.problem)
        self.setAccessibleName(self.windowTitle())
        scale = theme.text_scale()
        parent = self.parentWidget()
        wanted = kept_size(self) or QSize(round(self.width() * scale), round(self.height() * scale))
        if parent is not None:
            room = parent.size() - QSize(32, 32)
            least = self.minimumSizeHint()
            if least.height() > room.height() or least.width() > room.width():
                self._scroll()
            wanted = wanted.boundedTo(room)
        self.resize(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, never another one: on Cancel it cancels."""
        button, enter = self.focusWidget(), event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(button, QPushButton) and not event.isAutoRepeat():
            button.click()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look what size it opens with, so that only another one is kept."""
        super().showEvent(event)
        if self._opened is None:
            self._opened = self.size()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the size it was given; to be minimised is not to be closed."""
        super().hideEvent(event)
        if self._opened is not None and not event.spontaneous():
            keep_size(self, self._opened)

    def _scroll(self) -> None:
        """Put the form into a scroll area: at 200 % it may need more room than the window has."""
        layout = self.layout()
        if layout is None:
            return
        inside = QWidget()
        inside.setLayout(layout)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def say_problem(self, sentence: str) -> None:
        """Say what went wrong, above the form; nothing takes it away."""
        self.problem.set_banner("error", sentence)
        self.problem.setVisible(bool(sentence))

    def attempt(self, verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Run a verb; a :class:`Problem` is said in this dialog, which stays open, and gives None."""
        try:
            found = verb(*args, **kwargs)
        except Problem as problem:
            self.say_problem(problem.sentence)
            return None
        self.say_problem("")
        return found

    def attempt_waiting(self, verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Run a verb that takes a moment; the pointer says so meanwhile."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return self.attempt(verb, *args, **kwargs)
        finally:
            QApplication.restoreOverrideCursor()


def put_in(holder: QWidget, widget: QWidget) -> None:
    """Put a widget of ours into an empty place of a form."""
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)


def prepare_table(table: QTableWidget, words: Sequence[str]) -> None:
    """Give a table of a dialog its columns and the plain look of the house: no grid, no numbers, heads to the left."""
    table.setColumnCount(len(words))
    table.setHorizontalHeaderLabels(words)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.px(34))
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)


def fill(combo: QComboBox, choices: list[tuple[str, str]], chosen: str) -> None:
    """Fill a combo box with pairs of key and word."""
    for key, word in choices:
        combo.addItem(word, key)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))


class ScaleChips(QWidget):
    """The statuses of a scale as chips, in a row that wraps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self, gap=6, line_gap=6)
        self.setAccessibleName("The statuses of this scale")

    def show_scale(self, scale: StatusScale) -> None:
        """Show another scale."""
        while self._row.count():
            item = self._row.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.setParent(None)
                old.deleteLater()
        for level in scale:
            self._row.addWidget(Chip(level))
        self.updateGeometry()
