"""What a rating asks for, in place under the status: the same gates and fields as in the detail panel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from send_tracker.domain.status import Group
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.detail.rating import Rating
from send_tracker.gui.widgets.detail.update_tab import Shown, UpdateTab
from send_tracker.services.action_view import ActionDetail


class Asking(QWidget):
    """The status with its fields, which save themselves, each as one edit.

    Signals:
        done: the single keys belong to the review again.
        evidence_wanted: what is asked for is evidence, which is added beside the action.
        reached: the cursor went to a field, which should be in sight.
    """

    done = Signal()
    evidence_wanted = Signal()
    reached = Signal()

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._detail: ActionDetail | None = None
        self.rating = Rating(editing, one_line=True)
        self.tab = UpdateTab(editing, lambda _action: [], side_by_side=True)
        self.tab.set_brief(True)
        self.tab.notes.hide()
        self.tab.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rating)
        column.addWidget(self.tab)
        self._connect()

    def _connect(self) -> None:
        self.rating.control.chosen.connect(self.choose)
        self.rating.field_wanted.connect(self.go_to)
        self.tab.saved.connect(self._saved)
        self.tab.entered.connect(self._lead_on)
        self.tab.pending_dropped.connect(self._dropped)
        self._editing.pending_changed.connect(self._show)
        for part in self.tab.findChildren(KeptField):
            part.refused.connect(self.keep_typed)

    # Showing

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return not self.tab.isHidden()

    def show_detail(self, detail: ActionDetail, fresh: bool) -> None:
        """Show an action; of a fresh one, the fields only where something in them was typed and not given."""
        self._detail = detail
        if fresh:
            typed = set(self._editing.drafts.of(self._editing.ids)) - {"note", "internal_note", "public_note"}
            self.tab.setVisible(bool(typed))
        self._show(fresh)

    def _show(self, fresh: bool = False) -> None:
        detail, editing = self._detail, self._editing
        if detail is None:
            return
        typed = editing.drafts.of(editing.ids) if fresh else {}
        self.rating.show_rating(detail, typed.get("reason", "") if fresh else self._typed_reason())
        code = editing.pending or detail.action.status
        level = editing.session.scale[code]
        shown = Shown(
            detail,
            1,
            editing.pending,
            self.rating.sentence(detail) if editing.pending is not None else "",
            asks=level.needs_path_to_green,
            delivered=level.group is Group.DONE and level.needs_evidence,
            embedded=editing.session.scale.is_embedded(code),
            typed={name: text for name, text in typed.items() if not name.endswith("note")},
        )
        self.tab.show_update(shown, fresh)
        self.tab.challenges.hide()  # they stand beside the action

    def _typed_reason(self) -> str:
        return self.tab.reason.typed() or "" if self._editing.pending is not None else ""

    def set_scale(self) -> None:
        """Offer the statuses of the scale as it is now."""
        self.rating.set_scale()

    # Asking

    def choose(self, code: str) -> None:
        """Set the status, or ask in place for what it lacks; the status in force opens its fields."""
        detail = self._detail
        if detail is None or detail.withdrawn or self._editing.session.read_only:
            self._show()
            return
        if code == detail.action.status and self._editing.pending is None:
            self.go_to("reason")
            return
        sentence = self.rating.choose(code, detail, self._typed_reason())
        if sentence:
            self._editing.workspace.problem.emit(sentence)
        self._show()
        if self._editing.pending is not None:
            needs = self._editing.session.scale[code].needs_reason
            self.go_to("reason" if needs else self.rating.next_field() or "reason")
        elif not sentence:
            self.close_up()
            self.done.emit()

    def go_to(self, name: str) -> None:
        """Put the cursor where something that the status asks for is given."""
        if name == "evidence":
            self.evidence_wanted.emit()
            return
        self.tab.show()
        if name == "reason":
            self.tab.ask_reason()
        else:
            self.tab.go_to(name)
        self.reached.emit()

    def _saved(self, name: str) -> None:
        """Save a pending status that lacks nothing any more, and lead on."""
        stays = self.tab.is_in(name)
        self.rating.give_complete(self._typed_reason())
        self._show()
        if stays:
            self._lead_on(name)

    def _lead_on(self, name: str) -> None:
        """Go to the next field that is lacking; after the last one the keys belong to the review again."""
        following = self.rating.next_field(name)
        if following:
            self.go_to(following)
        elif self._editing.pending is None:
            self.leave()

    def _dropped(self) -> None:
        self._editing.drop_pending()
        self.leave()

    def drop(self) -> None:
        """Forget a status that waits for its reason."""
        if self._editing.pending is not None:
            self.tab.drop_pending()

    def leave(self) -> None:
        """Give what is typed, put the fields away, and give the keys back."""
        focused = QApplication.focusWidget()
        if focused is not None and self.tab.isAncestorOf(focused):
            focused.clearFocus()
        self.close_up()
        self.done.emit()

    def close_up(self) -> None:
        """Put the fields away after giving what was typed; what could not be given stays in sight."""
        self.flush()
        if self._editing.pending is None and not any(self.tab.typed().values()):
            self.tab.hide()

    def flush(self) -> None:
        """Give what was typed, and keep what cannot be given."""
        if self._detail is not None and self.is_open:
            self.tab.flush()
            self.keep_typed()

    def keep_typed(self) -> None:
        """Keep what is typed and not given as a draft of the action."""
        editing = self._editing
        typed = {name: text for name, text in self.tab.typed().items() if not name.endswith("note")}
        draft: dict[str, str | None] = {**editing.drafts.of(editing.ids), **typed, "status": editing.pending}
        editing.drafts.keep(editing.ids, {name: text for name, text in draft.items() if text})

    def focus_control(self) -> None:
        """Put the focus into the status control."""
        self.rating.control.setFocus(Qt.FocusReason.TabFocusReason)
