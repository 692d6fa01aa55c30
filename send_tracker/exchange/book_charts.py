"""Native Excel charts in the house's look, and their alternative text, for which openpyxl has no call."""

from __future__ import annotations

import re
from typing import Any, Final
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart import Series as BookSeries
from openpyxl.chart.axis import DateAxis
from openpyxl.chart.data_source import AxDataSource, NumRef, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RichTextProperties
from openpyxl.utils import get_column_letter

from send_tracker.domain.colour import contrast
from send_tracker.domain.status import Shape, StatusLevel
from send_tracker.exchange.book_styles import ACCENT, LINE, MUTED, SIZE, TEXT
from send_tracker.exchange.columns import Chart, Series, Sheet

_MARKERS: Final = {
    Shape.RING: "circle",
    Shape.DISC: "circle",
    Shape.TRIANGLE: "triangle",
    Shape.DIAMOND: "diamond",
    Shape.SQUARE: "square",
    Shape.STAR: "star",
    Shape.CROSS: "x",
}
_DARK, _LIGHT = "#0B1B2B", "#FFFFFF"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FONT_ORDER: Final = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip
_LABEL_FORMAT: Final = re.compile(r'(<numFmt formatCode="[^"]*") ?/>')
"""With or without a space: openpyxl writes through lxml where that is installed."""
# A file that calls itself Excel's is believed to bring its row heights; ours are for the reader to work out.
_APPLICATION: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>SEND Tracker</Application></Properties>"
)
CM_PER_CHARACTER: Final = 0.238
"""A digit of the workbook's font: nine dots of a screen of 96 dots an inch."""

WIDEST_CM: Final = 33.0
_HEIGHT_CM: Final = 11.0
ROWS_PER_CHART: Final = 21


class DescribingArchive(ZipFile):
    """A workbook's zip file that gives each chart its name and alternative text as it is written."""

    descriptions: list[tuple[str, str]]

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **more: Any) -> None:
        """Write one part; a drawing gets the descriptions of its charts, in the order of the sheets."""
        name = str(zinfo_or_arcname)
        if name.startswith("xl/drawings/drawing"):
            data, used = describe(data, self.descriptions)
            self.descriptions = self.descriptions[used:]
        elif name.startswith("xl/charts/chart"):
            data = own_formats(data)
        elif name == "docProps/app.xml":
            data = _APPLICATION
        elif name == "xl/styles.xml":
            data = ordered_fonts(data)
        super().writestr(zinfo_or_arcname, data, *args, **more)


def ordered_fonts(styles: bytes | str) -> bytes:
    """Return the styles with what is said of a font in the order of the schema, which openpyxl does not keep.

    ECMA-376 part 1, 18.8.22 (CT_Font): Excel takes any order, stricter readers do not.
    """
    ET.register_namespace("", _MAIN[1:-1])
    root = ET.fromstring(styles)
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda part: _FONT_ORDER.index(part.tag.removeprefix(_MAIN)))
    ordered: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return ordered


def own_formats(chart: bytes | str) -> str:
    """Return a chart's XML in which the labels use their own number format, not that of the cells."""
    text = chart.decode() if isinstance(chart, bytes) else chart
    return _LABEL_FORMAT.sub(r'\1 sourceLinked="0" />', text)


def describe(drawing: bytes | str, descriptions: list[tuple[str, str]]) -> tuple[bytes, int]:
    """Return a drawing's XML with a title and a description on each chart, and how many were used."""
    root = ET.fromstring(drawing)
    frames = [f.find(f".//{_DRAWING}cNvPr") for f in root.iter(f"{_DRAWING}graphicFrame")]
    named = [f for f in frames if f is not None]
    for properties, (title, description) in zip(named, descriptions, strict=False):
        properties.set("name", title)
        properties.set("title", title)
        properties.set("descr", description)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written, len(named)


def draw(page: Any, sheet: Sheet[Any], chart: Chart, head_row: int, last_row: int, number: int) -> None:
    """Add a chart below the sheet's table.

    Args:
        page: the worksheet. sheet: what stands on it. chart: what to draw.
        head_row: the row of the table's heads. last_row: its last row.
        number: how many charts stand above this one.
    """
    picture = _bars() if chart.kind == "bars" else _lines()
    if chart.kind == "measure":
        picture.display_blanks = "span"
        picture.y_axis.number_format = "General"
    names = str(Reference(page, min_col=sheet.place(chart.labels), min_row=head_row + 1, max_row=last_row))
    labels = AxDataSource(strRef=StrRef(names)) if chart.kind == "bars" else AxDataSource(numRef=NumRef(names))
    for series in chart.series:
        column = sheet.place(series.column)
        values = Reference(page, min_col=column, min_row=head_row, max_row=last_row)
        made = BookSeries(values, title_from_data=True)
        _paint(made, chart, series)
        made.cat = labels
        picture.series.append(made)
    _dress(picture, chart)
    width = sum(c.width for c in sheet.columns) * CM_PER_CHARACTER
    picture.width, picture.height = min(width, WIDEST_CM), _HEIGHT_CM
    page.add_chart(picture, f"{get_column_letter(1)}{chart_row(last_row, number)}")


