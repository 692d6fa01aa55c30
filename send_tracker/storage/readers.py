"""The readers of a tracker file: one for what each part of the program asks, made when it is first asked for.

What the first paint of the plan reads is made with the file. The others are loaded by the pages and outputs that
need them, so that the first paint does not pay for them.
"""

from __future__ import annotations

import sqlite3
from functools import cached_property
from typing import TYPE_CHECKING

from send_tracker.storage.log import ChangeLog
from send_tracker.storage.overview_rows import OverviewRows
from send_tracker.storage.plan_rows import PlanRows
from send_tracker.storage.reading import Reading

if TYPE_CHECKING:
    from send_tracker.storage.challenge_rows import ChallengeRows
    from send_tracker.storage.completion_rows import CompletionRows
    from send_tracker.storage.conflict_rows import ConflictRows
    from send_tracker.storage.date_rows import DateRows
    from send_tracker.storage.ending_rows import EndingRows
    from send_tracker.storage.evidence_rows import EvidenceRows
    from send_tracker.storage.finding import Hit
    from send_tracker.storage.history import Record
    from send_tracker.storage.looked_rows import LookedRows
    from send_tracker.storage.measure_rows import MeasureRows
    from send_tracker.storage.positions import Positions
    from send_tracker.storage.revisions import Revisions
    from send_tracker.storage.search_rows import SearchRows


class Readers:
    """What can be asked of an open connection. A new reader is a property here."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.log = ChangeLog(connection)
        self.reading = Reading(connection)
        self.plan_rows = PlanRows(connection)
        self.overview_rows = OverviewRows(connection)

    @cached_property
    def challenge_rows(self) -> ChallengeRows:
        """What the rules need besides the register."""
        from send_tracker.storage.challenge_rows import ChallengeRows

        return ChallengeRows(self._db)

    @cached_property
    def completion_rows(self) -> CompletionRows:
        """Words to complete from."""
        from send_tracker.storage.completion_rows import CompletionRows

        return CompletionRows(self._db)

    @cached_property
    def conflict_rows(self) -> ConflictRows:
        """Values that two officers gave without seeing each other's."""
        from send_tracker.storage.conflict_rows import ConflictRows

        return ConflictRows(self._db, self.log.names, self.log.slots)

    @cached_property
    def date_rows(self) -> DateRows:
        """How due dates moved."""
        from send_tracker.storage.date_rows import DateRows

        return DateRows(self._db)

    @cached_property
    def ending_rows(self) -> EndingRows:
        """What left the plan."""
        from send_tracker.storage.ending_rows import EndingRows

        return EndingRows(self._db)

    @cached_property
    def evidence_rows(self) -> EvidenceRows:
        """The evidence register, a block of rows at a time."""
        from send_tracker.storage.evidence_rows import EvidenceRows

        return EvidenceRows(self._db)

    @cached_property
    def looked_rows(self) -> LookedRows:
        """What happened since somebody last looked."""
        from send_tracker.storage.looked_rows import LookedRows

        return LookedRows(self._db)

    @cached_property
    def measure_rows(self) -> MeasureRows:
        """The measures and their figures."""
        from send_tracker.storage.measure_rows import MeasureRows

        return MeasureRows(self._db)

    @cached_property
    def positions(self) -> Positions:
        """What was known when some edits were the newest."""
        from send_tracker.storage.positions import Positions

        return Positions(self._db, self.log.names, self.log.slots)

    @cached_property
    def revisions(self) -> Revisions:
        """What was said again, and changed."""
        from send_tracker.storage.revisions import Revisions

        return Revisions(self._db, self.log.slots)

    @cached_property
    def search_rows(self) -> SearchRows:
        """The words of every entity, for the search over everything."""
        from send_tracker.storage.search_rows import SearchRows

        return SearchRows(self._db)

    def find(self, text: str, most: int) -> list[Hit]:
        """Return (kind, id, reference, title) of what matches typed text, references first."""
        from send_tracker.storage.finding import find

        return find(self._db, text, most)

    def count(self, kind: str) -> int:
        """Return how many entities of a kind are present."""
        return int(self._db.execute(f"SELECT count(*) FROM {kind} WHERE present").fetchone()[0])

    def history_of(self, entity: str, undone: bool = False) -> list[Record]:
        """Return the changes that tell the story of one entity, in the order they were written."""
        from send_tracker.storage.history import history_of

        return history_of(self._db, entity, undone)
