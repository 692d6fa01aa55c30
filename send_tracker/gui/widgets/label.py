"""Words on a page: always plain text, in a font and a colour of the theme; and the head that each page begins with."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from send_tracker.gui import paint, theme
from send_tracker.gui.theme import FontName

_AS_HTML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\n": "<br>"})
"""Without the library's html, which brings two thousand names of characters into the first paint."""

PAD: Final = 16
WIDE: Final = 24
"""What lies between the edges of a page and its words."""
_TOP, _BOTTOM, _GAP, _PARTS_HEIGHT = 12, 8, 8, 32


def tip(text: str) -> str:
    """Return text for a tooltip, which Qt would otherwise read as HTML when it looks like it."""
    return f"<span>{text.translate(_AS_HTML)}</span>" if text else ""


class Label(QLabel):
    """A label in a font and a colour of the theme, which follows both when they change."""

    def __init__(
        self,
        text: str = "",
        font: FontName = "body",
        weight: int = 400,
        token: str = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the label; ``wrap`` lets it take more than one line."""
        super().__init__(parent)
        self._look = (font, weight)
        self._token = token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def set_token(self, token: str) -> None:
        """Change the colour of the words: a token or a hex colour."""
        self._token = token
        self.retheme()

    def set_look(self, font: FontName, weight: int = 400) -> None:
        """Change the font."""
        self._look = (font, weight)
        self.retheme()

    def retheme(self) -> None:
        """Take font and colour again."""
        self.setFont(theme.font(*self._look))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.colour(self._token))
        self.setPalette(palette)


class ElidedLabel(Label):
    """A label of one line that ends in an ellipsis where it has no room, and then says all in its tooltip."""

    def __init__(
        self,
        text: str = "",
        font: FontName = "body",
        weight: int = 400,
        token: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        """Make the label."""
        self._whole = self._shorter = ""
        super().__init__("", font, weight, token, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str, shorter: str = "") -> None:
        """Change the words; ``shorter`` ones take their place before anything is cut."""
        self._whole, self._shorter = text, shorter
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def whole_text(self) -> str:
        """Return the words, as they were before they were cut."""
        return self._whole

    def _fit(self) -> None:
        shown = paint.elided(self._whole, self.width(), *self._look)
        if self._shorter and shown != " ".join(self._whole.split()):
            shown = paint.elided(self._shorter, self.width(), *self._look)
        self.setText(shown)
        self.setToolTip("" if shown == " ".join(self._whole.split()) else tip(self._whole))

    def sizeHint(self) -> QSize:
        """Ask for the room of the whole text."""
        width = theme.metrics(*self._look).horizontalAdvance(" ".join(self._whole.split()))
        return QSize(int(width) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Allow being cut down to the ellipsis."""
        return QSize(theme.px(24), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words again."""
        super().resizeEvent(event)
        self._fit()

    def retheme(self) -> None:
        """Take font and colour again, and cut again."""
        super().retheme()
        self._fit()
        self.updateGeometry()


class Rule(QFrame):
    """A line of one pixel across, between regions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the line."""
        super().__init__(parent)
        self.setProperty("rule", True)
        self.setFixedHeight(1)


class PageHead(QHBoxLayout):
    """The head, 52 high: as high as a button even where a file for reading only leaves the button out."""

    def __init__(self, title: str, *parts: QWidget, parent: QWidget | None = None, pad: int = PAD) -> None:
        """Lay out the title, a little more room, and the parts from left to right; the first takes the room left.

        Args:
            title: the name of the page.
            parts: what stands beside it; the first is the sentence, or the field, that may grow.
            parent: a widget whose layout this is; a head inside another layout has none.
            pad: the room at its sides in px, the padding of the page.
        """
        # Qt tells a layout without a parent from one that has one by how many arguments there are.
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self.title = Label(title, "heading", 600)
        self.setContentsMargins(pad, _TOP, pad, _BOTTOM)
        self.setSpacing(_GAP)
        self.addStrut(theme.px(_PARTS_HEIGHT))
        self.addWidget(self.title)
        self.addSpacing(_GAP // 2)
        for place, part in enumerate(parts):
            self.addWidget(part, 0 if place else 1)
