"""What needs attention before the next board: the challenges that no waiver covers, with what a list shows of each."""

from __future__ import annotations

from dataclasses import dataclass

from send_tracker.domain.challenge.model import Challenge
from send_tracker.domain.headlines import only
from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.domain.status import StatusLevel
from send_tracker.services.challenge_index import ChallengeIndex
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """A challenge, with the status of the action that it questions; None where it questions something else."""

    challenge: Challenge
    level: StatusLevel | None


@dataclass(frozen=True, slots=True)
class Attention:
    """What needs attention, the worst first, and how many challenges are waived for now."""

    rows: tuple[AttentionRow, ...] = ()
    waived: int = 0

    @property
    def count_text(self) -> str:
        """How many there are: "7", or "7, and 1 waived"."""
        return f"{len(self.rows):,}" + (f", and {self.waived:,} waived" if self.waived else "")

    @property
    def wanted(self) -> PlanFilter:
        """The filter that shows every action that is questioned."""
        ids = (row.challenge.subject_id for row in self.rows if row.level is not None)
        return only(ids, "actions that need attention")


def attention(session: Session, index: ChallengeIndex) -> Attention:
    """Return what needs attention now."""
    found = index.all()
    rows = tuple(AttentionRow(one, _level(session, index, one.subject_id)) for one in found if not one.waived)
    return Attention(rows, len(found) - len(rows))


def _level(session: Session, index: ChallengeIndex, subject: str) -> StatusLevel | None:
    status = index.status(subject)
    return session.scale[status] if status is not None else None


def rows_behind(session: Session, subject: str) -> tuple[str, PlanFilter | None]:
    """Return where the subject of a challenge is shown: its kind, and the filter of the plan where it has rows there.

    An action, an outcome and an item of evidence are shown themselves; a person by the actions that they lead.
    """
    kind = session.file.reading.kind(subject)
    if kind == "person":
        return kind, PlanFilter(leads=frozenset({subject}))
    return kind, None
