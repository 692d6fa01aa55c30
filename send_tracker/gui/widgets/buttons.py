"""Buttons: primary (one a page), outline, quiet and link, with an icon that keeps its distance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from send_tracker.gui import icons, paint, theme
from send_tracker.gui.widgets.label import tip

Kind = Literal["primary", "outline", "quiet", "link"]
_PAD: dict[str, tuple[int, int]] = {"primary": (13, 16), "outline": (13, 16), "quiet": (8, 10), "link": (3, 3)}
_TOKEN: dict[str, tuple[str, str]] = {
    "primary": ("on_accent", "on_accent"),
    "outline": ("muted", "text"),
    "quiet": ("muted", "muted"),
    "link": ("accent", "accent"),
}


class Button(QPushButton):
    """A button of the house.

    The style sheet draws its box; the words and the icon are placed here, because Fusion sets an icon hard
    against its text.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = "outline",
        icon: str = "",
        on_click: Callable[[], object] | None = None,
        menu_mark: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            text: its words; an ampersand marks the access key.
            kind: primary, outline, quiet or link.
            icon: an icon's name, or nothing.
            on_click: called without arguments when it is pressed.
            menu_mark: draw a chevron after the words, for a button that opens a list.
            parent: the widget it stands in.
        """
        super().__init__(text, parent)
        self._icon = icon
        self._menu_mark = menu_mark
        self.setProperty("kind", kind)
        self.setAccessibleName(text.replace("&", ""))
        self.setAutoDefault(kind == "primary")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if on_click is not None:
            self.clicked.connect(lambda _checked: on_click())
        theme.hub.changed.connect(self.retheme)

    @property
    def kind(self) -> Kind:
        """Which of the four it is."""
        found: Kind = self.property("kind")
        return found

    def set_kind(self, kind: Kind) -> None:
        """Make it another of the four."""
        theme.set_property(self, "kind", kind)
        self.retheme()

    def set_icon(self, name: str) -> None:
        """Change or take away the icon."""
        self._icon = name
        self.retheme()

    def retheme(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def _words_font(self) -> QFont:
        return theme.font("body", 500)

    def _pads(self) -> tuple[float, float]:
        """Left and right of the contents: an icon brings some room of its own."""
        with_icon, without = _PAD[self.kind]
        return (with_icon if self._icon else without), (with_icon if self._menu_mark else without)

    def sizeHint(self) -> QSize:
        """Words, icon and their distances; 32 high."""
        left, right = self._pads()
        width = left + right + theme.metrics("body", 500).horizontalAdvance(self.text().replace("&", ""))
        width += (theme.px(16) + 5) * (bool(self._icon) + self._menu_mark)
        return QSize(round(width + 0.5), theme.px(20) + 12)

    def minimumSizeHint(self) -> QSize:
        """Never be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box by style sheet, then icon and words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        icon_token, token = _TOKEN[self.kind] if self.isEnabled() else ("faint", "faint")
        if self.hasFocus() and self.kind == "primary":
            inner = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            paint.fill_round(painter, inner, 4, None, theme.colour("on_accent"), 1.5)
        self._contents(painter, icon_token, token)
        painter.end()

    def _contents(self, painter: QPainter, icon_token: str, token: str) -> None:
        fm, side = theme.metrics("body", 500), theme.px(16)
        left, _ = self._pads()
        x, middle = left + (self.width() - self.sizeHint().width()) / 2, self.height() / 2
        if self._icon:
            icons.draw(painter, x, middle - side / 2, self._icon, icon_token, side)
            x += side + 5
        words = QRectF(x, 0, fm.horizontalAdvance(self.text()) + 1, self.height())
        painter.setFont(self._words_font())
        painter.setPen(theme.colour(token))
        shift = middle + fm.capHeight() / 2 - (middle + (fm.ascent() - fm.descent()) / 2)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(words.translated(QPointF(0, shift)), int(flags), self.text())
        if self._menu_mark:
            x += fm.horizontalAdvance(self.text().replace("&", "")) + 5
            icons.draw(painter, x, middle - side / 2, "chevron-down", icon_token, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, in a page as in a dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


class IconButton(QToolButton):
    """A small quiet button that is only an icon; its words are its tooltip and its accessible name."""

    def __init__(
        self,
        icon: str,
        words: str,
        on_click: Callable[[], object] | None = None,
        side: int = 28,
        keys: str = "",
        token: str = "muted",
        parent: QWidget | None = None,
    ) -> None:
        """Make a button of ``side`` pixels; ``keys`` are added to the tooltip only."""
        super().__init__(parent)
        self._icon, self._side, self._token = icon, side, token
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)
        self.setToolTip(tip(f"{words} ({keys})" if keys else words))
        if on_click is not None:
            self.clicked.connect(lambda _checked: on_click())
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def set_icon(self, name: str, words: str) -> None:
        """Change the icon and what it says."""
        self._icon = name
        self.setAccessibleName(words)
        self.setToolTip(tip(words))
        self.retheme()

    def retheme(self) -> None:
        """Measure and paint again."""
        self.setFixedSize(theme.px(self._side), theme.px(self._side))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground by style sheet, then the icon on whole pixels."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)
        side = theme.px(16)
        token = self._token if self.isEnabled() else "line"
        icons.draw(painter, (self.width() - side) / 2, (self.height() - side) / 2, self._icon, token, side)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
