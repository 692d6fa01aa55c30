"""Issuing a briefing: the ledger's gate, the record, and verifying what came back, in both formats."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from send_tracker import bootstrap
from send_tracker.domain.problem import Problem
from send_tracker.exchange.briefing import issue_briefing, write_briefing
from send_tracker.exchange.document.read_back import lines_of
from send_tracker.exchange.pack import PackOf, check_pack
from send_tracker.exchange.paper import Cover, issue_paper
from send_tracker.exchange.verifying import verify
from send_tracker.services import issuing
from send_tracker.services.session import Session

JULY = date(2025, 7, 3)
REASON = "The published figures stand"


@pytest.fixture
def own(pristine_sample: Path, tmp_path: Path) -> Iterator[Session]:
    """A copy of the sample that may be edited."""
    session = bootstrap.open_tracker(Path(shutil.copy(pristine_sample, tmp_path / "own.sendtracker")), author="Ana")
    yield session
    session.close()


def test_findings_stop_an_issue_until_there_is_a_reason(own: Session, tmp_path: Path) -> None:
    before, target = own.file.log.count(), tmp_path / "briefing.html"
    with pytest.raises(issuing.Unexplained) as raised:
        issue_briefing(own, target, meeting=JULY)
    twice = [f.sentence for f in raised.value.findings if f.code == "twice"]
    assert any("52.86%" in s and "47.3%" in s for s in twice)
    assert any("55 weeks" in s and "56 weeks" in s for s in twice)
    assert not target.exists() and own.file.log.count() == before
    made = issue_briefing(own, target, meeting=JULY, reason=REASON)
    assert own.file.log.count() == before + 1
    assert {f.sentence for f in made.findings} >= set(twice)
    issue = issuing.issues(own)[-1]
    assert (issue.document, issue.audience, issue.as_at, issue.by) == ("briefing", "public", "2025-07-03", "Ana")


def test_a_draft_says_so_prints_the_findings_and_records_nothing(own: Session, tmp_path: Path) -> None:
    before = own.file.log.count()
    made = write_briefing(own, tmp_path / "draft.html", meeting=JULY)
    assert any(f.code == "twice" for f in made.findings)
    assert own.file.log.count() == before
    found = verify(own, made.path)
    assert not found.unaltered and "draft" in found.problem
    assert any(line.text.startswith("Draft: Not issued") for line in lines_of(made.path))


@pytest.mark.parametrize("name", ["briefing.docx", "briefing.html"])
def test_what_was_issued_is_verified_and_an_alteration_is_found(own: Session, tmp_path: Path, name: str) -> None:
    target = issue_briefing(own, tmp_path / name, meeting=JULY, reason=REASON).path
    found = verify(own, target)
    assert found.unaltered and found.log_head_known, found
    if name.endswith(".docx"):
        file = docx.Document(str(target))
        cell: Any = next(c for t in file.tables for r in t.rows for c in r.cells if c.text == "52.86%")
        cell.paragraphs[0].runs[0].text = "62.86%"
        next(p for p in file.paragraphs if p.text.startswith("It meets every"))._p.getparent().remove(
            next(p for p in file.paragraphs if p.text.startswith("It meets every"))._p
        )
        file.save(str(target))
    else:
        text = target.read_text(encoding="utf-8")
        changed = text.replace("<td>52.86%</td>", "<td>62.86%</td>", 1)
        assert changed != text
        start = changed.index("<p>It meets every")
        target.write_text(changed[:start] + changed[changed.index("</p>", start) + 4 :], encoding="utf-8")
    found = verify(own, target)
    assert not found.unaltered
    assert [(a.where, "52.86%" in a.was, "62.86%" in a.now) for a in found.altered] == [
        ("O1: Timely EHC assessments", True, True)
    ]
    assert len(found.missing) == 1 and "It meets every six weeks" in found.missing[0]


def test_an_explanation_is_printed_and_opens_the_gate(own: Session, tmp_path: Path) -> None:
    for finding in write_briefing(own, tmp_path / "draft.html", meeting=JULY).findings:
        issuing.explain(own, finding, "Two counts, both in print; the board uses the data report.")
    target = issue_briefing(own, tmp_path / "briefing.html", meeting=JULY).path
    assert "Two counts, both in print" in target.read_text(encoding="utf-8")


def test_a_briefing_and_a_pack_account_for_a_figure_under_one_key(own: Session, tmp_path: Path) -> None:
    """What the briefing printed is held against the pack that comes after it."""
    issue_briefing(own, tmp_path / "briefing.html", meeting=JULY, reason=REASON)
    printed = {f.key: f.text for f in issuing.earlier_figures(own)}
    assert len(printed) > 60
    assert not [f for f in check_pack(own, PackOf(meeting=JULY)) if f.code == "contradicts"]


def test_a_paper_is_issued_too_and_a_strange_file_is_refused(own: Session, tmp_path: Path) -> None:
    target = issue_paper(own, tmp_path / "paper.docx", cover=Cover(meeting=JULY), reason=REASON).path
    assert verify(own, target).unaltered
    target.write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(Problem, match="damaged"):
        verify(own, target)


def test_a_target_that_is_there_leaves_no_record(own: Session, tmp_path: Path) -> None:
    before, target = own.file.log.count(), tmp_path / "briefing.html"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(Problem, match="exists already"):
        issue_briefing(own, target, meeting=JULY, reason=REASON)
    assert target.read_text(encoding="utf-8") == "mine" and own.file.log.count() == before


def test_the_command_line_issues_and_verifies(pristine_sample: Path, tmp_path: Path, capsys: Any) -> None:
    from send_tracker.cli import run

    own = str(shutil.copy(pristine_sample, tmp_path / "own.sendtracker"))
    target = str(tmp_path / "briefing.html")
    assert run(["briefing", own, "--meeting", "2025-07-03", "-o", target, "--issue"]) == 1
    assert not Path(target).exists()
    assert "47.3%" in capsys.readouterr().out
    assert run(["briefing", own, "--meeting", "2025-07-03", "-o", target, "--issue", "--reason", REASON]) == 0
    capsys.readouterr()
    assert run(["verify-pack", own, target, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["unaltered"] and found["log_head_known"] and found["altered"] == []
