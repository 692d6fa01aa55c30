"""Which outcomes have which types of evidence, and where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from send_tracker.domain.kinds import EVIDENCE_TYPES
from send_tracker.domain.register import Evidence, Outcome
from send_tracker.domain.text import plural


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One outcome: the ids of the evidence items that support it, by type; a type without any is a hole."""

    outcome: str
    ref: str
    name: str
    cells: Mapping[str, frozenset[str]]

    @property
    def items(self) -> frozenset[str]:
        """Every item that supports the outcome, once."""
        return frozenset().union(*self.cells.values())


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix of outcomes and evidence types.

    Attributes:
        types: type codes with their words, in the order of the columns.
        rows: the outcomes in the order of the plan.
        elsewhere: items that support no outcome, neither directly nor through an action.
    """

    types: tuple[tuple[str, str], ...]
    rows: tuple[CoverageRow, ...]
    elsewhere: frozenset[str]

    @property
    def holes(self) -> int:
        """How many pairs of outcome and type have no evidence."""
        return sum(not row.cells[code] for row in self.rows for code, _ in self.types)

    def column(self, code: str) -> frozenset[str]:
        """Return the items of one type that support any outcome, each once."""
        return frozenset().union(*(row.cells[code] for row in self.rows))

    @property
    def items(self) -> frozenset[str]:
        """Every item that supports any outcome, once."""
        return frozenset().union(*(row.items for row in self.rows))

    @property
    def sentence(self) -> str:
        """What the matrix shows, in one sentence."""
        cells = len(self.rows) * len(self.types)
        bare = [row.ref for row in self.rows if not row.items]
        verb = "supports" if len(self.items) == 1 else "support"
        some = f"{len(self.rows) - len(bare)} of " if bare else ""
        found = f"{plural(len(self.items), 'evidence item')} {verb} {some}{plural(len(self.rows), 'outcome')}; "
        found += f"{self.holes} of {cells} pairs of outcome and type have none"
        if bare:
            found += f", and nothing at all supports {', '.join(bare)}"
        return found + "."


def coverage(evidence: Iterable[Evidence], outcomes: Sequence[Outcome], outcome_of: Mapping[str, str]) -> Coverage:
    """Count evidence by outcome and type.

    An item counts once for an outcome, if it is linked to the outcome or to any of its actions.

    Args:
        evidence: the items of the register.
        outcomes: the rows, in order.
        outcome_of: the outcome of each action in the plan, by id.
    """
    known = {o.id for o in outcomes}
    found: dict[str, dict[str, set[str]]] = {o.id: {code: set() for code in EVIDENCE_TYPES} for o in outcomes}
    elsewhere = set()
    for one in evidence:
        supported = supports(one, known, outcome_of)
        code = one.type if one.type in EVIDENCE_TYPES else "other"
        for outcome in supported:
            found[outcome][code].add(one.id)
        if not supported:
            elsewhere.add(one.id)
    rows = tuple(
        CoverageRow(o.id, o.ref, o.name, {code: frozenset(ids) for code, ids in found[o.id].items()}) for o in outcomes
    )
    return Coverage(tuple(EVIDENCE_TYPES.items()), rows, frozenset(elsewhere))


def supports(evidence: Evidence, outcomes: Iterable[str], outcome_of: Mapping[str, str]) -> frozenset[str]:
    """Return the outcomes that an item supports: those it is linked to, and those of its actions."""
    reached = {outcome_of.get(target, target) for target in evidence.targets}
    return frozenset(reached & set(outcomes))
