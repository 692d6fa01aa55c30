"""The kinds of the board cycle: meetings, and what is decided and promised there."""

from __future__ import annotations

from typing import Final

from send_tracker.domain.fields import DATE, Field, fields_of

BOARD_KINDS: Final[dict[str, dict[str, Field]]] = {
    "meeting": fields_of(Field("date", "Date", DATE, whole_day=True), Field("type", "Type"), Field("title", "Title")),
}
