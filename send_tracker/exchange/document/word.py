"""Writing a document as a Word file: real headings, repeated table heads, alternative text, nothing personal in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from typing import Any, BinaryIO, Final

from send_tracker.domain.status import StatusLevel
from send_tracker.exchange.document.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Paragraph,
    Picture,
    Section,
    Table,
    entry_text,
)
from send_tracker.exchange.document.palette import PAPER, status_colours

Draw = Callable[[str, int], bytes]
"""Turns an SVG into a PNG of so many pixels across."""

_WIDE: Final = 17.0
"""Centimetres between the margins of an A4 page."""

_DPI: Final = 220
_DEEPEST: Final = 4
_NO_PICTURE: Final = "(The chart could not be drawn here as a picture; Word from 2016 on shows it as a drawing.)"
_TOGETHER: Final = 10
"""Rows that a table has at most to stand on one page; a longer one is cut between rows, and its heads come again."""


def write_word(document: Document, target: BinaryIO, made_at: datetime, draw: Draw | None = None) -> None:
    """Write a document as a Word file.

    Args:
        document: what it says. target: an open file.
        made_at: stands in its properties.
        draw: makes pictures of charts for programs that show no drawings, such as Word before 2016 and LibreOffice
            7.4; without it those have what the chart shows in words, and the table of numbers below.
    """
    _Writer(document, draw).write(target, made_at)


class _Writer:
    """One Word file while it is written."""

    def __init__(self, document: Document, draw: Draw | None) -> None:
        import docx

        self._document = document
        self._draw = draw
        self._file = docx.Document()
        self._marks = 0
        self._style_ids: dict[str, str] = {}

    def write(self, target: BinaryIO, made_at: datetime) -> None:
        from send_tracker.exchange.document import word_styles
        from send_tracker.exchange.document.word_contents import add_contents
        from send_tracker.exchange.document.word_package import tidy_package

        word_styles.set_up(self._file, self._document, made_at)
        self._file.add_paragraph(self._document.title, style="Title")
        self._file.add_paragraph(self._document.subtitle, style="Subtitle")
        if self._document.facts:
            self._facts(Facts(self._document.facts))
        add_contents(self._file, self._document)
        for section in self._document.sections:
            self._section(section, 1)
        tidy_package(self._file)
        self._file.save(target)

    def _section(self, section: Section, depth: int) -> None:
        from send_tracker.exchange.document.word_contents import mark_heading

        heading = self._file.add_heading(section.title, min(depth, _DEEPEST))
        heading.paragraph_format.page_break_before = section.new_page or None
        if depth == 1:
            self._marks += 1
            mark_heading(heading, self._marks)
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            self._block(block)
            if isinstance(block, Paragraph) and isinstance(after, Bullets | Table | Picture):
                self._file.paragraphs[-1].paragraph_format.keep_with_next = True
        for part in section.parts:
            if not part.is_empty:
                self._section(part, depth + 1)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                style = {"lead": "Intense Quote", "note": "Note"}.get(block.kind, "Normal")
                self._file.add_paragraph(block.text, style=style)
            case Bullets():
                for item in block.items:
                    self._file.add_paragraph(item, style="List Number" if block.numbered else "List Bullet")
            case Facts():
                self._facts(block)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _facts(self, facts: Facts) -> None:
        for term, words in facts.pairs:
            line = self._file.add_paragraph(style="Normal")
            line.add_run(f"{term}: ").bold = True
            line.add_run(words)

    # Tables

    def _table(self, table: Table) -> None:
        from send_tracker.exchange.document import word_parts as parts

        caption = self._file.add_paragraph(table.caption, style="Caption")
        caption.paragraph_format.keep_with_next = True
        made = self._file.add_table(rows=0, cols=len(table.heads))
        made.autofit = False
        parts.set_margins(made, 57)
        parts.name_heads(made)
        parts.describe_table(made, table.caption, f"{len(table.rows)} rows; the first column names each row.")
        head = made.add_row()
        parts.repeat_as_head(head)
        parts.keep_whole(head)
        self._cells(head, table.heads, table, head=True, strong=True)
        for column, width in zip(made.columns, self._widths(table), strict=True):
            column.width = width
        patterns = {strong: self._pattern(made, table, strong) for strong in {False, bool(table.strong)}}
        for number, row in enumerate(table.rows):
            added = deepcopy(patterns[number in table.strong])
            made._tbl.append(added)
            for cell, entry in zip(added.tc_lst, row, strict=True):
                self._fill(cell, entry)
        if len(table.rows) <= _TOGETHER:
            parts.keep_together(made)
        self._file.add_paragraph(style="After table")

    def _pattern(self, made: Any, table: Table, strong: bool) -> Any:
        """Return an empty row to copy. Built one by one, the rows of a large plan would take a minute."""
        from send_tracker.exchange.document import word_parts as parts

        row = made.add_row()
        parts.keep_whole(row)
        self._cells(row, ("",) * len(table.heads), table, head=False, strong=strong)
        made._tbl.remove(row._tr)
        return row._tr

    def _fill(self, cell: Any, entry: Any) -> None:
        run = cell.p_lst[0].r_lst[0]
        run.text = entry_text(entry)
        if isinstance(entry, StatusLevel):
            self._chip(cell, run, entry)

    def _widths(self, table: Table) -> list[Any]:
        """Return the width of each column; Word reads it from the cells, LibreOffice from the columns."""
        from docx.shared import Cm

        shares = table.widths or (1,) * len(table.heads)
        return [Cm(_WIDE * share / sum(shares)) for share in shares]

    def _cells(self, row: Any, entries: Sequence[str], table: Table, *, head: bool, strong: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        from send_tracker.exchange.document import word_parts as parts

        widths = self._widths(table)
        for place, (cell, entry) in enumerate(zip(row.cells, entries, strict=True)):
            cell.width = widths[place]
            words = cell.paragraphs[0]
            words._p.style = self._style_id("Table head" if head else "Table text")
            run = words.add_run(entry)
            run.bold = strong or place == 0 or None
            if place in table.numbers:
                words.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            parts.rule_below(cell, PAPER["accent"] if head else PAPER["line"], 8 if head else 4)

    def _style_id(self, name: str) -> str:
        """Return the id of a style. By its name, each cell of a large table would look through all styles."""
        if name not in self._style_ids:
            self._style_ids[name] = str(self._file.styles[name].style_id)
        return self._style_ids[name]

    def _chip(self, cell: Any, run: Any, level: StatusLevel) -> None:
        """Show a status in its chip's colours, beside its letter, shape and word."""
        from docx.shared import RGBColor
        from docx.text.run import Run

        from send_tracker.exchange.document.word_parts import shade

        colours = status_colours(level)
        shade(cell, colours["chip"])
        Run(run, self._file).font.color.rgb = RGBColor.from_string(colours["text"].lstrip("#"))

    # Charts

    def _picture(self, picture: Picture) -> None:
        from docx.shared import Cm

        from send_tracker.exchange.document.word_parts import describe_picture
        from send_tracker.exchange.document.word_vector import add_vector, blank_png

        drawn = self._draw(picture.svg, round(_WIDE / 2.54 * _DPI)) if self._draw else blank_png()
        height = Cm(_WIDE * picture.height / picture.width)
        shape = self._file.add_picture(BytesIO(drawn), width=Cm(_WIDE), height=height)
        self._file.paragraphs[-1].paragraph_format.keep_with_next = True
        add_vector(self._file, shape, picture.svg)
        describe_picture(shape, picture.caption, picture.alt)
        self._file.add_paragraph(f"Chart: {picture.caption}", style="Caption")
        if self._draw is None:
            self._file.add_paragraph(f"{_NO_PICTURE} {picture.alt}", "Note")
        if picture.table is not None:
            self._table(picture.table)
