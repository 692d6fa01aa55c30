"""The head of a register page: what there is, searching, another way to see it, adding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import ElidedLabel, PageHead
from send_tracker.gui.widgets.search_field import SearchField


class RegisterHead(QWidget):
    """The head.

    Signals:
        searched(str): text was typed. add_wanted(): something is to be added.
        switched(bool): the other way to see the register is wanted, or the table again.
    """

    searched = Signal(str)
    switched = Signal(bool)
    add_wanted = Signal()

    search_widths: ClassVar[tuple[int, int, int]]
    """The least width of the search field, the most in a narrow page, and the most in a wide one."""
    wide_from: ClassVar[int]

    def __init__(self, title: str, search: str, add: str, can_edit: bool, parent: QWidget | None = None) -> None:
        """Make the head; nothing can be added to a file open for reading only."""
        super().__init__(parent)
        self.counts = ElidedLabel("", "body", token="muted")
        self.search = SearchField(search, "Ctrl+F")
        self.search.changed.connect(self.searched)
        self.add = Button(add, "primary", "plus", self.add_wanted.emit)
        self.add.setEnabled(can_edit)
        PageHead(title, self.counts, self.search, *self.between(), self.add, parent=self)
        self.retheme()
        theme.hub.changed.connect(self.retheme)

    def between(self) -> Sequence[QWidget]:
        """Make what stands between the search and the button that adds."""
        raise NotImplementedError

    @property
    def is_switched(self) -> bool:
        """Whether the register is shown in the other way."""
        raise NotImplementedError

    def switch(self, on: bool) -> None:
        """Show the register in the other way, or as a table."""
        raise NotImplementedError

    def retheme(self) -> None:
        """Measure the search field again."""
        least, narrow, wide = self.search_widths
        is_wide = self.width() / theme.text_scale() >= self.wide_from
        self.search.setMinimumWidth(theme.px(least))
        self.search.setMaximumWidth(theme.px(wide if is_wide else narrow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the counts their room in a narrow window."""
        super().resizeEvent(event)
        self.retheme()
