"""Reading one cell as one field: a date, a status with its colour, people, an organisation, a rating of impact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.dates import PartialDate, long_date
from send_tracker.domain.intake.dates import read_date
from send_tracker.domain.intake.incoming import Incoming
from send_tracker.domain.intake.names import Directory
from send_tracker.domain.intake.statuses import StatusReading, colour_words, plain_status, read_colour, read_status
from send_tracker.domain.kinds import ENDINGS, IMPACT_LABELS
from send_tracker.domain.register import Register
from send_tracker.domain.status import StatusScale
from send_tracker.exchange.intake.mapping import ColumnMapping
from send_tracker.exchange.reading.cells import SourceCell

_AS_WRITTEN = " (as written)"


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a cell needs to know about the programme."""

    scale: StatusScale
    today: date
    people: Directory
    organisations: Directory

    @classmethod
    def of(cls, register: Register, today: date) -> Context:
        """Return the context of a register."""
        return cls(register.scale, today, Directory(register.people), Directory(register.organisations))


def read_ending(text: str) -> str:
    """Return the code of how an action left the plan; nothing for one that did not."""
    codes = {label.lower(): code for code, label in ENDINGS.items()} | {code: code for code in ENDINGS}
    return codes.get(text.strip().lower(), "")


class CellReader:
    """Puts what a cell says into a row, each kind of field in its way."""

    def __init__(self, context: Context, mapping: ColumnMapping) -> None:
        self._context = context
        self._mapping = mapping
        self._known: dict[str, StatusReading] = {}
        self._impacts = {v.lower(): k for k, v in IMPACT_LABELS.items()} | {k: k for k in IMPACT_LABELS}

    def read(self, row: Incoming, kind: str, name: str, title: str, cell: SourceCell) -> None:
        """Read a cell that is not empty."""
        text = cell.text
        match kind:
            case "date":
                self._date(row, name, title, cell)
            case "day":
                self._day(row, name, title, cell)
            case "people":
                if names := self._context.people.split(text):
                    row.values[name] = tuple(names)
            case "person" | "organisation":
                row.values[name] = self._called(kind, text)
            case "impact":
                self._impact(row, name, text)
            case "ending" | "successor":
                row.ending = read_ending(text) if kind == "ending" else row.ending
                row.successor = text.partition(",")[0].strip() if kind == "successor" else row.successor
            case "refs":
                row.values[name] = tuple(r for part in re.split(r"[;,\n]", text) if (r := part.strip()))
            case _:
                row.values[name] = text

    def _called(self, kind: str, text: str) -> str | None:
        if kind == "person":
            return next(iter(self._context.people.split(text)), None)
        return self._context.organisations.called(text) or None

    def _date(self, row: Incoming, name: str, title: str, cell: SourceCell) -> None:
        reading = read_date(cell.value if isinstance(cell.value, date) else cell.text, self._context.today)
        if reading.doubt:
            row.soft_doubts.append(f"{title}: {reading.doubt}")
        if reading.text:
            row.values[name] = reading.text
        if reading.words:
            row.extras[title + _AS_WRITTEN] = reading.words

    def _day(self, row: Incoming, name: str, title: str, cell: SourceCell) -> None:
        """Read from which day a status or a note holds; a month or a later day cannot be one."""
        reading = read_date(cell.value if isinstance(cell.value, date) else cell.text, self._context.today)
        found = PartialDate.parse(reading.text) if reading.text else None
        if found and found.first == found.last and found.last <= self._context.today:
            row.days["status" if name == "status_since" else "note"] = found.text
        else:
            row.extras[title] = long_date(cell.value) if isinstance(cell.value, date) else cell.text

    def _impact(self, row: Incoming, name: str, text: str) -> None:
        code = self._impacts.get(" ".join(text.split()).lower())
        if code:
            row.values[name] = code
        else:
            row.doubts.append(f"“{text}” is not a rating of impact")

    def status(self, row: Incoming, title: str, words: SourceCell, coloured: SourceCell) -> None:
        """Read a status from its words, else from its colour."""
        text = words.text
        if words.error:
            row.doubts.append(words.error)
        elif text:
            self._status_words(row, title, text, coloured.fill)
        elif coloured.fill:
            code = self._colour(coloured.fill)
            if code:
                row.values["status"] = code
            elif colour_words(coloured.fill) not in ("grey", "no colour"):
                row.doubts.append(f"the colour {colour_words(coloured.fill)} is none of the status scale")

    def _status_words(self, row: Incoming, title: str, text: str, fill: str) -> None:
        plain = plain_status(text)
        reading = self._known.get(text)
        if reading is None:
            reading = self._known[text] = read_status(text, self._context.scale)
        found = self._mapping.statuses.get(plain) or reading.code or (self._colour(fill) if fill else None)
        if found:
            row.values["status"] = found
            if reading.rest or (not reading.code and not self._mapping.statuses.get(plain)):
                row.extras[title + _AS_WRITTEN] = text
        elif plain not in ("n/a", "na", "tbc", "none", ""):
            row.doubts.append(f"“{text}” is not a status that can be matched to the scale")

    def _colour(self, fill: str) -> str | None:
        if fill in self._mapping.colours:
            return self._mapping.colours[fill] or None
        return read_colour(fill, self._context.scale)
