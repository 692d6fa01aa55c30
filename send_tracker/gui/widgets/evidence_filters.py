"""The filter row of the evidence register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from send_tracker.domain.evidence_filter import LACK_LABELS, EvidenceFilter, EvidenceLine
from send_tracker.domain.kinds import EVIDENCE_TYPES, SENSITIVITIES
from send_tracker.domain.review_state import REVIEW_LABELS
from send_tracker.gui.widgets.register_filters import RegisterFilters
from send_tracker.services.evidence_view import EvidenceView


class EvidenceFilters(RegisterFilters[EvidenceFilter, EvidenceLine]):
    """The row: lists only."""

    lists_of: ClassVar[Mapping[str, tuple[str, tuple[str, ...]]]] = {
        "reviews": ("Review", ("reviews",)),
        "types": ("Type", ("types",)),
        "outcomes": ("Outcome", ("outcomes",)),
        "sensitivities": ("Sensitivity", ("sensitivities",)),
        "sources": ("Source", ("sources",)),
        "lacks": ("Needs work", ("lacks",)),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the row with nothing chosen."""
        self._choices: Mapping[str, Mapping[str, str]] = {}
        super().__init__(EvidenceFilter(), parent=parent)

    def set_view(self, view: EvidenceView, shown: int) -> None:
        """Offer what the register holds."""
        self._choices = {
            "types": EVIDENCE_TYPES,
            "outcomes": dict(view.outcomes),
            "sensitivities": SENSITIVITIES,
            "sources": dict(view.sources) | {"": "No source"},
            "lacks": {k.value: words for k, words in LACK_LABELS.items()},
            "reviews": {k.value: words for k, words in REVIEW_LABELS.items()},
        }
        self.show_lines(view.lines, shown, view.names)

    def choices(self, part: str) -> Mapping[str, str]:
        """Return what a part can choose from."""
        return self._choices.get(part, {})
