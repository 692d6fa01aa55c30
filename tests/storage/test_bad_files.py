"""A corpus of bad files and flipped bits: no crash, no wrong opening, and no change of content that nobody notices."""

from __future__ import annotations

import os
import random
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.domain.rescue import UNSOUND, Way, advice, ways
from send_tracker.services import checking
from send_tracker.services.checking import check
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.connection import SCHEMA_VERSION
from send_tracker.storage.file import TrackerFile
from send_tracker.storage.recover import recover
from tests.builders import small_programme

FLIPS = 1_000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 100
Content = dict[str, object]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a small, sound file with an attached file, reasons and history."""
    path = tmp_path_factory.mktemp("sound") / "plan.sendtracker"
    with small_programme(path) as small:
        for number in range(12):
            code = ("on_track", "at_risk")[number % 2]
            update_actions(small.session, small.actions[number % 3], Update(status=code, reason=f"Reason {number}"))
        attach_bytes(small.session, "minutes.txt", b"Minutes of the panel. " * 40, [small.actions[0]])
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, sound: bytes) -> Path:
    found = tmp_path / "plan.sendtracker"
    found.write_bytes(sound)
    return found


def content(session: Session) -> Content:
    """Return everything that officers see or that history says."""
    db = session.file._db
    log = {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in ("change", "follows", "strikes")}
    # All but "here", which says what Ctrl+Z offers in this copy, and is no part of the history.
    log["edit"] = db.execute(
        "SELECT n, id, author, recorded_at, verb, reason, reason_salt, reason_hash, meeting, first_change FROM edit"
    ).fetchall()
    files = db.execute("SELECT hash, bytes FROM stored_file").fetchall()
    return {"log": log, "derived": session.file.derived_rows(), "files": files, "tracker": session.file.log.tracker}


def verdict(path: Path) -> tuple[str, Content | None]:
    """Open a file and check it; return the code of the first thing that is wrong, and what it holds if nothing is."""
    try:
        session = Session(TrackerFile.open(path), "Ana")
    except Problem as problem:
        return problem.code if path.name in problem.sentence else "nameless", None
    try:
        found = check(session)
        if not any(finding.code in ("pages", "unreadable-rows") for finding in found):
            named = [finding for finding in found if finding.code.startswith("log-")]
            assert session.file.log_is_sound() == (not named), "the one pass finds what the slow way names"
            assert not named or _slowly(session)
        return (found[0].code, None) if found else ("", content(session))
    finally:
        session.close()


def _slowly(session: Session) -> bool:
    """Tell whether the slow way, edit by edit, finds something in the log by itself."""
    return bool(checking._loose(session) or checking._log(session))


# The corpus


def sql(*statements: str) -> Callable[[Path], None]:
    """Return what alters a file by another program, which takes the guards off and puts them on again."""

    def alter(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                db.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                db.execute(statement)
            for _, text in guards:
                db.execute(text)

    return alter


def header(at: int, form: str, value: int) -> Callable[[Path], None]:
    def alter(path: Path) -> None:
        found = bytearray(path.read_bytes())
        struct.pack_into(form, found, at, value)
        path.write_bytes(found)

    return alter


def whole(made: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def alter(path: Path) -> None:
        path.write_bytes(made(path.read_bytes()))

    return alter


def pages(*numbers: int, fill: bytes = b"\xff", length: int = 64) -> Callable[[Path], None]:
    def alter(path: Path) -> None:
        found = bytearray(path.read_bytes())
        for number in numbers:
            found[number * 4096 : number * 4096 + length] = fill * length
        path.write_bytes(found)

    return alter


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"
CORPUS: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    # What it is
    "empty": (whole(lambda _: b""), {"empty"}),
    "text": (whole(lambda _: b"Dear colleague,\n"), {"not-a-tracker"}),
    "workbook": (whole(lambda _: b"PK\x03\x04" + b"\0" * 900), {"not-a-tracker"}),
    "zeros": (whole(lambda b: b"\0" * len(b)), {"not-a-tracker"}),
    "only the magic": (whole(lambda b: b[:16]), {"not-a-tracker"}),
    "half a header": (whole(lambda b: b[:60]), {"not-a-tracker"}),
    "encoded again": (
        whole(lambda b: b.decode("latin-1").encode("utf-8")),
        {"not-a-tracker", "truncated", "corrupt", "other-application"},
    ),
    "line ends turned": (
        whole(lambda b: b.replace(b"\n", b"\r\n")),
        {"truncated", "corrupt", "altered", "unreachable", "newer-version"},
    ),
    "another application": (header(68, ">I", 0x0F055112), {"other-application"}),
    "no application": (header(68, ">I", 0), {"other-application"}),
    "newer version": (header(60, ">I", SCHEMA_VERSION + 1), {"newer-version"}),
    # Cut short
    "only its header": (whole(lambda b: b[:100]), {"truncated"}),
    "a third": (whole(lambda b: b[: len(b) // 3]), {"truncated"}),
    "all but a page": (whole(lambda b: b[:-4096]), {"truncated"}),
    "all but a byte": (whole(lambda b: b[:-1]), {"truncated"}),
    "a hole of zeros": (whole(lambda b: b[:40960] + b"\0" * 20480 + b[61440:]), {"corrupt"}),
    "the second half of zeros": (whole(lambda b: b[: len(b) // 2] + b"\0" * (len(b) - len(b) // 2)), {"corrupt"}),
    # Pages
    "page size of none": (header(16, ">H", 3), {"corrupt", "truncated"}),
    "page size of another": (header(16, ">H", 512), {"corrupt"}),
    "write-ahead log": (header(18, ">H", 0x0202), {"", "unreachable", "corrupt", "read-only"}),
    "the first page": (pages(0, length=4096), {"not-a-tracker"}),
    "the schema": (header(105, ">I", 0xFFFFFFFF), {"corrupt"}),
    "every second page": (pages(*range(2, 60, 2)), {"corrupt"}),
    "two pages changed over": (whole(lambda b: b[:8192] + b[12288:16384] + b[8192:12288] + b[16384:]), {"corrupt"}),
    "a free list to nowhere": (header(32, ">I", 0xFFFF), {"corrupt"}),
    # The schema
    "a trigger": (
        sql("CREATE TRIGGER x AFTER INSERT ON local BEGIN UPDATE action SET status = 'embedded'; END"),
        {"altered"},
    ),
    "a view": (sql("CREATE VIEW looks AS SELECT * FROM action"), {"altered"}),
    "a view for a table": (
        sql("ALTER TABLE action RENAME TO real", "CREATE VIEW action AS SELECT * FROM real"),
        {"altered"},
    ),
    "an endless view": (
        sql("DROP TABLE meta", f"CREATE VIEW meta AS {ENDLESS} 'tracker' AS key, x AS value FROM n"),
        {"altered"},
    ),
    "a table more": (sql("CREATE TABLE more (x)"), {"altered"}),
    "a column more": (sql("ALTER TABLE action ADD COLUMN more TEXT"), {"altered"}),
    "a column that is computed": (sql("ALTER TABLE action ADD COLUMN more TEXT AS (upper(status))"), {"altered"}),
    "a column of the log": (sql("ALTER TABLE change ADD COLUMN more TEXT"), {"altered"}),
    "a column less": (sql("ALTER TABLE action DROP COLUMN impact"), {"altered"}),
    "a table less": (sql("DROP TABLE waiver"), {"altered"}),
    "an index more": (sql("CREATE INDEX more ON action (title)"), {"altered"}),
    "an index by which nothing is found": (sql("CREATE INDEX more ON action (status) WHERE status = 'x'"), {"altered"}),
    "an index less": (sql("DROP INDEX change_slot"), {"altered"}),
    "no search": (sql("DROP TABLE search"), {"altered"}),
    "a check": (
        sql("DROP TABLE head", "CREATE TABLE head (edit INTEGER PRIMARY KEY CHECK (edit < 3)) STRICT"),
        {"altered"},
    ),
    "no guards": (lambda p: sqlite_only(p, "DROP TRIGGER change_is_final"), {"altered"}),
    # What the log says
    "a value": (sql("UPDATE change SET value = '\"embedded\"' WHERE value = '\"at_risk\"'"), {"log-hash"}),
    "an author": (sql("UPDATE edit SET author = 'Ben' WHERE n = 5"), {"log-hash"}),
    "a reason": (sql("UPDATE edit SET reason = 'Better' WHERE reason = 'Reason 3'"), {"log-hash"}),
    "a moment": (sql("UPDATE edit SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE n = 5"), {"log-hash"}),
    "a day": (sql("UPDATE change SET as_at = '2020-01-01' WHERE n = (SELECT max(n) FROM change)"), {"log-hash"}),
    "a field": (
        sql(
            "UPDATE field SET name = 'action.impact' WHERE name = 'action.obstacle'",
            "UPDATE change SET field = field + 1 WHERE n = 20",
        ),
        {"log-hash"},
    ),
    "an entity": (
        sql("UPDATE change SET entity = entity + 1 WHERE n = (SELECT max(n) FROM change)"),
        {"log-hash", "log-loose"},
    ),
    "a blanked value": (sql("UPDATE change SET value = NULL, salt = NULL WHERE value = '\"at_risk\"'"), {"log-blank"}),
    "a blanked reason": (
        sql("UPDATE edit SET reason = NULL, reason_salt = NULL WHERE reason = 'Reason 3'"),
        {"log-blank"},
    ),
    "no last edit": (
        sql(
            "DELETE FROM change WHERE edit = (SELECT max(n) FROM edit)",
            "DELETE FROM edit_parent WHERE edit = (SELECT max(n) FROM edit)",
            "DELETE FROM edit WHERE n = (SELECT max(n) FROM edit)",
        ),
        {"log-loose", "log-heads"},
    ),
    "an edit of the middle": (sql("DELETE FROM edit WHERE n = 6"), {"log-loose"}),
    "no parent": (sql("DELETE FROM edit_parent WHERE edit = 6"), {"log-hash"}),
    "another head": (sql("UPDATE head SET edit = edit - 1"), {"log-heads"}),
    "a change of nobody": (sql("INSERT INTO change (edit, idx, entity, field) VALUES (9999, 0, 1, 1)"), {"log-loose"}),
    "another tracker": (sql("UPDATE meta SET value = 'another' WHERE key = 'tracker'"), {"log-hash"}),
    "no tracker": (sql("DELETE FROM meta"), {"corrupt"}),
    # What is worked out from it
    "a status on screen": (sql("UPDATE action SET status = 'embedded'"), {"derived"}),
    "a span": (sql("UPDATE span SET since = '2020-01-01' WHERE value = '\"at_risk\"'"), {"derived"}),
    "an action gone": (sql("DELETE FROM action WHERE n = (SELECT max(n) FROM action)"), {"derived"}),
    "words of the search": (
        sql("UPDATE search SET title = 'Nothing' WHERE rowid = (SELECT min(rowid) FROM search)"),
        {"derived"},
    ),
    "an attached file": (sql("UPDATE stored_file SET bytes = x'00'"), {"evidence-file"}),
}


def sqlite_only(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(statement)


@pytest.mark.parametrize("name", CORPUS)
def test_a_bad_file_is_told_apart_and_never_crashes(path: Path, name: str) -> None:
    alter, codes = CORPUS[name]
    alter(path)
    before = path.read_bytes()
    code, held = verdict(path)
    assert code in codes
    if held is None and code not in ("log-blank", "log-loose") and code in UNSOUND | {"not-a-tracker", "newer-version"}:
        assert path.read_bytes() == before, "a file that is not opened stays as it was"


def test_the_corpus_is_large_and_its_base_is_sound(path: Path) -> None:
    assert len(CORPUS) >= 40
    assert verdict(path)[0] == ""


def test_flipped_bits_change_nothing_unnoticed(path: Path, sound: bytes) -> None:
    wanted = verdict(path)[1]
    assert wanted is not None
    dice, quiet, codes = random.Random(20250704), 0, set()
    for _ in range(FLIPS):
        content = bytearray(sound)
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        path.write_bytes(content)
        code, held = verdict(path)
        codes.add(code)
        quiet += held is not None
        assert held is None or held == wanted
    assert len(codes) > 2, "some were found by SQLite, some by the hashes"
    assert quiet < FLIPS, "and some fell into free space"


# What can be done


def test_each_kind_of_unsound_file_has_a_way_on() -> None:
    assert all(Way.BACKUP in ways(code) for code in UNSOUND)
    assert "recover the readable rows" in advice("corrupt")
    assert advice("newer-version") == ""


def log_of(path: Path) -> list[str]:
    file = TrackerFile.open(path)
    try:
        assert file.tables_unlike_the_log() == []
        return [edit.id for _, edit in file.log.read_since()]
    finally:
        file.close()


def root_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]) - 1


@pytest.mark.parametrize("table", ["action", "span", "search_data", "stored_file"])
def test_what_is_derived_need_not_be_readable(path: Path, tmp_path: Path, table: str) -> None:
    wanted = log_of(path)
    pages(root_of(path, table), length=400)(path)
    found = recover(path, tmp_path / "new.sendtracker")
    assert (found.edits, found.left_out) == (len(wanted), [])
    assert log_of(found.path) == wanted


def test_edits_are_taken_up_to_the_damage_and_what_is_left_out_is_named(path: Path, tmp_path: Path) -> None:
    wanted = log_of(path)
    sql("UPDATE edit SET author = 'Nobody' WHERE n = 8")(path)
    found = recover(path, tmp_path / "new.sendtracker")
    assert log_of(found.path) == wanted[:7]
    assert len(found.left_out) == len(wanted) - 7
    assert "altered" in found.left_out[0].why
    assert "stands on an edit" in found.left_out[1].why


def test_a_backup_fills_the_gap(path: Path, tmp_path: Path) -> None:
    session = Session(TrackerFile.open(path), "Ana")
    backup = session.file.back_up(tmp_path / "kept")
    for number in range(20):
        update_actions(session, session.register().actions[1].id, Update(note=f"Note {number}"))
    session.close()
    wanted = log_of(path)
    sql("UPDATE edit SET author = 'Nobody' WHERE n = 8")(path)
    found = recover(path, tmp_path / "new.sendtracker", [backup])
    assert log_of(found.path) == wanted
    assert found.copies == [backup]
    assert [r.why for r in found.left_out] == ["It was altered in that copy. The one in this file was kept."]


def test_nothing_is_made_where_nothing_can_be_read(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    with pytest.raises(Problem) as raised:
        recover(path, tmp_path / "new.sendtracker")
    assert raised.value.code == "nothing-left"
    assert not (tmp_path / "new.sendtracker").exists()


def test_recovering_never_overwrites(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.sendtracker"
    target.write_bytes(b"mine")
    with pytest.raises(Problem) as raised:
        recover(path, target)
    assert raised.value.code == "exists"
    assert target.read_bytes() == b"mine"


def test_a_file_that_lost_its_name_takes_it_from_the_backup_that_fits(path: Path, tmp_path: Path) -> None:
    wanted = log_of(path)
    file = TrackerFile.open(path)
    backup = file.back_up(tmp_path / "kept")
    file.close()
    with small_programme(tmp_path / "other" / "plan.sendtracker") as small:
        other = small.session.file.back_up(tmp_path / "kept")
    pages(root_of(path, "meta"), length=4096)(path)
    found = recover(path, tmp_path / "new.sendtracker", [tmp_path / "none.sendtracker", other, backup])
    assert log_of(found.path) == wanted
    assert (found.copies, found.of_file) == ([backup], len(wanted))


def test_where_no_edit_is_left_the_backup_is_what_there_is(path: Path, tmp_path: Path) -> None:
    wanted = log_of(path)
    file = TrackerFile.open(path)
    backup = file.back_up(tmp_path / "kept")
    file.close()
    sql("DELETE FROM change", "DELETE FROM edit")(path)
    found = recover(path, tmp_path / "new.sendtracker", [backup])
    assert (log_of(found.path), found.of_file) == (wanted, 0)


def test_a_log_without_an_edit_and_no_backup_gives_no_new_file(path: Path, tmp_path: Path) -> None:
    sql("DELETE FROM change", "DELETE FROM edit")(path)
    with pytest.raises(Problem) as raised:
        recover(path, tmp_path / "new.sendtracker")
    assert raised.value.code == "nothing-left"
    assert not (tmp_path / "new.sendtracker").exists()


def test_without_a_name_anywhere_nothing_can_be_recovered(path: Path, tmp_path: Path) -> None:
    pages(root_of(path, "meta"), length=4096)(path)
    with pytest.raises(Problem) as raised:
        recover(path, tmp_path / "new.sendtracker")
    assert raised.value.code == "nothing-left"


def test_an_attached_file_that_does_not_fit_its_hash_stays_behind(path: Path, tmp_path: Path) -> None:
    wanted = log_of(path)
    sql("UPDATE stored_file SET bytes = x'00'")(path)
    found = recover(path, tmp_path / "new.sendtracker")
    assert (log_of(found.path), found.files) == (wanted, 0)


def test_a_file_that_is_open_here_is_not_recovered(path: Path, tmp_path: Path) -> None:
    with closing(TrackerFile.open(path)), pytest.raises(Problem) as raised:
        recover(path, tmp_path / "new.sendtracker")
    assert raised.value.code == "locked"


def test_a_recovery_that_is_broken_off_lets_the_file_go(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_any: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("send_tracker.storage.recover.readable_rows", break_off)
        with pytest.raises(KeyboardInterrupt):
            recover(path, tmp_path / "new.sendtracker")
    assert not (tmp_path / "new.sendtracker").exists()
    assert recover(path, tmp_path / "new.sendtracker").edits > 0
