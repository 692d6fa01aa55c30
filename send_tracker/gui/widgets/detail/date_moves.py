"""The moves of an approved date, newest first: from, to, how far, who approved it in which minute, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.dates import show
from send_tracker.domain.kinds import APPROVERS
from send_tracker.domain.slippage import days_words
from send_tracker.gui.widgets.label import Label
from send_tracker.services.due_dates import DateMove


class DateMoves(QWidget):
    """A line a move, and what was said of it below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Label] = []
        self._shown: tuple[DateMove, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(line.text() for line in self._lines)

    def show_moves(self, moves: Sequence[DateMove]) -> None:
        """Show the moves, or nothing."""
        self.setVisible(bool(moves))
        if tuple(moves) == self._shown:
            return
        self._shown = tuple(moves)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for move in reversed(moves):
            self._add(_what(move), "text")
            self._add(_why(move), "muted")

    def _add(self, words: str, token: str) -> None:
        line = Label(words, "chip", 500 if token == "text" else 400, token, wrap=True)
        self._lines.append(line)
        self._column.addWidget(line)


def _what(move: DateMove) -> str:
    far = "later" if move.days > 0 else "earlier"
    days = days_words(move.days).rsplit(" ", 1)[0]
    return f"{show(move.before)} to {show(move.after)}, {days} {far}" if move.days else f"Put to {show(move.after)}"


def _why(move: DateMove) -> str:
    why = f" {move.reason.rstrip('.')}." if move.reason else ""
    return f"{show(move.on)}, {_approved(move)}.{why}"


def _approved(move: DateMove) -> str:
    """Say who approved it and where that is written: "approved by the board of 3 July 2025"."""
    if not move.approver:
        return f"no approver recorded{f', {move.minute}' if move.minute else ''}"
    board = f"{APPROVERS['board']} "
    if move.approver == APPROVERS["board"] and move.minute.startswith(board):
        return f"approved by the board {move.minute.removeprefix(board)}"
    who = _WHO.get(move.approver, move.approver)
    return f"approved by {who}{f', {move.minute}' if move.minute else ''}"


_WHO = {APPROVERS["officer"]: "an officer", APPROVERS["board"]: "the board", APPROVERS["dfe"]: "the DfE"}
