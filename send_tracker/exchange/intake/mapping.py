"""How one source is read: its sheet, what each column means, what each status word and colour means. Kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from send_tracker.domain.intake.statuses import plain_status
from send_tracker.domain.problem import Problem
from send_tracker.domain.status import StatusScale
from send_tracker.exchange.intake.fields import BY_NAME, EXTRA, IGNORE


@dataclass(slots=True)
class ColumnMapping:
    """How a source is read.

    Attributes:
        sheet: the name of the sheet; nothing for the one that looks most like a plan.
        columns: a field for the head of each column, ``extra`` for a column of the programme's own, or ``ignore``.
        statuses: a code for each status word; an empty code for "no status".
        colours: a code for each fill colour, six hexadecimal digits.
        colour_column: the head of the column whose fills hold the status.
        header: the row of the heads; None to find it. header_rows: over how many rows they go.
        empty_clears: whether an empty cell clears a field. A tracker that says nothing says nothing, so it does not.
    """

    sheet: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)
    colour_column: str = ""
    header: int | None = None
    header_rows: int = 1
    empty_clears: bool = False

    def document(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return asdict(self)

    def column_of(self, name: str) -> str:
        """Return the head of the column that holds a field, nothing for none."""
        return next((title for title, found in self.columns.items() if found == name), "")

    def laid_over(self, proposed: ColumnMapping) -> ColumnMapping:
        """Return a proposal in which what this mapping says goes first."""
        taken = {name for name in self.columns.values() if name not in (EXTRA, IGNORE)}
        heads = {h.casefold(): n for h, n in self.columns.items()}
        columns = {}
        for head, name in proposed.columns.items():
            given = heads.get(head.casefold())
            columns[head] = given or (EXTRA if name in taken else name)
        statuses = {plain_status(w): c for w, c in {**proposed.statuses, **self.statuses}.items()}
        return ColumnMapping(
            proposed.sheet,
            columns,
            statuses,
            {**proposed.colours, **{c.upper().lstrip("#"): code for c, code in self.colours.items()}},
            self.colour_column or proposed.colour_column,
            proposed.header,
            proposed.header_rows,
            self.empty_clears or proposed.empty_clears,
        )


def mapping_of(document: Any, scale: StatusScale) -> ColumnMapping:
    """Return the mapping of a JSON document.

    Raises:
        Problem: it is not one, or names a field or a status that there is not.
    """
    if not isinstance(document, Mapping):
        raise Problem("The mapping is not a JSON object with “columns”. Nothing was changed.", "bad-mapping")
    known = ColumnMapping()
    given = {k: v for k, v in document.items() if k in known.document()}
    try:
        mapping = ColumnMapping(**given)
        tables = {name: _texts(getattr(mapping, name)) for name in ("columns", "statuses", "colours")}
    except (TypeError, ValueError) as error:
        raise Problem("The mapping does not have the shape of one. Nothing was changed.", "bad-mapping") from error
    header: Any = mapping.header
    if not isinstance(header, int | None) or mapping.header_rows not in (1, 2):
        raise Problem("In the mapping, “header” is the number of a row. Nothing was changed.", "bad-mapping")
    _refuse_unknown(tables["columns"].values(), [*BY_NAME, EXTRA, IGNORE], "field")
    codes = [*tables["statuses"].values(), *tables["colours"].values()]
    _refuse_unknown((c for c in codes if c), scale.codes, "status")
    return mapping


def _texts(table: Any) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        raise ValueError(table)
    return table


def _refuse_unknown(given: Iterable[str], known: Iterable[str], what: str) -> None:
    names = list(known)
    for name in given:
        if name not in names:
            raise Problem(f"The mapping names a {what} “{name}”. There are: {', '.join(names)}.", "bad-mapping")


def read_mapping(path: Path, scale: StatusScale) -> ColumnMapping:
    """Read a mapping file.

    Raises:
        Problem: it cannot be read or is not a mapping.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise Problem(
            f"The mapping “{path.name}” cannot be read as JSON. Nothing was changed.", "bad-mapping"
        ) from error
    return mapping_of(document, scale)
