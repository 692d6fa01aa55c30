"""A tracker of 5,000 rows from pick to preview, against openpyxl reading the same book."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytest_benchmark.fixture import BenchmarkFixture

from send_tracker.exchange.intake.importing import preview_import
from send_tracker.services.intake import apply_rows
from tests.benchmarks.figures import best, report, timed
from tests.builders import new_session
from tests.exchange.intake.books import book

ROWS = 5_000
WORDS = [f"word{n}" for n in range(25)]
HEADS = ("Ref", "Action", "Description", "Lead", "Due date", "RAG", "Progress", "Cost code", "Partner", "Success")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifty outcomes of a hundred actions, ten columns, some statuses told by colour alone."""
    dice = random.Random(7)

    def text(words: int) -> str:
        return " ".join(dice.choices(WORDS, k=words)).capitalize()

    rows: list[tuple[object, ...]] = [HEADS]
    for number in range(ROWS):
        outcome, place = divmod(number, 100)
        if not place:
            rows.append((f"Outcome {outcome + 1}: {text(4)}",))
        status = dice.choice(("G", "Amber", "R", "Complete", None))
        rows.append(
            (
                f"{outcome + 1}.{place + 1}",
                text(9),
                text(30),
                f"Lead {dice.randrange(40)}",
                "31/05/2025",
                status,
                text(25),
                f"C{place}",
                "ICB",
                text(12),
            )
        )
    fills = {f"F{n}": "FFC000" for n in range(2, ROWS, 7)}
    return book(tmp_path_factory.mktemp("large") / "large.xlsx", rows, fills=fills)


def _read(path: Path) -> int:
    return sum(c.value is not None for row in load_workbook(path).active.iter_rows() for c in row)


def test_5_000_rows_from_pick_to_preview(benchmark: BenchmarkFixture, large: Path, tmp_path: Path) -> None:
    with new_session(tmp_path / "new.sendtracker") as small:
        theirs = best(lambda: _read(large), 2)
        ours = timed(benchmark, lambda: preview_import(small.session, large), 3)
        theirs = min(theirs, best(lambda: _read(large), 2))
        report("5,000 rows from pick to preview", ours, theirs, "openpyxl reading the same book", benchmark=benchmark)
        assert ours <= 3 * theirs


def test_5_000_rows_against_a_plan_that_has_them(benchmark: BenchmarkFixture, large: Path, tmp_path: Path) -> None:
    with new_session(tmp_path / "new.sendtracker") as small:
        apply_rows(small.session, preview_import(small.session, large).safe, "import-plan")
        theirs = best(lambda: _read(large), 2)
        ours = timed(benchmark, lambda: preview_import(small.session, large), 3)
        report("5,000 rows, all there already", ours, theirs, "openpyxl reading the same book", benchmark=benchmark)
        assert ours <= 4 * theirs


def test_5_000_rows_applied(benchmark: BenchmarkFixture, large: Path, tmp_path: Path) -> None:
    """A hundred thousand changes in one edit, in the window's own process."""
    with new_session(tmp_path / "new.sendtracker") as small:
        rows = preview_import(small.session, large).safe
        theirs = best(lambda: _read(large), 2)
        ours = timed(benchmark, lambda: apply_rows(small.session, rows, "import-plan"), 1)
        report("5,000 rows applied", ours, theirs, "openpyxl reading the same book", benchmark=benchmark)
        assert len(small.session.register().actions) == ROWS
        assert ours <= 4 * theirs
