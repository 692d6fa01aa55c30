"""From the rows of a table to what each says about one action, with headings turned into areas and outcomes."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from send_tracker.domain.dates import long_date
from send_tracker.domain.intake.incoming import Incoming, Part, part_of
from send_tracker.exchange.intake.cell_reading import CellReader, Context
from send_tracker.exchange.intake.fields import BY_NAME, EXTRA, IGNORE, plain_head
from send_tracker.exchange.intake.headings import Headings
from send_tracker.exchange.intake.layout import Layout, View
from send_tracker.exchange.intake.mapping import ColumnMapping
from send_tracker.exchange.reading.cells import SourceCell, place

_REF_FIRST: Final = re.compile(r"([A-Z]{0,4}\d+(?:\.\d+)+[a-z]?)[\s.:)–—-]+(\S.*)", re.DOTALL)
_TOTALS: Final = re.compile(r"(?:grand |sub[- ]?)?total\b|count of\b|number of actions\b", re.IGNORECASE)
_ELSEWHERE: Final = ("ref", "title", "area", "outcome", "status")
_NEVER_CLEARED: Final = ("leads",)


class RowReader:
    """Reads the rows under the heads, from the top down."""

    def __init__(self, view: View, layout: Layout, mapping: ColumnMapping, context: Context) -> None:
        self._view = view
        self._layout = layout
        self._mapping = mapping
        self._cells = CellReader(context, mapping)
        self._columns: dict[str, tuple[str, int]] = {}
        self._extras: list[tuple[str, int]] = []
        self._last: dict[str, Part] = {}
        self._titles = {h.column: h.title for h in layout.heads}
        for head in layout.heads:
            name = mapping.columns.get(head.title, EXTRA)
            if name == EXTRA:
                self._extras.append((head.title, head.column))
            elif name != IGNORE:
                self._columns[name] = (head.title, head.column)
        at = {h.title: h.column for h in layout.heads}
        self._colour_column = at.get(mapping.colour_column, 0)
        self._headings = Headings(view, self._column("title"), self._column("ref"), self._colour_column)

    def _column(self, name: str) -> int:
        return self._columns.get(name, ("", 0))[1]

    def read(self) -> list[Incoming]:
        """Return the rows that speak about actions."""
        found: list[Incoming] = []
        for number in self._view.sheet.numbers():
            if number < self._layout.first or self._repeats_heads(number):
                continue
            if self._headings.take(number):
                self._last.clear()
                continue
            if found and self._continues(number):
                self._add_to(found[-1], number)
                continue
            found.append(self._row(number))
        return found

    def _repeats_heads(self, number: int) -> bool:
        """Tell whether a row says the heads again, as printed pages do."""
        texts = {c: plain_head(cell.text) for c, cell in self._view.sheet.rows[number].items() if cell.text}
        heads = {c: plain_head(t) for c, t in self._titles.items()}
        return len(texts) > 1 and all(heads.get(c) == text for c, text in texts.items())

    def _continues(self, number: int) -> bool:
        """Tell whether a row goes on with the action above, whose wording is merged over both."""
        covered = self._view.origin(number, self._column("title"))
        return covered is not None and covered[0] < number and covered[0] >= self._layout.first

    def _add_to(self, row: Incoming, number: int) -> None:
        """Add what a second row of one action says to its texts."""
        for name, (_, column) in self._columns.items():
            text = self._own(number, column).text
            if text and BY_NAME[name].kind == "text":
                before = row.values.get(name)
                row.values[name] = f"{before}\n{text}" if before else text
        for title, column in self._extras:
            if text := self._own(number, column).text:
                row.extras[title] = f"{row.extras[title]}\n{text}" if title in row.extras else text

    def _own(self, number: int, column: int) -> SourceCell:
        return self._view.sheet.cell(number, column)

    def _row(self, number: int) -> Incoming:
        row = Incoming(number, area=self._headings.area, outcome=self._headings.outcome)
        self._name(row)
        self._place(row)
        for name, (title, column) in self._columns.items():
            if name not in _ELSEWHERE:
                self._field(row, name, title, self._view.down(number, column))
        if "status" in self._columns or self._colour_column:
            title, column = self._columns.get("status", ("Status", self._colour_column))
            words = self._view.down(number, column) if "status" in self._columns else SourceCell()
            self._cells.status(row, title, words, self._view.down(number, self._colour_column or column))
        for title, column in self._extras:
            self._extra(row, title, column)
        return row

    def _name(self, row: Incoming) -> None:
        """Read what the action is called."""
        number = row.row
        title = self._view.down(number, self._column("title"))
        ref = self._view.down(number, self._column("ref"))
        for cell in (title, ref):
            if cell.error:
                row.refusals.append(cell.error)
        row.title = " ".join(title.text.split())
        if isinstance(ref.value, date):
            where = place(number, self._column("ref"))
            row.doubts.append(f"{where} holds a date, {long_date(ref.value)}, where a reference should be")
        else:
            row.ref = " ".join(ref.text.split()).rstrip(".:")
        if not row.ref and (found := _REF_FIRST.fullmatch(row.title)):
            row.ref, row.title = found[1], found[2]
        if _TOTALS.match(row.title) or (not row.title and _TOTALS.match(row.ref)):
            row.refusals.append("it is a row of totals, which are counted from the actions themselves")
        elif not row.title and not row.ref and not row.refusals:
            row.refusals.append("it has no wording of an action")

    def _place(self, row: Incoming) -> None:
        """Read the area and the outcome from their columns; they go before the headings above."""
        for name in ("area", "outcome"):
            if name not in self._columns:
                continue
            text = self._view.down(row.row, self._column(name)).text
            if text:
                self._last[name] = part_of(text, name)
                if name == "area":
                    self._last.pop("outcome", None)
            # Written once and left blank below, as people do who do not merge.
            if name in self._last:
                setattr(row, name, self._last[name])
        for name in ("area", "outcome"):
            column = next((c for t, c in self._extras if plain_head(t) == f"{name} title"), 0)
            part: Part = getattr(row, name)
            text = " ".join(self._view.down(row.row, column).text.split()) if column else ""
            if text and part.ref and not part.title:
                setattr(row, name, Part(part.ref, text))

    def _field(self, row: Incoming, name: str, title: str, cell: SourceCell) -> None:
        if cell.error:
            row.doubts.append(f"{cell.error}; {title} was left alone")
        elif cell.text:
            self._cells.read(row, BY_NAME[name].kind, name, title, cell)
        elif self._mapping.empty_clears and BY_NAME[name].kind != "day":
            row.values[name] = () if BY_NAME[name].kind in ("people", "refs") else None

    def _extra(self, row: Incoming, title: str, column: int) -> None:
        cell = self._view.down(row.row, column)
        if cell.error:
            row.doubts.append(f"{cell.error}; {title} was left alone")
        elif cell.text and plain_head(title) not in ("area title", "outcome title"):
            row.extras[title] = long_date(cell.value) if isinstance(cell.value, date) else cell.text
        elif self._mapping.empty_clears:
            row.extras[title] = ""
