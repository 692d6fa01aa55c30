"""What is shown while no file is open: three ways to begin, the recent files, and what is in the sample."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from send_tracker import APP_NAME
from send_tracker.domain.text import plural
from send_tracker.exchange.sample_outline import Outline, sample_outline
from send_tracker.gui import icons, theme
from send_tracker.gui.commands import Command
from send_tracker.gui.menus import key_words
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.sample_panel import SamplePanel
from send_tracker.gui.widgets.welcome_buttons import RecentButton, WelcomeButton
from send_tracker.gui.widgets.who_are_you import WhoAreYou

COLUMN = 714
SIDE_FROM = 900
"""Narrower than this, in pixels of 100 % text, there is no room for the panel about the sample."""
_FIXED, _MAXIMUM, _EXPANDING = QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding


class WelcomePage(QWidget):
    """Begins with the sample under Enter. ``recent_chosen`` carries a path."""

    recent_chosen = Signal(str)

    def __init__(
        self, preferences: Preferences, run: Callable[[Command], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        outline = sample_outline()
        self._preferences = preferences
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Welcome")

        # Ways to begin
        parts = ((outline.actions, "action"), (outline.areas, "area"), (outline.outcomes, "outcome"))
        counts = ", ".join(plural(number, noun) for number, noun in parts)
        where = f"{outline.area}, {outline.month}: {counts}"
        self.sample = WelcomeButton("eye", "Open the sample programme", where, "Enter", main=True)
        self.new = WelcomeButton(
            "file-plus", "Start a new programme", "Pick a status scale, name your programme, choose where it is kept",
            key_words("Ctrl+Shift+N"),
        )  # fmt: skip
        self.open = WelcomeButton(
            "folder-open", "Open a tracker file", "Or drop a .sendtracker file on this window", key_words("Ctrl+O")
        )
        self.bring = WelcomeButton(
            "file-spreadsheet", "Bring a tracker in", "Read the Excel tracker that you keep now, row by row", ""
        )
        self.who = WhoAreYou(preferences)
        self.who.answered.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        for button, command in (
            (self.sample, Command.OPEN_SAMPLE),
            (self.new, Command.NEW_FILE),
            (self.bring, Command.IMPORT),
            (self.open, Command.OPEN),
        ):  # fmt: skip
            button.clicked.connect(lambda _checked, chosen=command: run(chosen))
        self.recent: list[RecentButton] = []

        # Layout
        self.side = SamplePanel(outline)
        # It is there to be seen by the way: with large text it goes, and never makes the window higher.
        self.side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(outline), 1)
        row.addWidget(self.side)
        self.setFocusProxy(self.sample)

    def _left(self, outline: Outline) -> QScrollArea:
        inside = QWidget()
        self._margins = QHBoxLayout(inside)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._margins.addLayout(column, 1)
        column.addSpacerItem(QSpacerItem(0, 82, _FIXED, _MAXIMUM))
        column.addWidget(Label(APP_NAME, "wording", 600))
        column.addSpacing(9)
        promise = "Track every action, show its evidence, and print the board pack from one file."
        column.addWidget(Label(promise, token="muted", wrap=True))
        column.addSpacing(27)
        column.addWidget(self.who)
        column.addWidget(self.sample)
        column.addSpacing(6)
        column.addWidget(self.new)
        column.addWidget(self.bring)
        column.addWidget(self.open)
        column.addSpacing(26)
        column.addWidget(Label("Recent files", "small", 500, "muted"))
        column.addSpacing(6)
        self._recent_column = QVBoxLayout()
        self._recent_column.setSpacing(0)
        column.addLayout(self._recent_column)
        column.addSpacerItem(QSpacerItem(0, 24, _FIXED, _EXPANDING))
        column.addLayout(self._foot())
        column.addSpacerItem(QSpacerItem(0, 26, _FIXED, _MAXIMUM))
        self._list_recent()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(_Icon("wifi-off"))
        words = "Works with no network. Your file stays where you save it, and every change is kept."
        foot.addWidget(Label(words, "chip", token="muted", wrap=True), 1)
        return foot

    def _list_recent(self) -> None:
        paths = [path for path in self._preferences.get("recent") if Path(path).exists()]
        for path in paths[:5]:
            button = RecentButton(path)
            button.clicked.connect(lambda _checked, chosen=path: self.recent_chosen.emit(chosen))
            self.recent.append(button)
            self._recent_column.addWidget(button)
        if not paths:
            self._recent_column.addWidget(Label("None yet. Files that you open are listed here.", token="muted"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column at its width in the middle of what the panel leaves."""
        super().resizeEvent(event)
        width = self.width()
        side = min(theme.px(451), max(theme.px(400), round(width * 0.33)))
        self.side.setVisible(width / theme.text_scale() >= SIDE_FROM)
        self.side.setFixedWidth(side)
        room = width - (side if not self.side.isHidden() else 0)
        left = min(120, max(32, (room - theme.px(COLUMN)) * 6 // 10))
        self._margins.setContentsMargins(left, 0, max(24, room - left - theme.px(COLUMN)), 0)


class _Icon(QLabel):
    """An icon beside words; it says nothing of its own."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(16), theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(16)
        icons.draw(painter, 0, (self.height() - side) / 2, self._name, "muted", side)
        painter.end()
