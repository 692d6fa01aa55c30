"""Applying what a person accepted of an imported evidence register: one edit, one undo."""

from __future__ import annotations

from collections.abc import Sequence

from send_tracker.domain.intake.incoming import plain_ref
from send_tracker.domain.intake.names import Directory, plain_name
from send_tracker.domain.intake.preview import PreviewRow
from send_tracker.domain.kinds import Value, new_id
from send_tracker.domain.log import Draft
from send_tracker.domain.references import next_free
from send_tracker.services.bulk import Tell, keeping_all, say_nothing
from send_tracker.services.programme import made, set_fields, set_links
from send_tracker.services.session import Edited, Session

_NAMED = {"source": "organisation", "reviewer": "person"}


def apply_evidence(session: Session, rows: Sequence[PreviewRow], tell: Tell = say_nothing) -> Edited | None:
    """Apply rows as one edit; None where they change nothing. ``tell`` hears how far it has got.

    Raises:
        Problem: a value cannot be kept, or the file cannot be written. Nothing was changed then.
    """
    with keeping_all():
        composer = _Composer(session)
        for row in rows:
            if row.changes:
                composer.add(row)
        return session.edit("import-evidence", composer.drafts, tell=tell) if composer.drafts else None


class _Composer:
    def __init__(self, session: Session) -> None:
        register = session.register()
        self.drafts: list[Draft] = []
        self._session = session
        self._items = {e.id: e for e in register.evidence}
        self._refs = list(session.file.reading.values_ever("evidence", "ref"))
        self._directories = {"organisation": Directory(register.organisations), "person": Directory(register.people)}
        self._made: dict[tuple[str, str], str] = {}
        self._targets = {plain_ref(t.ref): t.id for t in register.themes}
        self._targets |= {plain_ref(o.ref): o.id for o in register.outcomes}
        self._targets |= {plain_ref(a.ref): a.id for a in register.actions}

    def add(self, row: PreviewRow) -> None:
        """Add what a row changes."""
        values: dict[str, Value] = {}
        supports: tuple[str, ...] | None = None
        for change in row.changes:
            if change.field == "supports":
                supports = change.value if isinstance(change.value, tuple) else ()
            elif change.field in _NAMED:
                values[change.field] = self._named(_NAMED[change.field], str(change.value or ""))
            else:
                values[change.field] = str(change.value) if change.value else None
        item = self._items.get(row.action or "")
        id = item.id if item else self._new(values)
        if item:
            self.drafts += set_fields("evidence", id, values)
        if supports is not None:
            wanted = [self._targets[plain_ref(r)] for r in supports if plain_ref(r) in self._targets]
            known = set(self._targets.values())
            # What an item supports besides, such as a measure, is not in an export and stays.
            before = [t for t in item.targets if t in known] if item else []
            self.drafts += set_links("evidence_link", ("evidence", id), "target", before, wanted)

    def _new(self, values: dict[str, Value]) -> str:
        id = new_id()
        if not values.get("ref"):
            values["ref"] = next_free("E", self._refs)
        self._refs.append(str(values["ref"]))
        values.setdefault("logged_date", self._session.today.isoformat())
        values.setdefault("type", "other")
        values.setdefault("sensitivity", "official")
        self.drafts += made("evidence", id, values)
        return id

    def _named(self, kind: str, name: str) -> str | None:
        if not name:
            return None
        found = self._directories[kind].find(name) or self._made.get((kind, plain_name(name)))
        if found is None:
            found = self._made[kind, plain_name(name)] = new_id()
            self.drafts += made(kind, found, {"name": name})
        return found
