"""The evidence register as its page wants it: whole rows from the current tables. Never writes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any

from send_tracker.domain.evidence_filter import Target
from send_tracker.domain.kinds import KINDS, FieldType

_COLUMNS = tuple(KINDS["evidence"])
_NAMED = tuple(name for name, field in KINDS["evidence"].items() if field.type is FieldType.ENTITY)
"""Columns that hold another entity's number; its id is what leaves storage."""


class EvidenceRows:
    """Queries behind the Evidence page."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def items(self) -> list[dict[str, Any]]:
        """Return every item of the register in the order of references, with its ``targets`` and ``strengths``."""
        links = self._links()
        names = ", ".join(f"of_{c}.id" if c in _NAMED else f"v.{c}" for c in _COLUMNS)
        joins = " ".join(f"LEFT JOIN entity of_{c} ON of_{c}.n = v.{c}" for c in _NAMED)
        rows = self._db.execute(
            f"SELECT e.id, v.n, {names} FROM evidence v JOIN entity e ON e.n = v.n {joins} "
            "WHERE v.present ORDER BY v.ref_key"
        )
        found = []
        for id, n, *values in rows:
            row = dict(zip(_COLUMNS, values, strict=True))
            row |= {name: row[name].hex() if row[name] else None for name in _NAMED}
            targets = tuple(target for target, _ in links[n])
            strengths = tuple((target, strength) for target, strength in links[n] if strength)
            found.append({**row, "id": id.hex(), "targets": targets, "strengths": strengths})
        return found

    def files(self) -> list[tuple[str, str]]:
        """Return hash and name of every file that is kept of an item, of withdrawn ones too."""
        rows = self._db.execute("SELECT file_hash, file_name, n FROM evidence WHERE file_hash <> '' ORDER BY n")
        return [(str(hash), str(name or "")) for hash, name, _ in rows]

    def _links(self) -> dict[int, list[tuple[str, str | None]]]:
        """Return what each item is linked to, as long as that is in the plan, and how far it goes for it."""
        found: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
        rows = self._db.execute(
            "SELECT l.evidence, t.id, l.strength FROM evidence_link l JOIN entity t ON t.n = l.target "
            "LEFT JOIN action a ON a.n = l.target LEFT JOIN outcome o ON o.n = l.target "
            "LEFT JOIN theme h ON h.n = l.target "
            "WHERE l.present AND coalesce(a.present, o.present, h.present, 0) "
            "ORDER BY t.kind, coalesce(a.ref_key, o.ref_key, h.ref_key)"
        )
        for evidence, target, strength in rows:
            found[evidence].append((target.hex(), strength))
        return found

    def targets(self) -> list[Target]:
        """Return all that evidence can support: actions, then outcomes, then themes, each in order."""
        found: list[Target] = []
        for kind, outcome in (("action", "o.id"), ("outcome", "e.id"), ("theme", "NULL")):
            joined = "LEFT JOIN entity o ON o.n = k.outcome " if kind == "action" else ""
            title = "coalesce(k.short, k.title)" if kind == "outcome" else "k.title"
            rows = self._db.execute(
                f"SELECT e.id, k.ref, {title}, {outcome} FROM {kind} k JOIN entity e ON e.n = k.n {joined}"
                "WHERE k.present ORDER BY k.ref_key"
            )
            found += [Target(i.hex(), kind, ref or "", t or "", o.hex() if o else "") for i, ref, t, o in rows]
        return found

    def sources(self) -> list[tuple[str, str]]:
        """Return (id, short name) of every organisation, by name."""
        rows = self._db.execute(
            "SELECT e.id, coalesce(o.short, o.name) FROM organisation o JOIN entity e ON e.n = o.n "
            "WHERE o.present ORDER BY 2 COLLATE NOCASE"
        )
        return [(id.hex(), name or "") for id, name in rows]
