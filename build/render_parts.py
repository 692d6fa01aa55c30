"""Render a gallery of all parts in the three themes, to look at.

Usage: ``python build/render_parts.py [FOLDER] [TEXT_SCALE]``. Writes ``parts.png`` and ``parts-more.png``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1.25")

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from send_tracker.domain.presets import CONFIDENCE, NOTTINGHAMSHIRE
from send_tracker.gui import theme
from send_tracker.gui.theme import Mode
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.bar import StackedBar
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.chip import Chip
from send_tracker.gui.widgets.empty_state import EmptyState
from send_tracker.gui.widgets.fields import (
    ChoiceField,
    DateField,
    LabelledField,
    LineField,
    TextField,
)
from send_tracker.gui.widgets.filter_chip import FilterChip, WordChip
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.headline import HeadlineFigure
from send_tracker.gui.widgets.key_cap import KeyCap
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.list_filter import ListFilter
from send_tracker.gui.widgets.rail import Rail, RailEntry
from send_tracker.gui.widgets.saved_mark import SavedMark
from send_tracker.gui.widgets.search_field import SearchField
from send_tracker.gui.widgets.status_control import StatusControl
from send_tracker.gui.widgets.tabs import Tabs

TITLES: dict[Mode, str] = {"light": "Light", "dark": "Dark", "contrast": "High contrast"}
LEVEL = NOTTINGHAMSHIRE
Builder = Callable[[QVBoxLayout, str], QWidget | None]


def flow(*parts: QWidget, gap: int = 6) -> QWidget:
    """Return the parts in a row that wraps."""
    row = QWidget()
    layout = FlowLayout(row, gap)
    for part in parts:
        layout.addWidget(part)
    return row


def row(*parts: QWidget, gap: int = 8) -> QWidget:
    """Return the parts in a row from the left."""
    found = QWidget()
    layout = QHBoxLayout(found)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for part in parts:
        layout.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    layout.addStretch(1)
    return found


def section(column: QVBoxLayout, title: str, *parts: QWidget, gap: int = 8) -> None:
    """Add parts under a small title."""
    column.addWidget(Label(title, "small", 500, "muted"))
    column.addSpacing(5)
    for at, part in enumerate(parts):
        if at:
            column.addSpacing(gap)
        column.addWidget(part)
    column.addSpacing(12)


def controls(column: QVBoxLayout) -> None:
    """Add the status control and the buttons."""
    set_one, unset = StatusControl(LEVEL, "obstacles"), StatusControl(LEVEL)
    for control in (set_one, unset):
        control.setMaximumWidth(max(368, control.sizeHint().width()))
    section(column, "Status control: set, and not set", set_one, unset)
    buttons = row(
        Button("New action", "primary", "plus"),
        Button("As at", "outline", "calendar"),
        Button("Clear filter", "link"),
        KeyCap("Esc"),
    )
    section(column, "Buttons", buttons)


def messages(column: QVBoxLayout) -> None:
    """Add banners and an empty state."""
    section(
        column,
        "Banners",
        Banner("warning", "4 days past its date, and the new date falls after the board."),
        Banner(
            "error", "The file could not be saved to the network drive. Your work is safe in the copy on this computer."
        ),
    )
    empty = EmptyState(
        "No evidence yet", "Attach a file or a link that shows this action has worked.", "Add evidence", "paperclip"
    )
    section(column, "Empty state", empty)


def first_page(column: QVBoxLayout, title: str) -> QWidget | None:
    """Build what the design's own picture of the parts shows, in its order."""
    column.addWidget(Label(title, "heading", 600))
    column.addSpacing(8)
    section(column, "Chips", flow(*(Chip(level) for level in LEVEL), gap=10))
    everything = FilterChip(None, 61)
    everything.setChecked(True)
    filters = flow(
        everything, FilterChip(LEVEL["obstacles"], 2), FilterChip(LEVEL["at_risk"], 0), WordChip("Partner", ["ICB"])
    )
    section(column, "Filter chips: on, off, none left", filters)
    controls(column)
    focused = LabelledField("Field with focus", LineField("ICB finance schedule"))
    column.addWidget(focused)
    column.addSpacing(8)
    column.addWidget(LabelledField("Field", LineField("26 September 2025")))
    column.addSpacing(14)
    messages(column)
    return focused.field


def headlines(column: QVBoxLayout) -> None:
    """Add two headline numbers."""
    first, second = HeadlineFigure(first=True), HeadlineFigure()
    first.set_figure("97%", "done", "59 of 61 complete or embedded", "+3 points since 22 May", 1)
    second.set_figure("2", "with obstacles", "both in APA2: 4.3 and 6.2", "+2 since 22 May", 1, strong=True)
    figures = QWidget()
    cells = QHBoxLayout(figures)
    cells.setContentsMargins(0, 0, 0, 0)
    cells.setSpacing(0)
    for cell in (first, second):
        cells.addWidget(cell)
    section(column, "Headline figures", figures)


