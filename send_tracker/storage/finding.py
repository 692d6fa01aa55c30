"""Finding entities by reference or by words, a few at a time. Never writes."""

from __future__ import annotations

import sqlite3

from send_tracker.storage.plan_rows import fts_query

Hit = tuple[str, str, str, str]
"""Kind, id, reference, title."""

_REFERRED = ("action", "outcome", "area", "evidence", "measure")
_WORDED = ("action", "outcome", "evidence", "person", "measure")
_TITLES = {"person": "name"}


def find(db: sqlite3.Connection, text: str, most: int) -> list[Hit]:
    """Return what bears the reference, then what has it in its title, then what has it anywhere."""
    found: dict[str, Hit] = {}
    for hit in (*_by_reference(db, text.strip(), most), *_by_words(db, text, most), *_measures(db, text, most)):
        found.setdefault(hit[1], hit)
        if len(found) >= most:
            break
    return list(found.values())


def _known(db: sqlite3.Connection, kinds: tuple[str, ...]) -> list[str]:
    """Return the kinds that the file has a table for: a backup of an older program is read as it is."""
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return [kind for kind in kinds if kind in tables]


def _by_reference(db: sqlite3.Connection, text: str, most: int) -> list[Hit]:
    like = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    hits: list[Hit] = []
    for kind in _known(db, _REFERRED):
        rows = db.execute(
            f"SELECT e.id, k.ref, k.title FROM {kind} k JOIN entity e ON e.n = k.n "
            "WHERE k.present AND k.ref LIKE ? ESCAPE '\\' ORDER BY k.ref_key LIMIT ?",
            (like, most),
        )
        hits += [(kind, id.hex(), ref or "", title or "") for id, ref, title in rows]
    return sorted(hits, key=lambda hit: hit[2].casefold() != text.casefold())


def _by_words(db: sqlite3.Connection, text: str, most: int) -> list[Hit]:
    match = fts_query(text)
    if not match:
        return []
    hits: list[Hit] = []
    for query in (f"{{title}} : ({match})", match):
        for kind in _known(db, _WORDED):
            ref = "''" if kind == "person" else "k.ref"
            rows = db.execute(
                f"SELECT e.id, {ref}, k.{_TITLES.get(kind, 'title')} FROM search s JOIN {kind} k ON k.n = s.rowid "
                "JOIN entity e ON e.n = s.rowid WHERE s.search MATCH ? LIMIT ?",
                (query, most // 2 or 1),
            )
            hits += [(kind, id.hex(), found or "", title or "") for id, found, title in rows]
    return hits


def _measures(db: sqlite3.Connection, text: str, most: int) -> list[Hit]:
    """Return the measures with every word in reference or title: a few hundred rows need no index of words."""
    words = [w.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for w in text.split()]
    here = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'measure'").fetchone()
    if not words or here is None:
        return []
    where = " AND ".join("(coalesce(k.ref, '') || ' ' || coalesce(k.title, '')) LIKE ? ESCAPE '\\'" for _ in words)
    rows = db.execute(
        "SELECT e.id, k.ref, k.title FROM measure k JOIN entity e ON e.n = k.n "
        f"WHERE k.present AND {where} ORDER BY k.n LIMIT ?",
        (*(f"%{w}%" for w in words), most),
    )
    return [("measure", id.hex(), ref or "", title or "") for id, ref, title in rows]
