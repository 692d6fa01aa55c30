"""Each thing that can be wrong with a file has its own code and sentence, and the file stays as it was."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.services.checking import check
from send_tracker.services.session import Session
from send_tracker.storage import opening
from send_tracker.storage.connection import APPLICATION_ID, SCHEMA_VERSION, write_problem
from send_tracker.storage.file import TrackerFile
from send_tracker.storage.opening import hot_journal, inspect
from send_tracker.storage.presence import note_path
from tests.builders import small_programme

HOLD = """
import sys
from pathlib import Path
from send_tracker.storage.file import TrackerFile
file = TrackerFile.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
file.close()
"""
DIE_IN_A_TRANSACTION = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
for n in range(2000):
    db.execute("INSERT INTO local VALUES (?, ?)", (f"half {n}", "x" * 500))
os.kill(os.getpid(), signal.SIGKILL)
"""
EDIT_AND_DIE = """
import os, signal, sys
from pathlib import Path
from send_tracker.storage.file import TrackerFile
file = TrackerFile.open(Path(sys.argv[1]))
file.set_mark("key", "value")
os.abort()
"""
OPEN_AS_NOBODY = """
import os, sys
from pathlib import Path
from send_tracker.domain.problem import Problem
from send_tracker.storage.file import TrackerFile
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    TrackerFile.open(Path(sys.argv[1])).close()
    print("opened")
except Problem as problem:
    print(problem.code)
"""


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    path = tmp_path / "plan.sendtracker"
    with small_programme(path):
        pass
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(path: Path) -> Problem:
    """Try to open a file that must be refused; it must stay as it was, with nothing new beside it."""
    before = digest(path) if path.is_file() else ""
    beside = sorted(p.name for p in path.parent.iterdir())
    with pytest.raises(Problem) as raised:
        TrackerFile.open(path)
    assert (digest(path) if path.is_file() else "") == before
    assert sorted(p.name for p in path.parent.iterdir()) == beside
    assert path.name in raised.value.sentence
    return raised.value


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.sendtracker").code == "missing"


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.sendtracker"
    path.touch()
    assert refused(path).code == "empty"


def test_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "folder.sendtracker"
    path.mkdir()
    problem = refused(path)
    assert problem.code == "not-a-tracker"
    assert "folder" in problem.sentence


@pytest.mark.parametrize("content", [b"Dear colleague,\n", b"PK\x03\x04" + b"\0" * 500, b"SQLite format 3\0"])
def test_a_foreign_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.sendtracker"
    path.write_bytes(content)
    assert refused(path).code == "not-a-tracker"


@pytest.mark.parametrize("application_id", [0, 0x0F055112])
def test_a_database_of_another_program(tmp_path: Path, application_id: int) -> None:
    path = tmp_path / "other.sendtracker"
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA application_id = {application_id}")
        db.execute("CREATE TABLE edit (n INTEGER PRIMARY KEY)")
    db.close()
    assert refused(path).code == "other-application"


def test_a_newer_version(tracker: Path) -> None:
    with sqlite3.connect(tracker) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()
    assert refused(tracker).code == "newer-version"


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_truncated_file(tracker: Path, part: float) -> None:
    content = tracker.read_bytes()
    tracker.write_bytes(content[: int(len(content) * part)])
    assert refused(tracker).code == "truncated"


