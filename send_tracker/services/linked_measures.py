"""The measures that an action was meant to move, ready for small charts beside it."""

from __future__ import annotations

from collections import defaultdict

from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.domain.measures.small import SmallFacts, small_facts
from send_tracker.services.measure_view import measure_view
from send_tracker.services.session import Session


class LinkedMeasures:
    """Reads all measures once, when the first is asked for; what a chart shows is made for those asked for only."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lines: dict[str, list[MeasureLine]] | None = None
        self._made: dict[str, tuple[SmallFacts, ...]] = {}

    def of(self, action: str) -> tuple[SmallFacts, ...]:
        """Return the measures linked to an action, in the order of references."""
        if action not in self._made:
            self._made[action] = tuple(small_facts(line) for line in self._by_action().get(action, ()))
        return self._made[action]

    def forget(self) -> None:
        """Read them again when the next is asked for."""
        self._lines = None
        self._made = {}

    def _by_action(self) -> dict[str, list[MeasureLine]]:
        if self._lines is None:
            self._lines = defaultdict(list)
            for line in measure_view(self._session).lines:
                for action in line.measure.actions:
                    self._lines[action].append(line)
        return self._lines
