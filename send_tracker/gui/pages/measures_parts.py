"""The parts of the Measures page and where they lie: head, filters, table or small charts, and the panel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from send_tracker.domain.measures.lines import Column
from send_tracker.gui import theme
from send_tracker.gui.commands import KEEPS_DELETE
from send_tracker.gui.models.measures_model import COLUMNS, MEASURES, MeasuresModel, chosen_columns, columns_for
from send_tracker.gui.pages.page import Page
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.measure.panel import MeasurePanel
from send_tracker.gui.widgets.measure.small_multiples import SmallMultiples
from send_tracker.gui.widgets.measures_filters import MeasuresFilters
from send_tracker.gui.widgets.measures_head import MeasuresHead
from send_tracker.gui.widgets.measures_table import MeasuresTable
from send_tracker.gui.workspace import Workspace

PANEL, PANEL_NARROW, NARROW, OVER = 500, 384, 1200, 1000


class MeasuresParts(Page):
    """The page without its behaviour."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make the parts and lay them out."""
        super().__init__(workspace, parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._class = NARROW
        self.head = MeasuresHead(not workspace.session.read_only)
        self.filters = MeasuresFilters()
        self.model = MeasuresModel(self)
        self.table = MeasuresTable(self.model)
        self.multiples = SmallMultiples()
        self.nothing = EmptyState("", "")
        self.panel = MeasurePanel(workspace)
        self._lay_out()
        workspace.preferences.changed.connect(self._preference_changed)
        theme.hub.changed.connect(self._place)

    def _lay_out(self) -> None:
        self._body = QWidget(self)
        self._stack = QStackedLayout()
        bare = QWidget()
        column = QVBoxLayout(bare)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.nothing)
        column.addStretch(1)
        for part in (self.table, self.multiples, bare):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self._body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.filters)
        whole.addLayout(self._stack, 1)
        # After the body, so that Tab goes from the table to the panel.
        self.panel.setParent(self)
        self.panel.setProperty(KEEPS_DELETE, True)

    @property
    def _panel_shown(self) -> bool:
        on = bool(self.workspace.preferences.get("panel_shown")) and not self.head.shows_charts
        return on and bool(self.panel.measure) and self.table.line() is not None

    def _place(self) -> None:
        """Put the panel beside the table, or over it where the window is too narrow for both."""
        shown = self._panel_shown
        width = theme.px(PANEL if self._class >= NARROW else PANEL_NARROW)
        room = self.width() if not shown or self._class < OVER else self.width() - width
        self._body.setGeometry(0, 0, room, self.height())
        if (layout := self._body.layout()) is not None:
            layout.activate()  # the head has its height only then
        # Over the table, but never over the head: searching and adding stay in reach.
        top = self.head.height() if self._class < OVER else 0
        width = min(width, self.width())
        self.panel.setGeometry(self.width() - width, top, width, self.height() - top)
        self.panel.setVisible(shown)
        self.panel.raise_()
        self.table.show_columns(self.columns())

    def columns(self) -> list[Column]:
        """Return the columns that are shown: those chosen, else those that there is room for."""
        chosen = self.workspace.preferences.get("measure_columns")
        return chosen_columns(chosen) if chosen else columns_for(self._body.width() / theme.text_scale())

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

    # Columns

    def choose_columns(self) -> None:
        """Offer the columns, ticked where they are shown, and the choice by the room there is."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self.columns()
        for column in COLUMNS:
            if column is not Column.TITLE:
                entry = menu.addAction(MEASURES.names[column])
                entry.setCheckable(True)
                entry.setChecked(column in shown)
                entry.toggled.connect(lambda on, column=column: self._choose(column, on))
        menu.addSeparator()
        menu.addAction("As many as fit").triggered.connect(lambda _on: self._set_columns([]))
        menu.popup(self.table.mapToGlobal(QPoint(16, self.table.heads.height())))

    def _choose(self, column: Column, on: bool) -> None:
        shown = set(self.columns()) | {column} if on else set(self.columns()) - {column}
        self._set_columns([c.value for c in COLUMNS if c in shown])

    def _set_columns(self, names: list[str]) -> None:
        self.workspace.preferences.set("measure_columns", names)
        self._place()
