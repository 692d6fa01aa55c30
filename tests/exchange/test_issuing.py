"""Issuing a pack: the ledger's gate, the record, verifying, and writing an old board's pack again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from send_tracker import bootstrap
from send_tracker.cli import run
from send_tracker.domain.problem import Problem
from send_tracker.exchange.change_rows import ISSUED, change_rows
from send_tracker.exchange.pack import PackOf, check_pack, issue_pack, write_pack
from send_tracker.exchange.pack.stored import from_text, to_text
from send_tracker.exchange.pack.verifying import verify_pack
from send_tracker.services import issuing, plan
from send_tracker.services.labels import label
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from tests.exchange.reading import book_of, table_of

JULY = date(2025, 7, 3)
REASON = "The published figures stand"


@pytest.fixture
def own(pristine_sample: Path, tmp_path: Path) -> Iterator[Session]:
    """A copy of the sample that may be edited."""
    session = bootstrap.open_tracker(Path(shutil.copy(pristine_sample, tmp_path / "own.sendtracker")), author="Ana")
    yield session
    session.close()


@pytest.fixture
def issued(own: Session, tmp_path: Path) -> Path:
    """The pack of the July board, issued."""
    return issue_pack(own, tmp_path / "issued.xlsx", PackOf(meeting=JULY), reason=REASON).path


def cells(path: Path) -> dict[str, list[list[Any]]]:
    book = book_of(path)
    return {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in book}


def test_findings_stop_an_issue_until_there_is_a_reason(own: Session, tmp_path: Path) -> None:
    before = own.file.log.count()
    target = tmp_path / "pack.xlsx"
    with pytest.raises(issuing.Unexplained) as raised:
        issue_pack(own, target, PackOf())
    sentences = " ".join(f.sentence for f in raised.value.findings)
    assert "52.86%" in sentences and "47.3%" in sentences
    assert "55 weeks" in sentences and "56 weeks" in sentences
    assert not target.exists()
    assert own.file.log.count() == before
    made = issue_pack(own, target, PackOf(), reason=REASON)
    assert own.file.log.count() == before + 1
    (issue,) = issuing.issues(own)
    assert (issue.id, issue.by, issue.document) == (made.issue, "Ana", "pack")


def test_an_explanation_is_printed_as_a_note(own: Session, tmp_path: Path) -> None:
    wait = next(f for f in check_pack(own, PackOf()) if "55 weeks" in f.sentence)
    with pytest.raises(Problem):
        issuing.explain(own, wait, "  ")
    issuing.explain(own, wait, "The progress report rounds up.")
    found = {f.digest: f.explained for f in check_pack(own, PackOf())}
    assert found[wait.digest] == "The progress report rounds up."
    book = book_of(issue_pack(own, tmp_path / "pack.xlsx", PackOf(), reason=REASON).path)
    noted = [r["Printed"] for r in table_of(book["Sources"]) if "rounds up" in str(r["Please note"])]
    assert sorted(noted) == ["55 weeks", "56 weeks"]


def test_an_issued_pack_is_unaltered_until_a_cell_is(own: Session, issued: Path, tmp_path: Path) -> None:
    found = verify_pack(own, issued)
    assert found.unaltered and found.log_head_known, found
    book = load_workbook(issued)
    book["Plan"]["E12"] = "Complete, honestly"
    book["Measures"].delete_rows(8)
    del book["Risks"]
    book.save(tmp_path / "altered.xlsx")
    told = verify_pack(own, tmp_path / "altered.xlsx")
    assert not told.unaltered
    assert [(a.where, a.now) for a in told.altered] == [("Plan!E12", "Complete, honestly")]
    assert len(told.missing) == 2
    assert told.missing[0].startswith("Measures, row 8: M4")
    assert told.missing[1] == "The sheet Risks"


def test_another_file_does_not_know_the_issue(issued: Path, pristine_sample: Path, tmp_path: Path) -> None:
    other = bootstrap.open_tracker(Path(shutil.copy(pristine_sample, tmp_path / "other.sendtracker")))
    try:
        told = verify_pack(other, issued)
    finally:
        other.close()
    assert not told.unaltered and told.problem and told.log_head_known
    assert told.document_of()["unaltered"] is False


def test_the_command_line_keeps_its_contract(own: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = own.path
    own.close()
    target = tmp_path / "cli.xlsx"
    words = ["pack", str(path), "-o", str(target), "--issue"]
    assert run(words) == 1
    assert "Nothing was issued" in capsys.readouterr().out
    assert not target.exists()
    assert run([*words, "--reason", REASON]) == 0
    capsys.readouterr()
    assert run(["verify-pack", str(path), str(target), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"document", "unaltered", "altered", "missing", "log_head_known"} <= told.keys()
    assert told["unaltered"] is True and told["altered"] == [] and told["missing"] == []
    draft = tmp_path / "draft.xlsx"
    assert run(["pack", str(path), "-o", str(draft)]) == 0
    assert run(["verify-pack", str(path), str(draft)]) == 1
    assert "This is a draft" in capsys.readouterr().out


def test_the_pack_of_an_old_board_comes_out_as_it_was_issued(own: Session, issued: Path, tmp_path: Path) -> None:
    action = own.register().actions[0]
    update_actions(own, action.id, Update(status="at_risk", reason="Late news"))
    plan.change_action(own, action.id, title="Another title")
    again = write_pack(own, tmp_path / "again.xlsx", meeting=JULY)
    assert again.issue
    was, now = cells(issued), cells(again.path)
    for pack in (was, now):
        pack["Cover"] = [row for row in pack["Cover"] if row[0] != "Made on"]
    assert was == now
    assert verify_pack(own, again.path).unaltered


def test_a_change_of_a_figure_that_was_issued_is_found(own: Session, issued: Path, tmp_path: Path) -> None:
    issue_pack(own, tmp_path / "first.xlsx", PackOf(), reason=REASON)
    assert "contradicts" not in {f.code for f in check_pack(own, PackOf())}
    update_actions(own, own.register().actions[0].id, Update(status="at_risk", reason="Late news"))
    found = [f for f in check_pack(own, PackOf()) if f.code == "contradicts"]
    assert any("now, but 97% (59 of 61)" in f.sentence for f in found)


def test_the_history_names_an_issue_and_prints_none_of_its_content(own: Session, issued: Path) -> None:
    rows = [r for r in change_rows(own, None) if r.verb == "issue-document"]
    assert {r.reason for r in rows} == {REASON}
    assert {r.value for r in rows if (r.kind, r.field) == ("issued_part", "text")} == {ISSUED}
    assert label(own, own.file.log.edit(own.file.log.count())) == "issue of a document"


def test_what_is_kept_of_a_pack_reads_back_the_same(own: Session, issued: Path) -> None:
    (issue,) = issuing.issues(own)
    text = issuing.content_of(own, issue)
    assert to_text(from_text(text)) == text
    with pytest.raises(Problem):
        from_text(text.replace('"version":1', '"version":9'))


def test_a_target_that_cannot_be_written_leaves_nothing_recorded(own: Session, tmp_path: Path) -> None:
    before = own.file.log.count()
    target = tmp_path / "pack.xlsx"
    target.write_bytes(b"open in Excel")
    (tmp_path / "~$pack.xlsx").write_bytes(b"")
    with pytest.raises(Problem) as raised:
        issue_pack(own, target, PackOf(), reason=REASON, force=True)
    assert raised.value.code == "open"
    assert own.file.log.count() == before
    assert target.read_bytes() == b"open in Excel"
    assert issuing.issues(own) == ()
