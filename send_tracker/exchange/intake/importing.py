"""From a source file to a preview of what would change: the one way that command line, window and paste take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from send_tracker.domain.intake.preview import Preview
from send_tracker.domain.intake.statuses import colour_words, plain_status, read_colour, read_status
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Register
from send_tracker.exchange.intake.cell_reading import Context
from send_tracker.exchange.intake.columns import Content, colour_column, look_at, propose
from send_tracker.exchange.intake.comparing import Comparer
from send_tracker.exchange.intake.exported import is_exported, read_exported
from send_tracker.exchange.intake.fields import EXTRA, IGNORE
from send_tracker.exchange.intake.layout import Layout, View, find_layout
from send_tracker.exchange.intake.mapping import ColumnMapping
from send_tracker.exchange.intake.matching import Matcher
from send_tracker.exchange.intake.rows import RowReader
from send_tracker.exchange.reading.cells import SourceBook, SourceSheet
from send_tracker.exchange.reading.opening import open_source
from send_tracker.services.session import Session

OnProgress = Callable[[int, int, str], None]
STEPS = 4


@dataclass(slots=True)
class Sheet:
    """One sheet with its table found and its columns looked at."""

    sheet: SourceSheet
    view: View
    layout: Layout
    contents: list[Content]
    mapping: ColumnMapping


@dataclass(slots=True)
class Source:
    """A source that is being imported: its sheets, the chosen one, and how it is read."""

    book: SourceBook
    chosen: Sheet
    names: list[str] = field(default_factory=list)


def _silent(_done: int, _total: int, _words: str) -> None:
    return


def look_into(
    session: Session, path: Path, given: ColumnMapping | None = None, on_progress: OnProgress = _silent
) -> Source:
    """Open a source, choose its sheet and propose how it is read; what ``given`` says goes first.

    Raises:
        Problem: it cannot be read, or no table with the wording of actions is found. Nothing was changed.
    """
    on_progress(0, STEPS, "reading the workbook")
    given = given or ColumnMapping()
    book = open_source(path)
    on_progress(1, STEPS, "finding the table")
    register = session.register()
    found = [_sheet(session, register, sheet, given) for sheet in _wanted(book, given)]
    best = max(found, key=_likely, default=None)
    if best is None or not best.mapping.column_of("title"):
        raise Problem(
            f"No table of actions was found in “{path.name}”: no column holds their wording. The tracker was not "
            "changed. Say in the mapping which column is “title”, and which row has the heads.",
            "no-table",
        )
    return Source(book, best, [s.name for s in book.sheets])


def _wanted(book: SourceBook, given: ColumnMapping) -> list[SourceSheet]:
    if given.sheet:
        found = [s for s in book.sheets if s.name == given.sheet]
        if not found and given.columns:
            # A way of reading that was kept: this month's sheet may bear this month's name.
            book.notes.append(f"It has no sheet “{given.sheet}”, so the one that looks most like a plan was read.")
            return _wanted(book, replace(given, sheet=""))
        if not found:
            names = ", ".join(s.name for s in book.sheets)
            raise Problem(f"“{book.name}” has no sheet “{given.sheet}”. It has: {names}.", "no-such-sheet")
        return found
    filled = [s for s in book.sheets if s.rows]
    if not filled:
        raise Problem(f"“{book.name}” holds no values. The tracker was not changed.", "no-table")
    return [s for s in filled if not s.hidden] or filled


def _sheet(session: Session, register: Register, sheet: SourceSheet, given: ColumnMapping) -> Sheet:
    view = View(sheet)
    layout = find_layout(sheet, given.header, given.header_rows)
    if given.header is not None and given.columns:
        heads = {h.title.casefold() for h in layout.heads} & {h.casefold() for h in given.columns}
        if len(heads) * 2 < len(given.columns):  # the heads have moved since this way of reading was kept
            layout = find_layout(sheet)
    contents = [look_at(view, layout, head, register.scale, session.today) for head in layout.heads]
    columns = propose(layout, contents)
    mapping = ColumnMapping(sheet.name, columns, header=layout.header or None, header_rows=max(1, layout.header_rows))
    mapping.colour_column = colour_column(columns, layout.heads, contents)
    mapping = given.laid_over(mapping)
    _propose_statuses(view, layout, mapping, register)
    return Sheet(sheet, view, layout, contents, mapping)


def _propose_statuses(view: View, layout: Layout, mapping: ColumnMapping, register: Register) -> None:
    """Gather every status word and colour that the table shows, each with the code that it would be read as."""
    at = {h.title: h.column for h in layout.heads}
    words = at.get(mapping.column_of("status"), 0)
    coloured = at.get(mapping.colour_column, 0)
    for number, row in view.sheet.rows.items():
        if number < layout.first:
            continue
        text = row[words].text if words in row else ""
        if text and len(text) < 60 and not text.isdigit() and plain_status(text) not in mapping.statuses:
            mapping.statuses[plain_status(text)] = read_status(text, register.scale).code or ""
        fill = row[coloured].fill if coloured in row else ""
        if fill and fill not in mapping.colours and colour_words(fill) != "no colour":
            mapping.colours[fill] = read_colour(fill, register.scale) or ""


def _likely(sheet: Sheet) -> tuple[int, int]:
    """Return how much a sheet looks like a plan: the fields it has, then its rows."""
    named = sum(name not in (EXTRA, IGNORE) for name in sheet.mapping.columns.values())
    rows = len(sheet.sheet.rows)
    return (named if sheet.mapping.column_of("title") and rows > 1 else 0, rows)


def preview_import(
    session: Session, path: Path, given: ColumnMapping | None = None, on_progress: OnProgress = _silent
) -> Preview:
    """Return what importing a source would do to every row of it. Nothing is changed.

    Raises:
        Problem: it cannot be read.
    """
    register = session.register()
    if is_exported(path):
        on_progress(1, STEPS, "reading the file")
        rows = read_exported(path, Context.of(register, session.today))
        sheet, mapping, notes = path.stem, ColumnMapping(), []
    else:
        source = look_into(session, path, given, on_progress)
        chosen, mapping = source.chosen, source.chosen.mapping
        sheet, notes = chosen.sheet.name, [*source.book.notes, *chosen.sheet.notes]
        on_progress(2, STEPS, "reading the rows")
        rows = RowReader(chosen.view, chosen.layout, mapping, Context.of(register, session.today)).read()
    on_progress(3, STEPS, "comparing with the plan")
    matches = Matcher(register).match(rows)
    comparer = Comparer(register, sheet)
    previewed = tuple(comparer.row(row, match) for row, match in zip(rows, matches, strict=True))
    on_progress(4, STEPS, "done")
    return Preview(path.name, previewed, tuple(notes), sheet, mapping.document())


def source_document(source: Source) -> dict[str, Any]:
    """Return what a dialog shows before a preview: sheets, columns with samples, statuses and colours, as JSON."""
    chosen = source.chosen
    columns = [
        {
            "head": head.title,
            "field": chosen.mapping.columns[head.title],
            "samples": c.samples,
            "filled": c.filled,
            "colours": sorted(c.families),
        }
        for head, c in zip(chosen.layout.heads, chosen.contents, strict=True)
    ]
    return {
        "source": source.book.name,
        "sheets": source.names,
        "sheet": chosen.sheet.name,
        "columns": columns,
        "mapping": chosen.mapping.document(),
        "notes": [*source.book.notes, *chosen.sheet.notes],
    }
