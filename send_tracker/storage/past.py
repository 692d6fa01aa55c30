"""The file as it stood on another day, or as it was known at an earlier point: a copy of the log in memory.

The copy has the tables of the file, each derived again, so that every query of the present gives the past without
knowing of it. It cannot disagree with :meth:`Reading.rows` as at the day: both read the same spans. Evidence files
are not copied, and nothing is ever written to the copy once it is made.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence

from send_tracker.domain.kinds import EXISTS, KINDS
from send_tracker.domain.standing import FOREVER
from send_tracker.storage.log import ChangeLog

LOG_TABLES = ("meta", "field", "entity", "edit", "edit_parent", "change", "follows", "strikes")
DERIVED_TABLES = ("span", *KINDS, "head")
_OF_AN_EDIT = {
    "edit": "n IN past.kept",
    "edit_parent": "edit IN past.kept",
    "change": "edit IN past.kept",
    "follows": "change IN (SELECT n FROM past.change)",
    "strikes": "change IN (SELECT n FROM past.change)",
}
"""What of each table belongs to the edits that are kept."""

_BESIDE = {"stored_file": "hash, size, x''", "position_cache": "*"}
"""Other tables that readers look into, with what of them is copied: of an attached file, that it is there."""

_ALWAYS_THERE = ("programme", "status")
"""Before the first of these was described, they are read as they are now: without a scale nothing can be shown."""


def copy_as_at(connection: sqlite3.Connection, day: str) -> sqlite3.Connection:
    """Return a copy in memory in which all that holds is what held on a day. Its log is whole."""
    copy = _copied(connection, (*LOG_TABLES, "span", "head"))
    _clip(copy, day)
    ChangeLog(copy).derived.refill()
    return _closed(copy)


def copy_as_known(connection: sqlite3.Connection, heads: Iterable[str], day: str | None = None) -> sqlite3.Connection:
    """Return a copy in memory of those edits that can be reached from some edits; as at a day, if one is given.

    That is what was known when those edits were the newest: what arrived later is not in its log at all.
    """
    copy = _copied(connection, LOG_TABLES, tuple(bytes.fromhex(head) for head in heads))
    derived = ChangeLog(copy).derived
    derived.rebuild()
    if day is not None:
        _clip(copy, day)
        derived.refill()
    return _closed(copy)


def _closed(copy: sqlite3.Connection) -> sqlite3.Connection:
    copy.execute("PRAGMA query_only = ON")
    return copy


def _copied(
    connection: sqlite3.Connection, filled: Sequence[str], heads: Sequence[bytes] | None = None
) -> sqlite3.Connection:
    """Return a copy in memory with all tables of the log and of what is derived, of which some are filled.

    The rows go from one database to the other within SQLite: row by row through Python they would take seconds.
    """
    queries_only = connection.execute("PRAGMA query_only").fetchone()[0]
    attached = connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("ATTACH ':memory:' AS past")
    try:
        connection.execute("BEGIN")
        if heads is not None:
            _keep(connection, heads)
        for table, columns in _BESIDE.items():
            _copy_table(connection, table, "", columns)
        for table in (*LOG_TABLES, *DERIVED_TABLES):
            kept = f" WHERE {_OF_AN_EDIT[table]}" if heads is not None and table in _OF_AN_EDIT else ""
            _copy_table(connection, table, kept if table in filled else " WHERE false")
        connection.execute("COMMIT")
        copy = sqlite3.connect(":memory:", isolation_level=None)
        connection.backup(copy, name="past")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DETACH past")
        connection.execute(f"PRAGMA query_only = {queries_only}")
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, attached)
    for statement in (*_indexes(connection), _made(connection, "search")):
        copy.execute(statement)
    return copy


def _keep(connection: sqlite3.Connection, heads: Sequence[bytes]) -> None:
    """Note the edits that can be reached from some edits."""
    connection.execute("CREATE TABLE past.kept (n INTEGER PRIMARY KEY)")
    marks = ", ".join("?" * len(heads))
    connection.execute(
        f"INSERT INTO past.kept WITH RECURSIVE reached(n) AS (SELECT n FROM main.edit WHERE id IN ({marks}) UNION "
        "SELECT p.parent FROM reached CROSS JOIN main.edit_parent p ON p.edit = reached.n) SELECT n FROM reached",
        tuple(heads),
    )


def _copy_table(connection: sqlite3.Connection, table: str, where: str, columns: str = "*") -> None:
    made = re.sub(r"^CREATE TABLE\s+", "CREATE TABLE past.", _made(connection, table), count=1)
    connection.execute(made)
    connection.execute(f'INSERT INTO past."{table}" SELECT {columns} FROM main."{table}"{where}')


def _made(connection: sqlite3.Connection, table: str) -> str:
    """Return the statement that makes a table as the file has it."""
    query = "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?"
    return str(connection.execute(query, (table,)).fetchone()[0])


def _indexes(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?"
    return [row[0] for table in (*LOG_TABLES, *DERIVED_TABLES) for row in connection.execute(query, (table,))]


def _clip(copy: sqlite3.Connection, day: str) -> None:
    """Take away what begins after a day, and let what held on it hold for good."""
    kept = [kind for kind in _ALWAYS_THERE if not _is_there(copy, kind, day)]
    fields = " OR ".join(["false", *(f"name LIKE '{kind}.%'" for kind in kept)])
    copy.execute("BEGIN")
    copy.execute(f"DELETE FROM span WHERE since > ? AND field NOT IN (SELECT n FROM field WHERE {fields})", (day,))
    copy.execute("UPDATE span SET until = ? WHERE until > ? AND since <= ?", (FOREVER, day, day))
    copy.execute("COMMIT")


def _is_there(copy: sqlite3.Connection, kind: str, day: str) -> bool:
    found = copy.execute(
        "SELECT 1 FROM span WHERE field = (SELECT n FROM field WHERE name = ?) AND since <= ? AND until > ? "
        "AND value = 'true' LIMIT 1",
        (f"{kind}.{EXISTS}", day, day),
    )
    return found.fetchone() is not None