def test_a_file_with_damaged_pages(tracker: Path) -> None:
    content = bytearray(tracker.read_bytes())
    for page in range(2, len(content) // 4096, 2):
        content[page * 4096 : page * 4096 + 40] = b"\xff" * 40
    tracker.write_bytes(content)
    problem = refused(tracker)
    assert problem.code == "corrupt"
    assert "backup" in problem.sentence


def test_one_flipped_bit_in_a_value_is_found_by_the_check(tracker: Path) -> None:
    """The pages are sound, so it opens; the hashes know better. It lies in the log and in what is derived."""
    content = tracker.read_bytes()
    found = []
    for place in (m.start() for m in re.finditer(b"Action 0", content)):
        tracker.write_bytes(content[:place] + b"a" + content[place + 1 :])
        session = Session(TrackerFile.open(tracker), "Ana")
        try:
            found.append({f.code for f in check(session)})
        finally:
            session.close()
    assert all(found)
    assert {"log-hash", "derived"} in found


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER helpful AFTER INSERT ON edit BEGIN UPDATE action SET status = 'embedded'; END",
        "DROP TRIGGER change_is_final",
        "CREATE VIEW looks AS SELECT * FROM action",
    ],
)
def test_a_file_whose_guards_were_tampered_with(tracker: Path, statement: str) -> None:
    with sqlite3.connect(tracker) as db:
        db.execute(statement)
    db.close()
    assert refused(tracker).code == "altered"


def test_a_file_without_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "hollow.sendtracker"
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("CREATE TABLE meta (key TEXT)")
    db.close()
    assert refused(path).code in {"altered", "corrupt"}


