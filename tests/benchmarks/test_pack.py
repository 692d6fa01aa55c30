"""The board pack of 500 actions, against a bare openpyxl workbook with the same values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pytest_benchmark.fixture import BenchmarkFixture

from send_tracker.domain.log import Draft
from send_tracker.exchange.pack import write_pack
from send_tracker.services import programme
from send_tracker.services.session import FixedClock, Session
from send_tracker.storage.file import TrackerFile
from tests.benchmarks.figures import best, report, timed
from tests.benchmarks.generate import LAST, Writer, link, made, plan

ACTIONS, RATINGS, EVIDENCE = 500, 8, 100


@pytest.fixture(scope="module")
def middling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A programme of 500 actions, each rated several times, with evidence."""
    path = tmp_path_factory.mktemp("middling") / "middling.sendtracker"
    session = Session(TrackerFile.create(path), "Ana", FixedClock(datetime(2025, 7, 4, 10, tzinfo=UTC)))
    with session.founding():
        programme.describe_programme(session, name="Middling", cycle_weeks=6, sample_date=LAST.isoformat())
        programme.set_scale(session, "nottinghamshire")
        writer = Writer(session)
        actions = list(islice(plan(writer), ACTIONS))
        for _ in range(RATINGS):
            for action in actions:
                code = writer.dice.choice(("on_track", "obstacles", "at_risk", "complete", "embedded"))
                drafts = [Draft("action", action, "status", code), Draft("action", action, "ask", writer.text(4, 12))]
                writer.write("set-status", drafts, writer.text(3, 8))
        for number in range(EVIDENCE):
            id = next(writer.ids)
            values = {
                "ref": f"E{number}",
                "title": writer.text(3, 8),
                "type": "data_report",
                "shows": writer.text(5, 12),
            }
            ends = link("evidence_link", evidence=id, target=writer.dice.choice(actions))
            writer.write("add-evidence", [*made("evidence", id, dict(values)), *ends])
    yield session
    session.close()


def values_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return what stands in the cells of a workbook, by sheet."""
    book = load_workbook(path)
    found = {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    book.close()
    return found


def write_bare(sheets: dict[str, list[tuple[Any, ...]]], path: Path) -> None:
    """Write the values and nothing else."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)


def test_the_pack_of_500_actions(benchmark: BenchmarkFixture, middling: Session, tmp_path: Path) -> None:
    target = tmp_path / "pack.xlsx"
    result = write_pack(middling, target)
    assert result.counts["Plan"] == ACTIONS
    sheets = values_of(target)
    bare = best(lambda: write_bare(sheets, tmp_path / "bare.xlsx"), 5)
    ours = timed(benchmark, lambda: write_pack(middling, target, force=True), 5)
    bare = min(bare, best(lambda: write_bare(sheets, tmp_path / "bare.xlsx"), 3))
    report("the pack of 500 actions", ours, bare, "openpyxl, the same cells bare", benchmark=benchmark)
    assert ours <= 3 * bare
