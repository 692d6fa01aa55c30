"""What the parts of the Meetings page read together: the board's book, and how what is linked is called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from send_tracker.domain.board_rows import BoardBook
from send_tracker.domain.evidence_filter import Target
from send_tracker.domain.register import Meeting
from send_tracker.services.board_reading import read_board
from send_tracker.services.link_names import evidence_names, link_names, people_names
from send_tracker.services.positions import positions
from send_tracker.services.session import Session


class Cycle:
    """One reading of the board cycle; each part of it is read when it is first asked for."""

    def __init__(self, session: Session) -> None:
        """Read nothing yet."""
        self._session = session

    @cached_property
    def book(self) -> BoardBook:
        """Everything of the board cycle."""
        return read_board(self._session)

    @cached_property
    def names(self) -> Mapping[str, Target]:
        """What can be linked to, by id."""
        return link_names(self._session, self.book)

    @cached_property
    def evidence(self) -> Mapping[str, Target]:
        """The items of evidence, by id."""
        return evidence_names(self._session)

    @cached_property
    def people(self) -> list[tuple[str, str]]:
        """Ids and names of people."""
        return people_names(self._session)

    @cached_property
    def called(self) -> Mapping[str, str]:
        """Names of people by id."""
        return dict(self.people)

    @cached_property
    def frozen(self) -> Mapping[str, int]:
        """How many positions each meeting has, by its id."""
        found: dict[str, int] = {}
        for position in positions(self._session):
            found[position.meeting] = found.get(position.meeting, 0) + 1
        return found

    def meeting(self, id: str) -> Meeting | None:
        """Return a meeting by its id."""
        return next((m for m in self._session.meetings if m.id == id), None)
