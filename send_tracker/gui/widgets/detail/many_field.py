"""A field that holds several of a list: its words, and a list to tick under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.label import tip
from send_tracker.gui.widgets.list_filter import Choices
from send_tracker.gui.widgets.list_popup import ListPopup
from send_tracker.gui.widgets.painted import PaintedButton


class ManyField(PaintedButton):
    """``committed`` carries the keys when the list is closed and they are others than before."""

    committed = Signal(list)

    def __init__(
        self,
        title: str,
        supply: Callable[[], Choices],
        parent: QWidget | None = None,
        add: Callable[[str], str | None] | None = None,
    ) -> None:
        """Make the field; ``add`` adds a typed name to the file and returns its key, or None where it could not."""
        super().__init__("", parent)
        self._add = add
        self._read_only = False
        self._title = title
        self._supply = supply
        self._keys: list[str] = []
        self._words = ""
        self.popup = ListPopup(title, self)
        self.popup.closed.connect(self._closed)
        self.popup.can_add = add is not None
        self.popup.add_wanted.connect(self._add_new)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on: self.open())
        self.set_value([])

    def value(self) -> list[str]:
        """Return the keys."""
        return list(self._keys)

    def set_value(self, keys: Sequence[str]) -> None:
        """Show keys; nothing is emitted."""
        self._keys = list(keys)
        words = dict(self._supply()) if keys else {}
        self._words = "; ".join(words[key] for key in keys if key in words)
        self.setAccessibleName(f"{self._title}: {self._words or 'none'}")
        self.setToolTip(tip(self._words) if len(keys) > 1 else "")
        self.update()

    def set_read_only(self) -> None:
        """Open no list."""
        self._read_only = True

    def open(self) -> None:
        """Open the list, with what is chosen at its head."""
        if self._read_only:
            return
        choices = sorted(self._supply(), key=lambda choice: choice[0] not in self._keys)
        self.popup.fill(choices, self._keys)
        self.popup.open_under(self)

    def _open_with(self, typed: str) -> None:
        self.open()
        if not self._read_only:
            self.popup.begin(typed)

    def _add_new(self, name: str) -> None:
        key = self._add(name) if self._add is not None else None
        if key is not None:
            self.popup.tick_new(key, name)

    def _closed(self) -> None:
        """Take what was ticked when the list closes."""
        chosen = self.popup.chosen()
        if set(chosen) != set(self._keys):
            kept = [key for key in self._keys if key in chosen]
            self.set_value([*kept, *(key for key in chosen if key not in kept)])
            self.committed.emit(self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed, modifiers = event.text(), event.modifiers()
        if event.key() == Qt.Key.Key_Down:
            self.open()
        elif typed.strip() and typed.isprintable() and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            self._open_with(typed)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(20) + 12)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it as a field with a chevron."""
        ring = self.hasFocus()
        paint.fill_round(
            painter, rect, 6, theme.colour("surface"), theme.colour("focus" if ring else "field"), 2 if ring else 1
        )
        side = theme.px(16)
        shown = paint.elided(self._words or "None", rect.width() - side - 26)
        paint.draw_words(painter, 11, rect.center().y(), shown, "text" if self._words else "faint")
        icons.draw(painter, rect.right() - side - 6, rect.center().y() - side / 2, "chevron-down", "muted", side)
