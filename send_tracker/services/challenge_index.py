"""Challenges of an open file, kept up to date: after an edit, only the subjects that it touched are looked at again.

Nothing is read until somebody asks. What it says is what a full run of the rules says; a test compares the two
after random edits.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from send_tracker.domain.challenge.facts import Facts
from send_tracker.domain.challenge.model import Challenge, Finding, Rule, Scope
from send_tracker.domain.challenge.rules import RULES, Waivers, challenge, place_of, waivers_in_force
from send_tracker.domain.register import Waiver
from send_tracker.services.challenge_book import Book, reference
from send_tracker.services.challenges import facts_of
from send_tracker.services.reading import build, settings_of
from send_tracker.services.session import Edited, Session

_BY_SCOPE = {scope: tuple(rule for rule in RULES if rule.on is scope) for scope in Scope}
_RELOADS = frozenset({"status", "programme"})
"""Kinds whose edits may change any row: everything is read again."""
_RERUNS = frozenset({"meeting", "threshold"})
"""Kinds on which every rule hangs and no row: all rules run again over what is in memory."""
_HANGS_ON = {
    "lead": ("action", "action"),
    "progress_update": ("action", "action"),
    "evidence_link": ("evidence", "evidence"),
    **dict.fromkeys(("observation", "target", "benchmark", "series_mark", "measure_link"), ("measure", "measure")),
}
"""Kinds that are read with something else: its kind, and the field that names it."""
_MOST = 400
"""More than this, touched at once, is read faster as a whole."""

Key = tuple[object, ...]


@dataclass
class _Touched:
    """What edits have touched, by id, since the rules last ran."""

    actions: set[str] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    measures: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)


class ChallengeIndex:
    """What the rules question in an open file. ``note`` is told of each edit (``Session.on_edit``)."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._book: Book | None = None
        self._day: date | None = None
        self._waiting: list[tuple[str, str]] = []
        self._waivers: Waivers = {}
        self._found: dict[tuple[str, str], tuple[Challenge, ...]] = {}
        """By rule and unit: what the rule looks at one of."""
        self._subjects: dict[str, list[Challenge]] = defaultdict(list)
        self._sorted: list[tuple[Key, Challenge]] = []

    # What is asked

    @property
    def is_loaded(self) -> bool:
        """Whether anybody has asked yet; before that, an answer takes as long as reading the register."""
        return self._book is not None

    def all(self) -> tuple[Challenge, ...]:
        """Return every challenge, waived ones among them, the worst first."""
        self._catch_up()
        return tuple(found for _, found in self._sorted)

    def open(self) -> tuple[Challenge, ...]:
        """Return the challenges that no waiver covers, the worst first."""
        return tuple(found for found in self.all() if not found.waived)

    def of(self, subject: str) -> tuple[Challenge, ...]:
        """Return the challenges to one subject, the worst first."""
        self._catch_up()
        return tuple(sorted(self._subjects.get(subject, ()), key=place_of))

    def subjects(self, rules: Collection[str]) -> set[str]:
        """Return what any of some rules questions and no waiver covers."""
        return {found.subject_id for found in self.open() if found.rule in rules}

    def counts(self) -> Counter[str]:
        """Return how many challenges each rule raises that no waiver covers."""
        return Counter(found.rule for found in self.open())

    def status(self, action: str) -> str | None:
        """Return the status of an action of the plan, as the rules saw it; None for anything else."""
        self._catch_up()
        found = self._book.actions.get(action) if self._book is not None else None
        return found.status if found is not None else None

    # Keeping up

    def note(self, edited: Edited) -> None:
        """Remember what an edit touched; it is looked at when somebody asks."""
        if self._book is not None:
            self._waiting += edited.touched

    def forget(self) -> None:
        """Read everything again when somebody asks."""
        self._book = None
        self._waiting.clear()

    def _catch_up(self) -> None:
        today = self._session.today
        kinds = {kind for kind, _ in self._waiting}
        if self._book is None or self._day != today or kinds & _RELOADS or len(self._waiting) > _MOST:
            self._load(today)
        elif kinds & _RERUNS:
            self._look_again(self._book)
            numbers = settings_of(self._session.file.reading.listed("threshold"))
            self._book.base = replace(self._book.base, meetings=self._session.meetings, thresholds=numbers)
            self._run_all(self._book.everything())
        elif self._waiting:
            self._look_again(self._book)

    def _load(self, today: date) -> None:
        facts = facts_of(self._session, self._session.register(), None)
        self._book, self._day = Book(self._session, facts), today
        self._waiting.clear()
        self._waivers = waivers_in_force(facts.register)
        self._run_all(facts)

    def _run_all(self, facts: Facts) -> None:
        self._found.clear()
        self._subjects.clear()
        self._sorted.clear()
        for scope, rules in _BY_SCOPE.items():
            self._take(rules, facts, None, scope)
        self._sorted.sort(key=lambda one: one[0])

    def _look_again(self, book: Book) -> None:
        """Read what was touched, and run each rule over what it touches."""
        changed = self._changed(book)
        waiting, self._waiting = self._waiting, []
        touched = _Touched(*(set(ids) for ids in _parts_of(changed)))
        self._widen(book, touched)
        self._read(book, changed)
        self._widen(book, touched)
        if any(kind == "waiver" for kind, _ in waiting):
            self._waive()
        for scope, (units, facts) in _parts(book, touched).items():
            if units:
                self._take(_BY_SCOPE[scope], facts, units, scope)

    def _changed(self, book: Book) -> _Touched:
        """Return what has to be read again."""
        touched = _Touched()
        reading = self._session.file.reading
        places = {"action": touched.actions, "outcome": touched.outcomes, "evidence": touched.evidence}
        places["measure"] = touched.measures
        for kind, id in set(self._waiting):
            if kind in places:
                places[kind].add(id)
            elif kind == "person":
                touched.people.add(id)
                touched.actions |= {r["action"] for r in reading.related("lead", "person", id)} | book.led[id]
                touched.actions |= {a.id for a in book.actions.values() if a.verifier == id}
            elif kind in _HANGS_ON:
                place, end = _HANGS_ON[kind]
                places[place] |= {self._session.file.challenge_rows.end(kind, end, id) or ""} - {""}
        return touched

    @staticmethod
    def _read(book: Book, changed: _Touched) -> None:
        if changed.people:
            book.read_people()
        for id in changed.outcomes:
            book.read_outcome(id)
        for id in changed.evidence:
            book.read_evidence(id)
        for id in changed.measures:
            book.read_measure(id)
        book.read_actions(changed.actions)

    @staticmethod
    def _widen(book: Book, touched: _Touched) -> None:
        """Add what hangs on what was touched, as it stands now. It is called before and after reading."""
        for id in touched.evidence:
            if (item := book.evidence.get(id)) is not None:
                touched.references.add(reference(item))
                touched.actions |= {t for t in item.targets if t in book.actions}
        for id in touched.actions:
            touched.evidence |= book.backing[id]
            if (action := book.actions.get(id)) is not None:
                touched.references.add(reference(action))
                touched.people |= set(action.leads)
                touched.outcomes.add(action.outcome)
        for id in touched.measures:
            if (worse := book.worse.get(id)) is not None:
                touched.outcomes.add(worse.outcome)
                touched.actions |= {action for action in worse.actions if action in book.actions}
        for id in touched.outcomes:
            touched.evidence |= book.backing[id]
            if (outcome := book.outcomes.get(id)) is not None:
                touched.references.add(reference(outcome))

    # Results

    def _take(self, rules: Iterable[Rule], facts: Facts, units: set[str] | None, scope: Scope) -> None:
        """Run rules, and put what they find in the place of what they found before; None stands for every unit."""
        for rule in rules:
            found: dict[str, list[Finding]] = defaultdict(list)
            for one in rule.find(facts) if facts.thresholds.is_on(rule.code) else ():
                found[one.subject.strip().casefold() if scope is Scope.REFERENCE else one.subject_id].append(one)
            for unit in found if units is None else units:
                now = tuple(challenge(rule, one, self._waivers) for one in found.get(unit, ()))
                self._put((rule.code, unit), now, in_order=units is not None)

    def _put(self, key: tuple[str, str], now: tuple[Challenge, ...], in_order: bool) -> None:
        was = self._found.get(key, ())
        if was == now:
            return
        for old in was:
            self._subjects[old.subject_id].remove(old)
            del self._sorted[bisect_left(self._sorted, place_of(old), key=lambda one: one[0])]
        self._found[key] = now
        for new in now:
            self._subjects[new.subject_id].append(new)
            place = (place_of(new), new)
            if in_order:
                insort(self._sorted, place, key=lambda one: one[0])
            else:
                self._sorted.append(place)

    def _waive(self) -> None:
        """Read the waivers again, and put each challenge under the one that covers it now."""
        rows = self._session.file.reading.listed("waiver")
        assert self._book is not None
        self._book.base = replace(self._book.base, waivers=tuple(build(Waiver, row) for row in rows))
        before, self._waivers = self._waivers, waivers_in_force(self._book.base)
        changed = {k for k in before.keys() | self._waivers.keys() if before.get(k) != self._waivers.get(k)}
        for key, found in list(self._found.items()):
            if any((one.rule, one.subject_id) in changed for one in found):
                now = tuple(replace(one, waiver=self._waivers.get((one.rule, one.subject_id))) for one in found)
                self._put(key, now, in_order=True)


def _parts_of(changed: _Touched) -> tuple[set[str], ...]:
    return changed.actions, changed.outcomes, changed.evidence, changed.people, changed.measures


def _parts(book: Book, touched: _Touched) -> dict[Scope, tuple[set[str], Facts]]:
    """Return, for each kind of rule, the units to look at again and the part of the register that they need."""
    backing = {item for action in touched.actions for item in book.backing[action]}
    led = {action for person in touched.people for action in book.led[person]}
    held = {t for id in touched.evidence if (item := book.evidence.get(id)) is not None for t in item.targets}
    under = {action for outcome in touched.outcomes for action in book.under[outcome]}
    bearing = {id for ref in touched.references for id in book.bearing[ref]}
    return {
        Scope.ACTION: (touched.actions, book.part(touched.actions, evidence=backing)),
        Scope.PERSON: (touched.people, book.part(led)),
        Scope.EVIDENCE: (touched.evidence, book.part(held, held, touched.evidence)),
        Scope.OUTCOME: (touched.outcomes, book.part(under, touched.outcomes)),
        Scope.REFERENCE: (touched.references, book.part(bearing, bearing, bearing)),
    }
