"""What changed between two boards or days: counted, listed, narrowed, copied and written to a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.board import is_held
from send_tracker.domain.board_rows import MEETING_TYPES
from send_tracker.domain.compare import Comparison
from send_tracker.domain.dates import long_date, read_typed
from send_tracker.domain.differences import DIFFERENCE_WORDS, Difference, Line, lines_of
from send_tracker.domain.history import Difference as WordDifference
from send_tracker.domain.problem import Problem
from send_tracker.domain.worddiff import compare as compare_words
from send_tracker.gui.choose_file import documents, to_save
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.choice_field import ChoiceField
from send_tracker.gui.widgets.fields import LabelledField
from send_tracker.gui.widgets.filter_chip import FilterChip
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.history.compare_view import DiffText
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.plain_table import Cell, PlainTable
from send_tracker.gui.workspace import Workspace
from send_tracker.services.compare import Point, compare_points, read_point

NOW = "now"
NO_DATE = "none"
_HEADS = ("Kind", "Ref", "Title", "What", "Before", "After")


class ComparedPart(QWidget):
    """The comparison. ``opened`` carries the id of what Enter on a row goes to."""

    opened = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.workspace = workspace
        self.session = workspace.session
        self.lines: list[Line] = []
        self.shown: list[Line] = []
        self._between: tuple[Point, Point, Comparison] | None = None
        self._kind: Difference | None = None
        self.before, self.after = ChoiceField(free=True), ChoiceField(free=True)
        for field in (self.before, self.after):
            field.committed.connect(lambda _text: self.compare())
        self.problem = Banner("error", "")
        self.words = Label("", "body", token="muted", wrap=True)
        self.chips: dict[Difference, FilterChip] = {}
        self._chips = QWidget()
        self._row = FlowLayout(self._chips)
        self.table = PlainTable("Differences", _HEADS, (2,), {3: 150, 4: 132, 5: 132})
        self.table.opened.connect(lambda row: self.opened.emit(self.shown[row].subject))
        self.table.currentCellChanged.connect(lambda _r, _c, _b, _a: self._show_words())
        self.diff = DiffText()
        self.copy_button = Button("Copy", "outline", "copy", self.copy)
        self.export_button = Button("Export…", "outline", "download", self.export)
        self._lay_out()

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(LabelledField("From", self.before), 1)
        sides.addWidget(LabelledField("To", self.after), 1)
        sides.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignBottom)
        sides.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(8)
        column.addLayout(sides)
        for widget in (self.problem, self.words, self._chips):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self.diff.setMaximumHeight(110)
        column.addWidget(self.diff)
        self.problem.hide()

    # Sides

    def show_cycle(self, cycle: Cycle) -> None:
        """Offer the boards and days, and compare again."""
        boards = [m for m in reversed(self.session.meetings) if is_held(m.day, self.session.today)]
        choices = [(NOW, f"Now, {long_date(self.session.today)}")]
        for m in boards:
            frozen = "frozen" if cycle.frozen.get(m.id) else "by its day"
            kind = MEETING_TYPES.get(m.type, m.type).lower()
            choices.append((m.date, f"{long_date(m.day)}, {kind}, {frozen}"))
        for field in (self.before, self.after):
            field.set_choices(list(dict(choices).items()))
        if self.before.value() is None:
            compared = self.session.boards.compared
            self.before.set_value(compared.isoformat() if compared else None)
            self.after.set_value(NOW)
        self.compare()

    def show_from(self, day: str) -> None:
        """Compare a board with now."""
        self.before.set_value(day)
        self.after.set_value(NOW)
        self.compare()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _point(self, text: str | None) -> Point:
        if text in (None, ""):
            raise Problem("Choose two boards, or type two days.", "nothing")
        if text == NOW:
            return Point(self.session.today)
        try:
            date.fromisoformat(str(text))
        except ValueError:
            return read_point(self.session, read_typed(str(text)).last.isoformat())
        return read_point(self.session, str(text))

    def compare(self) -> None:
        """Compare both sides, and list what differs."""
        try:
            before, after = self._point(self.before.value()), self._point(self.after.value())
            found = compare_points(self.session, before, after)
        except Problem as problem:
            self.problem.set_banner("error", problem.sentence)
            self.problem.show()
            return
        self.problem.hide()
        self._between = (before, after, found)
        self.lines = lines_of(found)
        self.words.setText(
            f"From {before.words} to {after.words}: {len(found.better):,} better, {len(found.worse):,} worse, "
            f"{found.unchanged:,} with the same status."
        )
        self._count()
        self.narrow(self._kind if self._kind in self.chips else None)

    def _count(self) -> None:
        """Make a chip for each kind of difference that there is."""
        while (part := self._row.takeAt(0)) is not None:
            if (chip := part.widget()) is not None:
                chip.hide()
                chip.deleteLater()
        self.chips = {}
        for kind in Difference:
            count = sum(line.kind is kind for line in self.lines)
            if count:
                chip = FilterChip(None, count, self._chips, word=DIFFERENCE_WORDS[kind])
                chip.clicked.connect(lambda on, kind=kind: self.narrow(kind if on else None))
                self.chips[kind] = chip
                self._row.addWidget(chip)
                chip.show()

    def narrow(self, kind: Difference | None) -> None:
        """Show one kind of difference, or all."""
        self._kind = kind
        for each, chip in self.chips.items():
            chip.setChecked(each is kind)
        self.shown = [line for line in self.lines if kind is None or line.kind is kind]
        self.table.set_rows([_cells(line) for line in self.shown])
        self.table.setVisible(bool(self.lines))
        self._show_words()

    def _show_words(self) -> None:
        """Show a rewording word by word."""
        row = self.table.currentRow()
        line = self.shown[row] if 0 <= row < len(self.shown) else None
        reworded = line is not None and line.kind is Difference.REWORDED
        self.diff.setVisible(reworded)
        if line is not None and reworded:
            pieces = compare_words(line.before, line.after)
            self.diff.show_differences([WordDifference(f"{line.ref} {line.what}", tuple(pieces))])

    # Taking away

    def copy(self) -> None:
        """Put the rows that are shown on the clipboard, to be pasted into a table."""
        rows = ["\t".join(_HEADS), *("\t".join(_words(line)) for line in self.shown)]
        QGuiApplication.clipboard().setText("\n".join(rows))
        self.workspace.notice.emit(f"{len(self.shown):,} differences copied.")

    def export(self) -> None:
        """Write the rows that are shown as a workbook, CSV or JSON."""
        from send_tracker.exchange.differences_file import write_differences

        if self._between is None:
            return
        kinds = "Excel workbook (*.xlsx);;CSV (*.csv);;JSON (*.json)"
        path = to_save(self, "Export what changed", Path(documents()) / "what changed.xlsx", kinds)
        if path is not None:
            made = self.workspace.attempt(write_differences, *self._between, self.shown, path, force=True)
            if made is not None:
                self.workspace.notice.emit(f"What changed was written to {made}.")


def _cells(line: Line) -> tuple[Cell, ...]:
    """Return a row as it is shown: statuses as chips, and a side that holds no date says so."""
    *words, before, after = _words(line)
    if line.kind is Difference.DATE:
        before, after = before or NO_DATE, after or NO_DATE
    return (*words, line.was or before, line.now or after)


def _words(line: Line) -> tuple[str, ...]:
    kind = f"{line.arrow} {DIFFERENCE_WORDS[line.kind]}".strip()
    return (kind, line.ref, line.title, line.what, line.before, line.after)
