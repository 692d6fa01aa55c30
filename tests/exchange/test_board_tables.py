"""Registers of the board cycle: in the pack and as exports, alike, and without what is for the team only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from send_tracker.exchange.export import export
from send_tracker.exchange.pack import write_pack
from send_tracker.services import deciding, decisions, evidence, meetings, risks, statements
from send_tracker.services.meeting_lookup import meeting_on
from tests.builders import FIRST_DAY, Small, small_programme
from tests.exchange.reading import book_of, table_of

KINDS = ["meetings", "decisions", "commitments", "questions", "risks"]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker") as found:
        session = found.session
        meetings.add_meeting(session, FIRST_DAY, theme="=1+1")
        board = meeting_on(session, FIRST_DAY).id
        made = decisions.record_decision(session, board, "=cmd() is decided", [found.actions[0]], decided_by="Board")
        promise = deciding.decide_commitment(
            session, made, "Report back", owner=found.people[0], due=(FIRST_DAY - timedelta(days=1)).isoformat()
        )
        evidence.add_evidence(session, "Proof", [promise])
        decisions.ask(session, "Why?", board, asked_by="A member", about=found.actions[1])
        risks.add_risk(session, "Vacancies", [found.actions[0]], likelihood=4, impact=5, cause="a", effect="b")
        statements.set_statement(session, found.outcomes[0], internal="For the team only", board="For the board")
        yield found


def test_every_register_is_exported_with_its_links(small: Small, tmp_path: Path) -> None:
    result = export(small.session, KINDS, tmp_path / "all.json")
    assert result.counts == dict.fromkeys(KINDS, 1)
    found = json.loads(result.path.read_text(encoding="utf-8"))
    assert found["decisions"][0] | {"note": ""} == {
        "ref": "D1",
        "meeting": "2025-01-06",
        "wording": "=cmd() is decided",
        "decided_by": "Board",
        "concerns": ["1.1", "CM1"],
        "note": "",
    }
    assert (found["commitments"][0]["owner"], found["commitments"][0]["evidence"]) == ("Head of service 1", ["E1"])
    assert (found["questions"][0]["about"], found["questions"][0]["answer"]) == (["2.1"], "")
    risk = found["risks"][0]
    assert (risk["score"], risk["sentence"], risk["threatens"]) == (20, "If a, then b.", ["1.1"])
    assert found["meetings"][0]["theme"] == "=1+1"
    for kind in KINDS:
        for ending in ("csv", "xlsx"):
            assert export(small.session, [kind], tmp_path / f"{kind}.{ending}").counts == {kind: 1}


def test_the_pack_lists_what_is_open_first_and_runs_no_formula(small: Small, tmp_path: Path) -> None:
    book = book_of(write_pack(small.session, tmp_path / "pack.xlsx").path)
    rows = table_of(book["Decisions and commitments"])
    assert [(r["Kind"], r["Reference"], r["Status"]) for r in rows] == [
        ("Commitment", "CM1", "Overdue"),
        ("Question", "Q1", "Waiting"),
        ("Decision", "D1", "Decided"),
    ]
    assert rows[2]["Wording"] == "=cmd() is decided"
    assert not [
        c for page in book for row in page.iter_rows() for c in row if c.data_type == "f" and page.title != "Sources"
    ]
    (risk,) = table_of(book["Risks"])
    assert (risk["Score now"], risk["Threatens"]) == (20, "1.1")


def test_what_is_for_the_team_only_leaves_the_file_in_no_export(small: Small, tmp_path: Path) -> None:
    export(small.session, ["changes", *KINDS, "actions"], tmp_path / "all.json")
    text = (tmp_path / "all.json").read_text(encoding="utf-8")
    assert "For the board" in text
    assert "For the team only" not in text
    pack = write_pack(small.session, tmp_path / "pack.xlsx").path
    cells = [str(c.value) for page in book_of(pack) for row in page.iter_rows() for c in row]
    assert not [c for c in cells if "For the team only" in c]


def test_registers_of_an_earlier_day(small: Small, tmp_path: Path) -> None:
    small.on(date(2025, 2, 3))
    decisions.set_commitment(small.session, _first(small), "closed", "Done")
    now = export(small.session, ["commitments"], tmp_path / "now.json")
    then = export(small.session, ["commitments"], tmp_path / "then.json", as_at=FIRST_DAY)
    statuses = [json.loads(r.path.read_text(encoding="utf-8"))["rows"][0]["status"] for r in (now, then)]
    assert statuses == ["closed", "open"]


def _first(small: Small) -> str:
    return decisions.open_commitments(small.session)[0].id
