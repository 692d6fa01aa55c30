"""The headline of the measures on Overview: how many are off target, of how many with a target, and since the board."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from send_tracker.domain.headlines import Figure, change_since
from send_tracker.domain.measures.lines import MeasureFilter
from send_tracker.domain.measures.results import MeasureResult, measure_results
from send_tracker.domain.text import plural
from send_tracker.domain.vocabulary.measures import MEASURE_KINDS
from send_tracker.services.compared_board import ComparedBoard, held_at_board
from send_tracker.services.measure_reading import build_measures, read_measures
from send_tracker.services.session import Session

OFF_TARGET: Final = "off_target"
MOST_COMPARED: Final = 5_000
"""Above so many figures the position at the board is not read for this one number: it would take seconds."""


def measures_figure(session: Session, board: ComparedBoard | None) -> Figure | None:
    """Return the headline; None where no measure has a target.

    Args:
        session: the open file. board: the one that "since" means, as frozen or by its day; None where there was none.
    """
    if not session.file.count("measure"):
        return None
    results = measure_results(read_measures(session), session.today).values()
    aimed = [r for r in results if r.rating]
    if not aimed:
        return None
    now, change = _off(aimed), None
    if board is not None and session.file.count("observation") <= MOST_COMPARED:
        then = list(_at(session, board))
        change = now - _off(then) if any(r.rating for r in then) else None
    return Figure(
        "measures",
        f"{now:,}",
        plural(now, "measure off target", "measures off target").partition(" ")[2],
        f"of {len(aimed):,} with a target",
        change_since(change, board.day) if change is not None and board is not None else "",
        0 if change is None else (change > 0) - (change < 0),
        bool(change and change > 0),
        measures=MeasureFilter(ratings=frozenset({OFF_TARGET})),
    )


def _at(session: Session, board: ComparedBoard) -> Iterable[MeasureResult]:
    held = held_at_board(session, board)
    if held is None:
        return measure_results(read_measures(session, board.day), board.day).values()
    reading = session.present.file.positions.kinds(held, MEASURE_KINDS)
    return measure_results(build_measures(session, held.day, reading), date.fromisoformat(held.day)).values()


def _off(results: Iterable[MeasureResult]) -> int:
    return sum(r.rating == OFF_TARGET for r in results)
