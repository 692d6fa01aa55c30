"""The heads of the plan's columns: order, width, which are shown, which one sorts. All of it is remembered."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from send_tracker.domain.plan_filter import SortBy
from send_tracker.domain.status import StatusScale
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.models.plan_columns import FIXED, LEAVE_WHEN_NARROW, LOOKS, Column
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.widgets.viewport import give_viewport

HEIGHT: Final = 28
REF_INSET: Final = 34
"""Where references start: chevrons of groups stand before them."""


class PlanHeader(QHeaderView):
    """Emits ``sorted(SortBy, bool)`` when another order is asked for."""

    sort_wanted = Signal(object, bool)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        give_viewport(self, QPalette.ColorRole.Button)
        self._preferences = preferences
        self._narrow = False
        self._status_width = LOOKS[Column.STATUS].width
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(32)
        self.setStretchLastSection(False)
        self.setAccessibleName("Columns of the plan")
        self.sectionClicked.connect(self._clicked)
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(lambda *_where: self._remember_order())
        theme.hub.changed.connect(self.lay_out)

    # Columns

    def chosen(self) -> list[Column]:
        """Return the columns to show, in order."""
        known = {column.key: column for column in Column}
        kept = [known[key] for key in self._preferences.get("plan_columns") if key in known]
        return kept + [column for column in FIXED if column not in kept]

    def set_scale(self, scale: StatusScale) -> None:
        """Make the status column as wide as its widest chip."""
        widest = max((paint.chip_width(level) for level in scale), default=0) / theme.text_scale()
        self._status_width = max(LOOKS[Column.STATUS].width, min(round(widest) + 2, 160))
        self.lay_out()

    def set_narrow(self, narrow: bool) -> None:
        """Leave columns out below 1200 px."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.lay_out()

    def lay_out(self) -> None:
        """Show, order and size the columns as the preferences say."""
        if self.count() < len(Column):
            return
        blocked = self.blockSignals(True)
        chosen = self.chosen()
        for place, column in enumerate(chosen):
            self.moveSection(self.visualIndex(column), place)
        for column in Column:
            left_out = self._narrow and column in LEAVE_WHEN_NARROW
            self.setSectionHidden(column, column not in chosen or left_out)
            self._size(column)
        self.blockSignals(blocked)
        self.setFixedHeight(theme.px(HEIGHT))
        self.resizeSections()
        self.viewport().update()
        self.geometriesChanged.emit()

    def _size(self, column: Column) -> None:
        stretch = column is Column.TITLE
        mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive
        self.setSectionResizeMode(column, mode)
        if not stretch:
            least = self._status_width if column is Column.STATUS else LOOKS[column].width
            self.resizeSection(column, theme.px(self._preferences.get("plan_widths").get(column.key, least)))

    def _resized(self, section: int, _old: int, new: int) -> None:
        column = Column(section)
        if column is Column.TITLE or self.isSectionHidden(section) or not self.isVisible():
            return
        widths = dict(self._preferences.get("plan_widths"))
        widths[column.key] = round(new / theme.text_scale())
        self._preferences.set("plan_widths", widths)

    def _remember_order(self) -> None:
        order = [Column(self.logicalIndex(place)) for place in range(self.count())]
        chosen = self.chosen()
        self._preferences.set("plan_columns", [c.key for c in order if c in chosen])

    # Order

    @property
    def sort(self) -> tuple[SortBy, bool]:
        """What the plan is sorted by, and whether downwards."""
        try:
            by, descending = self._preferences.get("plan_sort")
            return SortBy(by), bool(descending)
        except ValueError:
            return SortBy.REF, False

    def _clicked(self, section: int) -> None:
        by = LOOKS[Column(section)].sort
        if by is not None:
            self.set_sort(by, self.sort == (by, False))

    def set_sort(self, by: SortBy, descending: bool) -> None:
        """Sort, and remember it."""
        self._preferences.set("plan_sort", [by.value, descending])
        self.viewport().update()
        self.sort_wanted.emit(by, descending)

    # The chooser

    def open_chooser(self, at: QPoint | None = None) -> None:
        """Open the list of columns and orders."""
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at or self.mapToGlobal(QPoint(self.sectionViewportPosition(Column.TITLE), self.height())))

    def make_menu(self) -> QMenu:
        """Return the list of columns to show and orders to sort by."""
        menu = QMenu(self)
        chosen = self.chosen()
        for column, look in LOOKS.items():
            entry = menu.addAction(look.word)
            entry.setCheckable(True)
            entry.setChecked(column in chosen)
            entry.setEnabled(column not in FIXED)
            entry.triggered.connect(lambda on, column=column: self._choose(column, on))
        menu.addSeparator()
        by = menu.addMenu("Sort by")
        for look in LOOKS.values():
            if look.sort is not None:
                self._add_order(by, look.word, look.sort)
        menu.addSeparator()
        menu.addAction("Usual columns and order").triggered.connect(self._reset)
        return menu

    def _add_order(self, menu: QMenu, word: str, by: SortBy) -> QAction:
        entry = menu.addAction(word)
        entry.setCheckable(True)
        entry.setChecked(self.sort[0] is by)
        entry.triggered.connect(lambda _on: self.set_sort(by, self.sort == (by, False)))
        return entry

    def _choose(self, column: Column, on: bool) -> None:
        keys = [c.key for c in self.chosen() if c is not column]
        self._preferences.set("plan_columns", [*keys, column.key] if on else keys)
        self.lay_out()

    def _reset(self) -> None:
        for name, value in (("plan_columns", ["ref", "title", "lead", "due", "status", "move"]), ("plan_widths", {})):
            self._preferences.set(name, value)
        self.set_sort(SortBy.REF, False)
        self.lay_out()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_chooser(event.globalPos())

    # Face

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Draw the word where the cells' words start, and a chevron on the column that sorts."""
        column = Column(logical_index)
        painter.fillRect(rect, theme.colour("surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        cy, x = rect.y() + (rect.height() - 1) / 2, float(rect.x())
        x += theme.px(REF_INSET) if column is Column.REF else 0
        word = LOOKS[column].word
        width = theme.metrics("small", 500).horizontalAdvance(word)
        by, descending = self.sort
        sorts = LOOKS[column].sort is by and (by, descending) != (SortBy.REF, False)
        side = theme.px(12)
        if column in (Column.MOVE, Column.EVIDENCE):
            width += side + 3 if sorts else 0
            x = max(rect.x(), rect.x() + (rect.width() - width) / 2)
        painter.save()
        painter.setClipRect(rect)
        x += paint.draw_words(painter, x, cy, word, "text" if sorts else "muted", "small", 500)
        if sorts:
            icons.draw(painter, x + 3, cy - side / 2, "chevron-down" if descending else "chevron-up", "text", side)
        painter.restore()
