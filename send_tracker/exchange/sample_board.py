"""The board cycle of the sample: what was decided, promised and feared, and the position frozen at each board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.positions import freeze
from send_tracker.services.session import Session

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class BoardStep:
    """Something to do on a day, in the order in which it is listed."""

    day: date
    author: str
    do: Callable[[], object]


class SampleBoard:
    """Turns the tables of the board cycle into steps of the replay."""

    def __init__(
        self,
        session: Session,
        table: Callable[[str], list[Row]],
        refs: dict[str, str],
        people: dict[str, str],
        meetings: dict[str, str],
    ) -> None:
        self.session = session
        self.table = table
        self.refs = refs
        self.people = people
        self.meetings = meetings

    def steps(self) -> Iterator[BoardStep]:
        """Yield what happens on its day; each board is frozen last, with all that was typed up to then."""
        yield from self._freezes()

    def _freezes(self) -> Iterator[BoardStep]:
        for row in self.table("meetings"):
            if row["type"] == "board" and row["frozen"] == "yes":
                day = date.fromisoformat(row["date"])
                yield BoardStep(day, "", lambda day=day: freeze(self.session, meeting_on(self.session, day)))  # type: ignore[misc]
