"""Rows in the clipboard, as Excel puts them there: cells between tabs, a line each."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication


def rows_in_clipboard() -> str:
    """Return the rows; nothing where the clipboard holds files, a picture, or text that is no table."""
    data = QGuiApplication.clipboard().mimeData()
    text = data.text() if data.hasText() and not data.hasUrls() else ""
    return text if "\t" in text.strip("\r\n") else ""
