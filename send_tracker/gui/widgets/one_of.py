"""A layout that shows one of its widgets."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedLayout, QWidget


class OneOf(QStackedLayout):
    """Shows one of its widgets, which have their owner as parent from the beginning.

    Qt's own shows its first widget as soon as it is added. Where the layout is put into another one later, that widget
    has no parent yet: a window flashes up, and the one that was active is active no more.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__()
        self._owner = owner

    def addWidget(self, widget: QWidget) -> int:  # type: ignore[override]  # as its own base class does
        """Add a widget at the end."""
        widget.setParent(self._owner)
        return super().addWidget(widget)
