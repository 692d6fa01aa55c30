"""The parts of the Evidence page and where they lie: head, filters, register or coverage, and the panel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from send_tracker.domain.coverage import Coverage
from send_tracker.domain.evidence_filter import EvidenceSort
from send_tracker.gui import theme
from send_tracker.gui.commands import KEEPS_DELETE
from send_tracker.gui.models.evidence_model import COLUMNS, EVIDENCE, EvidenceModel
from send_tracker.gui.pages.page import Page
from send_tracker.gui.widgets.coverage_page import CoveragePart
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.evidence_filters import EvidenceFilters
from send_tracker.gui.widgets.evidence_head import EvidenceHead
from send_tracker.gui.widgets.evidence_panel import EvidencePanel
from send_tracker.gui.widgets.evidence_table import EvidenceTable
from send_tracker.gui.workspace import Workspace

_PANEL, _PANEL_NARROW, _NARROW, _OVER = 400, 384, 1200, 1000
_WITH_PANEL = ("ref", "title", "type", "review", "supports", "file")
_BESIDE = ("ref", "title", "review", "supports", "file")


class EvidenceParts(Page):
    """The page without its behaviour."""

    def __init__(self, workspace: Workspace, coverage: Coverage, parent: QWidget | None = None) -> None:
        """Make the parts and lay them out."""
        super().__init__(workspace, parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._class = _NARROW
        can_edit = not workspace.session.read_only
        self.head = EvidenceHead(can_edit)
        self.filters = EvidenceFilters()
        self.model = EvidenceModel(can_edit, self)
        self.table = EvidenceTable(self.model)
        self.coverage = CoveragePart(coverage)
        self.matrix = self.coverage.matrix
        self.nothing = EmptyState("", "")
        self.panel = EvidencePanel(workspace)
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
        for part in (self.table, self.coverage, bare):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self._body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.filters)
        whole.addLayout(self._stack, 1)
        # After the body, so that Tab goes from the register to the panel.
        self.panel.setParent(self)
        self.panel.setProperty(KEEPS_DELETE, True)

    @property
    def _panel_shown(self) -> bool:
        on = bool(self.workspace.preferences.get("panel_shown")) and not self.head.coverage.isChecked()
        return on and bool(self.panel.item) and self.table.line() is not None

    def _place(self) -> None:
        """Put the panel beside the register, or over it where the window is too narrow for both."""
        shown = self._panel_shown
        width = theme.px(_PANEL if self._class >= _NARROW else _PANEL_NARROW)
        room = self.width() if not shown or self._class < _OVER else self.width() - width
        self._body.setGeometry(0, 0, room, self.height())
        if (layout := self._body.layout()) is not None:
            layout.activate()  # the head has its height only then
        # Over the register, but never over the head: searching and adding stay in reach.
        top = self.head.height() if self._class < _OVER else 0
        width = min(width, self.width())
        self.panel.setGeometry(self.width() - width, top, width, self.height() - top)
        self.panel.setVisible(shown)
        self.panel.raise_()
        self.table.show_columns(self.columns())

    def columns(self) -> list[EvidenceSort]:
        """Return the columns that are shown: those chosen, else those that there is room for."""
        chosen = [c for c in self.workspace.preferences.get("evidence_columns") if c in EVIDENCE.names]
        if chosen:
            return [EvidenceSort(c) for c in chosen]
        room = self._body.width() / theme.text_scale()
        names = COLUMNS if room >= 1000 else _WITH_PANEL if room >= 740 else _BESIDE
        return [EvidenceSort(c) for c in names]

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
        """Offer the columns, ticked where they are shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self.columns()
        for column in COLUMNS[2:]:
            entry = menu.addAction(EVIDENCE.names[column])
            entry.setCheckable(True)
            entry.setChecked(column in shown)
            entry.toggled.connect(lambda on, column=column: self._choose(column, on))
        menu.popup(self.table.mapToGlobal(QPoint(16, self.table.heads.height())))

    def _choose(self, column: EvidenceSort, on: bool) -> None:
        shown = set(self.columns()) | {column} if on else set(self.columns()) - {column}
        self.workspace.preferences.set("evidence_columns", [c.value for c in COLUMNS if c in shown])
        self._place()
