"""What an owner return shows and what it asks, in the order of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from send_tracker.domain.dates import show
from send_tracker.domain.register import Action
from send_tracker.domain.status import StatusScale

UPDATE_SHEET: Final = "Update"
BASE_SHEET: Final = "As sent"
LIST_SHEET: Final = "Lists"
ROW_ID: Final = "Row id"
NOTE: Final = "note"


@dataclass(frozen=True, slots=True)
class ReturnColumn:
    """One column of a return. ``kind`` is shown, status, text, date or id; all but shown and id are filled in."""

    name: str
    title: str
    width: float
    kind: str

    @property
    def asked(self) -> bool:
        """Tell whether the lead fills it in."""
        return self.kind in ("status", "text", "date")


COLUMNS: Final = (
    ReturnColumn("ref", "Reference", 10, "shown"),
    ReturnColumn("title", "Action", 30, "shown"),
    ReturnColumn("due", "Due", 13, "shown"),
    ReturnColumn("asked", "Please answer", 20, "shown"),
    ReturnColumn("last", "Last update", 30, "shown"),
    ReturnColumn("status", "Status", 18, "status"),
    ReturnColumn(NOTE, "What has happened since", 36, "text"),
    ReturnColumn("obstacle", "Obstacle", 26, "text"),
    ReturnColumn("path_to_green", "Path to green", 26, "text"),
    ReturnColumn("recovery_date", "Back on track by", 15, "date"),
    ReturnColumn("forecast_date", "Forecast date", 15, "date"),
    ReturnColumn("ask", "Ask of the board", 22, "text"),
    ReturnColumn("id", ROW_ID, 4, "id"),
)
ASKED: Final = tuple(c for c in COLUMNS if c.asked)
BY_TITLE: Final = {c.title.casefold(): c for c in COLUMNS}


def base_of(action: Action) -> dict[str, str]:
    """Return what a return sets out from, as the file keeps it. The note is always asked anew."""
    return {c.name: "" if c.name == NOTE else str(getattr(action, c.name) or "") for c in ASKED}


def words(name: str, value: str, scale: StatusScale) -> str:
    """Return a kept value as a return shows it."""
    if name == "status":
        return scale[value].text if value else ""
    return show(value) if name.endswith("_date") and value else value