def typed(column: QVBoxLayout) -> None:
    """Add fields that grow, complain and choose."""
    obstacle = TextField("Delivery plan waits for the ICB finance position. Strategy text is agreed by all partners.")
    column.addWidget(LabelledField("Obstacle", obstacle))
    column.addSpacing(8)
    bad = DateField("2025-09-26", lambda: date(2025, 7, 4))
    bad.line.setText("31 June 2025")
    bad.commit()
    column.addWidget(LabelledField("Back on track by", bad))
    column.addSpacing(8)
    column.addWidget(LabelledField("Lead", ChoiceField([("c", "Commissioning lead")], "c")))
    column.addSpacing(8)


def second_page(column: QVBoxLayout, title: str) -> QWidget | None:
    """Build the other parts."""
    column.addWidget(Label(title, "heading", 600))
    column.addSpacing(8)
    partner = ListFilter("Partner", [("icb", "ICB"), ("la", "Council")])
    partner.set_chosen(["icb"])
    section(column, "List filters", flow(ListFilter("Lead"), ListFilter("Due"), partner, ListFilter("Attention")))
    column.addWidget(row(SearchField("Search the plan", "Ctrl+F"), SearchField("Find anything", "Ctrl+K", quiet=True)))
    column.addSpacing(8)
    section(column, "Tabs", Tabs([("u", "Update"), ("e", "Evidence 3"), ("h", "History"), ("d", "Dates")]))
    section(
        column,
        "One line, and a scale whose words do not fit",
        StatusControl(LEVEL, "complete", one_line=True),
        StatusControl(CONFIDENCE, "amber_red"),
    )
    headlines(column)
    counts = dict(zip(LEVEL.codes, (0, 0, 2, 0, 15, 8), strict=True))
    parts = [(level, counts[level.code]) for level in LEVEL.stacked]
    section(column, "Bars", StackedBar(parts, 16, letters=True), StackedBar(parts, 8), StackedBar(parts, 6))
    typed(column)
    column.addWidget(odds())
    return None


def odds() -> QWidget:
    """Return Qt's own buttons in our clothes, and the small marks."""
    tick, choice = QCheckBox("Include notes"), QRadioButton("One page")
    tick.setChecked(True)
    choice.setChecked(True)
    saved, failed = SavedMark(), SavedMark()
    saved.set_saved("14:02")
    failed.set_error("Not saved")
    quiet, panel = Button("Quiet", "quiet", "filter"), IconButton("panel-right", "Panel")
    return flow(tick, choice, QPushButton("Plain"), quiet, panel, saved, failed, KeyCap("Left"), KeyCap("Ctrl+Z"))


def rails() -> QWidget:
    """Return a wide and a narrow rail."""
    found = QWidget()
    layout = QHBoxLayout(found)
    layout.setContentsMargins(0, 0, 0, 0)
    entries = [
        RailEntry("overview", "layout-dashboard", "Overview"),
        RailEntry("plan", "list-checks", "Plan"),
        RailEntry("measures", "chart-line", "Measures"),
        RailEntry("evidence", "paperclip", "Evidence"),
        RailEntry("meetings", "calendar-days", "Meetings"),
        RailEntry("review", "presentation", "Review"),
        RailEntry("reports", "file-text", "Reports"),
    ]
    for narrow in (False, True):
        rail = Rail(entries)
        rail.set_programme("Nottinghamshire", "SEND improvement plan")
        rail.set_board("Next board", "14 August 2025", "41 days · papers in 33")
        rail.set_count("plan", 61)
        rail.set_count("evidence", 148)
        rail.choose("plan")
        rail.set_narrow(narrow)
        layout.addWidget(rail)
    return found


def column(mode: Mode, builder: Builder, width: int, height: int) -> QPixmap:
    """Return one theme's column as a picture."""
    page = QWidget()
    page.setProperty("ground", "surface")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.setFixedSize(width, height)
    if builder is second_page:
        outer = QHBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(rails())
        inside = QVBoxLayout()
        outer.addLayout(inside, 1)
    else:
        inside = QVBoxLayout(page)
    inside.setContentsMargins(24, 20, 24, 20)
    inside.setSpacing(0)
    focus = builder(inside, TITLES[mode])
    inside.addStretch(1)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    if focus is not None:
        focus.setFocus()
    QApplication.processEvents()
    picture = page.grab()
    page.close()
    return picture


def gallery(app: QApplication, builder: Builder, width: int, height: int, scale: float) -> QPixmap:
    """Return the three themes side by side."""
    pictures = []
    for mode in TITLES:
        theme.apply(app, mode, scale)
        pictures.append(column(mode, builder, width, height))
    whole = QPixmap(sum(p.width() for p in pictures), pictures[0].height())
    painter = QPainter(whole)
    x = 0
    for picture in pictures:
        picture.setDevicePixelRatio(1)
        painter.drawPixmap(x, 0, picture)
        x += picture.width()
    painter.end()
    return whole


def main(arguments: list[str]) -> None:
    """Write the pictures."""
    folder = Path(arguments[0] if arguments else "dist/pictures")
    scale = float(arguments[1]) if len(arguments) > 1 else 1.0
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    gallery(app, first_page, round(455 * scale), round(768 * scale), scale).save(str(folder / "parts.png"))
    width = round(860 * scale)
    gallery(app, second_page, width, round(820 * scale), scale).save(str(folder / "parts-more.png"))


if __name__ == "__main__":
    main(sys.argv[1:])
