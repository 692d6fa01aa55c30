"""The derived tables as they are, and as the log says they should be: worked out again beside them, and compared."""

from __future__ import annotations

import re
import sqlite3

from send_tracker.domain.kinds import KINDS
from send_tracker.storage.blueprint import INDEXES
from send_tracker.storage.derive import Derived
from send_tracker.storage.names import Names
from send_tracker.storage.past import DERIVED_TABLES
from send_tracker.storage.slots import Slots

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

_MADE = "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?"


def derived_rows(connection: sqlite3.Connection) -> Rows:
    """Return the rows of every derived table, the search index included, each in the order of its key."""
    queries = {kind: f'SELECT * FROM "{kind}" ORDER BY n' for kind in KINDS}
    queries["head"] = "SELECT * FROM head ORDER BY edit"
    queries["span"] = "SELECT * FROM span ORDER BY field, entity, since"
    queries["search"] = "SELECT rowid, title, body FROM search ORDER BY rowid"
    return {table: connection.execute(query).fetchall() for table, query in queries.items()}


def damaged_indexes(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong between tables and their indexes; nothing for a sound file.

    The pages were looked at when the file was opened. The table of attached files is left out: its one index is
    small, its pages are most of a large file, and each file is held against its hash when it is read.
    """
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name != 'stored_file'"
    ).fetchall()
    found = [row[0] for (name,) in tables for row in connection.execute(f'PRAGMA integrity_check("{name}")').fetchall()]
    return [str(words) for words in found if words != "ok"]


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
    """Return the derived tables that a rebuild would change. The file is only read, and may be read-only.

    They are built anew as temporary tables of the same names, which SQLite finds before those of the file: the same
    code writes them, from the log where it lies. The transaction is taken back, and they with it.
    """
    queries_only = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("BEGIN")
    try:
        for table in DERIVED_TABLES:
            made = connection.execute(_MADE, (table,)).fetchone()[0]
            connection.execute(re.sub(r"^CREATE TABLE\s+", "CREATE TEMP TABLE ", made, count=1))
        for table, column in INDEXES:
            connection.execute(f'CREATE INDEX temp."trial_{table}_{column}" ON "{table}" ("{column}")')
        connection.execute("CREATE TEMP TABLE search (title TEXT, body TEXT)")  # its words, without the index of them
        names = Names(connection)
        Derived(connection, names, Slots(connection)).rebuild()
        return [table for table in (*DERIVED_TABLES, "search") if _differs(connection, table)]
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute(f"PRAGMA query_only = {queries_only}")


def _differs(connection: sqlite3.Connection, table: str) -> bool:
    """Tell whether a table is not as its shadow: as many rows, and each of them there. Each row has a key."""
    columns = "rowid, title, body" if table == "search" else "*"
    counts = [connection.execute(f'SELECT count(*) FROM {where}."{table}"').fetchone() for where in ("temp", "main")]
    query = f'SELECT {columns} FROM temp."{table}" EXCEPT SELECT {columns} FROM main."{table}" LIMIT 1'
    return counts[0] != counts[1] or connection.execute(query).fetchone() is not None
