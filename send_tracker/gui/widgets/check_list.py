"""A list of which any number can be chosen: a box beside each, ticked with the space bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.label import tip


class CheckList(QListWidget):
    """Words with a box each. ``chosen_changed`` follows each tick."""

    chosen_changed = Signal()

    def __init__(self, name: str, lines: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _item: self.chosen_changed.emit())

    def set_choices(self, choices: Sequence[tuple[str, str]], left_out: Iterable[str] = ()) -> None:
        """Offer pairs of key and words; all are ticked but those left out."""
        out = set(left_out)
        self.blockSignals(True)
        self.clear()
        for key, words in choices:
            item = QListWidgetItem(words)
            item.setToolTip(tip(words))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if key in out else Qt.CheckState.Checked)
            self.addItem(item)
        if choices:
            self.setCurrentRow(0)
        self.blockSignals(False)

    def _keys(self, *, ticked: bool) -> list[str]:
        items = (self.item(row) for row in range(self.count()))
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if (item.checkState() is Qt.CheckState.Checked) is ticked
        ]

    @property
    def chosen(self) -> list[str]:
        """The keys that are ticked, in order."""
        return self._keys(ticked=True)

    @property
    def left_out(self) -> list[str]:
        """The keys that are not."""
        return self._keys(ticked=False)

    def sizeHint(self) -> QSize:
        """Return room for a few lines; the rest is scrolled to."""
        return QSize(super().sizeHint().width(), theme.px(30) * self._lines + 2)

    def minimumSizeHint(self) -> QSize:
        """Return room for three lines."""
        return QSize(theme.px(120), theme.px(30) * 3)
