"""The log refuses to be rewritten, whoever asks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from send_tracker.services.status import Update, update_actions
from tests.builders import Small, small_programme

TABLES = {
    "edit": ("author", "recorded_at", "verb", "meeting", "id", "here"),
    "edit_parent": ("parent",),
    "change": ("as_at", "value_hash", "entity", "field", "idx", "edit"),
    "follows": ("target",),
    "strikes": ("target",),
    "entity": ("kind", "id"),
    "field": ("name",),
}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "log.sendtracker") as found:
        from send_tracker.services.undo import undo

        update_actions(found.session, found.actions[0], Update(status="obstacles", reason="A reason"))
        undo(found.session)  # so that there are strikes
        yield found


def db(small: Small) -> sqlite3.Connection:
    return small.session.file._db


@pytest.mark.parametrize("table", TABLES)
def test_rows_cannot_be_deleted(small: Small, table: str) -> None:
    before = db(small).execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    assert before
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db(small).execute(f"DELETE FROM {table}")
    assert db(small).execute(f"SELECT count(*) FROM {table}").fetchone()[0] == before


@pytest.mark.parametrize(("table", "column"), [(t, c) for t, columns in TABLES.items() for c in columns])
def test_rows_cannot_be_updated(small: Small, table: str, column: str) -> None:
    before = db(small).execute(f"SELECT * FROM {table}").fetchall()
    blob = column in {"id", "value_hash"}
    number = column in {"entity", "field", "idx", "edit", "parent", "target", "here"}
    value = b"0" * 32 if blob else 999 if number else "x"
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db(small).execute(f"UPDATE {table} SET {column} = ?", (value,))
    assert db(small).execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.parametrize("table", TABLES)
def test_rows_cannot_be_replaced(small: Small, table: str) -> None:
    """INSERT OR REPLACE deletes the old row: without recursive triggers it would do so unseen."""
    rows = db(small).execute(f"SELECT * FROM {table} LIMIT 1").fetchall()
    marks = ", ".join("?" * len(rows[0]))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db(small).execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows[0])


def test_a_redaction_blanks_a_value_with_its_salt_and_nothing_else(small: Small) -> None:
    number = db(small).execute("SELECT max(n) FROM change WHERE value IS NOT NULL").fetchone()[0]
    for statement in (
        "UPDATE change SET value = NULL WHERE n = ?",
        "UPDATE change SET value = NULL, salt = NULL, as_at = '2020-01-01' WHERE n = ?",
        "UPDATE change SET value = '\"other\"' WHERE n = ?",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            db(small).execute(statement, (number,))
    db(small).execute("UPDATE change SET value = NULL, salt = NULL WHERE n = ?", (number,))
    value, salt, kept = (
        db(small).execute("SELECT value, salt, value_hash FROM change WHERE n = ?", (number,)).fetchone()
    )
    assert (value, salt) == (None, None)
    assert len(kept) == 32


def test_a_redaction_blanks_a_reason_and_the_edit_keeps_its_id(small: Small) -> None:
    number = db(small).execute("SELECT max(n) FROM edit WHERE reason IS NOT NULL").fetchone()[0]
    id = small.session.file.log.edit(number).id
    with pytest.raises(sqlite3.IntegrityError):
        db(small).execute("UPDATE edit SET reason = NULL, reason_salt = NULL, author = 'x' WHERE n = ?", (number,))
    db(small).execute("UPDATE edit SET reason = NULL, reason_salt = NULL WHERE n = ?", (number,))
    edit = small.session.file.log.edit(number)
    assert edit.reason is None
    assert edit.sealed().id == id


def test_after_a_redaction_the_tables_can_be_rebuilt_without_the_value(small: Small) -> None:
    action = small.actions[0]
    update_actions(small.session, action, Update(obstacle="A child’s name"))
    log = small.session.file.log
    number = db(small).execute("SELECT max(n) FROM change").fetchone()[0]
    db(small).execute("UPDATE change SET value = NULL, salt = NULL WHERE n = ?", (number,))
    log.derived.rebuild()
    rows = db(small).execute("SELECT value FROM span WHERE change = ?", (number,)).fetchall()
    assert rows == [(None,)]
    assert "child" not in repr(small.session.file.derived_rows())
    update_actions(small.session, action, Update(obstacle="Something else"))
    assert small.session.register().actions[0].obstacle == "Something else"