@pytest.fixture
def held(tracker: Path) -> Iterator[Path]:
    """A tracker that another process has open."""
    command = [sys.executable, "-c", HOLD, str(tracker)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        yield tracker
        process.communicate("\n")
    assert process.returncode == 0


def test_a_file_that_another_window_has_open(held: Path) -> None:
    import getpass

    problem = refused(held)
    assert problem.code == "locked"
    assert getpass.getuser() in problem.sentence
    assert "since" in problem.sentence
    with pytest.raises(Problem) as raised:
        TrackerFile.open(held, read_only=True)
    assert raised.value.code == "locked"


def test_the_same_file_twice_in_one_process_even_by_another_name(tracker: Path) -> None:
    other = tracker.with_name("link.sendtracker")
    other.symlink_to(tracker)
    file = TrackerFile.open(tracker)
    try:
        for path in (tracker, other):
            with pytest.raises(Problem) as raised:
                TrackerFile.open(path)
            assert raised.value.code == "locked"
        result = subprocess.run(  # our lock is still held: a second open and close would have dropped it
            [sys.executable, "-c", OPEN_AS_NOBODY.replace("if os.geteuid() == 0:", "if False:"), str(tracker)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert result.stdout == "locked\n"
    finally:
        file.close()
    TrackerFile.open(other).close()


def test_a_kill_is_told_of_once(tracker: Path) -> None:
    """The journal that it left is done with after opening, and goes with closing, edited or not."""
    command = [sys.executable, "-c", EDIT_AND_DIE, str(tracker)]
    assert subprocess.run(command, check=False).returncode != 0
    assert hot_journal(tracker)
    for told in (True, False):
        file = TrackerFile.open(tracker)
        assert file.was_cut_off is told
        file.close()
        assert not hot_journal(tracker)


def test_the_note_says_who_and_goes_when_the_file_is_closed(tracker: Path) -> None:
    file = TrackerFile.open(tracker)
    assert note_path(tracker).exists()
    file.close()
    assert not note_path(tracker).exists()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX permissions")
@pytest.mark.parametrize(("mode", "code"), [(0o000, "no-permission"), (0o444, "read-only")])
def test_a_file_that_one_may_not_use(tracker: Path, mode: int, code: str) -> None:
    """In a folder of its own: those of pytest may be entered by nobody else, and other runs see to that meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(shutil.copy(tracker, folder))
        path.chmod(mode)
        command = [sys.executable, "-c", OPEN_AS_NOBODY, str(path)]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        assert result.stdout.strip() == code


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX")
def test_a_transaction_cut_off_by_a_kill_is_rolled_back_on_opening(tracker: Path) -> None:
    heads = _heads(tracker)
    result = subprocess.run([sys.executable, "-c", DIE_IN_A_TRANSACTION, str(tracker)], check=False)
    assert result.returncode == -signal.SIGKILL
    assert hot_journal(tracker)
    assert _heads(tracker) == heads
    session = Session(TrackerFile.open(tracker), "Ana")
    try:
        assert session.file._db.execute("SELECT count(*) FROM local WHERE key LIKE 'half%'").fetchone() == (0,)
        assert check(session) == []
    finally:
        session.close()


def _heads(path: Path) -> tuple[str, ...]:
    file = TrackerFile.open(path)
    try:
        return file.log.heads()
    finally:
        file.close()


def test_inspect_reads_the_header_only(tracker: Path) -> None:
    before = digest(tracker)
    header = inspect(tracker)
    assert (header.application_id, header.user_version) == (APPLICATION_ID, SCHEMA_VERSION)
    assert header.page_size * header.pages == tracker.stat().st_size
    assert digest(tracker) == before


def test_a_read_only_file_can_be_read_and_checked_but_not_changed(tracker: Path) -> None:
    session = Session(TrackerFile.open(tracker, read_only=True), "Ana")
    try:
        assert len(session.register().actions) == 3
        assert check(session) == []
        with pytest.raises(Problem) as raised:
            session.edit("x", [])
        assert raised.value.code == "read-only"
    finally:
        session.close()
    assert not note_path(tracker).exists()


def test_creating_never_overwrites(tracker: Path) -> None:
    before = digest(tracker)
    with pytest.raises(Problem) as raised:
        TrackerFile.create(tracker)
    assert raised.value.code == "exists"
    assert digest(tracker) == before


def test_creating_where_there_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Problem) as raised:
        TrackerFile.create(tmp_path / "file" / "inside.sendtracker")
    assert raised.value.code == "cannot-create"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_the_settings_that_were_found_to_be_safe(tracker: Path) -> None:
    file = TrackerFile.open(tracker)
    try:
        wanted = {
            "journal_mode": "delete",
            "locking_mode": "exclusive",
            "synchronous": 3,
            "trusted_schema": 0,
            "cell_size_check": 1,
            "secure_delete": 1,
            "recursive_triggers": 1,
        }
        assert {name: file._db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
        tables = file._db.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
        loose = {name for name, strict in tables if not strict and not name.startswith(("sqlite_", "search"))}
        assert loose <= {"_sqlite_migrations"}
    finally:
        file.close()


# Sentences


def failing(code: int) -> sqlite3.OperationalError:
    """An error as SQLite gives it, with the extended codes that it has."""
    error = sqlite3.OperationalError("what SQLite says")
    error.sqlite_errorcode = code | 256 * 3
    return error


HARM = (
    "“plan.sendtracker” cannot be read in any sensible time or space, so it was not opened. It may have been made to "
    "do harm. Nothing in it was changed."
)
DAMAGED = "“plan.sendtracker” is damaged and was not opened. Nothing in it was changed. Restore the last backup."
NEWER = (
    "“plan.sendtracker” was made by a newer version of SEND Tracker. Update the program to open it; nothing in it was "
    "changed."
)
OWN_FOLDER = "“plan.sendtracker” cannot be written to where it is. Copy it to a folder of your own."


@pytest.mark.parametrize(
    ("number", "code", "sentence"),
    [
        (sqlite3.SQLITE_BUSY, "locked", "“plan.sendtracker” is open in another window or by another officer."),
        (sqlite3.SQLITE_LOCKED, "locked", "“plan.sendtracker” is open in another window or by another officer."),
        (sqlite3.SQLITE_CORRUPT, "corrupt", DAMAGED),
        (sqlite3.SQLITE_NOTADB, "corrupt", DAMAGED),
        (sqlite3.SQLITE_READONLY, "read-only", OWN_FOLDER),
        (sqlite3.SQLITE_PERM, "read-only", OWN_FOLDER),
        (sqlite3.SQLITE_CANTOPEN, "read-only", OWN_FOLDER),
        (sqlite3.SQLITE_AUTH, "read-only", OWN_FOLDER),
        (sqlite3.SQLITE_INTERRUPT, "altered", HARM),
        (sqlite3.SQLITE_TOOBIG, "altered", HARM),
        (sqlite3.SQLITE_FULL, "disk-full", "The disk is full. Free some space, then open the file again."),
        (sqlite3.SQLITE_IOERR, "unreachable", "“plan.sendtracker” cannot be reached: what SQLite says."),
    ],
)
def test_each_error_of_opening_has_its_sentence(number: int, code: str, sentence: str) -> None:
    found = opening._opening_problem(Path("shared") / "plan.sendtracker", failing(number))
    assert (found.code, found.sentence) == (code, sentence)


def test_what_cannot_even_be_read_as_text_is_damaged() -> None:
    found = opening._opening_problem(Path("plan.sendtracker"), UnicodeDecodeError("utf-8", b"x", 0, 1, "no"))
    assert (found.code, found.sentence) == ("corrupt", DAMAGED)
    without = opening._opening_problem(Path("plan.sendtracker"), sqlite3.OperationalError("what SQLite says"))
    assert without.code == "unreachable", "an error without a code is not taken for another"


@pytest.mark.parametrize(
    ("number", "code", "sentence"),
    [
        (
            sqlite3.SQLITE_FULL,
            "disk-full",
            "The disk is full, so this was not saved. Everything saved before is safe. Free some space and try again.",
        ),
        (
            sqlite3.SQLITE_READONLY,
            "read-only",
            "The file cannot be written to, so this was not saved. Everything saved before is safe.",
        ),
        (
            sqlite3.SQLITE_IOERR,
            "unreachable",
            "The file could not be reached, so this was not saved. Check the drive, then try again.",
        ),
        (sqlite3.SQLITE_CORRUPT, "corrupt", "The file is damaged, so this was not saved. Restore the last backup."),
        (sqlite3.SQLITE_NOTADB, "corrupt", "The file is damaged, so this was not saved. Restore the last backup."),
    ],
)
def test_each_error_of_writing_has_its_sentence(number: int, code: str, sentence: str) -> None:
    found = write_problem(failing(number))
    assert isinstance(found, Problem)
    assert (found.code, found.sentence) == (code, sentence)
    whole = opening.not_whole(failing(number), Path("plan.sendtracker"))
    if code == "corrupt":
        sentence = "“plan.sendtracker” is not a whole tracker file and was not opened. Restore the last backup."
    assert (whole.code, whole.sentence) == (code, sentence)


def test_a_bug_is_no_sentence_and_keeps_the_file_closed() -> None:
    error = failing(sqlite3.SQLITE_MISUSE)
    assert write_problem(error) is error
    for bug in (error, KeyError("x")):
        assert opening.not_whole(bug, Path("plan.sendtracker")).code == "corrupt"
    problem = Problem("Said already.", "newer-version")
    assert opening.not_whole(problem, Path("plan.sendtracker")) is problem


def header(page_size: int, pages: int, version: int = SCHEMA_VERSION) -> bytes:
    """The first hundred bytes of a tracker, with what a test wants of it."""
    found = bytearray(100)
    found[:16] = b"SQLite format 3\0"
    found[16:18] = page_size.to_bytes(2, "big")
    for at, value in ((28, pages), (60, version), (68, APPLICATION_ID)):
        found[at : at + 4] = value.to_bytes(4, "big")
    return bytes(found)


@pytest.mark.parametrize(("page_size", "size"), [(512, 512), (4096, 4096), (1, 65_536)])
def test_a_header_is_held_against_the_length_to_the_byte(tmp_path: Path, page_size: int, size: int) -> None:
    path = tmp_path / "plan.sendtracker"
    path.write_bytes(header(page_size, 3).ljust(size * 3, b"x"))
    found = inspect(path)
    assert (found.application_id, found.user_version, found.page_size, found.pages) == (
        APPLICATION_ID,
        SCHEMA_VERSION,
        size,
        3,
    )
    path.write_bytes(header(page_size, 3).ljust(size * 3 - 1, b"x"))
    with pytest.raises(Problem) as raised:
        inspect(path)
    assert raised.value.code == "truncated"
    assert raised.value.sentence == (
        f"“plan.sendtracker” is cut short: {size * 3 - 1:,} of {size * 3:,} bytes are there. It may still be copying. "
        "Try again, or restore a backup."
    )
    path.with_name("plan.sendtracker-journal").write_bytes(b"")
    with pytest.raises(Problem):
        inspect(path)
    path.with_name("plan.sendtracker-journal").write_bytes(b"pages to roll back")
    assert inspect(path).pages == 3, "SQLite makes it whole again"


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (b"", "empty", "“plan.sendtracker” is empty: it has no programme in it. Open a backup, or start a new file."),
        (b"x" * 500, "not-a-tracker", "“plan.sendtracker” is not a SEND Tracker file. Nothing in it was changed."),
        (
            header(4096, 1)[:99],
            "not-a-tracker",
            "“plan.sendtracker” is not a SEND Tracker file. Nothing in it was changed.",
        ),
        (
            header(512, 1).replace(APPLICATION_ID.to_bytes(4, "big"), b"ABCD").ljust(512),
            "other-application",
            "“plan.sendtracker” is a database of another program. Nothing in it was changed.",
        ),
        (
            header(512, 1, SCHEMA_VERSION + 1).ljust(512),
            "newer-version",
            NEWER,
        ),
    ],
)
def test_each_kind_of_file_that_is_none_of_ours_has_its_sentence(
    tmp_path: Path, content: bytes, code: str, sentence: str
) -> None:
    path = tmp_path / "plan.sendtracker"
    path.write_bytes(content)
    with pytest.raises(Problem) as raised:
        inspect(path)
    assert (raised.value.code, raised.value.sentence) == (code, sentence)


def test_a_folder_and_a_missing_file_have_their_sentences(tmp_path: Path) -> None:
    folder, missing = tmp_path / "plan.sendtracker", tmp_path / "none.sendtracker"
    folder.mkdir()
    for path, code, sentence in (
        (folder, "not-a-tracker", "“plan.sendtracker” is a folder, not a tracker file."),
        (missing, "missing", f"There is no file “{missing}”."),
        (tmp_path / ("x" * 400), "unreadable", f"“{'x' * 400}” cannot be read: File name too long."),
    ):
        with pytest.raises(Problem) as raised:
            inspect(path)
        assert (raised.value.code, raised.value.sentence) == (code, sentence)


def test_only_anothers_file_is_read_within_limits_for_good(tracker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 200000) SELECT count(*) FROM n"
    monkeypatch.setattr(opening, "STEPS", 1_000_000)
    for foreign in (True, False):
        connection = opening.open_checked(tracker, read_only=True, foreign=foreign)
        assert connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == opening.LONGEST
        if foreign:
            with pytest.raises(sqlite3.OperationalError, match="interrupted"):
                connection.execute(long)
        else:
            assert connection.execute(long).fetchone() == (200_000,)
        connection.close()


def test_a_folder_that_takes_no_files_is_told_of_where_only_trying_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says of every folder that it can be written to; the first edit would fail for want of a journal."""
    path = tmp_path / "plan.sendtracker"
    TrackerFile.create(path).close()
    monkeypatch.setattr("send_tracker.storage.opening.ACCESS_TELLS", False)
    TrackerFile.open(path).close()
    assert [found.name for found in tmp_path.iterdir()] == [path.name], "trying leaves nothing"

    def refuse(**_places: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(Problem) as raised:
        TrackerFile.open(path)
    assert raised.value.code == "read-only"
