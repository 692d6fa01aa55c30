"""At 10,000 actions and 200,000 changes: what issue 2 asks for, against raw SQL or one commit of the same run."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from send_tracker.bootstrap import open_tracker
from send_tracker.domain.plan_filter import PlanFilter, SortBy
from send_tracker.services.checking import check
from send_tracker.services.evidence import add_evidence
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import redo, undo, undo_state
from tests.benchmarks.figures import all_times, best, late, middle, report, timed

DAYS = [f"{year}-{month:02}-28" for year in (2022, 2023, 2024, 2025) for month in range(1, 13)][6:42]


@pytest.fixture(scope="module")
def commit(large_path: Path) -> float:
    """The baseline of writing: one insert and its commit, with the settings of the program, beside the file."""
    path = large_path.with_name("commit.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for pragma in (
            "journal_mode = DELETE",
            "synchronous = EXTRA",
            "locking_mode = EXCLUSIVE",
            "secure_delete = ON",
        ):
            db.execute(f"PRAGMA {pragma}")
        db.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, x TEXT)")
        return middle(lambda: db.execute("INSERT INTO t (x) VALUES ('x')"))


def test_size(large: Session) -> None:
    db = large.file._db
    counts = [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("action", "edit", "change")]
    assert counts[0] == 10_000
    assert counts[1] >= 100_000
    assert counts[2] >= 200_000


def test_open_to_first_rows(benchmark: BenchmarkFixture, large_path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(large_path, tmp_path / "copy.sendtracker"))
    keys = "SELECT n FROM action WHERE present ORDER BY ref_key"

    def raw() -> None:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA quick_check(1)").fetchall()
            numbers = [n for (n,) in db.execute(keys)]
            db.execute(f"SELECT * FROM action WHERE n IN ({', '.join(map(str, numbers[:128]))})").fetchall()

    def ours() -> None:
        session = open_tracker(path, author="Ana")
        plan = session.file.plan_rows
        found = plan.keys(PlanFilter(), SortBy.REF, False, session.today, session.boards.next)
        assert len(plan.rows([k.n for k in found[:128]])) == 128
        session.close()

    baseline, taken = best(raw), timed(benchmark, ours)
    report("open to the first 128 rows", taken, baseline, "raw SQL", benchmark=benchmark)
    assert taken < 3.0


@pytest.fixture
def some(large: Session) -> list[str]:
    """Five hundred actions."""
    plan = large.file.plan_rows
    return plan.ids([k.n for k in plan.keys(PlanFilter(), SortBy.REF, False, large.today, None)][:500])


def test_a_status_change(benchmark: BenchmarkFixture, large: Session, some: list[str], commit: float) -> None:
    """The verb alone, and with what a window asks afterwards."""
    plan, codes, turn = large.file.plan_rows, large.scale.codes, itertools.count()

    def one() -> None:
        n = next(turn)
        update_actions(large, some[n % 500], Update(status=codes[n % 6], reason="Because", obstacle=f"Obstacle {n}"))

    def repaint() -> None:
        one()
        plan.rows([n % 500 for n in range(30)])
        plan.tally()
        undo_state(large)

    report("a status change with its derivation, median", middle(one), commit, "one commit")
    timed(benchmark, repaint, 60)
    whole = late(all_times(benchmark))
    report("a status change, its row, totals and undo name, 95th", whole, commit, "one commit", benchmark=benchmark)
    assert whole < 0.05


@pytest.mark.parametrize("what", ["200 actions rated at once", "evidence added to an action", "undo", "redo"])
def test_other_verbs(benchmark: BenchmarkFixture, large: Session, some: list[str], commit: float, what: str) -> None:
    update_actions(large, some[0], Update(note="to be undone"))
    verbs: dict[str, tuple[Callable[[], object], Callable[[], object] | None]] = {
        "200 actions rated at once": (lambda: update_actions(large, some[:200], Update(status="on_track")), None),
        "evidence added to an action": (lambda: add_evidence(large, "Proof", [some[0]]), None),
        "undo": (lambda: undo(large), lambda: update_actions(large, some[0], Update(note="to be undone"))),
        "redo": (lambda: redo(large), lambda: undo(large)),
    }
    verb, before = verbs[what]
    report(what, timed(benchmark, verb, 3, before), commit, "one commit", benchmark=benchmark)


@pytest.mark.parametrize("text", ["sp", "speech", "4.1", "head of train"])
def test_the_query_of_a_search_keystroke(benchmark: BenchmarkFixture, large: Session, text: str) -> None:
    plan, db = large.file.plan_rows, large.file._db
    match = " ".join(f'"{w}"*' for w in text.replace(".", " ").split())
    former = "SELECT entity FROM span WHERE field = (SELECT n FROM field WHERE name = 'action.ref') AND value LIKE ?"
    raw_sql = (
        "SELECT a.n, a.outcome, a.status FROM action a LEFT JOIN outcome o ON o.n = a.outcome "
        "LEFT JOIN area r ON r.n = o.area WHERE a.present AND (a.ref LIKE ? OR "
        f"a.n IN ({former}) OR a.n IN (SELECT rowid FROM search WHERE search MATCH ?)) "
        "ORDER BY r.ref_key, o.ref_key, a.ref_key"
    )
    raw = best(lambda: db.execute(raw_sql, (f"{text}%", f'"{text}%', match)).fetchall(), 9)

    def ask(words: str) -> object:
        return plan.keys(PlanFilter(text=words), SortBy.REF, False, large.today, None)

    # Another question in between: the same one again would be answered from memory.
    ours = timed(benchmark, lambda: ask(text), 9, lambda: ask("nothing like it"))
    report(f"search keystroke “{text}”, its query", ours, raw, "raw SQL", benchmark=benchmark)
    assert ours < 0.05
    assert ours < 2.5 * raw


def test_tallies_of_many_days(benchmark: BenchmarkFixture, large: Session) -> None:
    db = large.file._db
    field = large.file.log.names.known_field("action", "status")
    query = "SELECT value, count(*) FROM span WHERE field = ? AND since <= ? AND until > ? GROUP BY 1"

    def raw() -> None:
        for day in DAYS:
            db.execute(query, (field, day, day)).fetchall()

    taken = timed(benchmark, lambda: large.file.reading.tallies(DAYS), 3)
    report("tallies of 36 month-ends by outcome", taken, best(raw, 3), "raw SQL of statuses", benchmark=benchmark)


def test_rows_as_at_a_day(benchmark: BenchmarkFixture, large: Session) -> None:
    now = best(lambda: large.file.reading.rows("action"), 3)
    report("all actions, all fields, now", now)
    taken = timed(benchmark, lambda: large.file.reading.rows("action", "2024-05-31"), 3)
    report("all actions, all fields, as at a day", taken, now, "now", benchmark=benchmark)


@pytest.mark.parametrize("day", [None, date(2024, 5, 31)])
def test_the_whole_register(benchmark: BenchmarkFixture, large: Session, day: date | None) -> None:
    actions = best(lambda: large.file.reading.rows("action"), 3)

    def register() -> None:
        large._register = None
        large.register(day)

    what = "the whole register as at a day" if day else "the whole register"
    report(what, timed(benchmark, register, 3), actions, "all actions", benchmark=benchmark)


@pytest.mark.parametrize("what", ["rebuild of everything derived", "the whole check"])
def test_rebuild_and_verify(benchmark: BenchmarkFixture, large: Session, what: str) -> None:
    db = large.file._db
    floor = best(lambda: db.execute("SELECT * FROM change").fetchall(), 3)
    work = large.file.log.derived.rebuild if what.startswith("rebuild") else lambda: check(large)
    report(what, timed(benchmark, work, 1), floor, "reading all changes", benchmark=benchmark)


def test_the_command_line_starts_without_heavy_modules(benchmark: BenchmarkFixture, large_path: Path) -> None:
    """What opening and reading the plan imports, as a whole process, against bare Python."""
    bare = best(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)
    script = "import sqlite3, send_tracker.bootstrap, send_tracker.storage.plan_rows"
    ours = timed(benchmark, lambda: subprocess.run([sys.executable, "-c", script], check=True), 5)
    report("a process that can open a tracker", ours, bare, "bare Python", benchmark=benchmark)
