"""Shows a page of the guide. It reads our own text and our own pictures, and follows no link out of them."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from send_tracker.gui import theme
from send_tracker.gui.help.guide import GuidePage
from send_tracker.resource_files import guide_file

_PICTURE: Final = re.compile(r"^!\[([^\]]*)\]\(pictures/([a-z0-9_-]+)\.png\)$", re.MULTILINE)
_LINK: Final = re.compile(r"^([a-z0-9-]+)\.md$")
_WIDEST: Final = 720
_SIZES: Final = {1: "wording", 2: "heading", 3: "panel"}
_BIG = 2_000_000_000
_IS_PICTURE: Final = "\ufffc"
"""What stands in the text of a document for a picture."""


class GuideView(QTextBrowser):
    """``wanted(str)`` asks for another page of the guide."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAccessibleName("The page")
        self.anchorClicked.connect(self._follow)
        self._page: GuidePage | None = None
        self._words = ""
        theme.hub.changed.connect(self._again)

    def show_page(self, page: GuidePage, words: str = "") -> None:
        """Show a page from its beginning, or from the first of the words that were looked for."""
        self._page, self._words = page, words
        self.document().setDefaultFont(theme.font("body"))
        self.document().setDocumentMargin(theme.px(24))
        self.setMarkdown(_PICTURE.sub(self._picture, page.text))
        self._dress()
        self._mark(words)

    def _again(self) -> None:
        if self._page is not None:
            self.show_page(self._page, self._words)

    def _picture(self, found: re.Match[str]) -> str:
        """Keep a picture that was made, and leave out one that was not."""
        name = picture_name(found[2])
        return f"![{found[1]}](pictures/{name})" if guide_file("pictures", name).is_file() else ""

    def _follow(self, url: QUrl) -> None:
        match = _LINK.match(url.toString())
        if match:
            self.wanted.emit(match[1])

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture of the guide, no wider than the page; nothing else is ever read."""
        match = re.fullmatch(r"pictures/([a-z0-9_-]+\.png)", QUrl(name).toString())
        if kind != int(QTextDocument.ResourceType.ImageResource.value) or match is None:
            return None
        image = QImage(str(guide_file("pictures", match[1])))
        if image.isNull():
            return None
        ratio = self.devicePixelRatioF()
        room = max(200, min(theme.px(_WIDEST), self.viewport().width() - theme.px(64), image.width()))
        image = image.scaledToWidth(round(room * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image

    # Look

    def _dress(self) -> None:
        """Give headings, paragraphs and tables the sizes of the house."""
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            level = block.blockFormat().headingLevel()
            form = QTextBlockFormat()
            form.setLineHeight(
                100 if _IS_PICTURE in block.text() else 140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            )
            form.setTopMargin(theme.px(18 if level > 1 else 2))
            form.setBottomMargin(theme.px(6))
            cursor.mergeBlockFormat(form)
            if level:
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                look = QTextCharFormat()
                look.setFont(theme.font(_SIZES.get(level, "body"), 600))  # type: ignore[arg-type]
                cursor.mergeCharFormat(look)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _dress_table(frame)

    def _mark(self, words: str) -> None:
        """Mark every word that was looked for, and go to the first."""
        marks: list[QTextEdit.ExtraSelection] = []
        first = _BIG
        for word in words.split():
            cursor = self.document().find(word)
            while not cursor.isNull() and len(marks) < 200:
                marks.append(_mark(cursor))
                first = min(first, cursor.selectionStart())
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)
        place = self.textCursor()
        place.setPosition(first if marks else 0)
        self.setTextCursor(place)
        if marks:
            self.ensureCursorVisible()
        else:
            self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Escape to the window, which it closes."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


def picture_name(name: str) -> str:
    """Return the file of a picture in the theme in force."""
    return f"{name}-{'dark' if theme.colour('surface').lightness() < 128 else 'light'}.png"


def _dress_table(table: QTextTable) -> None:
    form = table.format()
    form.setBorder(0)
    form.setCellPadding(theme.px(5))
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)


def _mark(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor
    look = QTextCharFormat()
    look.setBackground(QColor(theme.colour("sel")))
    look.setFontWeight(600)
    mark.format = look
    return mark
