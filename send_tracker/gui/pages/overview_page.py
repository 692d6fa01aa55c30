"""Overview: the live position in five figures, two charts and a list. Every number opens the rows behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from send_tracker.domain.chart_data import BoardPoint, BreakdownRow
from send_tracker.domain.headlines import Figure
from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.domain.status import StatusLevel
from send_tracker.domain.text import plural
from send_tracker.gui import theme
from send_tracker.gui.charts.frame import ChartFrame
from send_tracker.gui.charts.headings import heading_of
from send_tracker.gui.charts.legend import Legend
from send_tracker.gui.charts.status_bars import StatusBars
from send_tracker.gui.commands import Command
from send_tracker.gui.pages.page import Page
from send_tracker.gui.widgets.attention_panel import AttentionPanel
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.headline import HeadlineFigure
from send_tracker.gui.widgets.label import WIDE, ElidedLabel, PageHead, Rule, tip
from send_tracker.gui.widgets.one_of import OneOf
from send_tracker.gui.workspace import Workspace
from send_tracker.services.attention import attention, rows_behind
from send_tracker.services.conflicts import open_words
from send_tracker.services.counts import evidence_count, measure_count
from send_tracker.services.overview import (
    Overview,
    board_history,
    column_filter,
    overview,
    row_filter,
    segment_filter,
)

_FIGURES = 5
_SIDE, _SIDE_NARROW, _NARROW = 381, 320, 1200


class OverviewPage(Page):
    """The page. Its main button asks for the board pack."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the page and fill it; the chart over time follows after the first paint."""
        super().__init__(workspace, parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._now: Overview = overview(self.session)
        self._painted = False

        # Head
        self.heading = ElidedLabel("", "body", token="muted")
        self.board = Button("Change board", "quiet", menu_mark=True, on_click=self._ask_for_board)
        self.board.setToolTip(tip("Show the change since another board"))
        self.pack = Button("Make board pack", "primary", "file-text", self._ask_for_pack)

        self.conflicts = Banner("warning", "", "Settle conflicts")
        self.conflicts.acted.connect(lambda: self.command_wanted.emit(Command.CONFLICTS))

        # Figures, charts and the list
        self._make_charts()
        self.side = AttentionPanel()
        self.side.opened.connect(self._open_subject)
        self.side.all_wanted.connect(workspace.show_plan)
        self.side.handover_wanted.connect(lambda: self.command_wanted.emit(Command.HANDOVER))
        self.side.setFixedWidth(theme.px(_SIDE))

        # An edit shows in the figures at once; the chart over time reads every board again, just after.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._load_over_time)
        self._lay_out()
        self._show()

    def _make_charts(self) -> None:
        self.figures = [HeadlineFigure(first=place == 0) for place in range(_FIGURES)]
        for place, figure in enumerate(self.figures):
            figure.clicked.connect(lambda _on, place=place: self._open_figure(place))
        self.bars = StatusBars(self._now.breakdown)
        self.bars.chosen.connect(self._open_bar)
        self.legend = Legend(self.bars.legend)
        self.by_group = self._frame("By area and outcome")
        self.by_group.insert(self.legend)
        self.by_group.set_chart(self.bars)
        self.over_time = self._frame("Status at each board")
        self.over_time.unit.setText("actions")
        self.over_time.setMinimumHeight(theme.px(190))

    def _frame(self, title: str) -> ChartFrame:
        frame = ChartFrame(title, lambda: heading_of(self.session))
        frame.problem.connect(self.workspace.problem)
        frame.notice.connect(self.workspace.notice)
        return frame

    # Layout

    def _lay_out(self) -> None:
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(WIDE - HeadlineFigure.FIRST, 8, WIDE - HeadlineFigure.FIRST, 17)
        row.setSpacing(0)
        for figure in self.figures:
            row.addWidget(figure, 1)
        column.addLayout(row)
        column.addWidget(Rule())
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._charts(), 1)
        below.addWidget(self.side)
        column.addLayout(below, 1)
        self._stack = OneOf(self)
        self._stack.addWidget(full)
        self._stack.addWidget(self._bare())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(PageHead("Overview", self.heading, self.board, self.pack, pad=WIDE))
        page.addWidget(self.conflicts)
        page.addLayout(self._stack, 1)

    def _bare(self) -> QWidget:
        """Make what is shown while there is nothing to count."""
        empty = EmptyState(
            "No actions yet", "This page fills itself once the plan has areas, outcomes and actions.", "Go to the plan"
        )
        empty.acted.connect(lambda: self.workspace.show_plan.emit(PlanFilter()))
        bare = QWidget()
        column = QVBoxLayout(bare)
        column.setContentsMargins(WIDE, 16, WIDE, 16)
        column.addWidget(empty)
        column.addStretch(1)
        return bare

    def _charts(self) -> QScrollArea:
        """Lay the charts out in a region that scrolls where the window is low or the plan is long."""
        inner = QWidget()
        inner.setProperty("ground", "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(WIDE, 13, WIDE, 8)
        column.setSpacing(0)
        column.addWidget(self.by_group)
        column.addSpacing(15)
        column.addWidget(Rule())
        column.addSpacing(11)
        column.addWidget(self.over_time, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def set_width_class(self, width: int) -> None:
        """Give the list less room in a narrow window."""
        self.side.setFixedWidth(theme.px(_SIDE if width >= _NARROW else min(_SIDE_NARROW, int(width * 0.42))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the figures still fit side by side."""
        super().resizeEvent(event)
        self._fit_figures()

    def _fit_figures(self) -> None:
        """Put the nouns below the numbers where one of them would be cut."""
        room = (self.width() - 2 * WIDE) // _FIGURES
        narrow = any(figure.room_for_noun() > room for figure in self.figures)
        for figure in self.figures:
            figure.set_narrow(narrow)
        lines = max(len(figure.noun_lines(room)) for figure in self.figures)
        for figure in self.figures:
            figure.set_noun_lines(lines)
        # The bars carry the letters: where there is no room, they say enough.
        self.legend.setVisible(not narrow)
        self.side.set_narrow(narrow)

    # Filling

    def refresh(self) -> None:
        """Read the position again."""
        self._now = overview(self.session)
        self._show()
        if self._painted:
            self._later.start()

    def _show(self) -> None:
        now = self._now
        self.heading.set_text(now.heading, now.shorter)
        words = open_words(self.session)
        self.conflicts.set_banner("warning", words, "Settle conflicts" if words else "")
        self.conflicts.setVisible(bool(words))
        self.board.setVisible(self.session.boards.compared is not None)
        self._stack.setCurrentIndex(0 if now.breakdown.rows and now.breakdown.all.actions else 1)
        for cell, figure in zip(self.figures, now.figures, strict=True):
            cell.set_figure(
                figure.number,
                figure.noun,
                figure.detail,
                figure.change,
                figure.direction,
                strong=figure.worse,
                brief=figure.brief,
            )
            cell.setToolTip(tip("\n".join(t for t in (figure.detail, figure.change) if t)))
        self._fit_figures()
        self.bars.set_data(now.breakdown)
        self.legend.set_levels(self.bars.legend)
        self.by_group.refresh()
        if self.workspace.challenges.is_loaded:
            self.show_attention()

    def show_attention(self) -> None:
        """Show what the challenge rules question; the first time, the whole register is read for it."""
        self.side.show_attention(attention(self.session, self.workspace.challenges))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Load the chart over time after the first paint: it brings pyqtgraph and numpy with it."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._later.start()

    def _load_over_time(self) -> None:
        self.show_attention()
        from send_tracker.gui.charts.status_over_time import StatusOverTime

        data = board_history(self.session)
        chart = self.over_time.chart
        if isinstance(chart, StatusOverTime):
            chart.set_data(data)
            self.over_time.refresh()
        else:
            made = StatusOverTime(data)
            made.chosen.connect(self._open_column)
            self.over_time.set_chart(made)
        self.over_time.note.set_text(data.note)

    # Opening the rows behind a number

    def figure(self, place: int) -> Figure:
        """Return one of the headline figures, as data."""
        return self._now.figures[place]

    def _ask_for_pack(self) -> None:
        self.command_wanted.emit(Command.BOARD_PACK)

    def _ask_for_board(self) -> None:
        self.command_wanted.emit(Command.COMPARED_BOARD)

    def _open_figure(self, place: int) -> None:
        figure = self.figure(place)
        if figure.measures is not None:
            self.workspace.show_measures.emit(figure.measures)
        else:
            self.workspace.show_plan.emit(figure.wanted)

    def _open_bar(self, row: BreakdownRow, level: StatusLevel | None) -> None:
        wanted = segment_filter(self.session, row, level) if level else row_filter(self.session, row)
        self.workspace.show_plan.emit(wanted)

    def _open_column(self, point: BoardPoint, level: StatusLevel) -> None:
        self.workspace.show_plan.emit(column_filter(self.session, point, level))

    def _open_subject(self, subject: str) -> None:
        kind, wanted = rows_behind(self.session, subject)
        if wanted is not None:
            self.workspace.show_plan.emit(wanted)
        elif kind == "evidence":
            self.workspace.show_evidence.emit(subject)
        else:
            self.workspace.show_action.emit(subject)

    # What the main window asks

    def status_text(self) -> str:
        """Say how much there is."""
        actions, items = self._now.breakdown.all.actions, evidence_count(self.session)
        measures = measure_count(self.session)
        words = [
            plural(actions, "action"),
            plural(measures, "measure") if measures else "",
            plural(items, "evidence item"),
        ]
        return ", ".join(w for w in words if w)

    def panes(self) -> list[QWidget]:
        """Return figures, charts and list, in the order of the eye."""
        chart = self.over_time.drawing
        found: list[QWidget] = [self.figures[0], self.bars, *([chart] if chart else []), self.side.list]
        return [w for w in found if w.isVisible()]
