"""The Plan page: the table of actions with its filters, and the panel beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.domain.saved_views import SavedView
from send_tracker.domain.text import plural
from send_tracker.gui.commands import Command
from send_tracker.gui.pages.page import Page, View
from send_tracker.gui.pages.panel_place import NARROW, PanelPlace
from send_tracker.gui.pages.plan_commands import plan_commands
from send_tracker.gui.pages.plan_place import place_of, put_at
from send_tracker.gui.pages.plan_sheet import PlanSheet
from send_tracker.gui.pages.plan_views import PlanViews
from send_tracker.gui.widgets.detail_panel import DetailPanel
from send_tracker.gui.widgets.plan_table import PlanTable
from send_tracker.gui.workspace import Workspace
from send_tracker.services.session import Edited

if TYPE_CHECKING:
    from send_tracker.gui.pages.plan_row_editing import PlanRowEditing

_AFTER_PAINT_MS = 60
"""Long enough for the rows to reach the screen first."""


class PlanPage(Page):
    """The plan, and everything that can be done to its rows."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.drafts = workspace.drafts
        self.sheet = PlanSheet(workspace)
        self.panel = DetailPanel(workspace, self.drafts, self)
        self.views = PlanViews(self)
        self._painted = False

        # Look
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sheet, 1)
        row.addWidget(self.panel)
        self._panel_place = PanelPlace(self, row, self.panel, workspace.preferences)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

        self._connect()
        self.refresh()
        self._panel_place.place()

    def _connect(self) -> None:
        self.sheet.listed.connect(self.changed)
        self.sheet.listed.connect(self._aim_focus)
        self.sheet.new_wanted.connect(self.new_action)
        self.sheet.part_wanted.connect(self.command_wanted)
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._open_panel)
        self.table.paste_wanted.connect(lambda: self.command_wanted.emit(Command.PASTE_ROWS))
        self.table.previewed.connect(lambda: self.show_panel(True))
        self.panel.stepped.connect(self.table.step)
        self.panel.hide_wanted.connect(lambda: self.show_panel(False))
        self.panel.left.connect(self._left_panel)
        self.panel.added.connect(self.select_action)
        self.panel.action_wanted.connect(self.sheet.select_anywhere)
        self.panel.editing.pending_changed.connect(self._mark_drafts)
        self.workspace.preferences.changed.connect(self._preference_changed)

    # Parts that others ask for by name

    @property
    def table(self) -> PlanTable:
        """The table."""
        return self.sheet.table

    @property
    def filter(self) -> PlanFilter:
        """The filter in force."""
        return self.sheet.filter

    @cached_property
    def rows(self) -> PlanRowEditing:
        """What edits the rows. It is made once they have been painted, since they are looked at first."""
        from send_tracker.gui.pages.plan_row_editing import PlanRowEditing

        return PlanRowEditing(self)

    @property
    def unexplained(self) -> bool:
        """Whether something that left the plan just now still wants its reason; nothing did before rows were edited."""
        return "rows" in vars(self) and bool(self.rows.unexplained())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Make what is not seen yet after the first paint, not before it."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # The rows are painted after the page, in the same turn of the event loop: count from the next one.
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(_AFTER_PAINT_MS, self, self._complete))

    def _complete(self) -> None:
        _ = self.rows
        if not self.panel.isHidden():
            _ = self.panel.body
        if not self.panel.is_new:
            self.sheet.start()
        QTimer.singleShot(0, self, self._load_challenges)

    def _load_challenges(self) -> None:
        """Read what the rules question, once rows and panel have been seen without."""
        if self.workspace.is_open:
            self.sheet.load_challenges()
            self.panel.refresh(self.sheet.current_group())

    # What it shows

    def refresh(self) -> None:
        """Read everything again."""
        self.panel.set_scale()
        self.sheet.refresh()
        self.panel.refresh(self.sheet.current_group())
        self._mark_drafts()

    def edited(self, edited: Edited) -> None:
        """Repaint what an edit touched, and no more."""
        if any(kind == "view" for kind, _entity in edited.touched):
            self.views.refresh()
        if not self.sheet.edited(edited):
            self.refresh()
            return
        self.panel.refresh(self.sheet.current_group())
        self.changed.emit()

    def _moved(self) -> None:
        """Let the panel follow the selection."""
        ids = self.sheet.selected_ids()
        self.panel.show_actions(ids, None if ids else self.sheet.current_group())
        self._mark_drafts()
        self.workspace.selected.emit(ids)

    def _aim_focus(self) -> None:
        """Have the focus go to the table, or to the button of what is shown instead."""
        self.setFocusProxy(self.table if self.sheet.has_rows else self.sheet.empty)

    def _mark_drafts(self) -> None:
        self.sheet.mark_drafts(self.drafts.actions)

    def apply_filter(self, wanted: PlanFilter) -> None:
        """Show what passes a filter."""
        self.sheet.apply_filter(wanted)

    def show_filter(self, wanted: PlanFilter) -> None:
        """Show what passes a filter that another page asked for, from its beginning."""
        self.sheet.apply_filter(wanted)
        self.table.go_near(0)
        self.table.scrollToTop()
        self.sheet.go_to_table()

    def show_view(self, view: SavedView) -> None:
        """Show the plan as a saved view has it."""
        self.views.show(view)

    def select_action(self, action: str) -> None:
        """Select an action."""
        self.sheet.select_action(action)

    def show_action(self, action: str) -> None:
        """Select an action and show its panel, as the palette asks."""
        self.show_panel(True)
        self.sheet.select_action(action)

    # The panel

    def show_panel(self, on: bool) -> None:
        """Show or hide the panel."""
        self._panel_place.show(on)
        if not on:
            self.panel.flush()
            self.sheet.go_to_table()

    def toggle_panel(self) -> None:
        """Show the panel, or hide it."""
        self.show_panel(self.panel.isHidden())

    def _open_panel(self) -> None:
        self.show_panel(True)
        self.panel.focus_first()

    def _left_panel(self) -> None:
        if self._panel_place.over:
            self.show_panel(False)
        else:
            self.sheet.go_to_table()

    def set_width_class(self, width: int) -> None:
        """Leave columns and words out below 1200 px, and lay the panel over the table below 1000."""
        self.sheet.set_narrow(width < NARROW)
        self._panel_place.set_width_class(width)

    def minimumSizeHint(self) -> QSize:
        """Let the window get narrow enough for the panel to lie over the table."""
        return QSize(420, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._panel_place.resized()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give what is being typed before another page is shown."""
        super().hideEvent(event)
        if not event.spontaneous() and self.workspace.is_open:
            self.panel.flush()

    def _preference_changed(self, name: str) -> None:
        if name == "panel_shown":
            self._panel_place.place()
        elif name == "plan_grouped":
            self.sheet.list_rows()

    # Commands

    def set_status(self, code: str) -> None:
        """Set the status of the selected rows as one edit; where it asks for more, the panel asks."""
        if not self.panel.ids or self.session.read_only:
            return
        if self.panel.body.rating.asks(code):
            self.show_panel(True)
        self.panel.set_status(code)
        self._mark_drafts()

    def new_action(self) -> None:
        """Enter a new action in the panel."""
        if self.session.read_only:
            return
        self.show_panel(True)
        self.panel.begin_new(self.sheet.current_outcome())

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what can be done now."""
        return plan_commands(self)

    def undo_name(self) -> str:
        """Name a status that waits for its reason: it goes before anything that was saved."""
        return "status not saved yet" if self.panel.has_pending else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set a status by Ctrl and a digit where no menu does."""
        digit = event.key() - Qt.Key.Key_0
        codes = self.session.scale.codes
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and 1 <= digit <= min(9, len(codes)):
            self.set_status(codes[digit - 1])
            return
        super().keyPressEvent(event)

    def status_text(self) -> str:
        """Return "61 actions, 61 shown, 1 selected"."""
        listing, chosen = self.sheet.listing, len(self.panel.ids)
        words = [plural(listing.total, "action"), f"{len(listing.keys):,} shown"]
        return ", ".join([*words, f"{chosen:,} selected"] if chosen else words)

    def count(self) -> int | None:
        """Return the number of actions."""
        return self.sheet.listing.total

    def view(self) -> View:
        """Return the actions that are shown."""
        listing = self.sheet.listing
        return View("actions", self.sheet.view.ids([key.n for key in listing.keys]), listing.total)

    def subject(self) -> str:
        """Return the one action that is selected, or the outcome or area."""
        head = self.sheet.current_group()
        return self.panel.ids[0] if len(self.panel.ids) == 1 else head.id if head and not self.panel.ids else ""

    def show_history(self) -> None:
        """Show the history of what is selected, in the panel."""
        self.show_panel(True)
        self.panel.show_history()

    def place(self) -> object:
        """Return filter, selection and tab."""
        return place_of(self)

    def restore(self, place: object) -> None:
        """Take filter, selection and tab from the same page of another day."""
        put_at(self, place)

    def panes(self) -> list[QWidget]:
        """Return search, filters, table and panel."""
        shown: list[QWidget] = [self.sheet.search, self.sheet.filters.first(), self.table]
        return shown if self.panel.isHidden() else [*shown, self.panel.body.status]
