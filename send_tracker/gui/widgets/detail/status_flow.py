"""How a status is set in the panel: chosen, asked about field by field, given."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from send_tracker.domain.status import Group
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.rating import Rating
from send_tracker.gui.widgets.detail.update_tab import Shown, UpdateTab
from send_tracker.gui.widgets.tabs import Tabs
from send_tracker.services.action_view import ActionDetail


class StatusFlow(QObject):
    """Leads from the control through the fields that a status asks for."""

    def __init__(self, editing: Editing, rating: Rating, update_tab: UpdateTab, tabs: Tabs) -> None:
        super().__init__(rating)
        self._editing = editing
        self._session = editing.session
        self._rating, self._tab, self._tabs = rating, update_tab, tabs
        self._detail: ActionDetail | None = None
        rating.control.chosen.connect(self.set_status)
        rating.field_wanted.connect(self.go_to_field)
        update_tab.saved.connect(self._field_saved)
        update_tab.entered.connect(self._lead_on)
        update_tab.pending_dropped.connect(self._pending_dropped)
        editing.pending_changed.connect(self._show)

    # Showing

    def show_status(self, detail: ActionDetail | None, fresh: bool) -> None:
        """Show the status of an action, or of several, with all that belongs to it."""
        self._detail = detail
        self._show(fresh)

    def _show(self, fresh: bool = False) -> None:
        detail, pending = self._detail, self._editing.pending
        typed = self._editing.drafts.of(self._editing.ids) if fresh else {}
        self._rating.show_rating(detail, typed.get("reason", "") if fresh else self._typed_reason())
        code = pending or (detail.action.status if detail else None)
        level = self._session.scale[code] if code else None
        shown = Shown(
            detail,
            len(self._editing.ids),
            pending,
            self._rating.sentence(detail),
            asks=level is None or level.needs_path_to_green,
            delivered=level is not None and level.group is Group.DONE and level.needs_evidence,
            embedded=code is not None and self._session.scale.is_embedded(code),
            typed=typed,
        )
        self._tab.show_update(shown, fresh)

    def _typed_reason(self) -> str:
        """Return the reason that is being typed for a pending status."""
        return self._tab.reason.typed() or "" if self._editing.pending is not None else ""

    # Setting

    def set_status(self, code: str) -> None:
        """Set the status of the actions shown, or ask in place for what it lacks."""
        if not self._editing.ids or self._session.read_only:
            self._show()
            return
        sentence = self._rating.choose(code, self._detail, self._typed_reason())
        if sentence:
            self._editing.workspace.problem.emit(sentence)
        self._show()
        if self._editing.pending is not None:
            # A reason that was typed for another status stays where it is until it is given.
            needs = self._session.scale[code].needs_reason
            self.go_to_field("reason" if needs else self._rating.next_field() or "reason")

    def go_to_field(self, name: str) -> None:
        """Put the cursor where something that a status asks for is given."""
        if name == "evidence" and self._detail is not None:
            self._tabs.choose("evidence")
            self._tabs.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._tabs.choose("update")
        if name == "reason":
            self._tab.ask_reason()
        else:
            self._tab.go_to(name)

    def _field_saved(self, name: str) -> None:
        """Save a pending status that lacks nothing any more, and lead on from a text that Ctrl+Enter gave."""
        stays = self._tab.is_in(name)
        self._rating.give_complete(self._typed_reason())
        self._show()
        if stays:
            self._lead_on(name)

    def _lead_on(self, name: str) -> None:
        """Go from a field to the next one that is lacking."""
        following = self._rating.next_field(name)
        if following:
            self.go_to_field(following)

    def _pending_dropped(self) -> None:
        self._editing.drop_pending()
        self._rating.control.setFocus(Qt.FocusReason.OtherFocusReason)
