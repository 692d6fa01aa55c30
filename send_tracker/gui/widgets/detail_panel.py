"""The panel at the right: one action, or several at once. It follows the selection and saves what is typed in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from send_tracker.domain.dates import long_date
from send_tracker.gui import theme
from send_tracker.gui.widgets.detail.details_tab import DetailsTab
from send_tracker.gui.widgets.detail.dates_tab import DatesTab
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.evidence_tab import EvidenceTab
from send_tracker.gui.widgets.detail.heading import Heading
from send_tracker.gui.widgets.detail.history_tab import HistoryTab
from send_tracker.gui.widgets.detail.new_action import NewAction
from send_tracker.gui.widgets.detail.update_tab import Shown, UpdateTab
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.label import ElidedLabel
from send_tracker.gui.widgets.status_control import StatusControl
from send_tracker.gui.widgets.tabs import Tabs
from send_tracker.gui.workspace import Workspace
from send_tracker.services.action_view import ActionDetail, action_detail
from send_tracker.services.drafts import Drafts
from send_tracker.services.story import StoryEntry, story

WIDTH, NARROW_WIDTH = 401, 385
"""With the line at the left."""
_PAD = 16
_TABS = [("update", "Update"), ("evidence", "Evidence"), ("history", "History"), ("dates", "Dates"), ("details", "Details")]


class DetailPanel(QWidget):
    """The detail panel.

    Signals:
        stepped(int): the previous (-1) or next (1) action is asked for.
        hide_wanted: the button that hides the panel, or Escape where it lies over the table.
        files_dropped(list[Path]), add_file_wanted, paste_wanted: evidence for the action shown.
        added(str): a new action was added. left: Escape, back to the table.
    """

    stepped = Signal(int)
    hide_wanted = Signal()
    files_dropped = Signal(list)
    add_file_wanted = Signal()
    paste_wanted = Signal()
    added = Signal(str)
    left = Signal()

    def __init__(self, workspace: Workspace, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = workspace.session
        self.editing = Editing(workspace, drafts, self)
        self._detail: ActionDetail | None = None
        self._story: tuple[str, list[StoryEntry]] | None = None
        self._narrow = False

        # Parts
        self.heading = Heading()
        self.status = StatusControl(self.session.scale)
        self.tabs = Tabs(_TABS)
        self.update_tab = UpdateTab(self.editing, self.story)
        self.evidence_tab = EvidenceTab(self.editing)
        self.history_tab = HistoryTab(self.story)
        self.dates_tab = DatesTab(self.editing)
        self.details_tab = DetailsTab(self.editing)
        self.new_action = NewAction(self.editing)
        self.empty = EmptyState("Nothing selected", "Choose an action to see how it stands, and to change it.")
        self._lead, self._updated = ElidedLabel("", "small", token="muted"), ElidedLabel("", "small", token="muted")
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.setAccessibleName("Action")
        self.show_actions([])

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for tab in (self.update_tab, self.evidence_tab, self.history_tab, self.dates_tab, self.details_tab):
            self._pages.addWidget(tab if tab is self.history_tab else _Scrolled(tab))
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(_PAD, 6, _PAD, 10)
        foot.addWidget(self._lead, 1)
        foot.addWidget(self._updated, 0)
        self._one = QWidget()
        column = QVBoxLayout(self._one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(_PAD, 0, _PAD, 0)
        top.setSpacing(0)
        top.addWidget(self.heading)
        top.addWidget(self.status)
        column.addLayout(top)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(_PAD - Tabs.OUTSET, 4, 0, 0)
        tabs.addWidget(self.tabs)
        column.addLayout(tabs)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot)
        none = QWidget()
        rest = QVBoxLayout(none)
        rest.setContentsMargins(_PAD, 16, _PAD, 16)
        rest.addWidget(self.empty)
        rest.addStretch(1)
        self._whole = QStackedWidget()
        for page in (none, self._one, self.new_action):
            self._whole.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self._whole)

    def _connect(self) -> None:
        self.heading.stepped.connect(self.stepped)
        self.heading.hide_wanted.connect(self.hide_wanted)
        self.heading.rename_wanted.connect(self.rename)
        self.status.chosen.connect(self.set_status)
        self.tabs.chosen.connect(self._show_tab)
        self.editing.pending_changed.connect(self._show_update)
        self.update_tab.pending_dropped.connect(self._pending_dropped)
        self.evidence_tab.add_file_wanted.connect(self.add_file_wanted)
        self.evidence_tab.paste_wanted.connect(self.paste_wanted)
        self.new_action.added.connect(self._new_added)
        self.new_action.cancelled.connect(self._new_cancelled)

    # What it shows

    @property
    def ids(self) -> tuple[str, ...]:
        """The actions it shows."""
        return self.editing.ids

    def story(self, action: str) -> list[StoryEntry]:
        """Return what happened to an action; it is read once for all tabs."""
        if self._story is None or self._story[0] != action:
            self._story = (action, story(self.session, action))
        return self._story[1]

    def show_actions(self, ids: Sequence[str], group: str = "") -> None:
        """Show these actions; before that, give what was typed for those shown now.

        Args:
            ids: the actions; none shows a sentence, or ``group`` where a group is current.
            group: a group in words.
        """
        if tuple(ids) == self.ids and not self.is_new:
            if not ids:
                self._show_nothing(group)
            return
        self.flush()
        self.editing.show(ids)
        self._story = None
        self._detail = action_detail(self.session, ids[0]) if len(ids) == 1 else None
        if not ids or (len(ids) == 1 and self._detail is None):
            self._show_nothing(group)
            return
        self._whole.setCurrentWidget(self._one)
        self._show(fresh=True)

    def _show_nothing(self, group: str) -> None:
        title, _, rest = group.partition(", ")
        sentence = f"{rest[:1].upper()}{rest[1:]}." if rest else "Choose an action to see how it stands, and to change it."
        self.empty.set_words(title or "Nothing selected", sentence)
        self._whole.setCurrentIndex(0)

    def refresh(self) -> None:
        """Read the actions shown again, and keep what is being typed."""
        self._story = None
        if self.is_new:
            self.new_action.refresh()
        elif self.ids:
            self._detail = action_detail(self.session, self.ids[0]) if len(self.ids) == 1 else None
            self._show(fresh=False)

    def _show(self, fresh: bool) -> None:
        detail, many = self._detail, len(self.ids)
        if detail is not None:
            self.heading.show_action(detail, self.session.scale)
        else:
            self.heading.show_many(many, [])
        for key in ("evidence", "history", "dates", "details"):
            self.tabs.setTabVisible([k for k, _ in _TABS].index(key), detail is not None)
        if detail is not None:
            count = len(detail.evidence)
            self.tabs.set_word("evidence", f"Evidence {count}" if count else "Evidence")
            self._lead.set_text("; ".join(detail.leads) or "No lead")
            on = detail.action.updated_on
            self._updated.set_text(f"Last update {_long(on)}" if on else "Not updated yet")
        self._foot.setVisible(detail is not None and not self._narrow)
        self._show_update(fresh)
        self._show_tab(self.tabs.key, fresh)

    def _show_update(self, fresh: bool = False) -> None:
        detail, pending = self._detail, self.editing.pending
        code = pending or (detail.action.status if detail else None)
        self.status.set_code(code)
        level = self.session.scale[code] if code else None
        asks = level is None or level.needs_path_to_green
        typed = self.editing.drafts.of(self.ids) if fresh else {}
        self.update_tab.show_update(Shown(detail, len(self.ids), pending, asks, typed), fresh)

    def _show_tab(self, key: str, fresh: bool = True) -> None:
        """Fill a tab when it is looked at, and not before."""
        at = [k for k, _ in _TABS].index(key or "update")
        self._pages.setCurrentIndex(at)
        self._foot.setVisible(self._detail is not None and key == "update" and not self._narrow)
        if self._detail is None:
            return
        if key == "evidence":
            self.evidence_tab.show_detail(self._detail)
        elif key == "history":
            self.history_tab.show_detail(self._detail)
        elif key == "dates":
            self.dates_tab.show_detail(self._detail, fresh)
        elif key == "details":
            self.details_tab.show_detail(self._detail, fresh)

    # What is done in it

    def set_status(self, code: str) -> None:
        """Set the status of the actions shown, or ask for its reason in place."""
        if not self.ids:
            return
        if self._detail is not None and self._detail.action.status == code:
            self.editing.drop_pending()
            self._show_update()
        elif self.session.scale[code].needs_reason:
            self.tabs.choose("update")
            self.editing.begin_pending(code)
            self.update_tab.ask_reason()
        else:
            self.editing.drop_pending()
            sentence = self.editing.give_status(code)
            if sentence:
                self.editing.workspace.problem.emit(sentence)
            self._show_update()

    def _pending_dropped(self) -> None:
        self.editing.drop_pending()
        self.status.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Give what was typed, and keep what could not be given as a draft."""
        if not self.ids:
            return
        for tab in (self.update_tab, self.dates_tab, self.details_tab):
            tab.flush()
        typed = {**self.update_tab.typed(), **self.dates_tab.typed(), **self.details_tab.typed()}
        if self.editing.pending is not None:
            typed["status"] = self.editing.pending
        self.editing.drafts.keep(self.ids, typed)

    def rename(self) -> None:
        """Go to the wording."""
        if self._detail is not None:
            self.tabs.choose("details")
            self.details_tab.edit_title()

    def focus_first(self) -> None:
        """Put the focus into the panel."""
        (self.new_action if self.is_new else self.status).setFocus(Qt.FocusReason.TabFocusReason)

    # A new action

    @property
    def is_new(self) -> bool:
        """Whether a new action is being entered."""
        return self._whole.currentWidget() is self.new_action

    def begin_new(self, outcome: str) -> None:
        """Ask for the title of a new action under an outcome."""
        self.flush()
        self.new_action.begin(outcome)
        self._whole.setCurrentWidget(self.new_action)
        self.new_action.focus_title()

    def _new_added(self, action: str) -> None:
        self._whole.setCurrentIndex(0)
        self.editing.show([])
        self.added.emit(action)

    def _new_cancelled(self) -> None:
        ids = self.ids
        self._whole.setCurrentIndex(0)
        self.editing.show([])
        self.show_actions(ids)
        self.left.emit()

    # Looks

    def set_narrow(self, narrow: bool) -> None:
        """Drop the history below 1200 px."""
        self._narrow = narrow
        self.update_tab.set_brief(narrow)
        self._foot.setVisible(self._detail is not None and self.tabs.key == "update" and not narrow)

    def set_scale(self) -> None:
        """Offer the statuses of the scale as it is now."""
        self.status.set_scale(self.session.scale)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and len(self.ids) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line at the left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, 1, self.height(), theme.colour("line"))
        painter.end()


Story = Callable[[str], list[StoryEntry]]


def _long(text: str) -> str:
    from datetime import date

    return long_date(date.fromisoformat(text))


class _Scrolled(QScrollArea):
    """A tab that scrolls inside, so that title and control stay. Its bar stands in the margin and moves nothing."""

    def __init__(self, tab: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.addWidget(tab)
        self.setWidget(holder)
        self._keep_clear()
        self.verticalScrollBar().rangeChanged.connect(lambda *_range: self._keep_clear())

    def _keep_clear(self) -> None:
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
        self._column.setContentsMargins(_PAD, 0, max(0, _PAD - taken), 0)
