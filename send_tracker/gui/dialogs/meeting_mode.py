"""Meeting mode: the running order for a projector, one item at a time, and what is recorded with one key."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.board_rows import MEETING_TYPES
from send_tracker.domain.dates import long_date
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Meeting
from send_tracker.gui import theme
from send_tracker.gui.choose_file import documents, free_name, to_save
from send_tracker.gui.focus_order import EyeOrder
from send_tracker.gui.menus import is_typing
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import ElidedLabel, Rule
from send_tracker.gui.widgets.meetings.ask_line import AskLine, Given
from send_tracker.gui.widgets.meetings.big_type import BigLabel, type_scale
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.record_form import WIDE, FieldAsk
from send_tracker.gui.widgets.meetings.running_order import RunningOrder, Stop
from send_tracker.gui.workspace import Workspace
from send_tracker.services.decisions import ask, promise, record_decision
from send_tracker.services.meetings import agenda, change_item
from send_tracker.services.undo import undo, undo_state

_PAD = 48
_DECISION, _COMMITMENT, _QUESTION, _NOTE = "decision", "commitment", "question", "note"
_KEYS = {Qt.Key.Key_D: _DECISION, Qt.Key.Key_C: _COMMITMENT, Qt.Key.Key_Q: _QUESTION, Qt.Key.Key_N: _NOTE}
_WORDS = {_DECISION: "Decision (D)", _COMMITMENT: "Commitment (C)", _QUESTION: "Challenge (Q)", _NOTE: "Note (N)"}
_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp)
_SCROLL = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ABOUT = frozenset({"action", "outcome", "area", "theme", "measure", "commitment", "risk"})


class MeetingMode(EyeOrder, QDialog):
    """A window of its own, that can stand on the projector while the tracker stays on the laptop."""

    def __init__(self, workspace: Workspace, meeting: Meeting, parent: QWidget | None = None) -> None:
        """Open at the first item."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "surface")
        self.workspace, self.session, self.meeting = workspace, workspace.session, meeting
        self.at = 0
        self.stops: list[Stop] = []
        kind = MEETING_TYPES.get(meeting.type, meeting.type)
        self.setWindowTitle(f"{kind} of {long_date(meeting.day)}")
        self.setAccessibleName(self.windowTitle())
        self.head = BigLabel("panel", 500, "muted")
        self.head.setText(self.windowTitle())
        self.place = BigLabel("panel", 500, "muted")
        self.place.setWordWrap(False)
        self.said = ElidedLabel("", "body", 500, "muted")
        self._here: dict[str, list[str]] = {}
        self.order = RunningOrder(workspace.session, meeting)
        self.problem = Banner("error", "")
        self.problem.hide()
        self.lines = {key: self._line(key) for key in _WORDS}
        self.buttons = {key: Button(words, "outline", on_click=partial(self.ask, key)) for key, words in _WORDS.items()}
        self.minutes = Button("Write minutes and action log…", "primary", "file-text", self.write)
        self.back = Button("Back", "quiet", "arrow-left", lambda: self.step(-1))
        self.next = Button("Next", "outline", "arrow-right", lambda: self.step(1))
        self._lay_out()
        self._connect()
        self.resize(960, 600)
        self.fill()

    def _connect(self) -> None:
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo)
        QShortcut(QKeySequence("F11"), self, self._full)
        self.workspace.edited.connect(self._edited)
        self.workspace.problem.connect(self._say)
        theme.hub.changed.connect(self._fit)

    def _edited(self, _edited: object) -> None:
        self._say("")
        self.fill()

    def _line(self, key: str) -> AskLine:
        words = FieldAsk("words", _WORDS[key].split(" (")[0], width=3)
        asks = {
            _DECISION: (words, FieldAsk("by", "Decided by")),
            _COMMITMENT: (words, FieldAsk("owner", "Owner", "choice"), FieldAsk("due", "Due", "date")),
            _QUESTION: (words, FieldAsk("by", "Asked by"), FieldAsk("about", "About", "choice", WIDE)),
            _NOTE: (words,),
        }[key]
        line = AskLine(asks, "Record", lambda given: self._record(key, given), today=lambda: self.session.today)
        line.done.connect(self.setFocus)
        return line

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.place)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in self.buttons.values():
            foot.addWidget(button)
        foot.addWidget(self.minutes)
        hint = ElidedLabel("↑ ↓ scroll · Esc leaves", "small", token="muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(hint, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, 24, _PAD, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addSpacing(12)
        column.addWidget(self.order, 1)
        for widget in (self.said, *self.lines.values(), self.problem, Rule()):
            column.addWidget(widget)
        column.addLayout(foot)

    # Showing

    def fill(self) -> None:
        """Read the running order again, and show where one is."""
        self.cycle = Cycle(self.session)
        items, self._carried = agenda(self.session, self.meeting)
        self.stops = [Stop(item.title, item) for item in items]
        if self._carried or not items:
            self.stops.append(Stop("Commitments carried to this meeting"))
        self.stops.append(Stop("Close of the meeting", closes=True))
        self.at = min(self.at, len(self.stops) - 1)
        stop = self.stops[self.at]
        self.place.setText(f"{self.at + 1} of {len(self.stops)}")
        self.order.show_stop(stop, self.at + 1, self.cycle, self._carried, self._here.get(stop.title, ()))
        self.back.setEnabled(self.at > 0)
        self.next.setEnabled(self.at < len(self.stops) - 1)
        self.minutes.setVisible(stop.closes)
        for key, button in self.buttons.items():
            button.setVisible(not self.session.read_only and (key != _NOTE or stop.item is not None))

    # Doing

    def step(self, by: int) -> None:
        """Go to the next screen or the one before. What is being typed is left open."""
        self.at = max(0, min(self.at + by, len(self.stops) - 1))
        self.said.set_text("")
        self.fill()
        self.setFocus()

    def ask(self, key: str) -> None:
        """Open the line that records something."""
        if self.session.read_only or self.buttons[key].isHidden():
            return
        for name, line in self.lines.items():
            line.setVisible(name == key)
        line, item = self.lines[key], self.stops[self.at].item
        if key == _COMMITMENT:
            line.set_choices("owner", self.cycle.people)
        elif key == _QUESTION:
            line.set_choices("about", [(t.id, t.words) for t in self.cycle.names.values() if t.kind in _ABOUT])
            line.fields["about"].set_value(item.about if item else None)  # type: ignore[arg-type]
        line.begin()

    def _record(self, key: str, given: Given) -> None:
        stop, id = self.stops[self.at], self.meeting.id
        item = stop.item
        words, made = given["words"], ""
        if key == _DECISION:
            links = [item.about] if item and item.about else []
            record_decision(self.session, id, words, links, item=item.id if item else None, decided_by=given["by"])
        elif key == _COMMITMENT:
            made = promise(self.session, words, id, owner=given["owner"] or None, due=given["due"] or None)
        elif key == _QUESTION:
            made = ask(self.session, words, id, asked_by=given["by"], about=given["about"] or None)
        elif item is not None:
            if not words:
                raise Problem("A note needs words.", "no-text")
            change_item(self.session, item.id, note="\n".join(part for part in (item.note, words) if part))
        self._recorded(stop, made)

    def _recorded(self, stop: Stop, made: str) -> None:
        """Show at this item what was recorded at it, and say how to take it back."""
        if made:
            self._here.setdefault(stop.title, []).append(made)
        self.fill()
        self.said.set_text(f"Recorded: {undo_state(self.session).undo}. Ctrl+Z takes it back.")

    def write(self) -> None:
        """Write the minutes skeleton with the action log."""
        from send_tracker.exchange.minutes import write_minutes

        name = f"minutes {self.meeting.date}.docx"
        path = to_save(self, "Write minutes", free_name(Path(documents()) / name), "Word document (*.docx)")
        if path is not None:
            made = self.workspace.attempt(write_minutes, self.session, self.meeting, path, force=True)
            if made is not None:
                self.workspace.notice.emit(f"The minutes were written to {made}.")
                self.said.set_text(f"The minutes were written to {made.name}.")

    def _undo(self) -> None:
        name = undo_state(self.session).undo
        if name and self.workspace.attempt(undo, self.session) is not None:
            self.said.set_text(f"Taken back: {name}.")

    def _full(self) -> None:
        """Take the whole screen, or give it back."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _say(self, sentence: str) -> None:
        self.problem.set_banner("error", sentence)
        self.problem.setVisible(bool(sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the type grow with the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        scale = type_scale(self.height())
        self.order.set_scale(scale)
        for label in (self.head, self.place):
            label.set_scale(scale)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys: a letter records, and no button has the focus yet."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, record with a letter; while one types, keys are letters."""
        if is_typing(QApplication.focusWidget()):
            return
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in _FORWARD or key in _BACK:
            self.step(1 if key in _FORWARD else -1)
        elif key in _SCROLL:
            self.order.move_on(_SCROLL[key])
        elif plain and key in _KEYS:
            self.ask(_KEYS[key])
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
