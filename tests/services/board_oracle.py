"""What a board had, read in the plain way: the whole position, and the whole comparison with it."""

from __future__ import annotations

from collections.abc import Mapping

from send_tracker.domain.compare import Travel, travel
from send_tracker.services.compare import Point, held_at, point_on
from send_tracker.services.session import Session
from send_tracker.services.since_board import Since


def board_point(session: Session) -> Point:
    """Return the board that a session compares with."""
    assert session.boards.compared is not None
    return point_on(session, session.boards.compared)


def board_codes(session: Session) -> Mapping[str, str]:
    """Return what each action was rated at that board, by id, from the whole of it."""
    stored = session.present.file.positions
    return stored.statuses(held_at(stored, board_point(session)))


def ways(since: Since) -> dict[str, Travel]:
    """Return which way each action went by a comparison; those that stayed as they were are left out."""
    found = {action.id: Travel.NEW for action in since.found.added}
    for change in since.found.actions.changed:
        way = travel(change.before.status, change.after.status, since.found.was, since.found.now)
        if way is not Travel.SAME:
            found[change.after.id] = way
    return found
