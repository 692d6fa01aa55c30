"""What a row would change of its action, field by field, in words and as it would be applied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from rapidfuzz import fuzz

from send_tracker.domain.dates import show
from send_tracker.domain.intake.incoming import Incoming, Part, plain_ref, plain_title
from send_tracker.domain.intake.names import plain_name
from send_tracker.domain.intake.preview import FieldChange, PreviewRow, Stored, Verdict
from send_tracker.domain.kinds import ENDINGS, IMPACT_LABELS, KINDS, FieldType, field_of
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import action_prefix
from send_tracker.domain.register import Action, Area, Outcome, Register
from send_tracker.domain.text import clean_text
from send_tracker.exchange.intake.matching import Match
from send_tracker.exchange.register_names import RegisterNames

T = TypeVar("T", Area, Outcome)
LABELS = {"leads": "Leads", "note": "Note for the board", "due": "Due", "themes": "Themes", "outcome": "Outcome"}
_PERSON_FIELDS = ("accountable", "verifier", "bau_owner")
_ORGANISATION_FIELDS = ("partner", "body")


class Comparer:
    """Compares rows with one register."""

    def __init__(self, register: Register, sheet: str) -> None:
        self._register = register
        self._names = RegisterNames(register)
        self._sheet = sheet
        self._areas = {a.id: a for a in register.areas}
        self._notes: dict[str, set[str]] = {}
        for update in register.updates:
            self._notes.setdefault(update.action, set()).add(update.note)
        self._extra_ids = {name.casefold(): id for id, name in register.extra_fields}

    def row(self, row: Incoming, match: Match) -> PreviewRow:
        """Return what becomes of a row."""
        action = match.action
        hard = [*match.doubts, *row.doubts]
        if row.refusals:
            return self._judged(row, action, (), Verdict.REJECTED, row.refusals)
        if action is None and not row.title:
            return self._judged(row, None, (), Verdict.REJECTED, [f"no action has the reference {row.ref}"])
        if row.ending and action is not None:
            if any(a.id == action.id for a in self._register.withdrawn):
                return self._judged(row, action, (), Verdict.UNCHANGED, ())
            why = [f"it had left the plan where this was written ({ENDINGS[row.ending]}), and is in the plan here"]
            return self._judged(row, action, (), Verdict.DOUBTFUL, why)
        try:
            changes = tuple(self._changes(row, action, hard))
        except Problem as problem:
            return self._judged(row, action, (), Verdict.REJECTED, [problem.sentence])
        if hard or (row.soft_doubts and changes):
            return self._judged(row, action, changes, Verdict.DOUBTFUL, [*hard, *row.soft_doubts])
        if action is None:
            return self._judged(row, None, changes, Verdict.NEW, ())
        return self._judged(row, action, changes, Verdict.CHANGED if changes else Verdict.UNCHANGED, ())

    @staticmethod
    def _judged(
        row: Incoming, action: Action | None, changes: tuple[FieldChange, ...], verdict: Verdict, why: Iterable[str]
    ) -> PreviewRow:
        ref = row.ref or (action.ref if action else "")
        title = row.title or (action.title if action else "")
        id = action.id if action else None
        return PreviewRow(row.row, verdict, ref, title, id, changes, tuple(dict.fromkeys(why)), _days(row, action))

    def _changes(self, row: Incoming, action: Action | None, doubts: list[str]) -> Iterable[FieldChange]:
        if row.ref and (action is None or plain_ref(row.ref) != plain_ref(action.ref)):
            yield self._change("ref", action.ref if action else "", row.ref)
        title = field_of("action", "title").check(row.title)
        if title and (action is None or title != action.title):
            yield self._change("title", action.title if action else "", str(title))
        if found := self._outcome(row, action, doubts):
            yield found
        for name, value in row.values.items():
            if change := self._field(name, value, action):
                yield change
        for name, text in row.extras.items():
            if change := self._extra(name, clean_text(text, name), action):
                yield change

        if row.ending:
            yield FieldChange("ending", KINDS["action"]["ending"].label, "", ENDINGS[row.ending], row.ending)
            if row.successor:
                yield FieldChange("successor", KINDS["action"]["successor"].label, "", row.successor, row.successor)

    def _field(self, name: str, value: Stored, action: Action | None) -> FieldChange | None:
        match name:
            case "leads" | "themes":
                return self._several(name, value if isinstance(value, tuple) else (), action)
            case "note":
                return self._note(value, action)
            case "due":
                return self._due(value, action)
        checked = self._checked(name, value)
        before = self._before(name, action)
        if _same(name, before, checked):
            return None
        return self._change(name, before, checked)

    def _checked(self, name: str, value: Stored) -> str:
        """Return a value as the file would keep it."""
        if name in (*_PERSON_FIELDS, *_ORGANISATION_FIELDS):
            return " ".join(str(value or "").split())
        return str(field_of("action", name).check(value if isinstance(value, str) else None) or "")

    def _before(self, name: str, action: Action | None) -> str:
        if action is None:
            return ""
        value = getattr(action, name)
        if name in _PERSON_FIELDS:
            return self._names.person(value)
        if name in _ORGANISATION_FIELDS:
            return self._names.organisation(value)
        return str(value or "")

    def _several(self, name: str, values: tuple[str, ...], action: Action | None) -> FieldChange | None:
        before: tuple[str, ...] = ()
        if action is not None:
            before = self._names.people(action.leads) if name == "leads" else self._names.refs(action.themes)
        if {plain_name(n) for n in values} == {plain_name(n) for n in before}:
            return None
        return FieldChange(name, LABELS[name], "; ".join(before), "; ".join(values), values)

    def _note(self, value: Stored, action: Action | None) -> FieldChange | None:
        text = clean_text(str(value or ""), LABELS["note"])
        if not text or (action is not None and text in self._notes.get(action.id, ())):
            return None
        before = self._names.latest(action) if action else None
        return FieldChange("note", LABELS["note"], before.note if before else "", text, text)

    def _due(self, value: Stored, action: Action | None) -> FieldChange | None:
        checked = str(field_of("action", "approved_date").check(value if isinstance(value, str) else None) or "")
        before = (action.due or "") if action else ""
        return None if checked == before else FieldChange("due", LABELS["due"], show(before), show(checked), checked)

    def _extra(self, name: str, text: str, action: Action | None) -> FieldChange | None:
        plain = " ".join(name.split())
        field = self._extra_ids.get(plain.casefold(), "")
        before = self._names.extra(action, field) if action and field else ""
        return None if before == text else FieldChange(f"extra:{plain}", plain, before, text, text)

    def _change(self, name: str, before: str, after: str) -> FieldChange:
        label = KINDS["action"][name].label
        return FieldChange(name, label, self._words(name, before), self._words(name, after), after or None)

    def _words(self, name: str, value: str) -> str:
        if name == "status":
            return self._register.scale[value].label if value else ""
        if name == "impact":
            return IMPACT_LABELS.get(value, value)
        return show(value) if KINDS["action"][name].type is FieldType.DATE else value

    # Areas and outcomes

    def _outcome(self, row: Incoming, action: Action | None, doubts: list[str]) -> FieldChange | None:
        part, area = row.outcome, row.area
        if not part and area:
            # A plan with areas only: each becomes an outcome of its own name under itself.
            under = self._area_of(area)
            own = [o for o in self._register.outcomes if under and o.area == under.id]
            if action and any(o.id == action.outcome for o in own):
                return None
            part = Part(own[0].ref, own[0].title) if len(own) == 1 else Part("", area.title or area.ref)
        if not part:
            if action is not None:
                return None
            part = self._by_reference(row.ref) or Part("", self._sheet)
        known = self._find(self._register.outcomes, part)
        if known is not None and action is not None and known.id == action.outcome:
            return None
        now = self._names.outcome(action) if action else None
        if known is not None:
            if part.ref and part.title and fuzz.token_set_ratio(plain_title(part.title), plain_title(known.title)) < 40:
                doubts.append(f"{known.ref} is “{known.name}” in the plan and “{part.title}” here")
            value = ("", "", known.ref, known.title)
            new = f"{known.ref} {known.name}".strip()
        else:
            value = (*self._area_for(area), part.ref, part.title or part.ref)
            new = f"{part.ref} {part.title} (new)".strip()
        return FieldChange("outcome", LABELS["outcome"], f"{now.ref} {now.name}".strip() if now else "", new, value)

    def _area_for(self, area: Part) -> tuple[str, str]:
        if area:
            known = self._area_of(area)
            return (known.ref, known.title) if known else (area.ref, area.title or area.ref)
        if len(self._register.areas) == 1:
            return self._register.areas[0].ref, self._register.areas[0].title
        return "", self._sheet

    def _area_of(self, part: Part) -> Area | None:
        return self._find(self._register.areas, part)

    @staticmethod
    def _find(things: Iterable[T], part: Part) -> T | None:
        listed = list(things)
        if part.ref:
            ref = plain_ref(part.ref)
            if found := next((t for t in listed if plain_ref(t.ref) == ref), None):
                return found
        title = plain_title(part.title)
        return next((t for t in listed if title and title in (plain_title(t.title), plain_title(t.short))), None)

    def _by_reference(self, ref: str) -> Part | None:
        """Return the outcome whose actions have such references: 4.12 belongs to O4."""
        for outcome in self._register.outcomes:
            if ref.startswith(action_prefix(outcome.ref)):
                return Part(outcome.ref, outcome.title)
        return None


def _same(name: str, before: str, after: str) -> bool:
    if name in (*_PERSON_FIELDS, *_ORGANISATION_FIELDS):
        return plain_name(before) == plain_name(after)
    return before == after


def _days(row: Incoming, action: Action | None) -> tuple[tuple[str, str], ...]:
    """Return the days that the row gives; one that the plan has already says nothing about a newer value."""
    known = action.status_since if action else None
    return tuple((name, day) for name, day in row.days.items() if not (name == "status" and day == known))
