"""Which action a row speaks about: by its reference, by its exact wording, else by likeness that a person confirms.

Never by its place in the table: rows are sorted, deleted and inserted all the time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from send_tracker.domain.intake.incoming import Incoming, plain_ref, plain_title
from send_tracker.domain.register import Action, Register
from send_tracker.domain.text import one_line

ALIKE: Final = 82.0
"""Wordings this much alike are offered as one action."""
UNLIKE: Final = 45.0
"""Under one reference, wordings less alike than this are questioned."""
_MANY: Final = 3_000_000


@dataclass(frozen=True, slots=True)
class Match:
    """The action of a row, None for a new one, and why a person should look."""

    action: Action | None = None
    doubts: tuple[str, ...] = ()


class Matcher:
    """Matches the rows of one source to the actions of a plan."""

    def __init__(self, register: Register) -> None:
        self._by_ref = _grouped(register.actions, lambda a: plain_ref(a.ref))
        self._by_title = _grouped(register.actions, lambda a: plain_title(a.title))
        self._withdrawn = {plain_ref(a.ref): a for a in register.withdrawn if a.ref}
        self._actions = register.actions

    def match(self, rows: Sequence[Incoming]) -> list[Match]:
        """Return a match for each row."""
        refs = Counter(plain_ref(r.ref) for r in rows if r.ref)
        titles = Counter(plain_title(r.title) for r in rows if r.title)
        found = [self._certain(row, refs, titles) for row in rows]
        taken = {m.action.id for m in found if m and m.action}
        likeness = _Likeness([a for a in self._actions if a.id not in taken], len(rows))
        return [m or self._by_likeness(r, likeness, taken) for r, m in zip(rows, found, strict=True)]

    def _certain(self, row: Incoming, refs: Counter[str], titles: Counter[str]) -> Match | None:
        if row.refusals:
            return Match()
        ref, title = plain_ref(row.ref), plain_title(row.title)
        if row.ending:
            gone = self._withdrawn.get(ref)
            if gone is not None:
                return Match(gone)
        if ref and refs[ref] > 1:
            return self._doubled(row, ref, title)
        if ref and (same := self._by_ref.get(ref)):
            return self._referenced(row, same, title)
        if title and (same := self._by_title.get(title)):
            return self._worded(row, same, titles[title] > 1)
        if title and not ref and titles[title] > 1:
            return Match(None, (f"another row has the same wording, “{one_line(row.title, 60)}”",))
        return None

    def _doubled(self, row: Incoming, ref: str, title: str) -> Match:
        same = self._by_ref.get(ref, [])
        exact = [a for a in same if plain_title(a.title) == title]
        why = f"several rows have the reference {row.ref}"
        if row.ref.count(".") == 1 and row.ref.endswith("1"):
            why += "; where it is kept as a number, 4.10 turns into 4.1"
        return Match(exact[0] if exact else None, (why,))

    def _referenced(self, row: Incoming, same: Sequence[Action], title: str) -> Match:
        exact = [a for a in same if plain_title(a.title) == title]
        if len(same) > 1 and len(exact) != 1:
            return Match(None, (f"{len(same)} actions of the plan have the reference {row.ref}",))
        action = exact[0] if exact else same[0]
        if title and not exact and fuzz.token_set_ratio(title, plain_title(action.title)) < UNLIKE:
            why = f"{action.ref} is “{one_line(action.title, 60)}” in the plan and “{one_line(row.title, 60)}” here"
            return Match(action, (why,))
        return Match(action)

    def _worded(self, row: Incoming, same: Sequence[Action], doubled: bool) -> Match:
        if len(same) > 1 or doubled:
            return Match(same[0], (f"several actions or rows have the wording “{one_line(row.title, 60)}”",))
        if row.ref:
            return Match(same[0], (f"its wording is that of {same[0].ref}, and its reference here is {row.ref}",))
        return Match(same[0])

    def _by_likeness(self, row: Incoming, likeness: _Likeness, taken: set[str]) -> Match:
        title = plain_title(row.title)
        gone = self._withdrawn.get(plain_ref(row.ref)) if row.ref else None
        if gone is not None:
            return Match(None, (f"{gone.ref} was withdrawn from the plan; accepting it adds it as a new action",))
        action = likeness.nearest(title) if title else None
        if action is None or action.id in taken:
            return Match()
        taken.add(action.id)
        return Match(action, (f"its wording is like that of {action.ref}, “{one_line(action.title, 60)}”",))


class _Likeness:
    """The wordings that are left, to be compared with."""

    def __init__(self, actions: Sequence[Action], rows: int) -> None:
        self._actions = actions
        self._titles = [plain_title(a.title) for a in actions]
        # Sorting the words of each pair costs most; of millions of pairs only the plain comparison is affordable.
        self._scorer = fuzz.token_sort_ratio if rows * len(actions) < _MANY else fuzz.ratio

    def nearest(self, title: str) -> Action | None:
        found = process.extractOne(title, self._titles, scorer=self._scorer, score_cutoff=ALIKE)
        return self._actions[found[2]] if found else None


def _grouped(actions: Iterable[Action], key: Callable[[Action], str]) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = defaultdict(list)
    for action in actions:
        if name := key(action):
            found[name].append(action)
    return found
