"""One action in the panel, or several at once: heading, status, tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from send_tracker.domain.reopening import reopened_as
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.detail import PAD
from send_tracker.gui.widgets.detail.asking import Asking
from send_tracker.gui.widgets.detail.dates_tab import DatesTab
from send_tracker.gui.widgets.detail.details_tab import DetailsTab
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.evidence_tab import EvidenceTab
from send_tracker.gui.widgets.detail.foot import Foot
from send_tracker.gui.widgets.detail.heading import Heading
from send_tracker.gui.widgets.detail.history_tab import HistoryTab
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.detail.lineage_part import LineagePart
from send_tracker.gui.widgets.detail.many_field import ManyField
from send_tracker.gui.widgets.detail.proposal_line import ProposalLine
from send_tracker.gui.widgets.detail.rating import Rating
from send_tracker.gui.widgets.detail.scrolled_tab import ScrolledTab
from send_tracker.gui.widgets.detail.status_flow import StatusFlow
from send_tracker.gui.widgets.detail.update_tab import UpdateTab
from send_tracker.gui.widgets.tabs import Tabs
from send_tracker.services import ending
from send_tracker.services.action_view import ActionDetail, action_detail
from send_tracker.services.ending import Lineage, lineage
from send_tracker.services.reopening import reopening_of
from send_tracker.services.story import StoryEntry, story

_TABS = [
    ("update", "Update"),
    ("evidence", "Evidence"),
    ("history", "History"),
    ("dates", "Dates"),
    ("details", "Details"),
]
_KEYS = [key for key, _ in _TABS]


class ActionBody(QWidget):
    """Shows actions and saves what is typed about them. ``editing`` knows which they are.

    ``action_wanted`` carries another action that a link leads to.
    """

    action_wanted = Signal(str)

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = editing.session
        self.editing = editing
        self._detail: ActionDetail | None = None
        self._story: tuple[str, list[StoryEntry]] | None = None
        self._filled: set[str] = set()
        self._narrow = False

        # Parts
        self.heading = Heading()
        self.rating = Rating(editing)
        self.status = self.rating.control
        self.lineage = LineagePart()
        self.proposal = ProposalLine()
        self.conflict = Banner("warning", "")
        self.asking = Asking(editing)
        self.tabs = Tabs(_TABS)
        self.update_tab = UpdateTab(editing, self.story)
        self.evidence_tab = EvidenceTab(editing)
        self.history_tab = HistoryTab(editing.workspace)
        self.dates_tab = DatesTab(editing)
        self.details_tab = DetailsTab(editing)
        self._foot = Foot()
        self._flow = StatusFlow(editing, self.rating, self.update_tab, self.tabs)
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.heading.rename_wanted.connect(self.rename)
        self.heading.before.asked.connect(self.show_how)
        self.tabs.chosen.connect(self._show_tab)
        self.asking.opened.connect(self._show_asking)
        self.asking.left.connect(self._asked)
        self.dates_tab.move_wanted.connect(self.asking.ask_move)
        self.dates_tab.answer_wanted.connect(self._show_asking)
        self.editing.pending_changed.connect(self._show_proposal)
        self.proposal.reopen_wanted.connect(lambda: self.set_status(reopened_as(self.session.scale)))
        self.proposal.check_wanted.connect(self.asking.ask_check)
        self.conflict.acted.connect(lambda: self.editing.workspace.settle_wanted.emit(self.editing.ids[0]))
        self.lineage.wanted.connect(self.action_wanted)
        self.lineage.restore_wanted.connect(self.restore)
        for tab in (self.update_tab, self.dates_tab, self.details_tab):
            for part in tab.findChildren(KeptField):
                part.refused.connect(self._keep_draft)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.setMinimumHeight(1)  # with large text the tabs give way, never the status control
        for tab in (self.update_tab, self.evidence_tab, self.history_tab, self.dates_tab, self.details_tab):
            self._pages.addWidget(tab if tab is self.history_tab else ScrolledTab(tab))
        self._pages.addWidget(ScrolledTab(self.asking))
        top, tabs = QVBoxLayout(), QHBoxLayout()
        top.setContentsMargins(PAD, 0, PAD, 0)
        self._apart = QWidget()  # holds the gap too, so that it takes no room while nothing is in conflict
        apart = QVBoxLayout(self._apart)
        apart.setContentsMargins(0, 8, 0, 0)
        apart.addWidget(self.conflict)
        top.addWidget(self.rating)
        top.addWidget(self.lineage)
        top.addWidget(self.proposal)
        top.addWidget(self._apart)
        tabs.setContentsMargins(PAD - Tabs.OUTSET, 4, 0, 0)
        tabs.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addLayout(top)
        column.addLayout(tabs)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot)

    # What it shows

    def story(self, action: str) -> list[StoryEntry]:
        """Return what happened to an action; it is read once for all tabs."""
        if self._story is None or self._story[0] != action:
            self._story = (action, story(self.session, action))
        return self._story[1]

    def show_ids(self, ids: Sequence[str]) -> bool:
        """Show actions, after giving what was typed for those shown now; tell whether there is anything to show."""
        self.flush()
        self.editing.show(ids)
        self._read()
        if not ids or (len(ids) == 1 and self._detail is None):
            return False
        self._show(fresh=True)
        return True

    def refresh(self) -> None:
        """Read the actions shown again, and keep what is being typed."""
        if self.editing.ids:
            focused = QApplication.focusWidget()
            self._read()
            self._show(fresh=False)
            if focused is not None and self.isAncestorOf(focused) and not focused.isVisible():
                self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)  # never on to a button that happens to come next

    def _read(self) -> None:
        ids = self.editing.ids
        self._story = None
        self._detail = action_detail(self.session, ids[0]) if len(ids) == 1 else None
        self.editing.withdrawn = self._detail is not None and self._detail.withdrawn

    def _show(self, fresh: bool) -> None:
        detail, many = self._detail, len(self.editing.ids)
        was_asking = self._pages.currentIndex() == len(_KEYS)
        if detail is not None:
            self.heading.show_action(detail, self.session.scale)
        else:
            self.heading.show_many(many)
        self.tabs.setVisible(detail is not None)
        if detail is not None:
            count = len(detail.evidence)
            self.tabs.set_word("evidence", f"Evidence {count}" if count else "Evidence")
            self._foot.show_detail(detail)
        found = lineage(self.session, detail.action.id) if detail is not None else Lineage()
        self.lineage.show_lineage(found, not self.session.read_only)
        self._show_proposal()
        words = detail.conflict if detail is not None else ""
        self.conflict.set_banner("warning", words, "Settle…" if words and not self.session.read_only else "")
        self._apart.setVisible(bool(words))
        if fresh:
            self._filled = {"update"}
            self.asking.show_for(self.editing.drafts.of(self.editing.ids))
        self._flow.show_status(detail, fresh)
        if detail is None and self.tabs.key != "update":
            self.tabs.choose("update")
        self._show_tab(self.tabs.key)
        if self.asking.is_open and (fresh or was_asking):
            self._show_asking()

    def _show_proposal(self) -> None:
        """Say what speaks for opening the action again, unless its status is being set already."""
        detail, reasons = self._detail, []
        if detail is not None and not detail.withdrawn and self.editing.pending is None:
            reasons = reopening_of(self.session, detail.action)
        self.proposal.show_reasons(reasons, not self.session.read_only)

    def _show_asking(self) -> None:
        """Show what is asked in the place of the tabs' pages."""
        self._pages.setCurrentIndex(len(_KEYS))
        self._foot.hide()

    def _asked(self) -> None:
        """Go back to the tab: what was asked is answered, or left."""
        self._keep_draft()
        self._show_tab(self.tabs.key)
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self) -> None:
        """Bring the action shown back into the plan."""
        self.editing.workspace.attempt(ending.restore, self.session, self.editing.ids)

    def _show_tab(self, key: str) -> None:
        """Fill a tab when it is looked at, and not before."""
        self._pages.setCurrentIndex(_KEYS.index(key))
        self._show_foot()
        if self._detail is None:
            return
        fresh = key not in self._filled
        self._filled.add(key)
        if key == "evidence":
            self.evidence_tab.show_detail(self._detail)
        elif key == "history":
            self.history_tab.show_detail(self._detail)
        elif key == "dates":
            self.dates_tab.show_detail(self._detail, fresh)
        elif key == "details":
            self.details_tab.show_detail(self._detail, fresh)
        if self.session.read_only:
            self._show_only()

    def _show_only(self) -> None:
        """Take nothing: the file is open to be read. Milestones and columns are made as they are shown."""
        for field in self.findChildren(KeptField):
            field.set_read_only()
        for list_field in self.findChildren(ManyField):
            list_field.set_read_only()

    # What is done in it

    def set_status(self, code: str) -> None:
        """Set the status of the actions shown, or ask in place for what it lacks."""
        self._flow.set_status(code)

    def go_to_field(self, name: str) -> None:
        """Put the cursor where something that a status asks for is given."""
        self._flow.go_to_field(name)

    def flush(self) -> None:
        """Give what was typed, and keep what could not be given as a draft."""
        if self.editing.ids:
            for tab in self._seen_tabs():
                tab.flush()
            self._keep_draft()

    def _seen_tabs(self) -> list[UpdateTab | DatesTab | DetailsTab]:
        """Return the tabs that show these actions; the others still hold what was there before."""
        tabs: dict[str, UpdateTab | DatesTab | DetailsTab] = {
            "update": self.update_tab,
            "dates": self.dates_tab,
            "details": self.details_tab,
        }
        return [tab for key, tab in tabs.items() if key in self._filled]

    def _keep_draft(self) -> None:
        draft: dict[str, str | None] = dict(self.editing.drafts.of(self.editing.ids))
        seen: set[str] = set()
        for tab in self._seen_tabs():
            # Two tabs may have the same field: what was typed in either is kept.
            draft |= {name: text for name, text in tab.typed().items() if text or name not in seen}
            seen |= tab.typed().keys()
        draft |= self.asking.typed()
        draft["status"] = self.editing.pending
        self.editing.drafts.keep(self.editing.ids, {name: text for name, text in draft.items() if text})

    def show_how(self) -> None:
        """Show how the status came to be what it is."""
        if self._detail is not None:
            self.tabs.choose("history")
            self.history_tab.view.show_status()

    def rename(self) -> None:
        """Go to the wording."""
        if self._detail is not None:
            self.tabs.choose("details")
            self.details_tab.edit_title()

    # Looks

    def set_scale(self) -> None:
        """Offer the statuses of the scale as it is now."""
        self.rating.set_scale()

    def set_narrow(self, narrow: bool) -> None:
        """Drop the history below 1200 px."""
        self._narrow = narrow
        self.update_tab.set_brief(narrow)
        self._show_foot()

    def _show_foot(self) -> None:
        self._foot.setVisible(self._detail is not None and self.tabs.key == "update" and not self._narrow)
