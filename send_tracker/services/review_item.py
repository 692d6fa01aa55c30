"""One action as review mode shows it: read by itself, so that going to the next does not read the plan."""

from __future__ import annotations

from dataclasses import dataclass

from send_tracker.domain import review_words as words
from send_tracker.domain.board import is_held
from send_tracker.domain.challenge.model import Challenge
from send_tracker.domain.dates import show
from send_tracker.domain.register import Action
from send_tracker.domain.status import travel
from send_tracker.services.action_view import ActionDetail, action_detail
from send_tracker.services.review import Review


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """What is shown of an action.

    Attributes:
        detail: the action with what belongs to it.
        travel: the direction since the board. sentence: what changed since then, and for how long it has held.
        facts: pairs of label and words: lead, accountable, due, completed or forecast, evidence.
        update_on, update: the last note for the board before this sitting, and its day in words.
        note: the note for the minutes that was made in this sitting.
        challenges: what the rules question, waived ones last.
    """

    detail: ActionDetail
    travel: int
    sentence: str
    facts: tuple[tuple[str, str], ...]
    update_on: str
    update: str
    note: str
    challenges: tuple[Challenge, ...]

    @property
    def action(self) -> Action:
        """The action itself."""
        return self.detail.action

    @property
    def recovery(self) -> tuple[str, str]:
        """When it is back on track, in words, and what is asked of the board."""
        return show(self.action.recovery_date), self.action.ask

    @property
    def open_challenges(self) -> int:
        """How many challenges no waiver covers."""
        return sum(not c.waived for c in self.challenges)


def review_item(review: Review, id: str) -> ReviewItem | None:
    """Return an action as it is shown; None where there is none."""
    session = review.session
    detail = action_detail(session, id)
    if detail is None:
        return None
    scale, today, action = session.scale, session.today, detail.action
    boards = [m.day for m in session.meetings if m.type == "board" and is_held(m.day, today)]
    since = words.since_board(action, detail.before, detail.board, detail.moved)
    standing = words.standing(scale, action, detail.evidence, boards, today)
    update_on, update = _last_update(review, id)
    return ReviewItem(
        detail,
        travel(detail.before, scale[action.status]),
        f"{since} {standing}".strip(),
        _facts(review, detail),
        update_on,
        update,
        review.note(id),
        tuple(review.challenges_of(id)),
    )


def _facts(review: Review, detail: ActionDetail) -> tuple[tuple[str, str], ...]:
    session, action = review.session, detail.action
    person = session.file.reading.row("person", action.accountable) if action.accountable else None
    return (
        ("Lead", "; ".join(detail.leads) or "Nobody"),
        ("Accountable", str(person["name"] or "") if person else "Nobody"),
        words.due_words(session.scale, action, session.today),
        words.end_words(session.scale, action),
        ("Evidence", words.evidence_words(detail.evidence, session.today)),
    )


def _last_update(review: Review, id: str) -> tuple[str, str]:
    """Return the last note for the board but that of this sitting, which has a field of its own."""
    reading = review.session.file.reading
    own = review.sitting.notes.get(id)
    rows = [r for r in reading.related("progress_update", "action", id) if r["note"] and r["id"] != own]
    if not rows:
        return "", ""
    last = max(rows, key=lambda r: (reading.since("progress_update", "note", r["id"]) or "", int(r["n"])))
    return show(reading.since("progress_update", "note", last["id"])), str(last["note"])
