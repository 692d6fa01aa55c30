"""What is between head and foot of review mode: the action, and beside it measures, challenges and evidence."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from send_tracker.gui import theme
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.review.body import ReviewBody
from send_tracker.gui.widgets.review.challenges_side import ChallengesSide
from send_tracker.gui.widgets.review.evidence_side import EvidenceSide
from send_tracker.gui.widgets.review.measures_side import MeasuresSide

_SIDE, _SIDE_NARROW = 420, 320
_NARROW, _STACKED = 1200, 900


class ReviewStage(QWidget):
    """Two columns that scroll by themselves; one below the other where the window is narrow."""

    def __init__(
        self, editing: Editing, challenges: ChallengesSide, evidence: EvidenceSide, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.body = ReviewBody(editing)
        self.challenges = challenges
        self.measures = MeasuresSide()
        self._side = QStackedWidget()
        self._side.addWidget(self._questions())
        self._side.addWidget(evidence)
        self._stacked = False
        self._pad = 40
        self._whole = QWidget()
        self._whole.setProperty("ground", "surface")
        self._column = QVBoxLayout(self._whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.body)
        self._left, self._right = _scrolled(self._whole), _scrolled(self._side)
        self._right.setProperty("edge", "left")
        self._left.verticalScrollBar().rangeChanged.connect(lambda *_range: self._keep_clear())
        self.body.asking.reached.connect(self._reveal_focus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(self._right)

    def _questions(self) -> QWidget:
        made = QWidget()
        made.setProperty("ground", "surface")
        column = QVBoxLayout(made)
        column.setContentsMargins(28, 20, 28, 16)
        column.setSpacing(16)
        column.addWidget(self.measures)
        column.addWidget(self.challenges)
        column.addStretch(1)
        return made

    def _keep_clear(self) -> None:
        """Have the scroll bar stand in the margin, so that nothing moves when it comes."""
        bar = self._left.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
        self.body.set_pads(self._pad, max(0, self._pad - taken))

    # Evidence

    @property
    def shows_evidence(self) -> bool:
        """Whether the evidence stands beside the action, and not the challenges."""
        return self._side.currentIndex() == 1

    def show_evidence(self, on: bool) -> None:
        """Show the evidence beside the action, or the challenges again."""
        self._side.setCurrentIndex(1 if on else 0)

    def to_top(self) -> None:
        """Begin with the wording."""
        for area in (self._left, self._right):
            area.verticalScrollBar().setValue(0)

    def _reveal_focus(self) -> None:
        """Scroll the field with the cursor into view once everything has its place."""
        QTimer.singleShot(0, self, lambda: self.reveal(focused) if (focused := self._focused()) else None)

    def _focused(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        return focused if focused is not None and self.body.isAncestorOf(focused) else None

    def reveal(self, part: QWidget) -> None:
        """Scroll a part of the action into view."""
        self._left.ensureWidgetVisible(part, 0, 16)

    def is_in_field(self) -> bool:
        """Tell whether the focus is in something inside, and not on the action itself."""
        focused = QApplication.focusWidget()
        return focused is not None and focused is not self.body and self.isAncestorOf(focused)

    def set_width_class(self, width: int) -> None:
        """Put the side below the action where there is no room for both."""
        stacked = width < _STACKED
        self._pad = 40 if width >= _NARROW else 24
        self._keep_clear()
        self._right.setFixedWidth(theme.px(_SIDE if width >= _NARROW else _SIDE_NARROW))
        if stacked == self._stacked:
            return
        self._stacked = stacked
        side = self._right.takeWidget() if stacked else self._side
        if stacked and side is not None:
            self._column.addWidget(side)
            side.show()
        else:
            self._column.removeWidget(self._side)
            self._right.setWidget(self._side)
        self._right.setVisible(not stacked)


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
