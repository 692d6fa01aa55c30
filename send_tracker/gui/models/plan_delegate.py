"""How the cells of an action are drawn. Grounds and groups are drawn by the table, whole rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from send_tracker.domain.dates import show_short
from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.domain.severity import SEVERITY_LABELS, Severity
from send_tracker.gui import icons, paint, theme
from send_tracker.gui.models.plan_columns import Column, cell_text
from send_tracker.gui.models.plan_model import PlanModel
from send_tracker.gui.widgets.label import tip
from send_tracker.gui.widgets.plan_header import REF_INSET
from send_tracker.services.plan_view import PlanLine

if TYPE_CHECKING:
    from send_tracker.domain.challenge.model import Challenge

ROW: Final = 32
_AFTER: Final = 10
"""Room between a cell's words and the next column."""
BADGES: Final = {
    Severity.HIGH: ("triangle-alert", "text"),
    Severity.MEDIUM: ("triangle-alert", "muted"),
    Severity.LOW: ("circle-question-mark", "muted"),
}
"""The sign of the worst challenge to an action, and its colour; the tooltip and screen readers say it in words."""
_IN_BADGE, _BEFORE_BADGE = 3, 8
Index = QModelIndex | QPersistentModelIndex


def badge_width(challenges: Sequence[Challenge]) -> float:
    """Return the width of the badge of some challenges."""
    number = theme.metrics("small", 600).horizontalAdvance(f"{len(challenges):,}")
    return theme.px(14) + theme.px(_IN_BADGE) + number


class PlanDelegate(QStyledItemDelegate):
    """Draws actions; a cell says in a tooltip what it had no room for."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell of an action."""
        model = index.model()
        assert isinstance(model, PlanModel)
        line = model.line(index.row())
        if line is None:
            return
        rect, column = QRectF(option.rect), Column(index.column())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        if column is Column.STATUS:
            level = model.scale[line.row.status]
            paint.draw_chip(painter, rect.x(), rect.center().y(), level, room=rect.width())
        elif column is Column.MOVE:
            paint.draw_travel(painter, rect, line.travel, "text" if line.travel else "muted")
        else:
            self._words(painter, rect, model, line, column, selected)
        painter.restore()

    def _words(
        self, painter: QPainter, rect: QRectF, model: PlanModel, line: PlanLine, column: Column, selected: bool
    ) -> None:
        text, token, weight = cell_text(line, column), "muted", 400
        x, cy = rect.x(), rect.center().y()
        if column is Column.TITLE:
            token, weight = "text", 500 if selected else 400
        elif column is Column.DUE and model.is_late(line):
            token, weight = "text", 600
        elif column is Column.REF:
            if line.row.id in model.drafts:
                self._draft_mark(painter, cy)
            x += theme.px(REF_INSET)
        end = rect.right() - self._after(column)
        if column is Column.TITLE and line.challenges:
            end = self._badge(painter, end, cy, line.challenges)
        shown = paint.elided(text, end - x, "body", weight)
        if column is Column.EVIDENCE:
            x += (rect.width() - theme.metrics("body", weight).horizontalAdvance(shown)) / 2
        if column is Column.DUE and model.forecast_late(line):
            cy = self._forecast(painter, x, cy, line)
        paint.draw_words(painter, x, cy, shown, token, "body", weight)

    @staticmethod
    def _forecast(painter: QPainter, x: float, cy: float, line: PlanLine) -> float:
        """Draw a forecast that comes too late below the date, behind an arrow; return the middle left for the date."""
        side, below = theme.px(11), cy + theme.px(8)
        icons.draw(painter, x, below - side / 2, "arrow-right", "text", side)
        paint.draw_words(painter, x + side + theme.px(3), below, show_short(line.row.forecast), "text", "small", 500)
        return cy - theme.px(7)

    @staticmethod
    def _badge(painter: QPainter, end: float, cy: float, challenges: Sequence[Challenge]) -> float:
        """Draw the sign of challenges with their number, ending at ``end``, and return where the words end then."""
        side = theme.px(14)
        icon, token = BADGES[challenges[0].severity]
        x = end - badge_width(challenges)
        icons.draw(painter, x, cy - side / 2, icon, token, side)
        paint.draw_words(painter, x + side + theme.px(_IN_BADGE), cy, f"{len(challenges):,}", token, "small", 600)
        return x - theme.px(_BEFORE_BADGE)

    @staticmethod
    def _after(column: Column) -> int:
        """Return the room kept free at the right: names are cut, dates may come close."""
        return 2 if column in (Column.REF, Column.DUE, Column.UPDATED, Column.FORECAST) else _AFTER

    @staticmethod
    def _draft_mark(painter: QPainter, cy: float) -> None:
        """Draw the sign of something typed that is not saved, where groups have their chevron."""
        side = theme.px(14)
        token = theme.current().status(NOTTINGHAMSHIRE["obstacles"])[2]
        icons.draw(painter, theme.px(12), cy - side / 2, "triangle-alert", token, side)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, theme.px(ROW))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show the whole text where it was cut, the direction of travel in words, what is not saved."""
        model = index.model()
        if not isinstance(model, PlanModel) or not index.isValid():
            return False
        line = model.line(index.row())
        QToolTip.showText(event.globalPos(), tip(self._tip(model, line, index, view)) if line else "", view)
        return True

    def _tip(self, model: PlanModel, line: PlanLine, index: Index, view: QAbstractItemView) -> str:
        column = Column(index.column())
        if column is Column.MOVE:
            return model.travel_words(line)
        if column is Column.REF and line.row.id in model.drafts:
            return "Something typed here is not saved yet."
        if column is Column.DUE:
            parts = ("Past its date" if model.is_late(line) else "", model.forecast_late(line))
            sentence = ", ".join(part for part in parts if part)
            if sentence:
                return f"{sentence[:1].upper()}{sentence[1:]}"
        text = cell_text(line, column)
        room = view.visualRect(index).width() - self._after(column)
        if column is Column.TITLE and line.challenges:
            wide = theme.metrics("body", 500).horizontalAdvance(text)
            cut = wide > room - badge_width(line.challenges) - theme.px(_BEFORE_BADGE)
            said = (f"{SEVERITY_LABELS[c.severity]}: {c.headline}" for c in line.challenges)
            return "\n".join([*([text] if cut else []), *said])
        wide = theme.metrics("body", 500 if column is Column.TITLE else 400).horizontalAdvance(text)
        return text if wide > room and column is not Column.REF else ""
