"""The evidence register for its page: every item with what it supports, read in two queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from send_tracker.domain.coverage import Coverage, coverage, supports
from send_tracker.domain.evidence_filter import EvidenceLine, LinkState, Target
from send_tracker.domain.register import Evidence, Outcome
from send_tracker.domain.review_state import review_states
from send_tracker.domain.text import plural
from send_tracker.services import filter_words
from send_tracker.services.evidence import server_of
from send_tracker.services.reading import build
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The register, and what its filters and fields can choose from.

    Attributes:
        lines: every item, in the order of references.
        targets: all that evidence can support.
        sources: ids and short names of organisations.
        coverage: the matrix of outcomes and types.
        people: ids and names of those who can review.
    """

    lines: tuple[EvidenceLine, ...]
    targets: tuple[Target, ...]
    sources: tuple[tuple[str, str], ...]
    coverage: Coverage
    people: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """How much there is, and how much of it is linked to nothing: "41 items, 2 not linked"."""
        unlinked = sum(not line.supports for line in self.lines)
        found = plural(len(self.lines), "item")
        return f"{found}, {unlinked:,} not linked" if unlinked else found

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        """Ids and names of the outcomes."""
        return [(t.id, t.words) for t in self.targets if t.kind == "outcome"]

    @property
    def names(self) -> Mapping[str, str]:
        """Short words for ids of outcomes and sources, for the sentence under the filters."""
        return {t.id: t.ref for t in self.targets if t.kind == "outcome"} | dict(self.sources)

    def line(self, id: str) -> EvidenceLine | None:
        """Return one item by its id."""
        return next((line for line in self.lines if line.item.id == id), None)


def evidence_view(session: Session, states: Mapping[str, LinkState] | None = None) -> EvidenceView:
    """Return the register.

    Args:
        session: the open file.
        states: what became of linked files, by item, as far as it was looked up; looking means reading each of
            those files, which may lie on a slow drive.
    """
    rows = session.file.evidence_rows
    targets = tuple(rows.targets())
    by_id = {t.id: t for t in targets}
    outcomes = [t for t in targets if t.kind == "outcome"]
    outcome_of = {t.id: t.outcome for t in targets if t.kind == "action"}
    sources = tuple(rows.sources())
    names = dict(sources)
    ids = {t.id for t in outcomes}
    items = [build(Evidence, row) for row in rows.items()]
    people = tuple(filter_words.people(session))
    known, board = dict(people), session.boards.next
    lines = tuple(
        EvidenceLine(
            item,
            tuple(by_id[t] for t in item.targets if t in by_id),
            supports(item, ids, outcome_of),
            names.get(item.source or "", ""),
            (states or {}).get(item.id) or quick_state(item),
            review_states(item, session.today, board),
            known.get(item.reviewer or "", ""),
        )
        for item in items
    )
    groups = [Outcome(t.id, t.ref, t.title, "") for t in outcomes]
    return EvidenceView(lines, targets, sources, coverage(items, groups, outcome_of), people)


def quick_state(item: Evidence) -> LinkState:
    """Return what can be said of an item's file without looking at a drive."""
    if item.file_hash:
        return LinkState.STORED
    if not item.link:
        return LinkState.NONE
    return LinkState.WEB if urlsplit(item.link).scheme in ("http", "https") else LinkState.PRESENT


def linked_files(view: EvidenceView) -> list[Evidence]:
    """Return the items whose file lies on a drive of this computer, where it can change or go missing.

    A path of a server is left alone until the officer opens it: it may have come with somebody's copy, and asking a
    server tells it who asks.
    """
    own = (v.item for v in view.lines if not v.item.file_hash and v.state is not LinkState.WEB)
    return [item for item in own if item.link and not server_of(item.link)]
