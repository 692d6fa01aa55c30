"""The pack of a frozen position: the same for ever, and what changed since the board before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from send_tracker import bootstrap
from send_tracker.domain.problem import Problem
from send_tracker.exchange.pack import write_pack
from send_tracker.services import decisions, evidence, measures, plan, programme, risks
from send_tracker.services.board_reading import read_board
from send_tracker.services.compare import compare_points, read_point
from send_tracker.services.ending import withdraw
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.meeting_lookup import meeting_on
from send_tracker.services.positions import freeze, position_on
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from tests.exchange.reading import book_of, table_of

MADE_AT = datetime(2025, 7, 4, 9, 30, tzinfo=UTC)
JULY = date(2025, 7, 3)


@pytest.fixture
def own(pristine_sample: Path, tmp_path: Path) -> Iterator[Session]:
    """A copy of the sample that may be edited."""
    session = bootstrap.open_tracker(Path(shutil.copy(pristine_sample, tmp_path / "own.sendtracker")), author="Ana")
    yield session
    session.close()


def cells(path: Path) -> dict[str, list[list[Any]]]:
    book = book_of(path)
    return {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in book}


def pack_of(session: Session, folder: Path, name: str) -> dict[str, list[list[Any]]]:
    return cells(write_pack(session, folder / name, meeting=JULY, made_at=MADE_AT).path)


def test_the_pack_of_a_board_stays_the_same_whatever_comes_later(own: Session, tmp_path: Path) -> None:
    before = pack_of(own, tmp_path, "before.xlsx")
    action = own.register().actions[3]
    update_actions(own, action.id, Update(status="at_risk", reason="Typed late", as_at=date(2025, 6, 1)))
    plan.change_action(own, action.id, title="Reworded afterwards", ref="9.99")
    withdraw(own, [own.register().actions[5].id], "Merged")
    evidence.withdraw_evidence(own, own.register().evidence[0].id, "Not ours")
    programme.change_level(own, replace(own.scale["complete"], label="Delivered", rank=1))
    programme.change(own, "person", own.register().people[0].id, name="Somebody else")
    measure = next(m for m in read_measures(own).measures if m.ref == "M12")
    measures.change_measure(own, measure.id, title="Retitled", definition="Redefined")
    measures.record(own, [measures.Entry(measure.id, "2025-05", value=Decimal(99), source="late")], confirmed=True)
    risks.rate_risk(own, read_board(own).risks[0].id, 1, 1, "Afterwards")
    decisions.record_decision(own, meeting_on(own, JULY).id, "Decided afterwards")
    assert pack_of(own, tmp_path, "after.xlsx") == before
    own.file.positions.forget()
    own.file.log.derived.rebuild()
    assert pack_of(own, tmp_path, "rebuilt.xlsx") == before


def test_since_last_board_is_the_comparison_of_the_two_positions(own: Session, tmp_path: Path) -> None:
    book = book_of(write_pack(own, tmp_path / "pack.xlsx", meeting=JULY).path)
    page = book["Since last board"]
    found = compare_points(own, read_point(own, "2025-05-22"), read_point(own, "2025-07-03"))
    assert "the position frozen for 22 May 2025 to the position frozen for 3 July 2025" in page["A2"].value
    assert f"{len(found.better)} better, {len(found.worse)} worse, {found.unchanged} unchanged" in page["A2"].value
    rows = table_of(page)
    worse = [(r["Reference"], r["Direction"]) for r in rows if r["Difference"] == "Status worse"]
    assert worse == [(m.action.ref, "▼ Worse") for m in found.worse]
    assert [r["Reference"] for r in rows if r["Difference"] == "Evidence added"] == [
        e.ref for e in found.evidence.added
    ]


def test_the_first_board_has_nothing_before_it(own: Session, tmp_path: Path) -> None:
    book = book_of(write_pack(own, tmp_path / "pack.xlsx", meeting=date(2023, 6, 8)).path)
    (row,) = table_of(book["Since last board"])
    assert "There is no earlier board to compare with." in row.values()


def test_a_board_that_is_not_frozen_is_live_at_its_data_cut_off(own: Session, tmp_path: Path) -> None:
    board = meeting_on(own, JULY)
    own.edit("undo", own.file.strike(position_on(own, JULY).n))  # type: ignore[union-attr]
    programme.change(own, "meeting", board.id, cutoff="2025-05-31")
    assert write_pack(own, tmp_path / "live.xlsx", meeting=JULY).as_at == date(2025, 5, 31)
    freeze(own, meeting_on(own, JULY))
    result = write_pack(own, tmp_path / "frozen.xlsx", meeting=JULY)
    assert result.as_at == date(2025, 5, 31)
    facts = {row["About this pack"]: row["Details"] for row in table_of(book_of(result.path)["Cover"])}
    assert facts["Frozen position"].startswith("Frozen by Ana")


def test_two_positions_are_settled_before_there_is_a_pack(own: Session, tmp_path: Path) -> None:
    position = position_on(own, JULY)
    assert position is not None
    number = own.edit("undo", own.file.strike(position.n)).n
    freeze(own, meeting_on(own, JULY))
    own.edit("redo", own.file.strike(number))
    with pytest.raises(Problem) as raised:
        write_pack(own, tmp_path / "pack.xlsx", meeting=JULY)
    assert raised.value.code == "two-positions"
    assert not (tmp_path / "pack.xlsx").exists()
