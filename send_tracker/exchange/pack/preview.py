"""What a pack would be, in a few sentences, before it is made: the live preview of the dialog."""

from __future__ import annotations

from collections.abc import Iterator

from send_tracker.domain.audience import Audience, gated
from send_tracker.domain.dates import long_date
from send_tracker.domain.positions import default_cutoff
from send_tracker.domain.progress import register_progress
from send_tracker.domain.register import Register
from send_tracker.domain.text import joined, plural
from send_tracker.exchange.pack.composing import ALWAYS, SHEETS, sheets_for
from send_tracker.exchange.pack.options import PackOptions
from send_tracker.exchange.pack.writing import PackOf
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.positions import position_for, register_at
from send_tracker.services.session import Session


def preview(session: Session, wanted: PackOf) -> tuple[str, ...]:
    """Return what the pack would hold and what would be left out of it, one sentence after the other.

    Raises:
        Problem: the meeting or an outcome cannot be used.
    """
    chosen = wanted.chosen or PackOptions()
    register, state = _register(session, wanted)
    gate = gated(register, chosen.audience, roles=chosen.roles, outcomes=chosen.outcome_ids(register))
    progress = register_progress(gate.register).all
    names = "role titles" if chosen.roles or chosen.audience is Audience.PUBLIC else "names"
    number = plural(len(gate.register.outcomes), "outcome")
    plan = f"{plural(progress.actions, 'action')} in {number}, {progress.done_text} done."
    return (
        f"For {chosen.audience.words}, with {names}. {state}",
        plan if chosen.outcomes is None else f"Part of the plan: {plan}",
        *_sheets(chosen),
        *(f"Left out: {words}" for words in gate.left_out),
        "Texts are printed as they were written: a name that was typed into one stays in it.",
    )


def _register(session: Session, wanted: PackOf) -> tuple[Register, str]:
    """Return the register that would be printed, and which that is, in a sentence."""
    board = meeting_on(session, wanted.meeting) if wanted.meeting else None
    if board is None:
        day = wanted.as_at
        if day is None or day == session.today:
            return session.register(), "The plan as it is now."
        return session.register(day), f"The plan at the end of {long_date(day)}."
    position = position_for(session, board)
    if position is not None:
        return register_at(session, position), f"The position frozen for {long_date(board.day)}."
    cutoff = default_cutoff(board, session.today)
    state = f"No position is frozen for {long_date(board.day)}: the plan at the end of {long_date(cutoff)}."
    return session.register(cutoff) if cutoff < session.today else session.register(), state


def _sheets(chosen: PackOptions) -> Iterator[str]:
    readable = sheets_for(chosen.audience)
    printed = [name for name in readable if chosen.sheets is None or name in chosen.sheets]
    yield f"{plural(len(printed) + len(ALWAYS), 'sheet')}, with {joined(ALWAYS)}."
    missing = [s.name for s in SHEETS if s.name not in printed]
    if missing:
        yield f"Left out: {plural(len(missing), 'sheet')}: {', '.join(missing)}."
