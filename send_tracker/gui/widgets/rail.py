"""The left rail: the programme's name, the pages, and the next board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.label import Label, tip
from send_tracker.gui.widgets.painted import PaintedButton

WIDE, NARROW = 176, 56


def narrow_px(length: int) -> int:
    """Return a measure of the narrow form: it grows with the text, but only by half, for it is there to be narrow."""
    return round(length * min(theme.text_scale(), 1.5))


class RailEntry(NamedTuple):
    """One page in the rail."""

    key: str
    icon: str
    word: str


class RailButton(PaintedButton):
    """One entry: icon, word, count; in the narrow form the icon only."""

    def __init__(self, entry: RailEntry, rail: Rail) -> None:
        """Make the entry."""
        super().__init__("", rail)
        self.entry = entry
        self._rail = rail
        self._count: int | None = None
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(None)

    def set_count(self, count: int | None) -> None:
        """Change the count, or take it away."""
        self._count = count
        name = self.entry.word if count is None else f"{self.entry.word}, {count:,}"
        self.setAccessibleName(name)
        self.setToolTip(tip(name) if self._rail.is_narrow else "")
        self.update()

    def retheme(self) -> None:
        """Measure, name and paint again."""
        self.set_count(self._count)
        super().retheme()

    def sizeHint(self) -> QSize:
        """32 high, 36 in the narrow form."""
        return QSize(40, narrow_px(36)) if self._rail.is_narrow else QSize(theme.px(WIDE) - 16, theme.px(20) + 12)

    def minimumSizeHint(self) -> QSize:
        """Fit any rail."""
        return QSize(40, self.sizeHint().height())

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the ground, the accent bar, icon, word and count."""
        on, cy = self.isChecked(), rect.center().y()
        if on or self.underMouse():
            paint.fill_round(painter, rect, 6, theme.colour("sel" if on else "hover"))
        if on:
            paint.fill_round(painter, QRectF(0, cy - 8, 3, 16), 1, theme.colour("accent"))
        self._draw_words(painter, rect, "accent" if on else "muted")
        if self.hasFocus():
            paint.draw_focus(painter, rect)

    def _draw_words(self, painter: QPainter, rect: QRectF, icon_token: str) -> None:
        cy = rect.center().y()
        if self._rail.is_narrow:
            side = narrow_px(18)
            icons.draw(painter, rect.center().x() - side / 2, cy - side / 2, self.entry.icon, icon_token, side)
            return
        side = theme.px(16)
        icons.draw(painter, 12, cy - side / 2, self.entry.icon, icon_token, side)
        left, right, weight = 12 + side + theme.px(10), rect.width() - 11, 500 if self.isChecked() else 400
        if self._count is not None:
            count = f"{self._count:,}"
            right -= theme.metrics("small").horizontalAdvance(count)
            paint.draw_words(painter, right, cy, count, "muted", "small")
            right -= 6
        word = paint.elided(self.entry.word, right - left, "body", weight)
        paint.draw_words(painter, left, cy, word, "text", "body", weight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down with the arrows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._rail.step(step)


class Rail(QWidget):
    """The rail. ``chosen`` carries the key of the page that a person went to."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[RailEntry], parent: QWidget | None = None) -> None:
        """Make the rail with its pages, the first one chosen."""
        super().__init__(parent)
        self.is_narrow = False
        self.setAccessibleName("Pages")
        self._name = Label("", "body", 600, wrap=True)
        self._subtitle = Label("", "small", token="muted", wrap=True)
        self._board = [Label("", "small", token="muted"), Label("", "body", 600), Label("", "small", token="muted")]
        self._days_left = ""
        self._buttons = [RailButton(entry, self) for entry in entries]
        for button in self._buttons:
            button.clicked.connect(lambda _checked, key=button.entry.key: self._pressed(key))
        self._lay_out()
        self.choose(entries[0].key)
        self.set_narrow(False)
        theme.hub.changed.connect(self.retheme)

    def _lay_out(self) -> None:
        self._under_name = QSpacerItem(0, 20)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        for words in (self._name, self._subtitle):
            words.setContentsMargins(8, 0, 0, 2)
            self._column.addWidget(words)
        self._column.addItem(self._under_name)
        self._entries = QVBoxLayout()
        for button in self._buttons:
            self._entries.addWidget(button)
        self._column.addLayout(self._entries)
        self._column.addStretch(1)
        for words in self._board:
            words.setContentsMargins(8, 1, 8, 2)
            self._column.addWidget(words)

    # What it shows

    @property
    def key(self) -> str:
        """The page shown as chosen."""
        return next((b.entry.key for b in self._buttons if b.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show a page as chosen; nothing is emitted."""
        for button in self._buttons:
            on = button.entry.key == key
            button.setChecked(on)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
            if on:
                self.setFocusProxy(button)

    def set_programme(self, name: str, subtitle: str) -> None:
        """Write the programme's name and the line under it."""
        self._name.setText(name)
        self._subtitle.setText(subtitle)
        self._show_words()

    def set_board(self, title: str, day: str, days_left: str) -> None:
        """Write the block at the foot: "Next board", "14 August 2025", "41 days"; all empty for none."""
        for words, text in zip(self._board, (title, day, days_left), strict=True):
            words.setText(text)
        self._days_left = days_left
        self._show_words()

    def set_papers(self, words: str) -> None:
        """Add to the last line of the block when the papers go out: "41 days · papers in 33"."""
        self._board[-1].setText(" · ".join(part for part in (self._days_left, words) if part))
        self._show_words()

    def set_count(self, key: str, count: int | None) -> None:
        """Change the count of an entry, or take it away."""
        for button in self._buttons:
            if button.entry.key == key:
                button.set_count(count)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or words too."""
        self.is_narrow = narrow
        self.retheme()

    def retheme(self) -> None:
        """Measure again for the form and the text size."""
        self.setFixedWidth(narrow_px(NARROW) if self.is_narrow else theme.px(WIDE))
        self._column.setContentsMargins(8, 9 if self.is_narrow else 16, 8, 30)
        self._entries.setSpacing(8 if self.is_narrow else 4)
        self._under_name.changeSize(0, 0 if self.is_narrow else 15)
        self._show_words()
        for button in self._buttons:
            button.retheme()
        self._column.invalidate()
        self.update()

    def _show_words(self) -> None:
        for words in (self._name, self._subtitle, *self._board):
            words.setVisible(bool(words.text()) and not self.is_narrow)

    # What a person does

    def step(self, by: int) -> None:
        """Go to the page above or below, round the ends."""
        keys = [b.entry.key for b in self._buttons]
        at = (keys.index(self.key) + by) % len(keys)
        self._pressed(keys[at])
        self._buttons[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.end()
