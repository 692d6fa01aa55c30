"""Applying what a person accepted of an import, a return or a paste: one edit, one undo.

People, partners, areas, outcomes and columns that the rows name and the plan does not have are made in the same edit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from send_tracker.domain.intake.incoming import plain_ref, plain_title
from send_tracker.domain.intake.names import Directory, plain_name
from send_tracker.domain.intake.preview import FieldChange, PreviewRow, Stored
from send_tracker.domain.kinds import EXISTS, Value, field_of, link_id, new_id
from send_tracker.domain.log import Draft
from send_tracker.domain.references import action_prefix, next_free
from send_tracker.domain.register import Action
from send_tracker.services.bulk import Tell, keeping_all, part_of, say_nothing
from send_tracker.services.due_dates import moved_by
from send_tracker.services.parts import AREA_PREFIX, OUTCOME_PREFIX
from send_tracker.services.programme import made, set_fields, set_links
from send_tracker.services.session import Edited, Session

_PEOPLE = ("accountable", "verifier", "bau_owner")
_ORGANISATIONS = ("partner", "body")
_BLOCK = 250
"""Rows between two words of how far it has got."""


def apply_rows(
    session: Session, rows: Sequence[PreviewRow], verb: str, reason: str | None = None, tell: Tell = say_nothing
) -> Edited | None:
    """Apply rows as one edit; None where they change nothing. ``tell`` hears how far it has got.

    Raises:
        Problem: a value cannot be kept, or the file cannot be written. Nothing was changed then.
    """
    with keeping_all():
        composer = _Composer(session)
        for number, row in enumerate(rows):
            if row.changes:
                composer.add(row)
            if number % _BLOCK == 0:
                tell(number, 4 * len(rows), f"row {number + 1:,} of {len(rows):,}")
        composer.finish()
        return session.edit(verb, composer.drafts, reason, tell=part_of(tell, 0.25, 1)) if composer.drafts else None


class _Composer:
    """Composes the drafts of one edit, and remembers what it has made so far."""

    def __init__(self, session: Session) -> None:
        register = session.register()
        self.drafts: list[Draft] = []
        self._session = session
        self._actions = {a.id: a for a in register.actions}
        self._by_ref = {plain_ref(a.ref): a.id for a in (*register.withdrawn, *register.actions)}
        self._ended: list[tuple[str, str, str, str | None]] = []
        self._people = Directory(register.people)
        self._organisations = Directory(register.organisations)
        self._made: dict[tuple[str, str], str] = {}
        self._areas = [(plain_ref(a.ref), plain_title(a.title), a.id) for a in register.areas]
        self._outcomes = [(plain_ref(o.ref), plain_title(o.title), o.id) for o in register.outcomes]
        self._outcome_refs = {o.id: o.ref for o in register.outcomes}
        self._refs = {
            "area": [a.ref for a in register.areas],
            "outcome": [o.ref for o in register.outcomes],
            "action": session.file.reading.refs("action"),
        }
        self._extras = {name.casefold(): id for id, name in register.extra_fields}
        self._themes = {plain_ref(t.ref): t.id for t in register.themes}

    def add(self, row: PreviewRow) -> None:
        """Add what a row changes."""
        action = self._actions.get(row.action or "")
        ended = {c.field: str(c.value) for c in row.changes if c.field in ("ending", "successor")}
        day = dict(row.days).get("status")
        values: dict[str, Value] = {}
        later: list[FieldChange] = []
        for change in row.changes:
            if change.field in ended:
                continue
            if self._is_linked(change):
                later.append(change)
            else:
                values |= self._values(change, action)
        if action is None:
            id = self._new(values, day)
            if ended.get("ending"):
                self._ended.append((id, ended["ending"], ended.get("successor", ""), day))
            self.drafts += [d for change in later for d in self._links(id, None, change, row)]
        else:
            self._change(action, values, day)
            self.drafts += [d for change in later for d in self._links(action.id, action, change, row)]

    def finish(self) -> None:
        """Let go again those that had left the plan: how and what carries them on come before that they go."""
        for id, ending, successor, day in self._ended:
            values: dict[str, Value] = {"ending": ending}
            if found := self._by_ref.get(plain_ref(successor)):
                values["successor"] = found
            self.drafts += [*set_fields("action", id, values, day), Draft("action", id, EXISTS, False, day)]

    @staticmethod
    def _is_linked(change: FieldChange) -> bool:
        """Tell whether a change makes entities of its own, beside the fields of the action."""
        return change.field in ("leads", "themes", "note") or change.field.startswith("extra:")

    def _new(self, values: dict[str, Value], day: str | None) -> str:
        id = new_id()
        values.setdefault("status", self._session.scale.first.code)
        if values.get("original_date"):
            values.setdefault("approved_date", values["original_date"])
        if not values.get("ref"):
            prefix = action_prefix(self._outcome_refs.get(str(values.get("outcome")), ""))
            values["ref"] = next_free(prefix, self._refs["action"])
        self._refs["action"].append(str(values["ref"]))
        self._by_ref[plain_ref(str(values["ref"]))] = id
        self.drafts += made("action", id, values, day)
        return id

    def _change(self, action: Action, values: dict[str, Value], day: str | None) -> None:
        """Set fields; the status from the day that the source gives, unless the plan's own is newer."""
        status = {k: v for k, v in values.items() if k == "status"}
        rest = {k: v for k, v in values.items() if k != "status"}
        newer = day if day and (action.status_since is None or day > action.status_since) else None
        self.drafts += set_fields("action", action.id, rest)
        self.drafts += set_fields("action", action.id, status, newer)

    def _values(self, change: FieldChange, action: Action | None) -> dict[str, Value]:
        """Return the fields of the action that a change sets."""
        name, value = change.field, change.value
        if name in ("due", "approved_date") and action is not None:
            self._note_move(action, str(value or ""))
        if name == "outcome":
            return {"outcome": self._outcome(value if isinstance(value, tuple) else ())}
        if name == "due":
            due = str(value) if value else None
            first = action is None or not action.original_date
            return {"original_date": due, "approved_date": due} if first else {"approved_date": due}
        if name in _PEOPLE:
            return {name: self._named("person", self._people, value)}
        if name in _ORGANISATIONS:
            return {name: self._named("organisation", self._organisations, value)}
        return {name: field_of("action", name).check(value if isinstance(value, str) else None)}

    def _note_move(self, action: Action, after: str) -> None:
        """Keep that the date of an action moved, as a move with nobody named who approved it."""
        before = moved_by(self._session, [action.id], after).get(action.id) if after else None
        if before:
            given: dict[str, Value] = {"action": action.id, "before": before, "after": after}
            self.drafts += made("date_move", new_id(), given)

    def _links(self, action: str, before: Action | None, change: FieldChange, row: PreviewRow) -> list[Draft]:
        values = change.value if isinstance(change.value, tuple) else ()
        if change.field == "leads":
            found = [self._named("person", self._people, n) or "" for n in values]
            return set_links("lead", ("action", action), "person", before.leads if before else (), found)
        if change.field == "themes":
            themes = [self._themes[plain_ref(r)] for r in values if plain_ref(r) in self._themes]
            return set_links("theme_link", ("target", action), "theme", before.themes if before else (), themes)
        if change.field == "note":
            given: dict[str, Value] = {"action": action, "note": str(change.value or "")}
            return made("progress_update", new_id(), given, dict(row.days).get("note"))
        return self._extra(action, change)

    def _extra(self, action: str, change: FieldChange) -> list[Draft]:
        field = self._extra_field(change.label)
        entity = link_id("extra_value", field, action)
        values: dict[str, Value] = {"extra_field": field, "action": action, "value": str(change.value or "") or None}
        return [Draft("extra_value", entity, EXISTS, True), *set_fields("extra_value", entity, values)]

    def _extra_field(self, name: str) -> str:
        found = self._extras.get(name.casefold())
        if found is None:
            found = self._extras[name.casefold()] = new_id()
            self.drafts += made("extra_field", found, {"name": name, "order": len(self._extras)})
        return found

    def _named(self, kind: str, directory: Directory, value: Stored) -> str | None:
        """Return whoever bears a name, made if there is nobody."""
        name = " ".join(str(value or "").split())
        if not name:
            return None
        return directory.find(name) or self._make((kind, plain_name(name)), lambda id: made(kind, id, {"name": name}))

    def _make(self, key: tuple[str, str], drafts: Callable[[str], list[Draft]]) -> str:
        if key not in self._made:
            self._made[key] = new_id()
            self.drafts += drafts(self._made[key])
        return self._made[key]

    # Areas and outcomes

    def _outcome(self, parts: Sequence[str]) -> str | None:
        """Return an outcome from its area's reference and title and its own; made where there is none."""
        area_ref, area_title, ref, title = (*parts, "", "", "", "")[:4]
        found = _among(self._outcomes, ref, title)
        if found is None:
            area = self._area(area_ref, area_title)
            found = new_id()
            ref = ref or next_free(OUTCOME_PREFIX, self._refs["outcome"])
            self._refs["outcome"].append(ref)
            self.drafts += made("outcome", found, {"ref": ref, "title": title or ref, "area": area})
            self._outcomes.append((plain_ref(ref), plain_title(title or ref), found))
            self._outcome_refs[found] = ref
        return found

    def _area(self, ref: str, title: str) -> str:
        found = _among(self._areas, ref, title)
        if found is None:
            found = new_id()
            ref = ref or next_free(AREA_PREFIX, self._refs["area"])
            self._refs["area"].append(ref)
            self.drafts += made("area", found, {"ref": ref, "title": title or ref})
            self._areas.append((plain_ref(ref), plain_title(title or ref), found))
        return found


def _among(parts: Sequence[tuple[str, str, str]], ref: str, title: str) -> str | None:
    """Return the part that bears a reference; one without a reference is found by its title."""
    if ref:
        wanted = plain_ref(ref)
        return next((id for known, _, id in parts if known == wanted), None)
    wanted = plain_title(title) if title else ""
    return next((id for _, known, id in parts if title and known == wanted), None)
