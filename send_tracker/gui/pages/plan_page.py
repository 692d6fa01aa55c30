"""The Plan page: the table of actions, its filters, and the panel beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.domain.text import plural
from send_tracker.gui import theme
from send_tracker.gui.commands import Command
from send_tracker.gui.models.plan_model import PlanModel
from send_tracker.gui.pages.page import Page
from send_tracker.gui.pages.plan_commands import plan_commands
from send_tracker.gui.pages.plan_row_editing import PlanRowEditing
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.detail_panel import NARROW_WIDTH, WIDTH, DetailPanel
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.label import ElidedLabel, Label, Rule
from send_tracker.gui.widgets.plan_filters import FilterRow
from send_tracker.gui.widgets.plan_header import PlanHeader
from send_tracker.gui.widgets.plan_table import PlanTable
from send_tracker.gui.widgets.search_field import SearchField
from send_tracker.gui.widgets.words_line import WordsLine
from send_tracker.gui.workspace import Workspace
from send_tracker.services import filter_words
from send_tracker.services.drafts import Drafts
from send_tracker.services.plan_view import Listing, PlanKey, PlanView
from send_tracker.services.session import Edited

NARROW, OVER = 1200, 1000
_PAD = 16


class PlanPage(Page):
    """The plan, and everything that can be done to its rows."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        session, preferences = self.session, workspace.preferences
        self.view = PlanView(session)
        self.drafts = Drafts(session)
        self.filter = PlanFilter()
        self.listing = Listing()
        self._width = NARROW
        self._over = False

        # Head and filters
        self.heading = Label("Plan", "heading", 600)
        self.summary = ElidedLabel("", "body", token="muted")
        self.search = SearchField("Search the plan", "Ctrl+F")
        self.new_button = Button("New action", "primary", "plus", self.new_action)
        self.filters = FilterRow(session.scale, self._supplies())
        self.hidden_line = WordsLine()
        self.done_line = WordsLine()

        # Table and panel
        self.model = PlanModel(self.view, session.scale, session.today, self)
        self.header = PlanHeader(preferences)
        self.table = PlanTable(self.model, self.header)
        self.empty = EmptyState("", "")
        self.panel = DetailPanel(workspace, self.drafts, self)
        self.rows = PlanRowEditing(self)

        # Together
        self._lay_out()
        self._connect()
        self.refresh()
        self._show_panel()

    def _supplies(self) -> dict[str, Callable[[], filter_words.Choices]]:
        session = self.session
        return {
            "Lead": lambda: filter_words.people(session),
            "Due": lambda: filter_words.DUE_CHOICES,
            "Partner": lambda: filter_words.organisations(session),
            "Attention": lambda: filter_words.ATTENTION_CHOICES,
            "Theme": lambda: filter_words.themes(session),
            "Outcome": lambda: filter_words.outcomes(session),
        }

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_PAD, 12, _PAD, 8)
        head.setSpacing(12)
        head.addWidget(self.heading)
        head.addWidget(self.summary, 1)
        head.addWidget(self.search)
        head.addWidget(self.new_button)
        rest = QVBoxLayout()
        rest.setContentsMargins(_PAD, 0, _PAD, 8)
        rest.setSpacing(2)
        rest.addWidget(self.filters)
        rest.addWidget(self.hidden_line)
        rest.addWidget(self.done_line)
        none = QWidget()
        nothing = QVBoxLayout(none)
        nothing.setContentsMargins(_PAD, 16, _PAD, 16)
        nothing.addWidget(self.empty)
        nothing.addStretch(1)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(none)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(head)
        left.addLayout(rest)
        left.addWidget(Rule())
        left.addWidget(self._body, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addLayout(left, 1)
        self._row.addWidget(self.panel)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _connect(self) -> None:
        self.search.changed.connect(lambda text: self.apply_filter(replace(self.filter, text=text)))
        self.search.returnPressed.connect(self._to_table)
        self.filters.changed.connect(self.apply_filter)
        self.header.sort_wanted.connect(lambda _by, _down: self._list())
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._open_panel)
        self.table.previewed.connect(lambda: self._want_panel(True))
        self.panel.stepped.connect(self.table.step)
        self.panel.hide_wanted.connect(lambda: self._want_panel(False))
        self.panel.left.connect(self._to_table)
        self.panel.added.connect(self.select_action)
        self.panel.editing.pending_changed.connect(self._mark_drafts)
        self.empty.acted.connect(self._act_on_empty)
        self.workspace.preferences.changed.connect(self._preference_changed)

    # Reading

    def refresh(self) -> None:
        """Read everything again."""
        session = self.session
        self.view.forget()
        self.filters.set_scale(session.scale)
        self.header.set_scale(session.scale)
        self.panel.set_scale()
        self._list()
        self.panel.refresh()

    def _list(self) -> None:
        """Read which rows to show, in which order."""
        by, descending = self.header.sort
        grouped = self.workspace.preferences.get("plan_grouped")
        self.listing = self.view.listing(self.filter, by, descending, grouped)
        self._mark_drafts()
        self.model.show(self.listing, self.session.scale, self.session.today)
        self.filters.set_counts(self.listing.counts)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """Say what there is, and what is hidden."""
        listing = self.listing
        heads = self.view.heads() if not listing.heads else listing.heads
        areas = sum(head.is_area for head in heads)
        words = [plural(listing.total, "action")]
        if self._width >= NARROW:
            words = [plural(areas, "area"), plural(len(heads) - areas, "outcome"), *words]
        self.summary.set_text(", ".join(words))
        sentence = filter_words.hidden_sentence(self.session, self.filter, listing.hidden, listing.total)
        self.hidden_line.say(sentence, "Clear filter", self.clear_filter)
        nothing = not listing.keys and (self.filter.is_on or not listing.total)
        self._body.setCurrentIndex(1 if nothing else 0)
        if not listing.total:
            self.empty.set_words("No actions yet", "Add the first action of the plan.", "New action", "plus")
        elif nothing:
            self.empty.set_words("Nothing to show", "No action passes this filter.", "Clear filter")

    def _act_on_empty(self) -> None:
        if self.listing.total:
            self.clear_filter()
        else:
            self.new_action()

    def edited(self, edited: Edited) -> None:
        """Repaint what an edit touched, and no more."""
        self.done_line.say("")
        touched = self.view.touched(edited)
        if touched.everything:
            self.refresh()
            return
        places = self.view.places(touched.keys)
        known = {key.n: key for key in self.listing.keys if key.n in touched.keys}
        gone = [k for k, key in known.items() if k not in places or places[k].outcome != key.outcome]
        come = [k for k in places if k not in known]
        if self.model.refresh(touched.keys) or gone or come:
            self._list()
        elif touched.keys:
            self._repaint(known, places)
        self.panel.refresh()
        self.changed.emit()

    def _repaint(self, known: Mapping[int, PlanKey], places: Mapping[int, PlanKey]) -> None:
        """Count again. A row that no longer passes the filter stays until the filter is used again."""
        if known == places:
            return
        counts = Counter(self.listing.counts)
        for key, now in places.items():
            counts[known[key].status] -= 1
            counts[now.status] += 1
        keys = tuple(places.get(key.n, key) for key in self.listing.keys)
        heads = self.view.heads() if self.listing.heads else ()
        self.listing = replace(self.listing, keys=keys, counts=counts, heads=heads)
        self.model.update(self.listing)
        self.filters.set_counts(counts)

    # Filter and place

    def apply_filter(self, wanted: PlanFilter) -> None:
        """Show what passes a filter."""
        self.filter = wanted
        if self.search.text() != wanted.text:
            self.search.blockSignals(True)
            self.search.setText(wanted.text)
            self.search.blockSignals(False)
        self.filters.show_filter(wanted)
        self._list()

    def show_filter(self, wanted: PlanFilter) -> None:
        """Show what passes a filter that another page asked for, from its beginning."""
        self.apply_filter(wanted)
        self.table.scrollToTop()
        self._to_table()

    def clear_filter(self) -> None:
        """Hide nothing."""
        self.apply_filter(PlanFilter())
        self._to_table()

    def select_action(self, action: str) -> None:
        """Select an action, clearing the filter if it hides it, and open its group."""
        key = self.view.key(action)
        if key is None:
            return
        if not any(k.n == key for k in self.listing.keys):
            self.apply_filter(PlanFilter())
        self.model.open_to(key)
        self.table.select_keys([key], key)
        self._to_table()

    def show_action(self, action: str) -> None:
        """Select an action and show its panel, as the palette asks."""
        self._want_panel(True)
        self.select_action(action)

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.go_to_row(0)

    def selected_ids(self) -> list[str]:
        """Return the selected actions."""
        return self.view.ids(self.table.selected_keys())

    def _moved(self) -> None:
        """Let the panel follow the selection."""
        ids = self.selected_ids()
        row = self.table.currentIndex().row()
        head = self.model.head(row) if 0 <= row < self.model.rowCount() else None
        self.panel.show_actions(ids, head.sentence if head is not None and not ids else "")
        self._mark_drafts()
        self.workspace.selected.emit(ids)

    def _mark_drafts(self) -> None:
        """Show which rows have something typed that is not saved."""
        if self.model.drafts != self.drafts.actions:
            self.model.drafts = self.drafts.actions
            self.table.viewport().update()

    # The panel

    def _want_panel(self, on: bool) -> None:
        """Show or hide the panel; where it lies over the table that is not remembered."""
        if self._over:
            self.panel.setVisible(on)
            self._place_panel()
        else:
            self.workspace.preferences.set("panel_shown", on)
            self._show_panel()
        if not on:
            self.panel.flush()
            self._to_table()

    def toggle_panel(self) -> None:
        """Show the panel, or hide it."""
        self._want_panel(self.panel.isHidden())

    def _open_panel(self) -> None:
        self._want_panel(True)
        self.panel.focus_first()

    def _show_panel(self) -> None:
        self.panel.setVisible(bool(self.workspace.preferences.get("panel_shown")) and not self._over)

    def set_width_class(self, width: int) -> None:
        """Leave columns and words out below 1200 px, and lay the panel over the table below 1000."""
        narrow, over = width < NARROW, width < OVER
        self._width = width
        self.header.set_narrow(narrow)
        self.panel.set_narrow(narrow)
        self.panel.setFixedWidth(min(theme.px(NARROW_WIDTH if narrow else WIDTH), max(self.width(), theme.px(320))))
        self.search.setFixedWidth(theme.px(200 if narrow else 216))
        if over != self._over:
            self._over = over
            if over:
                self._row.removeWidget(self.panel)
            else:
                self._row.addWidget(self.panel)
            self._show_panel()
        self._place_panel()
        self._say()

    def _place_panel(self) -> None:
        if self._over:
            self.panel.setGeometry(self.width() - self.panel.width(), 0, self.panel.width(), self.height())
            self.panel.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_panel()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give what is being typed before another page is shown."""
        super().hideEvent(event)
        self.panel.flush()

    def _preference_changed(self, name: str) -> None:
        if name == "panel_shown":
            self._show_panel()
        elif name == "plan_grouped":
            self._list()

    # Commands

    def set_status(self, code: str) -> None:
        """Set the status of the selected rows as one edit; where it asks for a reason, the panel asks."""
        if not self.selected_ids():
            return
        if self.session.scale[code].needs_reason:
            self._want_panel(True)
        self.panel.set_status(code)
        self._mark_drafts()

    def new_action(self) -> None:
        """Enter a new action in the panel."""
        self._want_panel(True)
        self.panel.begin_new(self._outcome())

    def _outcome(self) -> str:
        """Return the outcome of the current row, where a new action most likely belongs."""
        key = self.table.current_key()
        place = next((k for k in self.listing.keys if k.n == key), None)
        number = place.outcome if place else key
        return next((h.id for h in self.view.heads() if h.key == number and not h.is_area), "")

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what can be done now."""
        return plan_commands(self)

    def status_text(self) -> str:
        """Return "61 actions, 61 shown, 1 selected"."""
        words = [plural(self.listing.total, "action"), f"{len(self.listing.keys):,} shown"]
        if chosen := len(self.panel.ids):
            words.append(f"{chosen:,} selected")
        return ", ".join(words)

    def count(self) -> int | None:
        """Return the number of actions."""
        return self.listing.total

    def panes(self) -> list[QWidget]:
        """Return search, filters, table and panel."""
        shown = [self.search, self.filters.first(), self.table]
        return [*shown, self.panel.status] if self.panel.isVisible() else shown
