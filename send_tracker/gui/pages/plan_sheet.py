"""The left of the Plan page: head, filters and table. It shows what passes the filter and repaints what was edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.domain.text import plural
from send_tracker.gui import theme
from send_tracker.gui.models.plan_model import PlanModel
from send_tracker.gui.pages.plan_nothing import Nothing, no_actions, no_parts
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.label import PAD, ElidedLabel, PageHead, Rule
from send_tracker.gui.widgets.plan_filters import FilterRow, Supply
from send_tracker.gui.widgets.plan_header import PlanHeader
from send_tracker.gui.widgets.plan_table import PlanTable
from send_tracker.gui.widgets.search_field import SearchField
from send_tracker.gui.widgets.words_line import WordsLine
from send_tracker.gui.workspace import Workspace
from send_tracker.services import filter_words
from send_tracker.services.plan_view import Head, Listing, PlanKey, PlanView
from send_tracker.services.session import Edited


class PlanSheet(QWidget):
    """The left of the page.

    Signals:
        listed: other rows are shown.
        new_wanted: the main button.
        part_wanted(Command): an area or an outcome is wanted, as there is none yet.
    """

    listed = Signal()
    new_wanted = Signal()
    part_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = workspace.session
        self._preferences = workspace.preferences
        self.view = PlanView(self.session, lambda: workspace.challenges)
        self.filter = PlanFilter()
        self.listing = Listing()
        self._narrow, self._leading = True, False
        self._lead_on: Callable[[], object] = self.new_wanted.emit

        # Parts
        self.summary = ElidedLabel("", "body", token="muted")
        self.search = SearchField("Search the plan", "Ctrl+F")
        self.new_button = Button("New action", "primary", "plus", self.new_wanted.emit)
        self.filters = FilterRow(self.session.scale, self._supplies())
        self.hidden_line = WordsLine()
        self.done_line = WordsLine()
        self.model = PlanModel(self.view, self.session.scale, self.session.today, self)
        self.header = PlanHeader(workspace.preferences)
        self.table = PlanTable(self.model, self.header)
        self.empty = EmptyState("", "")
        self.new_button.setEnabled(not self.session.read_only)
        self._lay_out()

        # Ways
        self.search.changed.connect(lambda text: self.apply_filter(replace(self.filter, text=text)))
        self.search.returnPressed.connect(self.go_to_table)
        self.filters.changed.connect(self.apply_filter)
        self.header.sort_wanted.connect(lambda _by, _down: self.list_rows())
        self.empty.acted.connect(self._act)

    def _supplies(self) -> dict[str, Supply]:
        session = self.session
        return {
            "Lead": lambda: filter_words.people(session),
            "Due": lambda: filter_words.DUE_CHOICES,
            "Partner": lambda: filter_words.organisations(session),
            "Attention": filter_words.attention_choices,
            "Theme": lambda: filter_words.themes(session),
            "Outcome": lambda: filter_words.outcomes(session),
        }

    def _lay_out(self) -> None:
        self.head = PageHead("Plan", self.summary, self.search, self.new_button)
        rest = QVBoxLayout()
        rest.setContentsMargins(PAD, 0, PAD, 8)
        rest.setSpacing(2)
        for part in (self.filters, self.hidden_line, self.done_line):
            rest.addWidget(part)
        none = QWidget()
        nothing = QVBoxLayout(none)
        nothing.setContentsMargins(PAD, 16, PAD, 16)
        nothing.addWidget(self.empty)
        nothing.addStretch(1)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addLayout(rest)
        column.addWidget(Rule())
        column.addWidget(self._body, 1)

    # Reading

    def refresh(self) -> None:
        """Read everything again."""
        self.view.forget()
        self.filters.set_scale(self.session.scale)
        self.header.set_scale(self.session.scale)
        self.list_rows()

    def list_rows(self) -> None:
        """Read which rows to show, in which order."""
        by, descending = self.header.sort
        grouped = bool(self._preferences.get("plan_grouped"))
        self.listing = self.view.listing(self.filter, by, descending, grouped)
        self.model.show(self.listing, self.session.scale, self.session.today)
        self.filters.set_counts(self.listing.counts)
        self._say()
        self.listed.emit()

    def _say(self) -> None:
        """Say what there is, and what is hidden."""
        listing = self.listing
        words = [plural(listing.total, "action")]
        if not self._narrow:
            heads = listing.heads or self.view.heads()
            areas = sum(head.is_area for head in heads)
            words = [plural(areas, "area"), plural(len(heads) - areas, "outcome"), *words]
        self.summary.set_text(", ".join(words))
        sentence = filter_words.hidden_sentence(
            self.session, self.filter, listing.hidden, listing.total + listing.withdrawn
        )
        self.hidden_line.say(sentence, "Clear filter", self.clear_filter)
        self._show_rows(None if listing.keys else self._nothing())

    def _nothing(self) -> Nothing | None:
        """Return what to say instead of rows, and the way on; None where groups are shown that have no action."""
        heads, writable = self.view.heads(), not self.session.read_only
        areas, grouped = [h for h in heads if h.is_area], bool(self.listing.heads)
        if not self.listing.total and len(areas) == len(heads):
            return no_parts(areas[-1] if areas else None, self.part_wanted.emit, writable)
        if self.filter.is_on:
            return Nothing("Nothing to show", "No action passes this filter.", "Clear filter", self.clear_filter)
        if grouped:
            return None
        return no_actions(self.new_wanted.emit, writable)

    def _act(self) -> None:
        """Do what the button of an empty plan says; once there are rows, the focus goes to them."""
        self._leading = True
        self._lead_on()

    def _show_rows(self, nothing: Nothing | None) -> None:
        """Show the rows, or what there is to say instead; the focus goes along."""
        focused, had_rows = QApplication.focusWidget(), self.has_rows
        if nothing is not None:
            self._lead_on = nothing.act
            self.empty.set_words(nothing.title, nothing.sentence, nothing.button, nothing.icon)
        self._body.setCurrentIndex(int(nothing is not None))
        if nothing is None and self._leading:
            self._leading = False
            self.go_to_table()
        elif nothing is not None and had_rows and focused is self.table:
            self.empty.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_rows(self) -> bool:
        """Whether rows are shown, and not what is said instead."""
        return self._body.currentIndex() == 0

    def edited(self, edited: Edited) -> bool:
        """Repaint what an edit touched, and no more; tell whether it could."""
        self.done_line.say("")
        touched = self.view.touched(edited)
        if touched.everything:
            return False
        places = self.view.places(touched.keys)
        known = {key.n: key for key in self.listing.keys if key.n in touched.keys}
        gone = any(k not in places or places[k].outcome != key.outcome for k, key in known.items())
        come = any(k not in known for k in places)
        if self.model.refresh(touched.keys) or gone or come:
            self.list_rows()
        elif known:
            self._repaint(known, places)
        self.model.refresh_challenges()
        return True

    def load_challenges(self) -> None:
        """Read what the rules question and mark the rows, once the page has been seen without."""
        self.view.challenges.all()
        self.model.refresh_challenges()

    def _repaint(self, known: Mapping[int, PlanKey], places: Mapping[int, PlanKey]) -> None:
        """Count again. A row that no longer passes the filter stays until the filter is used again."""
        if all(places[k].status == key.status for k, key in known.items()):
            return
        counts = Counter(self.listing.counts)
        for k, key in known.items():
            counts[key.status] -= 1
            counts[places[k].status] += 1
        keys = tuple(places.get(key.n, key) if key.n in known else key for key in self.listing.keys)
        heads = self.view.heads() if self.listing.heads else ()
        self.listing = replace(self.listing, keys=keys, counts=counts, heads=heads)
        self.model.update(self.listing)
        self.filters.set_counts(counts)

    # Filter and place

    def apply_filter(self, wanted: PlanFilter) -> None:
        """Show what passes a filter."""
        self.filter = wanted
        if self.search.text() != wanted.text:
            blocked = self.search.blockSignals(True)
            self.search.setText(wanted.text)
            self.search.blockSignals(blocked)
        self.filters.show_filter(wanted)
        self.list_rows()

    def clear_filter(self) -> None:
        """Hide nothing."""
        self.apply_filter(PlanFilter())
        self.go_to_table()

    def select_action(self, action: str) -> None:
        """Select an action, or the row of an outcome: a filter that hides it is cleared, and its group opened."""
        from send_tracker.gui.pages.plan_going import go_to

        go_to(self, action)

    def select_anywhere(self, action: str) -> None:
        """Select an action, in the plan or among those that left it."""
        key = self.view.key(action)
        gone = key is not None and key not in self.view.places([key])
        if gone is not self.filter.withdrawn:
            self.apply_filter(PlanFilter(withdrawn=gone))
        self.select_action(action)

    def start(self) -> None:
        """Select the first action where nothing is selected yet, so that keys work at once."""
        if not self.table.selected_keys() and not self.current_group():
            self.table.go_near(max(self.table.currentIndex().row(), 0))

    def go_to_table(self) -> None:
        """Put the focus into the table, on a row."""
        if not self.table.currentIndex().isValid():
            self.table.go_near(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def selected_ids(self) -> list[str]:
        """Return the selected actions."""
        return self.view.ids(self.table.selected_keys())

    def current_group(self) -> Head | None:
        """Return the current group; None where an action is current."""
        row = self.table.currentIndex().row()
        return self.model.head(row) if 0 <= row < self.model.rowCount() else None

    def current_outcome(self) -> str:
        """Return the outcome of the current row, where a new action most likely belongs."""
        key = self.table.current_key()
        place = next((k for k in self.listing.keys if k.n == key), None)
        number = place.outcome if place else key
        return next((h.id for h in self.view.heads() if h.key == number and not h.is_area), "")

    def mark_drafts(self, actions: frozenset[str]) -> None:
        """Show which rows have something typed that is not saved."""
        if self.model.drafts != actions:
            self.model.drafts = actions
            self.table.viewport().update()

    def set_narrow(self, narrow: bool) -> None:
        """Leave columns and words out below 1200 px."""
        self._narrow = narrow
        self.header.set_narrow(narrow)
        self.search.setFixedWidth(theme.px(200 if narrow else 216))
        self._say()
