"""Charts as pictures: always on white paper, with title, date and what has to be said beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from send_tracker.domain.problem import Problem
from send_tracker.gui import theme, tokens
from send_tracker.gui.charts.chart import Chart
from send_tracker.gui.charts.headings import Heading
from send_tracker.gui.charts.legend import Legend
from send_tracker.gui.widgets.label import Label

_WIDTH, _HEIGHT, _MARGIN = 960, 540, 28
SHARPNESS = 2
"""Pixels of a PNG for one of the screen."""


@contextmanager
def on_paper() -> Iterator[None]:
    """Make what is made within in the light theme at 100 %, whatever the screen shows."""
    kept = theme.hub.theme, theme.hub.scale
    theme.hub.theme, theme.hub.scale = tokens.LIGHT, 1.0
    try:
        yield
    finally:
        theme.hub.theme, theme.hub.scale = kept


class _Paper(QWidget):
    """A white sheet with a chart."""

    def __init__(self, chart: Chart, heading: Heading) -> None:
        super().__init__()
        drawing = chart.paper_copy()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN - 6, _MARGIN, _MARGIN - 8)
        column.setSpacing(4)
        column.addWidget(Label(chart.title, "heading", 600))
        row = QHBoxLayout()
        row.addWidget(Label(heading.below, "chip", token="muted"))
        row.addWidget(Legend(chart.legend), 1)
        column.addLayout(row)
        column.addSpacing(12)
        column.addWidget(drawing, 1)
        column.addSpacing(8)
        for words in (Label(chart.sentence, "chip", wrap=True), Label(heading.note, "small", token="muted", wrap=True)):
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            words.setVisible(bool(words.text()))
            column.addWidget(words)
        is_fixed = drawing.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed
        self.resize(_WIDTH, column.heightForWidth(_WIDTH) if is_fixed else _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.end()


@contextmanager
def _paper(chart: Chart, heading: Heading) -> Iterator[QWidget]:
    """Lay a chart out on a sheet that is never seen, and throw the sheet away."""
    with on_paper():
        sheet = _Paper(chart, heading)
        # Never shown: a first drawing lays it out, and sends its parts the sizes they get.
        sheet.grab()
        try:
            yield sheet
        finally:
            sheet.deleteLater()


def picture(chart: Chart, heading: Heading) -> QImage:
    """Return a chart as a picture, twice as sharp as the screen."""
    with _paper(chart, heading) as sheet:
        image = QImage(sheet.size() * SHARPNESS, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SHARPNESS)
        image.fill(theme.colour("surface"))
        painter = QPainter(image)
        sheet.render(painter, QPoint())
        painter.end()
        image.setText("Title", chart.title)
        image.setText("Description", chart.sentence)
    return image


def save_png(chart: Chart, heading: Heading, path: Path) -> None:
    """Write a chart as PNG.

    Raises:
        Problem: the file cannot be written.
    """
    if not picture(chart, heading).save(str(path)):
        raise _cannot(path)


def save_svg(chart: Chart, heading: Heading, path: Path) -> None:
    """Write a chart as SVG: lines and text, sharp at any size.

    Raises:
        Problem: the file cannot be written.
    """
    with _paper(chart, heading) as sheet:
        file = QSvgGenerator()
        file.setFileName(str(path))
        file.setSize(sheet.size())
        file.setViewBox(QRect(0, 0, sheet.width(), sheet.height()))
        file.setResolution(96)
        file.setTitle(chart.title)
        file.setDescription(chart.sentence)
        painter = QPainter()
        if not painter.begin(file):
            raise _cannot(path)
        sheet.render(painter, QPoint())
        if not painter.end():
            raise _cannot(path)


def _cannot(path: Path) -> Problem:
    return Problem(
        f"The picture could not be written to {path}. Choose another folder or close the old file.", "unwritable"
    )
