"""What can be chosen of a pack: its sheets, its outcomes, who it is for, names or role titles."""

from __future__ import annotations

from dataclasses import dataclass

from send_tracker.domain.audience import Audience
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Register


@dataclass(frozen=True, slots=True)
class PackOptions:
    """What was chosen.

    Attributes:
        sheets: names of the sheets besides those that every pack has; None for all that the audience may read.
        outcomes: references of the outcomes that are printed; None for all.
        audience: who it is for. roles: role titles in place of names, for the public always.
    """

    sheets: frozenset[str] | None = None
    outcomes: tuple[str, ...] | None = None
    audience: Audience = Audience.BOARD
    roles: bool = False

    def outcome_ids(self, register: Register) -> frozenset[str] | None:
        """Return the ids of the chosen outcomes; None for all.

        Raises:
            Problem: the plan has no outcome of that reference.
        """
        if self.outcomes is None:
            return None
        known = {o.ref.casefold(): o.id for o in register.outcomes}
        if missing := [ref for ref in self.outcomes if ref.casefold() not in known]:
            raise Problem(
                f"The plan has no outcome “{missing[0]}”. It has: {', '.join(o.ref for o in register.outcomes)}.",
                "no-such-outcome",
            )
        return frozenset(known[ref.casefold()] for ref in self.outcomes)

    @property
    def words(self) -> str:
        """All of it in words, as the cover prints it: two packs with the same words print the same."""
        names = "role titles" if self.roles or self.audience is Audience.PUBLIC else "names"
        sheets = "all sheets" if self.sheets is None else f"sheets: {', '.join(sorted(self.sheets)) or 'none'}"
        outcomes = "all outcomes" if self.outcomes is None else f"outcomes: {', '.join(self.outcomes)}"
        return f"for {self.audience.words}; {names}; {sheets}; {outcomes}"
