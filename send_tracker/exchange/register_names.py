"""What a register's ids are called, looked up once for a whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from send_tracker.domain.dates import show
from send_tracker.domain.references import sort_key
from send_tracker.domain.register import Action, Area, Outcome, ProgressUpdate, Register


class RegisterNames:
    """References and names by id. An id that the register does not hold is called nothing."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._people = {p.id: p.name for p in register.people}
        self._organisations = {o.id: o.label for o in register.organisations}
        self._outcomes = {o.id: o for o in register.outcomes}
        self._areas = {a.id: a for a in register.areas}
        self._refs = {t.id: t.ref for t in register.themes}
        self._refs |= {o.id: o.ref for o in register.outcomes}
        self._refs |= {a.id: a.ref for a in (*register.withdrawn, *register.actions)}
        self._evidence = Counter(target for e in register.evidence for target in e.targets)
        # Updates are in the order of their days, so the last note of an action is the one that stays.
        self._notes = {u.action: u for u in register.updates if u.note}

    def person(self, person: str | None) -> str:
        """Return a person's role or name."""
        return self._people.get(person or "", "")

    def people(self, people: Iterable[str]) -> tuple[str, ...]:
        """Return the roles or names of several people."""
        return tuple(name for p in people if (name := self.person(p)))

    def organisation(self, organisation: str | None) -> str:
        """Return an organisation's short name."""
        return self._organisations.get(organisation or "", "")

    def outcome(self, action: Action) -> Outcome:
        """Return the outcome that an action serves."""
        return self._outcomes.get(action.outcome) or Outcome("", "", "", "")

    def area(self, action: Action) -> Area:
        """Return the priority area that an action belongs to."""
        return self._areas.get(self.outcome(action).area) or Area("", "", "")

    def refs(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the references of actions, outcomes and themes, as people count."""
        return tuple(sorted((self._refs[i] for i in ids if i in self._refs), key=sort_key))

    def evidence_count(self, action: Action) -> int:
        """Return how many items of evidence are tied to an action."""
        return self._evidence[action.id]

    def latest(self, action: Action) -> ProgressUpdate | None:
        """Return the newest update with a note for the board."""
        return self._notes.get(action.id)

    def latest_note(self, action: Action) -> str:
        """Return the newest note for the board with its day."""
        update = self.latest(action)
        return f"{show(update.as_at)}: {update.note}" if update else ""

    def extra(self, action: Action, field: str) -> str:
        """Return an action's value in one of the programme's own columns."""
        return dict(action.extras).get(field, "")


def ref_and_name(thing: Area | Outcome) -> str:
    """Return how an area or an outcome is called in a table: ``O1 Timely identification``."""
    return f"{thing.ref} {thing.name}".strip()
