"""The position in a few figures: what Overview shows, computed once for screen and pictures alike.

Counts come from :mod:`send_tracker.domain.progress` and :mod:`send_tracker.domain.counted`. What needs attention is
what the challenge rules question (:mod:`send_tracker.services.attention`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from send_tracker.domain.chart_data import BoardPoint, BreakdownRow, StatusBreakdown, StatusHistory
from send_tracker.domain.counted import Count, counted
from send_tracker.domain.dates import long_date
from send_tracker.domain.headlines import Before, Figure, figures, only
from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.domain.progress import PlanProgress, progress_of
from send_tracker.domain.register import Action
from send_tracker.domain.status import Group, StatusLevel
from send_tracker.services.compared_board import ComparedBoard, compared_board, held_at_board, scale_at
from send_tracker.services.overview_measures import measures_figure
from send_tracker.services.plan_progress import progress_now
from send_tracker.services.session import Session
from send_tracker.services.status_history import status_history
from send_tracker.storage.overview_rows import GroupRow, LightAction


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the Overview page shows before its chart over time.

    Attributes:
        heading: which position this is: "Live position on 4 July 2025, against the board of 22 May 2025, as frozen".
        shorter: the same where there is no room for it: which board it is against.
        figures: the headline figures, each with the filter that shows its rows.
        breakdown: the position by area and outcome.
    """

    heading: str
    shorter: str
    figures: tuple[Figure, ...]
    breakdown: StatusBreakdown


def overview(session: Session) -> Overview:
    """Return the live position, against the board that "since the last board" means."""
    board = compared_board(session)
    heading = f"{'Live position on' if session.as_at is None else 'Position as at'} {long_date(session.today)}"
    if board:
        heading += f", against {board.words}"
    rows = session.file.overview_rows
    areas, groups = rows.areas(), rows.outcomes()
    progress = progress_now(session, groups)
    ids = {g.n: g.id for g in groups}
    light = [(_action(row, ids.get(row.outcome, "")), row.accepted) for row in rows.candidates(session.today)]
    refs = {area: ref for area, ref, _ in areas}
    area_of = {g.id: refs.get(g.area, "") for g in groups}
    found = _by_count(session, light)
    before = _before(session, board) if board else None
    shown = figures(progress.all, session.scale, session.today, found, area_of, before)
    measured = measures_figure(session, board)
    return Overview(
        heading,
        f"Against {board.shorter}" if board else "",
        (*shown[:-1], measured) if measured is not None else shown,
        StatusBreakdown(session.scale, session.today, progress.all, _rows(areas, groups, progress)),
    )


def breakdown(session: Session) -> StatusBreakdown:
    """Return the position now by area and outcome."""
    rows = session.file.overview_rows
    areas, groups = rows.areas(), rows.outcomes()
    progress = progress_now(session, groups)
    return StatusBreakdown(session.scale, session.today, progress.all, _rows(areas, groups, progress))


def _rows(
    areas: list[tuple[str, str, str]], groups: list[GroupRow], progress: PlanProgress
) -> tuple[BreakdownRow, ...]:
    """Return each area with its outcomes below it; outcomes without an area come last."""
    under: dict[str, list[BreakdownRow]] = defaultdict(list)
    known = {area for area, _, _ in areas}
    for g in groups:
        row = BreakdownRow(g.id, g.ref, g.name, False, progress.outcomes[g.id])
        under[g.area if g.area in known else ""].append(row)
    found: list[BreakdownRow] = []
    for area, ref, name in areas:
        if area in progress.areas:
            found += [BreakdownRow(area, ref, name, True, progress.areas[area]), *under[area]]
    return (*found, *under[""])


def _action(row: LightAction, outcome: str) -> Action:
    return Action(
        row.id,
        row.ref,
        "",
        outcome,
        row.status,
        original_date=row.original_date,
        approved_date=row.approved_date,
    )


def _by_count(session: Session, actions: Iterable[tuple[Action, int]]) -> dict[Count, tuple[Action, ...]]:
    """Return the actions that are counted under each headline, given with how much accepted evidence they have."""
    found: dict[Count, list[Action]] = {count: [] for count in Count}
    for action, accepted in actions:
        for count in counted(action, session.scale, session.today, accepted):
            found[count].append(action)
    return {count: tuple(rows) for count, rows in found.items()}


def _before(session: Session, board: ComparedBoard) -> Before:
    """Return the position at a board: as it was frozen, by the scale of then; else its day, late entries included."""
    held = held_at_board(session, board)
    scale = scale_at(session, held)
    if held is None:
        found, day = session.file.overview_rows.position(board.day), board.day
    else:
        found, day = session.present.file.positions.past_actions(held), date.fromisoformat(held.day)
    statuses: Counter[str] = Counter()
    counts: Counter[Count] = Counter(dict.fromkeys(Count, 0))
    for past in found:
        statuses[past.status] += 1
        if scale[past.status].group is Group.OPEN or not past.accepted:
            action = Action(past.id, "", "", "", past.status, approved_date=past.due)
            counts.update(counted(action, scale, day, past.accepted))
    return Before(board.day, progress_of(statuses, scale), counts)


def board_history(session: Session) -> StatusHistory:
    """Return the position at each board held so far, and now."""
    today = session.today
    days = sorted({m.day for m in session.meetings if m.type == "board" and m.day < today})
    points = [BoardPoint(day, progress.all) for day, progress in status_history(session, days)]
    now = BoardPoint(today, progress_now(session).all, live=True)
    return StatusHistory(session.scale, (*points, now), session.boards.compared, session.programme.sample_note)


def segment_filter(session: Session, row: BreakdownRow, level: StatusLevel) -> PlanFilter:
    """Return the filter that shows the actions behind one part of a bar."""
    rows = session.file.overview_rows
    outcomes = [g.id for g in rows.outcomes() if g.area == row.id] if row.is_area else [row.id]
    return only(rows.ids_with([level.code], outcomes), f"actions at {level.label} in {row.ref} {row.name}")


def row_filter(session: Session, row: BreakdownRow) -> PlanFilter:
    """Return the filter that shows all actions of an area or outcome."""
    rows = session.file.overview_rows
    outcomes = [g.id for g in rows.outcomes() if g.area == row.id] if row.is_area else [row.id]
    return PlanFilter(outcomes=frozenset(outcomes))


def column_filter(session: Session, point: BoardPoint, level: StatusLevel) -> PlanFilter:
    """Return the filter that shows the actions behind one part of a column, as they stood on its day."""
    rows = session.file.overview_rows
    if point.live:
        return only(rows.ids_with([level.code], None), f"actions at {level.label}")
    ids = (past.id for past in rows.position(point.day) if past.status == level.code)
    return only(ids, f"actions that were at {level.label} on {long_date(point.day)}")
