"""The derived tables as they are, and as the log says they should be, worked out in memory."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from send_tracker.domain.kinds import KINDS
from send_tracker.storage.log import ChangeLog

Rows = dict[str, list[tuple[object, ...]]]

_LOG = ("meta", "field", "entity", "edit", "edit_parent", "change", "follows", "strikes")
_DERIVED = ("span", *KINDS, "head")


def derived_rows(connection: sqlite3.Connection) -> Rows:
    """Return the rows of every derived table, the search index included, each in the order of its key."""
    queries = {kind: f'SELECT * FROM "{kind}" ORDER BY n' for kind in KINDS}
    queries["head"] = "SELECT * FROM head ORDER BY edit"
    queries["span"] = "SELECT * FROM span ORDER BY field, entity, since"
    queries["search"] = "SELECT rowid, title, body FROM search ORDER BY rowid"
    return {table: connection.execute(query).fetchall() for table, query in queries.items()}


def tables_unlike_the_log(connection: sqlite3.Connection) -> list[str]:
    """Return the derived tables that a rebuild would change. The file is only read, and may be read-only."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        for table in (*_LOG, *_DERIVED, "search"):
            made = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
            copy.execute(made)
        copy.execute("BEGIN")
        for table in _LOG:
            rows = connection.execute(f'SELECT * FROM "{table}"')
            marks = ", ".join("?" * len(rows.description))
            copy.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
        for made in _indexes(connection):
            copy.execute(made)
        copy.execute("COMMIT")
        ChangeLog(copy).derived.rebuild()
        wanted = derived_rows(copy)
    return [table for table, rows in derived_rows(connection).items() if rows != wanted[table]]


def _indexes(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?"
    return [row[0] for table in (*_LOG, *_DERIVED) for row in connection.execute(query, (table,))]
