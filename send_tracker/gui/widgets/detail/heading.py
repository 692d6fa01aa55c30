"""The head of the panel: which action, what it was at the board, and the way to its neighbours."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.dates import day_month, long_date
from send_tracker.domain.status import StatusScale
from send_tracker.domain.text import plural
from send_tracker.gui import paint, theme
from send_tracker.gui.widgets.buttons import IconButton
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.detail import PAD
from send_tracker.gui.widgets.label import ElidedLabel, Label, tip
from send_tracker.services.action_view import ActionDetail

_LINES = 2
_BUTTON = 26


class Heading(QWidget):
    """``stepped`` carries -1 or 1; ``rename_wanted`` is a double click on the title."""

    stepped = Signal(int)
    hide_wanted = Signal()
    rename_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ref = Label("", "body", 600)
        self.group = ElidedLabel("", "small", token="muted")
        self.title = TitleLabel()
        self.title.double_clicked.connect(self.rename_wanted)
        self.before = BeforeLine()
        self.up = IconButton("chevron-up", "Previous action", lambda: self.stepped.emit(-1), _BUTTON)
        self.down = IconButton("chevron-down", "Next action", lambda: self.stepped.emit(1), _BUTTON)
        self.hide_button = IconButton("panel-right", "Hide the panel", self.hide_wanted.emit, _BUTTON, "Ctrl+I")
        top = QHBoxLayout()
        # The buttons' icons, not their grounds, stand on the right edge.
        top.setContentsMargins(PAD, 9, PAD - 5, 0)
        top.setSpacing(0)
        top.addWidget(self.ref, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addSpacing(10)
        top.addWidget(self.group, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addSpacing(8)
        for button in (self.up, self.down, self.hide_button):
            top.addWidget(button)
        rest = QVBoxLayout()
        rest.setContentsMargins(PAD, 3, PAD, 8)
        rest.setSpacing(8)
        rest.addWidget(self.title)
        rest.addWidget(self.before)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(rest)

    def show_action(self, detail: ActionDetail, scale: StatusScale) -> None:
        """Show one action."""
        action = detail.action
        self.ref.setText(action.ref)
        self.group.set_text("Withdrawn from the plan" if detail.withdrawn else detail.group)
        self.title.set_title(action.title)
        self.before.show_action(detail)

    def show_many(self, many: int) -> None:
        """Show that several actions are selected."""
        self.ref.setText(plural(many, "action"))
        self.group.set_text("Set for all of them, as one edit")
        self.title.set_title("")
        self.before.hide()


class TitleLabel(Label):
    """A title of at most two lines, cut with an ellipsis."""

    double_clicked = Signal()

    def __init__(self) -> None:
        self._title = ""
        super().__init__("", "panel", 600)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_title("")

    def set_title(self, title: str) -> None:
        """Show a title; an empty one takes no room."""
        self._title = title
        self.setAccessibleName(title)
        self.setVisible(bool(title))
        self._fit()

    def _fit(self) -> None:
        rows = paint.wrapped(self._title, max(self.width(), 40), _LINES, "panel", 600) if self._title else []
        self.setText("\n".join(rows))
        self.setToolTip(tip(self._title) if any(row.endswith("…") for row in rows) else "")
        self.setFixedHeight(round(max(len(rows), 1) * theme.metrics("panel", 600).lineSpacing()) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.maximumHeight())

    def retheme(self) -> None:
        """Take font and colour again, and wrap again."""
        super().retheme()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()


class BeforeLine(QWidget):
    """What the status was at the board: "Was On track on 22 May. Changed 30 May 2025.".

    ``asked`` says that one wants to know how it came about: by a click anywhere on it, or by the button before it.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.how = IconButton("history", "How did the status come to be this?", self.asked.emit, 20)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._was = Label("Was", "small", token="muted")
        self._chip: Chip | None = None
        self._words = ElidedLabel("", "small", token="muted")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.how, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._was, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Take the height again."""
        self.setFixedHeight(theme.px(paint.CHIP_HEIGHT))
        self._row.setContentsMargins(0, 0, 0, 0)

    def show_action(self, detail: ActionDetail) -> None:
        """Say what the status was at the board, and since when it is what it is."""
        self.show()
        known = detail.before is not None
        self._was.setVisible(known)
        if detail.before is not None:
            if self._chip is None:
                self._chip = Chip(detail.before)
                self._row.insertWidget(2, self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
            self._chip.set_level(detail.before)
        if self._chip is not None:
            self._chip.setVisible(known)
        self._words.set_text(self._sentence(detail))

    @staticmethod
    def _sentence(detail: ActionDetail) -> str:
        since = detail.action.status_since
        day = long_date(date.fromisoformat(since)) if since else ""
        board = day_month(detail.board) if detail.board else ""
        if detail.before is None:
            first = f"Not in the plan at the board of {board}. " if board else ""
            return f"{first}Set {day}." if day else first.strip()
        if not detail.moved:
            return f"on {board}. Same status."
        return f"on {board}. Changed {day}." if day else f"on {board}."

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask, by a click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit()
