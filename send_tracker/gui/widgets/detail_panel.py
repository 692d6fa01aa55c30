"""The panel at the right: what is selected, a new action, or a sentence when there is neither."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from send_tracker.gui import theme
from send_tracker.gui.commands import KEEPS_DELETE
from send_tracker.gui.widgets.detail import PAD
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.workspace import Workspace
from send_tracker.services.drafts import Drafts
from send_tracker.services.plan_view import Head

if TYPE_CHECKING:
    from send_tracker.gui.widgets.detail.action_body import ActionBody
    from send_tracker.gui.widgets.detail.group_body import GroupBody
    from send_tracker.gui.widgets.detail.new_action import NewAction

WIDTH, NARROW_WIDTH = 401, 385
"""With the line at the left."""
_NOTHING = ("Nothing selected", "Choose an action to see how it stands, and to change it.")


class DetailPanel(QWidget):
    """The detail panel. It follows the selection; ``body`` is what it shows of actions.

    Body and the form for a new action are built when they are first asked for: before anything is selected the
    first paint of the plan does not pay for them.

    Signals:
        stepped(int): the previous (-1) or next (1) action is asked for.
        hide_wanted: the button that hides the panel.
        files_dropped(list[Path]), add_file_wanted, paste_wanted: evidence for the action shown.
        added(str): a new action was added. left: Escape, back to the table.
        action_wanted(str): another action, in the plan or not, that a link leads to.
    """

    stepped = Signal(int)
    hide_wanted = Signal()
    files_dropped = Signal(list)
    add_file_wanted = Signal()
    paste_wanted = Signal()
    added = Signal(str)
    left = Signal()
    action_wanted = Signal(str)

    def __init__(self, workspace: Workspace, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(KEEPS_DELETE, True)
        self.editing = Editing(workspace, drafts, self)
        self._body: ActionBody | None = None
        self._new_action: NewAction | None = None
        self._group: GroupBody | None = None
        self._narrow = False
        self.empty = EmptyState(*_NOTHING)
        self._lay_out()
        self.setAcceptDrops(True)
        self.setAccessibleName("Action")

    @property
    def body(self) -> ActionBody:
        """What it shows of actions."""
        if self._body is None:
            from send_tracker.gui.widgets.detail.action_body import ActionBody

            body = self._body = ActionBody(self.editing)
            body.heading.stepped.connect(self.stepped)
            body.heading.hide_wanted.connect(self.hide_wanted)
            body.evidence_tab.add_file_wanted.connect(self.add_file_wanted)
            body.evidence_tab.paste_wanted.connect(self.paste_wanted)
            body.action_wanted.connect(self.action_wanted)
            body.set_narrow(self._narrow)
            self._whole.addWidget(body)
        return self._body

    @property
    def group(self) -> GroupBody:
        """What it shows of an outcome or an area."""
        if self._group is None:
            from send_tracker.gui.widgets.detail.group_body import GroupBody

            self._group = GroupBody(self.editing.workspace)
            self._group.hide_wanted.connect(self.hide_wanted)
            self._group.action_wanted.connect(self._first_wanted)
            self._whole.addWidget(self._group)
        return self._group

    @property
    def new_action(self) -> NewAction:
        """The form for a new action."""
        if self._new_action is None:
            from send_tracker.gui.widgets.detail.new_action import NewAction

            form = self._new_action = NewAction(self.editing)
            form.added.connect(self._new_added)
            form.cancelled.connect(self._new_cancelled)
            self._whole.addWidget(form)
        return self._new_action

    def _lay_out(self) -> None:
        self._none = QWidget()
        rest = QVBoxLayout(self._none)
        rest.setContentsMargins(PAD, 16, PAD, 16)
        rest.addWidget(self.empty)
        rest.addStretch(1)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._none)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self._whole)

    # What it shows

    @property
    def ids(self) -> tuple[str, ...]:
        """The actions it shows."""
        return self.editing.ids

    @property
    def is_new(self) -> bool:
        """Whether a new action is being entered."""
        return self._new_action is not None and self._whole.currentWidget() is self._new_action

    def show_actions(self, ids: Sequence[str], group: Head | None = None) -> None:
        """Show these actions; what was typed for those shown now is given first.

        Args:
            ids: the actions; none shows a sentence, or ``group`` where a group is current.
            group: an outcome or an area.
        """
        if self.is_new and tuple(ids) == self.ids:
            return  # the rows were only read again; what is typed for a new action stays
        if not ids and self.ids:
            self.body.show_ids(())
        if not ids and group is not None and group.id:
            self.group.show_head(group)
            self._whole.setCurrentWidget(self.group)
            return
        if not ids:
            self.empty.set_words(group.title, f"{group.actions_text}.") if group else self.empty.set_words(*_NOTHING)
            self._whole.setCurrentWidget(self._none)
            return
        if tuple(ids) != self.ids or self._whole.currentWidget() is not self.body:
            found = self.body.show_ids(ids)
            self._whole.setCurrentWidget(self.body if found else self._none)

    @property
    def is_group(self) -> bool:
        """Whether an outcome or an area is shown."""
        return self._group is not None and self._whole.currentWidget() is self._group

    def refresh(self, group: Head | None = None) -> None:
        """Read what is shown again, and keep what is being typed; a group that is shown is ``group`` now."""
        if self.is_new:
            self.new_action.refresh()
        elif self.is_group:
            if group is not None:
                self.group.show_head(group)
        elif self._body is not None:
            self._body.refresh()

    def set_scale(self) -> None:
        """Offer the statuses of the scale as it is now."""
        if self._body is not None:
            self._body.set_scale()

    def set_status(self, code: str) -> None:
        """Set the status of the actions shown, or ask for its reason in place."""
        if not self.is_new:
            self.body.set_status(code)

    @property
    def has_pending(self) -> bool:
        """Whether the status of the actions shown waits for its reason."""
        return bool(self.ids) and not self.is_new and self.editing.pending is not None

    def drop_pending(self) -> None:
        """Forget the status that waits for its reason, as Escape in the reason does."""
        if self.has_pending:
            self.body.update_tab.drop_pending()

    def flush(self) -> None:
        """Give what was typed."""
        if self._body is not None:
            self._body.flush()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what a narrow window has no room for."""
        self._narrow = narrow
        if self._body is not None:
            self._body.set_narrow(narrow)

    @property
    def tab(self) -> str:
        """The tab that is shown; empty while no action was."""
        return self._body.tabs.key if self._body is not None else ""

    def show_history(self) -> None:
        """Go to the history of what is shown."""
        if self.is_group:
            self.group.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.ids:
            self.body.tabs.choose("history")
            self.body.history_tab.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_tab(self, key: str) -> None:
        """Go to a tab of the action that is shown."""
        if key and self.ids:
            self.body.tabs.choose(key)

    def focus_first(self) -> None:
        """Put the focus into the panel."""
        shown = self.new_action if self.is_new else self.group if self.is_group else self.body.status
        shown.setFocus(Qt.FocusReason.TabFocusReason)

    # A new action

    def begin_new(self, outcome: str) -> None:
        """Ask for the title of a new action under an outcome."""
        self.flush()
        self.new_action.begin(outcome)
        self._whole.setCurrentWidget(self.new_action)
        self.new_action.focus_title()

    def _first_wanted(self) -> None:
        head = self.group.head
        if head is not None:
            self.begin_new(head.id)

    def _new_added(self, action: str) -> None:
        self._whole.setCurrentWidget(self._none)
        self.added.emit(action)

    def _new_cancelled(self) -> None:
        self._whole.setCurrentWidget(self._none)
        self.show_actions(self.ids)
        self.left.emit()

    # Looks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._takes_evidence():
            self.paste_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _takes_evidence(self) -> bool:
        """Tell whether what is pasted outside a text field is evidence: its tab is shown, for one action."""
        if self._body is None or self._whole.currentWidget() is not self._body:
            return False
        return self._body.tabs.key == "evidence" and len(self.ids) == 1 and not self.editing.session.read_only

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
