"""The Update tab: why the status is what it is, what stands in the way, what the board should know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.detail.challenges_part import ChallengesPart
from send_tracker.gui.widgets.detail.closing_part import ClosingPart
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.detail.last_changes import LastChanges
from send_tracker.gui.widgets.detail.notes_part import NotesPart
from send_tracker.gui.widgets.fields import DateField, LineField, TextField
from send_tracker.services.action_view import ActionDetail
from send_tracker.services.status import Update
from send_tracker.services.story import StoryEntry

Story = Callable[[str], list[StoryEntry]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the tab is to show.

    Attributes:
        detail: the action; None while several are selected.
        many: how many actions are selected.
        pending: a status that was chosen and still wants its reason.
        sentence: what to say of a pending status, or of the action; at most one banner.
        asks: whether the status in force, or the pending one, asks for a path to green.
        delivered: whether it asks for a delivered date. embedded: whether for all that goes with handing over.
        typed: what was typed before and not given.
    """

    detail: ActionDetail | None
    many: int = 1
    pending: str | None = None
    sentence: str = ""
    asks: bool = False
    delivered: bool = False
    embedded: bool = False
    typed: dict[str, str] = field(default_factory=dict)


class UpdateTab(QWidget):
    """Fields that save themselves.

    Signals:
        pending_dropped: Escape in the reason of a pending status.
        saved(str): the field of this name was given. entered(str): Enter was pressed in it.
    """

    pending_dropped = Signal()
    saved = Signal(str)
    entered = Signal(str)

    def __init__(
        self, editing: Editing, story: Story, parent: QWidget | None = None, *, side_by_side: bool = False
    ) -> None:
        """Make the tab; ``side_by_side`` puts obstacle and path to green beside each other, where there is room."""
        super().__init__(parent)
        self._side_by_side = side_by_side
        self._editing = editing
        self._story = story
        self._shown = Shown(None, 0)
        self._brief = False

        # Fields
        self.banner = Banner("warning", "")
        self.challenges = ChallengesPart(editing.workspace)
        self.reason = KeptField("Why it changed", LineField(), self._give_reason)
        self.obstacle = KeptField("Obstacle", TextField(), lambda v: self._give(obstacle=v))
        self.path = KeptField("Path to green", TextField(), lambda v: self._give(path_to_green=v))
        today = lambda: editing.session.today  # noqa: E731
        self.recovery = KeptField(
            "Back on track by", DateField(today=today), lambda v: self._give(recovery_date=v or "")
        )
        self.ask = KeptField("Ask of the board", LineField(), lambda v: self._give(ask=v))
        self.closing = ClosingPart(editing, lambda name, value: self._give(**{name: value}))
        self.notes = NotesPart(editing)
        self.changes = LastChanges()
        self._lay_out()
        self.reason.field.installEventFilter(self)
        for name, part in self._fields().items():
            part.saved.connect(partial(self.saved.emit, name))
            if part.line is not None:
                part.line.returnPressed.connect(partial(self.entered.emit, name))

    def _lay_out(self) -> None:
        pair = QGridLayout()
        pair.setHorizontalSpacing(12)
        pair.addWidget(self.recovery, 1, 0, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.ask, 1, 1, Qt.AlignmentFlag.AlignTop)
        if self._side_by_side:
            pair.setVerticalSpacing(8)
            pair.addWidget(self.obstacle, 0, 0, Qt.AlignmentFlag.AlignTop)
            pair.addWidget(self.path, 0, 1, Qt.AlignmentFlag.AlignTop)
        pair.setColumnStretch(0, 1)
        pair.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 11, 0, 12)
        column.setSpacing(8)
        apart = () if self._side_by_side else (self.obstacle, self.path)
        for part in (self.banner, self.challenges, self.reason, *apart):
            column.addWidget(part)
        column.addLayout(pair)
        column.addWidget(self.closing)
        column.addWidget(self.changes)
        column.addWidget(self.notes)
        column.addStretch(1)

    def _fields(self) -> dict[str, KeptField]:
        return {
            "reason": self.reason,
            "obstacle": self.obstacle,
            "path_to_green": self.path,
            "recovery_date": self.recovery,
            "ask": self.ask,
            **self.closing.fields,
            **self.notes.notes,
        }

    # Showing

    def show_update(self, shown: Shown, fresh: bool) -> None:
        """Show an action's update; ``fresh`` throws typed text away that belongs to another action."""
        changed = shown.pending != self._shown.pending
        if fresh:
            self.closing.fill_choices()
        self._shown = shown
        values = self._values()
        for name, part in self._fields().items():
            if fresh:
                part.show_value(values[name], shown.typed.get(name))
            elif changed and name == "reason":
                part.show_value(values[name], part.typed())
            else:
                part.refresh_value(values[name])
        if fresh:
            self.notes.put_away(shown.typed)
        self._show_parts()
        self.notes.show_notes(shown.detail)
        self._show_changes()

    def _values(self) -> dict[str, str | None]:
        detail = self._shown.detail
        found: dict[str, str | None] = dict.fromkeys(self._fields(), "")
        found |= {"recovery_date": None, **self.closing.values(detail.action if detail else None)}
        if detail is not None:
            action = detail.action
            found |= {
                "reason": "" if self._shown.pending else action.status_reason,
                "obstacle": action.obstacle,
                "path_to_green": action.path_to_green,
                "recovery_date": action.recovery_date,
                "ask": action.ask,
            }
        return found

    def _show_parts(self) -> None:
        """Show what the status asks for, and what has text whatever it asks for."""
        shown, detail = self._shown, self._shown.detail
        self.reason.setVisible(detail is not None or shown.pending is not None)
        asked = [self.obstacle, self.path, self.recovery, self.ask]
        wanted = shown.asks or any(part.text() for part in asked)
        for part in asked:
            part.setVisible(wanted)
        self.challenges.show_subject(detail.action.id if detail is not None else None)
        self.closing.show_parts(shown.delivered, shown.embedded, detail is None)
        self.banner.setVisible(bool(shown.sentence))
        if shown.sentence:
            self.banner.set_banner("warning", shown.sentence)

    def _show_changes(self) -> None:
        detail = self._shown.detail
        entries = self._story(detail.action.id) if detail is not None and not self._brief else []
        self.changes.show_entries([e for e in entries if e.counts], self._editing.session.today)

    def set_brief(self, brief: bool) -> None:
        """Leave the last changes out where the window is narrow."""
        if brief != self._brief:
            self._brief = brief
            self._show_changes()

    # Giving

    def _give(self, **values: str) -> str:
        given = Update(**values, as_at=self._editing.as_at)
        if self._shown.pending is not None and self._shown.many > 1:
            return self._editing.answer(next(iter(values)), given)
        return self._editing.update(given)

    def _give_reason(self, text: str) -> str:
        """Give a pending status its reason, or another reason to the status in force."""
        detail = self._shown.detail
        if self._shown.pending is not None:
            return self._editing.give_pending(text) if text.strip() else ""
        if detail is None or not text.strip():
            return ""
        since = date.fromisoformat(detail.action.status_since) if detail.action.status_since else None
        return self._editing.update(Update(status=detail.action.status, reason=text, as_at=since))

    # What the panel asks

    def ask_reason(self) -> None:
        """Put the cursor into the reason."""
        self.reason.show()
        self.reason.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, name: str) -> bool:
        """Put the cursor into a field; tell whether the tab has it."""
        part = self._fields().get(name)
        if part is None:
            return False
        part.show()
        part.field.setFocus(Qt.FocusReason.TabFocusReason)
        # Once it is laid out: a field that just appeared has no place yet.
        QTimer.singleShot(0, self, lambda: self._reveal(part))
        return True

    def _reveal(self, part: KeptField) -> None:
        """Scroll to a field that large text has pushed out of sight."""
        area: QWidget | None = self
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(part, 0, 8)

    def is_in(self, name: str) -> bool:
        """Tell whether the cursor is in a field."""
        return self._fields()[name].has_focus

    def drop_pending(self) -> None:
        """Forget the reason of a pending status, and say that the status is dropped."""
        self.reason.show_value("")
        self.pending_dropped.emit()

    def flush(self) -> None:
        """Give what was typed, as leaving each field does."""
        for part in self._fields().values():
            if not part.isHidden():
                part.flush()

    def typed(self) -> dict[str, str | None]:
        """Return what was typed and could not be given, by field."""
        return {name: None if part.isHidden() else part.typed() for name, part in self._fields().items()}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drop a pending status with Escape in its reason."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._shown.pending is not None
        ):
            self.drop_pending()
            return True
        return super().eventFilter(watched, event)
