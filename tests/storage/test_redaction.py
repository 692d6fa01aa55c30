"""Blanking in the tables: exactly what is named goes, and what is still said of it can be told before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from send_tracker.domain.log import Change, Edit, canonical
from send_tracker.domain.scrub import Held
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.session import Edited
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.redaction import blank, redacted_by, redactions, still_held
from tests.builders import Small, small_programme


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker") as found:
        yield found


def said(small: Small, words: str) -> Edited:
    return update_actions(small.session, small.actions[0], Update(obstacle=words, ask="Help", reason=f"Why {words}"))


NONSENSE = ("", ":", "no hash:0", "ab:0", "ab" * 32 + ":0", "ab" * 32 + ":reason")
"""Names of nothing, some before and some after a hash in the order of names."""


def test_what_is_said_of_what_is_named_is_told_whole(small: Small) -> None:
    one, two = said(small, "one"), said(small, "two")
    entity = small.actions[0]
    names = {f"{one.id}:0", f"{two.id}:1", f"{two.id}:reason", f"{two.id}:7", f"{two.id}:soon", f"{two.id}:{'9' * 10}"}
    found = still_held(small.session.file._db, {*names, *NONSENSE})
    told = [(held.change and (held.change.field, held.change.value), held.words) for held in found]
    assert sorted(told, key=repr) == sorted(
        [(("obstacle", '"one"'), "one"), (("ask", '"Help"'), "Help"), (None, "Why two")], key=repr
    )
    assert {(h.change.kind, h.change.entity) for h in found if h.change} == {("action", entity)}
    assert Held(None, "Why two") in found
    assert still_held(small.session.file._db, set()) == []


def test_exactly_what_is_named_goes_and_its_slot_is_told(small: Small) -> None:
    db, names = small.session.file._db, small.session.file.log.names
    one, two = said(small, "one"), said(small, "two")
    before = db.execute("SELECT count(*) FROM change WHERE value NOTNULL").fetchone()[0]
    slots = blank(db, {f"{one.id}:0", f"{two.id}:reason", f"{two.id}:7", f"{one.id}:{'1' * 12}", *NONSENSE})
    assert slots == {(names.entity("action", small.actions[0]), names.field("action", "obstacle"))}
    assert db.execute("SELECT count(*) FROM change WHERE value NOTNULL").fetchone()[0] == before - 1
    first, second = (small.session.file.log.edit(edited.n) for edited in (one, two))
    assert (first.changes[0].value, first.changes[0].salt) == (None, None)
    assert first.changes[0].value_hash and first.changes[1].value == '"Help"'
    assert (first.reason, second.reason, second.reason_salt) == ("Why one", None, None)
    assert second.reason_hash and second.changes[0].value == '"two"'
    assert blank(db, {f"{one.id}:0", f"{two.id}:reason"}) == set(), "it is blank already"
    assert still_held(db, {f"{one.id}:0", f"{two.id}:reason"}) == []


def test_an_attached_file_goes_with_its_name_and_no_other(small: Small) -> None:
    db, kept = small.session.file._db, small.session.file.evidence_files
    attach_bytes(small.session, "one.txt", b"one", [small.actions[0]])
    attach_bytes(small.session, "two.txt", b"two", [small.actions[0]])
    stray = kept.put(b"stray")
    edit, place, name = db.execute(
        "SELECT e.id, c.idx, c.value FROM change c JOIN edit e ON e.n = c.edit JOIN field f ON f.n = c.field "
        "WHERE f.name = 'evidence.file_hash' ORDER BY c.n LIMIT 1"
    ).fetchone()
    others = set(kept.names()) - {name.strip('"')}
    blank(db, {f"{edit.hex()}:{place}"})
    assert set(kept.names()) == others
    blank(db, set())
    assert stray in kept.names(), "what nothing ever named is not a redaction's business"


def test_what_redactions_name(small: Small) -> None:
    def edit(*changes: Change) -> Edit:
        return Edit("t", (), "Ben", "2025-01-06", "redact", None, None, None, None, changes)

    def named(value: str | None, kind: str = "redaction", field: str = "change") -> Change:
        return Change(kind, "ab" * 16, field, value)

    edits = [
        edit(named(canonical("one:0")), named(canonical("two:reason"))),
        edit(
            named(canonical("no"), kind="action"), named(canonical("no"), field="exists"), named(None), named("no json")
        ),
        edit(named("3"), named("null"), named('""')),
    ]
    assert redacted_by(edits) == {"one:0", "two:reason", "3"}
    assert redactions(small.session.file._db) == set()
