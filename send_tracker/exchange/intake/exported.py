"""Reading back what ``export`` wrote as CSV or JSON: keys and titles are a contract, so nothing is guessed.

An empty cell of such a file means that the field is empty, since export wrote every field.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.intake.incoming import Incoming, Part
from send_tracker.domain.intake.preview import Stored
from send_tracker.domain.problem import Problem
from send_tracker.exchange.intake.cell_reading import Context, read_ending
from send_tracker.exchange.intake.fields import BY_NAME
from send_tracker.exchange.reading import limits
from send_tracker.exchange.reading.guard import look
from send_tracker.exchange.reading.opening import plain, read_text

TITLES: Final = {
    "Reference": "ref", "Area": "area", "Area title": "area_title", "Outcome": "outcome",
    "Outcome title": "outcome_title", "Action": "title", "Description": "description",
    "Success criteria": "success", "Inspection paragraph": "paragraph", "Status code": "status",
    "Status": "status_label", "Status since": "status_since", "Why this status": "status_reason",
    "Obstacle": "obstacle", "Path to green": "path_to_green", "Back on track by": "recovery_date",
    "Ask of the board": "ask", "Impact code": "impact", "Impact": "impact_label", "Leads": "leads",
    "Accountable officer": "accountable", "Partner": "partner", "Responsible body": "body",
    "Original date": "original_date", "Approved date": "approved_date", "Forecast date": "forecast_date",
    "Delivered on": "actual_date", "Due": "due", "Verified by": "verifier",
    "Business-as-usual owner": "bau_owner", "Business-as-usual forum": "bau_forum", "Check date": "check_date",
    "Embedded without its measure, because": "embedded_without", "Last checked on": "checked_on",
    "How it left the plan": "ending", "Carried on by": "successor", "Carries on": "carries_on",
    "Latest note for the board": "latest_note", "Note as at": "latest_note_as_at", "Last updated": "updated_on",
    "Evidence items": "evidence_items", "Themes": "themes",
}  # fmt: skip
"""The titles of the columns of a CSV export of actions, with their keys."""

_MARKS: Final = frozenset(("Status code", "Evidence items", "Action"))
"""Titles that together only an export of actions has."""
_DERIVED: Final = frozenset(
    ("status_label", "impact_label", "due", "updated_on", "evidence_items", "latest_note_as_at", "status_reason",
     "status_since", "milestones", "area", "area_title", "outcome", "outcome_title", "ref", "title", "own_columns",
     "latest_note", "ending", "successor", "carries_on")
)  # fmt: skip


def is_exported(path: Path) -> bool:
    """Tell whether a file has the shape that export of actions writes."""
    kind = look(path)
    if kind == "json":
        return True
    return kind == "csv" and set(next(csv.reader(io.StringIO(read_text(path)[:20_000])), [])) >= _MARKS


def read_exported(path: Path, context: Context) -> list[Incoming]:
    """Return the rows of an export of actions.

    Raises:
        Problem: it is JSON of another shape, or of another register.
    """
    rows = _json_rows(path) if path.suffix.lower() == ".json" else _csv_rows(path)
    return [_row(number, row, context) for number, row in rows]


def _json_rows(path: Path) -> Iterable[tuple[int, Mapping[str, Any]]]:
    try:
        document = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise Problem(f"“{path.name}” cannot be read as JSON. The tracker was not changed.", "not-json") from error
    what = document.get("what") if isinstance(document, dict) else None
    rows = document.get("rows") if what == "actions" else document.get("actions") if isinstance(what, list) else None
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise Problem(
            f"“{path.name}” is not an export of actions. Export them with: export FILE --what actions -o PLAN.json. "
            "The tracker was not changed.",
            "not-an-export",
        )
    if len(rows) > limits.ROWS:
        raise Problem(f"“{path.name}” has more than {limits.ROWS:,} rows, the most that is read.", "too-large")
    return list(enumerate(rows, start=1))


def _csv_rows(path: Path) -> Iterable[tuple[int, Mapping[str, Any]]]:
    csv.field_size_limit(limits.TEXT * 4)
    try:
        table = list(csv.reader(io.StringIO(read_text(path))))
    except csv.Error as error:
        raise Problem(f"“{path.name}” is damaged and cannot be read.", "damaged") from error
    if len(table) > limits.ROWS:
        raise Problem(f"“{path.name}” has more than {limits.ROWS:,} rows, the most that is read.", "too-large")
    heads = table[0]
    found = []
    for number, cells in enumerate(table[1:], start=2):
        row: dict[str, Any] = {}
        own: dict[str, str] = {}
        for head, cell in zip(heads, cells, strict=False):
            key = TITLES.get(head)
            if key is None or key in row:
                own[plain(head)] = plain(cell)
            else:
                row[key] = plain(cell)
        row["own_columns"] = own
        if any(cells):
            found.append((number, row))
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)[: limits.TEXT]
    return json.dumps(value, ensure_ascii=False)[: limits.TEXT]


def _row(number: int, given: Mapping[str, Any], context: Context) -> Incoming:
    def text(key: str) -> str:
        return _text(given.get(key)).strip()

    row = Incoming(number, " ".join(text("ref").split()), " ".join(text("title").split()))
    row.area, row.outcome = Part(text("area"), text("area_title")), Part(text("outcome"), text("outcome_title"))
    for key in given:
        if key == "status":
            _status(row, text(key), context)
        elif key in BY_NAME and key not in _DERIVED:
            row.values[key] = _value(row, key, given[key])
    row.ending, row.successor = read_ending(text("ending")), text("successor").partition(",")[0].strip()
    if text("latest_note"):
        row.values["note"] = text("latest_note")
    own = given.get("own_columns")
    row.extras = {str(k): _text(v) for k, v in own.items()} if isinstance(own, Mapping) else {}
    _days(row, text("status_since"), text("latest_note_as_at"), context)
    if not row.title and not row.ref:
        row.refusals.append("it has no wording of an action")
    return row


def _status(row: Incoming, code: str, context: Context) -> None:
    if code in context.scale:
        row.values["status"] = code
    elif code:
        row.doubts.append(f"“{code}” is not a status of this programme")


def _value(row: Incoming, key: str, given: Any) -> Stored:
    if BY_NAME[key].kind in ("people", "refs"):
        listed = given if isinstance(given, list) else _text(given).split(";")
        return tuple(name for n in listed if (name := _text(n).strip()))
    text = _text(given).strip()
    if BY_NAME[key].kind == "date" and text:
        try:
            return PartialDate.parse(text).text
        except Problem as problem:
            row.refusals.append(problem.sentence)
    return text or None


def _days(row: Incoming, status: str, note: str, context: Context) -> None:
    for name, text in (("status", status), ("note", note)):
        try:
            found = PartialDate.parse(text) if text else None
        except Problem:
            found = None
        if found and found.first == found.last <= context.today:
            row.days[name] = found.text