def chart_row(last_row: int, number: int) -> int:
    """Return the row at whose top a chart begins, ``number`` of them standing above it, below a table."""
    return last_row + 2 + number * ROWS_PER_CHART


def _paint(made: Any, chart: Chart, series: Series) -> None:
    """Give a series its look: that of its status, or of the figures of a measure and of their target."""
    if series.level is None:
        _paint_figures(made, target=series.target)
    elif chart.kind == "bars":
        _paint_bar(made, series.level)
    else:
        _paint_line(made, series.level)


def _bars() -> Any:
    """Return horizontal bars of equal length, the first row of the table on top."""
    picture = BarChart()
    picture.type, picture.grouping, picture.overlap, picture.gapWidth = "bar", "percentStacked", 100, 45
    picture.x_axis.scaling.orientation = "maxMin"
    # The order is turned round, so that the far end of the names is at the bottom: the percentages go there.
    picture.y_axis.crosses = "max"
    picture.y_axis.number_format = "0%"
    picture.y_axis.majorUnit = 0.25
    return picture


def _lines() -> Any:
    """Return lines over dates, with room for the days between boards."""
    picture = LineChart()
    picture.x_axis = DateAxis(crossAx=100)
    picture.x_axis.number_format = "mmm yyyy"
    picture.x_axis.baseTimeUnit = "days"
    picture.x_axis.majorTimeUnit, picture.x_axis.majorUnit = "months", 3
    picture.y_axis.crossAx = 500
    picture.y_axis.number_format = "0"
    picture.y_axis.scaling.min = 0
    return picture


def _paint_bar(series: Any, level: StatusLevel) -> None:
    """Give a part of the bars its colour, a white edge, and its letter and count in ink that can be read; no zeros."""
    solid = level.solid[0]
    series.graphicalProperties = GraphicalProperties(solidFill=solid.lstrip("#"))
    series.graphicalProperties.line = LineProperties(solidFill="FFFFFF", w=12700)
    ink = _LIGHT if contrast(_LIGHT, solid) >= 4.5 else _DARK
    letter = level.letter.replace('"', "")
    labels = DataLabelList(numFmt=f'"{letter} "#,##0;;', showVal=True, dLblPos="ctr")
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent", "showBubbleSize"):
        setattr(labels, name, False)
    labels.txPr = _words(SIZE, ink.lstrip("#"), bold=True)
    series.dLbls = labels


def _paint_line(series: Any, level: StatusLevel) -> None:
    """Give a line its colour and its status's shape, so that it can be told without colour."""
    colour = level.solid[0].lstrip("#")
    series.graphicalProperties = GraphicalProperties()
    series.graphicalProperties.line = LineProperties(solidFill=colour, w=22225)
    series.marker = Marker(symbol=_MARKERS[level.shape], size=8)
    hollow = level.shape is Shape.RING
    series.marker.graphicalProperties = GraphicalProperties(solidFill="FFFFFF" if hollow else colour)
    series.marker.graphicalProperties.line = LineProperties(solidFill=colour, w=15875)
    series.smooth = False


def _paint_figures(series: Any, *, target: bool) -> None:
    """Draw the figures of a measure as a line with points, and its target dashed and without."""
    colour = TEXT if target else ACCENT
    series.graphicalProperties = GraphicalProperties()
    series.graphicalProperties.line = LineProperties(solidFill=colour, w=15875 if target else 25400)
    series.smooth = False
    if target:
        series.graphicalProperties.line.dashStyle = "dash"
        series.marker = Marker(symbol="none")
        return
    series.marker = Marker(symbol="circle", size=7)
    series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
    series.marker.graphicalProperties.line = LineProperties(solidFill="FFFFFF", w=12700)


def _dress(picture: Any, chart: Chart) -> None:
    """Title, axes, legend: quiet lines, words in one size."""
    picture.title = chart.title
    picture.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_characters(SIZE + 2, TEXT, bold=True))
    picture.title.overlay = False
    picture.x_axis.title, picture.y_axis.title = (
        (chart.up, chart.across) if chart.kind == "bars" else (chart.across, chart.up)
    )
    for axis in (picture.x_axis, picture.y_axis):
        axis.delete = False
        axis.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_characters(SIZE, MUTED))
        axis.title.overlay = False
        axis.txPr = _words(SIZE, TEXT)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
        axis.majorTickMark = "none"
    picture.x_axis.tickLblPos = "low"
    picture.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LINE, w=6350))
    picture.legend.position = "b" if chart.kind == "bars" else "r"
    picture.legend.txPr = _words(SIZE, TEXT)
    picture.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))


def _characters(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size * 100, b=bold, solidFill=colour)


def _words(size: int, colour: str, *, bold: bool = False) -> RichText:
    """Return the text properties of labels."""
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_characters(size, colour, bold=bold)), endParaRPr=None)
    paragraph.r = []
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])
