"""How risks moved between two boards: the one place that says which way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from send_tracker.domain.board_rows import Risk


class Movement(StrEnum):
    """Which way a risk went."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"
    CLOSED = "closed"


MOVEMENT_WORDS: Final = {
    Movement.UP: "▲ Higher",
    Movement.DOWN: "▼ Lower",
    Movement.SAME: "→ No change",
    Movement.NEW: "● New",
    Movement.CLOSED: "■ Closed",
}


@dataclass(frozen=True, slots=True)
class RiskMove:
    """A risk, its score at the board it is compared with, and which way it went."""

    risk: Risk
    before: int | None
    movement: Movement

    @property
    def id(self) -> str:
        """The risk's id."""
        return self.risk.id

    @property
    def words(self) -> str:
        """The movement as a shape and words: "▲ Higher (from 9)"."""
        words = MOVEMENT_WORDS[self.movement]
        return f"{words} (from {self.before})" if self.movement in (Movement.UP, Movement.DOWN) else words


def risk_moves(before: Iterable[Risk], now: Iterable[Risk]) -> tuple[RiskMove, ...]:
    """Return the risks of now with their movement: the open ones first, the worst of them first.

    A risk that was closed already at the board before, and still is, has not moved.
    """
    old = {risk.id: risk for risk in before}
    moves = (RiskMove(risk, old[risk.id].score if risk.id in old else None, _movement(old, risk)) for risk in now)
    return tuple(sorted(moves, key=lambda m: (not m.risk.is_open, -(m.risk.score or 0), m.risk.ref)))


def _movement(old: dict[str, Risk], risk: Risk) -> Movement:
    was = old.get(risk.id)
    if was is None:
        return Movement.NEW
    if not risk.is_open:
        return Movement.CLOSED if was.is_open else Movement.SAME
    if was.score == risk.score or was.score is None or risk.score is None:
        return Movement.SAME
    return Movement.UP if risk.score > was.score else Movement.DOWN
