"""The parts of a register page and where they lie: head, filters, table or another way to see it, and the panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from send_tracker.domain.register_filter import RegisterFilter
from send_tracker.gui import theme
from send_tracker.gui.commands import KEEPS_DELETE
from send_tracker.gui.models.register_model import C, Line
from send_tracker.gui.pages.page import Page
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.one_of import OneOf
from send_tracker.gui.widgets.register_filters import RegisterFilters
from send_tracker.gui.widgets.register_head import RegisterHead
from send_tracker.gui.widgets.register_table import RegisterTable
from send_tracker.gui.workspace import Workspace

F = TypeVar("F", bound=RegisterFilter[Any])
L = TypeVar("L", bound=Line)
_NARROW_PANEL, _NARROW, _OVER = 384, 1200, 1000
TABLE, OTHER, NOTHING = range(3)


@dataclass(frozen=True, slots=True)
class Parts(Generic[C, L, F]):
    """What a register page is made of; ``other`` is what is seen instead of the table."""

    head: RegisterHead
    filters: RegisterFilters[F, L]
    table: RegisterTable[C, L]
    other: QWidget
    panel: QWidget


class RegisterParts(Page, Generic[C, L, F]):
    """The page without its behaviour."""

    head: RegisterHead
    filters: RegisterFilters[F, L]
    table: RegisterTable[C, L]
    panel: QWidget

    panel_width: ClassVar[int]
    columns_setting: ClassVar[str]
    """The setting that keeps which columns were chosen."""

    def __init__(self, workspace: Workspace, parts: Parts[C, L, F], parent: QWidget | None = None) -> None:
        """Lay the parts out."""
        super().__init__(workspace, parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._class = _NARROW
        self.head, self.filters, self.table = parts.head, parts.filters, parts.table
        self.other, self.panel = parts.other, parts.panel
        self.nothing = EmptyState("", "")
        self._lay_out()
        workspace.preferences.changed.connect(self._preference_changed)
        theme.hub.changed.connect(self._place)

    def _lay_out(self) -> None:
        self._body = QWidget(self)
        self._stack = OneOf(self._body)
        bare = QWidget()
        column = QVBoxLayout(bare)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.nothing)
        column.addStretch(1)
        whole = QVBoxLayout(self._body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.filters)
        whole.addLayout(self._stack, 1)
        # In this order, so that Tab goes from the head to the table, and from that to the panel.
        for part in (self.table, self.other, bare):
            self._stack.addWidget(part)
        self.panel.setParent(self)
        self.panel.setProperty(KEEPS_DELETE, True)

    @property
    def _panel_shown(self) -> bool:
        on = bool(self.workspace.preferences.get("panel_shown")) and not self.head.is_switched
        return on and self.table.line() is not None

    def _place(self) -> None:
        """Put the panel beside the table, or over it where the window is too narrow for both."""
        panel, shown = self.panel, self._panel_shown
        width = theme.px(self.panel_width if self._class >= _NARROW else _NARROW_PANEL)
        room = self.width() if not shown or self._class < _OVER else self.width() - width
        self._body.setGeometry(0, 0, room, self.height())
        if (layout := self._body.layout()) is not None:
            layout.activate()  # the head has its height only then
        # Over the table, but never over the head: searching and adding stay in reach.
        top = self.head.height() if self._class < _OVER else 0
        width = min(width, self.width())
        panel.setGeometry(self.width() - width, top, width, self.height() - top)
        panel.setVisible(shown)
        panel.raise_()
        self.table.show_columns(self.columns())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place body and panel."""
        super().resizeEvent(event)
        self._place()

    def set_width_class(self, width: int) -> None:
        """Take less room for the panel in a narrow window."""
        self._class = width
        self._place()

    def _preference_changed(self, name: str) -> None:
        if name == "panel_shown":
            self._place()

    def toggle_panel(self) -> None:
        """Show or hide the panel."""
        self.workspace.preferences.set("panel_shown", not self.workspace.preferences.get("panel_shown"))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_panel(self) -> None:
        """Have the panel shown, for something that is done in it."""
        self.workspace.preferences.set("panel_shown", True)
        self._place()

    # Columns

    def columns(self) -> list[C]:
        """Return the columns that are shown: those chosen, else those that there is room for."""
        known = self.table.columns
        chosen: Sequence[str] = self.workspace.preferences.get(self.columns_setting)
        return known.chosen(chosen) if chosen else known.fitting(self._body.width() / theme.text_scale())

    def choose_columns(self) -> None:
        """Offer the columns, ticked where they are shown, and the choice by the room there is."""
        known = self.table.columns
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self.columns()
        for column in known.order:
            if column not in known.fixed:
                entry = menu.addAction(known.names[column])
                entry.setCheckable(True)
                entry.setChecked(column in shown)
                entry.toggled.connect(lambda on, column=column: self._choose(column, on))
        menu.addSeparator()
        menu.addAction("As many as fit").triggered.connect(lambda _on: self._set_columns([]))
        menu.popup(self.table.mapToGlobal(QPoint(16, self.table.heads.height())))

    def _choose(self, column: C, on: bool) -> None:
        shown = set(self.columns()) | {column} if on else set(self.columns()) - {column}
        self._set_columns([c.value for c in self.table.columns.order if c in shown])

    def _set_columns(self, names: list[str]) -> None:
        self.workspace.preferences.set(self.columns_setting, names)
        self._place()
