"""The derived tables as they are, and as the log says they should be, worked out in memory."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from send_tracker.domain.kinds import KINDS
from send_tracker.storage.log import ChangeLog
from send_tracker.storage.past import copy_of_log

Rows = dict[str, list[tuple[object, ...]]]

_REFERENCES = (
    ("change", "edit", "edit", "n"),
    ("change", "entity", "entity", "n"),
    ("change", "field", "field", "n"),
    ("edit_parent", "edit", "edit", "n"),
    ("edit_parent", "parent", "edit", "n"),
    ("follows", "change", "change", "n"),
    ("follows", "target", "change", "n"),
    ("strikes", "change", "change", "n"),
    ("strikes", "target", "change", "n"),
    ("head", "edit", "edit", "n"),
)
"""What refers to what: table and column, and the table and column that must have it. SQLite is not told to hold it."""


def derived_rows(connection: sqlite3.Connection) -> Rows:
    """Return the rows of every derived table, the search index included, each in the order of its key."""
    queries = {kind: f'SELECT * FROM "{kind}" ORDER BY n' for kind in KINDS}
    queries["head"] = "SELECT * FROM head ORDER BY edit"
    queries["span"] = "SELECT * FROM span ORDER BY field, entity, since"
    queries["search"] = "SELECT rowid, title, body FROM search ORDER BY rowid"
    return {table: connection.execute(query).fetchall() for table, query in queries.items()}


def loose_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Return for each table of the log how many of its rows refer to what is not there; only what has such rows."""
    found: dict[str, int] = {}
    for table, column, target, key in _REFERENCES:
        query = f"SELECT count(*) FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM {target} x WHERE x.{key} = t.{column})"
        count = connection.execute(query).fetchone()[0]
        if count:
            found[table] = found.get(table, 0) + int(count)
    astray = connection.execute(
        "SELECT count(*) FROM change c CROSS JOIN edit e ON e.n = c.edit WHERE c.n != e.first_change + c.idx"
    ).fetchone()[0]
    return found | ({"edit": int(astray)} if astray else {})  # by its first change an edit's changes are found


def tables_unlike_the_log(connection: sqlite3.Connection) -> list[str]:
    """Return the derived tables that a rebuild would change. The file is only read, and may be read-only."""
    with closing(copy_of_log(connection)) as copy:
        ChangeLog(copy).derived.rebuild()
        wanted = derived_rows(copy)
    return [table for table, rows in derived_rows(connection).items() if rows != wanted[table]]
