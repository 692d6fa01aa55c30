"""The progress of the plan as it is now, counted in the file: nothing reads ten thousand actions to say how many."""

from __future__ import annotations

from collections.abc import Sequence

from send_tracker.domain.progress import PlanProgress, plan_progress
from send_tracker.services.session import Session
from send_tracker.storage.overview_rows import GroupRow


def progress_now(session: Session, groups: Sequence[GroupRow] | None = None) -> PlanProgress:
    """Return the progress of the plan, its areas and its outcomes.

    Args:
        session: the open file. groups: its outcomes, where they were read already.
    """
    groups = session.file.overview_rows.outcomes() if groups is None else groups
    ids = {g.n: g.id for g in groups}
    tally = [(ids.get(n, ""), code, number) for n, code, number in session.file.plan_rows.tally()]
    return plan_progress(tally, {g.id: g.area for g in groups}, session.scale)
