"""Paints the cells of the evidence register: words, and the signs of file and review."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPainter

from send_tracker.domain.evidence_filter import EvidenceLine, EvidenceSort, LinkState
from send_tracker.domain.review_state import ReviewState
from send_tracker.gui import paint
from send_tracker.gui.models.evidence_model import FILE_ICONS, REVIEW_ICONS
from send_tracker.gui.models.register_delegate import Cell, RegisterDelegate

_DARK: Final = frozenset({EvidenceSort.TITLE, EvidenceSort.SUPPORTS, EvidenceSort.ABOUT})
_BROKEN: Final = (LinkState.CHANGED, LinkState.MISSING)
_URGENT: Final = (ReviewState.REJECTED, ReviewState.EXPIRED, ReviewState.EXPIRING)


class EvidenceDelegate(RegisterDelegate[EvidenceSort, EvidenceLine]):
    """The delegate; what is wrong with an item stands out in weight and sign, never in colour alone."""

    def draw(self, painter: QPainter, cell: Cell[EvidenceSort, EvidenceLine]) -> None:
        """Draw the sign of a cell, where it has one, and its words."""
        line, column = cell.line, cell.column
        is_wrong = (column is EvidenceSort.FILE and line.state in _BROKEN) or (
            column is EvidenceSort.REVIEW and line.review in _URGENT
        )
        icon = {EvidenceSort.FILE: FILE_ICONS[line.state], EvidenceSort.REVIEW: REVIEW_ICONS[line.review]}.get(column)
        left = self.draw_sign(painter, cell.left, cell.middle, icon or "", "text" if is_wrong else "muted", 6)
        is_strong = is_wrong or (cell.is_chosen and column is EvidenceSort.TITLE)
        is_dark = is_strong or column in _DARK
        token = "faint" if column is EvidenceSort.SUPPORTS and not line.supports else "text" if is_dark else "muted"
        weight = 500 if is_strong else 400
        words = paint.elided(cell.words, cell.box.right() - left - 4, "body", weight)
        paint.draw_words(painter, left, cell.middle, words, token, "body", weight)
