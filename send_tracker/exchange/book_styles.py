"""The look of the workbook's cells, made once each and shared by all cells."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any, Final

from openpyxl.cell import Cell as BookCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.writer.theme import theme_xml

from send_tracker.domain.status import StatusLevel

FONT: Final = "Arial"
TEXT: Final = "1A1F26"
MUTED: Final = "58616E"
ACCENT: Final = "0B6670"
LINE: Final = "D5DAE1"
BAND: Final = "EEF1F4"
DATE_FORMAT: Final = "d mmmm yyyy"
SIZE: Final = 12
"""The least size of the Government Analysis Function's guidance on accessible spreadsheets, for cells and charts."""

FONT_THEME: Final[str] = theme_xml.replace('"Cambria"', f'"{FONT}"').replace('"Calibri"', f'"{FONT}"')
"""The theme with our font in it: charts take theirs from here."""

# The indent keeps the words of neighbouring columns apart; the lines above the table share it.
_TOP: Final = Alignment(vertical="top", horizontal="left", indent=1, wrap_text=True)
_ABOVE: Final = Alignment(vertical="top", horizontal="left", indent=1)
_RIGHT: Final = Alignment(vertical="top", horizontal="right", indent=1)
_HEAD: Final = Alignment(vertical="center", horizontal="left", indent=1, wrap_text=True)
_HEAD_RIGHT: Final = Alignment(vertical="center", horizontal="right", indent=1, wrap_text=True)
_ROW: Final = Border(bottom=Side("thin", LINE))
# Above the heads and not below them: words of the first row begin at the very top of their cells.
_OVER_HEAD: Final = Border(top=Side("medium", ACCENT))
_HEAD_BAND: Final = PatternFill("solid", fgColor=BAND)
_FORMATS: Final = {"number": "#,##0", "date": DATE_FORMAT}


def _font(*, bold: bool = False, colour: str = TEXT, size: int = SIZE, underline: str | None = None) -> Font:
    return Font(name=FONT, size=size, bold=bold, color=colour, underline=underline)


class Styles:
    """The workbook's styles by name. A style is an array of numbers that any number of cells can bear."""

    def __init__(self, book: Any) -> None:
        plain = _font()
        # The first font is what column widths are measured in and what an unstyled cell shows.
        book._fonts = IndexedList([plain])
        book._named_styles["Normal"].font = plain
        book.add_named_style(
            NamedStyle(name="Heading 1", builtinId=16, font=_font(bold=True, size=16), alignment=_ABOVE)
        )
        self._book = book
        self._arrays: dict[str, Any] = {}
        self._make("title", style="Heading 1")
        self._make("about", font=_font(colour=MUTED), alignment=_ABOVE)
        bold = _font(bold=True)
        self._make("head", font=bold, alignment=_HEAD, border=_OVER_HEAD, fill=_HEAD_BAND)
        self._make("head_number", font=bold, alignment=_HEAD_RIGHT, border=_OVER_HEAD, fill=_HEAD_BAND)
        self._make("link", font=_font(colour=ACCENT, underline="single"), alignment=_TOP, border=_ROW)
        for ending, font in (("", plain), ("_strong", bold)):
            self._make("text" + ending, font=font, alignment=_TOP, border=_ROW)
            self._make("number" + ending, font=font, alignment=_RIGHT, border=_ROW, number_format=_FORMATS["number"])
            self._make("date" + ending, font=font, alignment=_TOP, border=_ROW, number_format=_FORMATS["date"])

    def __getitem__(self, name: str) -> Any:
        """Return the style of that name."""
        return self._arrays[name]

    def exact(self, number: Decimal) -> str:
        """Return the name of the style that shows a number with the decimal places that it was given with."""
        exponent = number.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        name = f"number {places}"
        if name not in self._arrays:
            shown = f"{_FORMATS['number']}.{'0' * places}" if places else _FORMATS["number"]
            for ending, font in (("", _font()), ("_strong", _font(bold=True))):
                self._make(name + ending, font=font, alignment=_RIGHT, border=_ROW, number_format=shown)
        return name

    def chip(self, level: StatusLevel) -> str:
        """Return the name of the style that shows a status: its chip colours under its letter, shape and word."""
        name = f"status {level.code}"
        if name not in self._arrays:
            fill = PatternFill("solid", fgColor=level.solid[1].lstrip("#"))
            self._make(name, font=_font(colour=level.solid[2].lstrip("#")), alignment=_TOP, border=_ROW, fill=fill)
        return name

    def _make(self, name: str, **parts: Any) -> None:
        """Let openpyxl turn the parts into numbers on a cell of no sheet, and keep the numbers."""
        cell = BookCell(SimpleNamespace(parent=self._book), 1, 1)
        for part, value in parts.items():
            setattr(cell, part, value)
        self._arrays[name] = cell._style
