"""What the log should mean, worked out by brute force from plain lists: nothing here is shared with the program.

A change counts unless a change that counts strikes it. In one officer's file each change has seen all
before it, so the value at a day is the one with the latest ``as_at`` up to it, and of these the last typed.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

NEVER = object()
"""What a field holds before anything was said of it."""

PROGRESS = ("status", "obstacle", "path_to_green", "recovery_date", "ask")


@dataclass
class Said:
    """One change. ``n`` is its number in the file."""

    n: int
    edit: int
    kind: str
    entity: str
    field: str
    value: object = None
    as_at: str = ""
    strike_only: bool = False
    struck_by: list[Said] = dataclasses.field(default_factory=list)

    def counts(self) -> bool:
        """Tell whether no change that counts strikes this one."""
        return not any(s.counts() for s in self.struck_by)


@dataclass
class Act:
    """One edit."""

    n: int
    author: str
    verb: str
    reason: str
    changes: list[Said]
    undoable: bool = True


class Model:
    """All that was said, in order, and each officer's stacks."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.said: list[Said] = []
        self.undo: dict[str, list[Act]] = {}
        self.redo: dict[str, list[tuple[Act, Act]]] = {}

    def add(self, act: Act) -> None:
        """Take in an edit."""
        self.acts.append(act)
        self.said += act.changes
        if act.verb in ("undo", "redo") or not act.undoable:
            return
        self.undo.setdefault(act.author, []).append(act)
        self.redo[act.author] = []

    def undone(self, author: str, act: Act) -> None:
        """Take in that the officer undid the last edit: ``act`` strikes all of it."""
        target = self.undo[author].pop()
        self._strike(act, target)
        self.redo.setdefault(author, []).append((target, act))
        self.add(act)

    def redone(self, author: str, act: Act) -> None:
        """Take in that the officer redid: ``act`` strikes all of the undo."""
        target, undo = self.redo[author].pop()
        self._strike(act, undo)
        self.undo[author].append(target)
        self.add(act)

    def _strike(self, act: Act, target: Act) -> None:
        for striking, struck in zip(act.changes, target.changes, strict=True):
            assert (striking.entity, striking.field) == (struck.entity, struck.field)
            struck.struck_by.append(striking)

    # Reading

    def slots(self) -> set[tuple[str, str, str]]:
        """Return (kind, entity, field) of all that was ever said."""
        return {(s.kind, s.entity, s.field) for s in self.said}

    def entities(self, kind: str) -> set[str]:
        """Return the entities of a kind."""
        return {s.entity for s in self.said if s.kind == kind}

    def holding(self, entity: str, name: str, day: str) -> Said | None:
        """Return the change whose value a field has on a day."""
        known = [
            s
            for s in self.said
            if (s.entity, s.field) == (entity, name) and not s.strike_only and s.as_at <= day and s.counts()
        ]
        return max(known, key=lambda s: (s.as_at, s.n), default=None)

    def value(self, entity: str, name: str, day: str) -> object:
        """Return the value of a field on a day, or NEVER."""
        found = self.holding(entity, name, day)
        return found.value if found else NEVER

    def there(self, entity: str, day: str) -> bool:
        """Tell whether an entity is in the plan on a day."""
        return self.value(entity, "exists", day) is True

    def gone(self, entity: str, day: str) -> bool:
        """Tell whether it was withdrawn by that day."""
        return self.value(entity, "exists", day) is False

    def days(self) -> list[str]:
        """Return every day from which anything holds, and one before and one after them all."""
        return ["1999-01-01", *sorted({s.as_at for s in self.said if s.as_at}), "2100-01-01"]

    def links(self, kind: str, near: str, id: str, far: str, day: str) -> set[str]:
        """Return the far ends of the links that stand on a day."""
        found = set()
        for link in self.entities(kind):
            if self.there(link, day) and self.value(link, near, day) == id:
                found.add(str(self.value(link, far, day)))
        return found

    def news(self, action: str, day: str) -> str | None:
        """Return the last day up to ``day`` for which an action's progress was recorded."""
        heard = [found.as_at for name in PROGRESS if (found := self.holding(action, name, day))]
        for note in self.entities("progress_update"):
            given = self.holding(note, "action", day)
            if given and given.value == action and self.there(note, day):
                heard.append(given.as_at)
        return max(heard, default=None)

    def reason(self, entity: str, name: str, day: str) -> str:
        """Return the reason of the edit whose value holds."""
        found = self.holding(entity, name, day)
        return next((a.reason for a in self.acts if found and a.n == found.edit), "")

    # History

    def told(self, entity: str) -> list[Said]:
        """Return what tells the story of an entity, newest first: of itself and of all that ever named it."""
        named = {s.entity for s in self.said if s.value == entity and s.field != "successor"}
        found = [s for s in self.said if not s.strike_only and s.entity in {entity, *named} and s.value != entity]
        return sorted(found, key=lambda s: (s.as_at, s.n), reverse=True)

    def before(self, said: Said) -> object:
        """Return what a field held just before a change, whenever that was typed, or NEVER."""
        earlier = [
            s
            for s in self.said
            if (s.entity, s.field) == (said.entity, said.field)
            and not s.strike_only
            and (s.as_at, s.n) < (said.as_at, said.n)
            and s.counts()
        ]
        return max(earlier, key=lambda s: (s.as_at, s.n)).value if earlier else NEVER

    def until(self, number: int) -> Model:
        """Return what was known when an edit was the newest: nothing that was said or struck later."""
        found = Model()
        copies = {id(s): dataclasses.replace(s, struck_by=[]) for s in self.said if s.edit <= number}
        for said in self.said:
            if id(said) in copies:
                copies[id(said)].struck_by = [copies[id(s)] for s in said.struck_by if id(s) in copies]
        found.said = list(copies.values())
        found.acts = [a for a in self.acts if a.n <= number]
        return found
