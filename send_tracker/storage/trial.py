"""The derived tables as they are, and as the log says they should be, worked out in memory."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from send_tracker.domain.kinds import KINDS
from send_tracker.storage.log import ChangeLog
from send_tracker.storage.past import copy_of_log

Rows = dict[str, list[tuple[object, ...]]]


def derived_rows(connection: sqlite3.Connection) -> Rows:
    """Return the rows of every derived table, the search index included, each in the order of its key."""
    queries = {kind: f'SELECT * FROM "{kind}" ORDER BY n' for kind in KINDS}
    queries["head"] = "SELECT * FROM head ORDER BY edit"
    queries["span"] = "SELECT * FROM span ORDER BY field, entity, since"
    queries["search"] = "SELECT rowid, title, body FROM search ORDER BY rowid"
    return {table: connection.execute(query).fetchall() for table, query in queries.items()}


def tables_unlike_the_log(connection: sqlite3.Connection) -> list[str]:
    """Return the derived tables that a rebuild would change. The file is only read, and may be read-only."""
    with closing(copy_of_log(connection)) as copy:
        ChangeLog(copy).derived.rebuild()
        wanted = derived_rows(copy)
    return [table for table, rows in derived_rows(connection).items() if rows != wanted[table]]
