"""The evidence register out and in again: nothing is lost, and nothing changes twice."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from send_tracker.bootstrap import open_tracker
from send_tracker.cli import run
from send_tracker.domain.intake.preview import Verdict
from send_tracker.domain.problem import Problem
from send_tracker.exchange.export import export
from send_tracker.exchange.intake.evidence import preview_evidence
from send_tracker.services.evidence import add_evidence
from send_tracker.services.intake_evidence import apply_evidence
from send_tracker.services.session import FixedClock, Session
from send_tracker.services.undo import undo
from tests.builders import small_programme
from tests.exchange.conftest import MADE_AT
from tests.exchange.intake.books import book


def _rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["rows"]
    return rows


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_an_export_brought_back_changes_nothing(ending: str, sample: Session, tmp_path: Path) -> None:
    export(sample, ["evidence"], tmp_path / f"evidence.{ending}")
    preview = preview_evidence(sample, tmp_path / f"evidence.{ending}")
    assert {r.verdict for r in preview.rows} == {Verdict.UNCHANGED}
    assert len(preview.rows) == len(sample.register().evidence)


def test_a_register_brought_into_another_file_loses_only_the_files(
    pristine_sample: Path, sample: Session, tmp_path: Path
) -> None:
    """Into a copy of the same plan whose evidence was withdrawn, item by item."""
    export(sample, ["evidence"], tmp_path / "before.json")
    rows = _rows(tmp_path / "before.json")
    for row in rows:
        row["ref"] = f"N{row['ref']}"
        row["title"] = f"Again: {row['title']}"
    document = {"what": "evidence", "rows": rows}
    (tmp_path / "new.json").write_text(json.dumps(document), encoding="utf-8")
    copy = Path(shutil.copy(pristine_sample, tmp_path / "copy.sendtracker"))
    session = open_tracker(copy, clock=FixedClock(MADE_AT))
    preview = preview_evidence(session, tmp_path / "new.json")
    assert {r.verdict for r in preview.rows} == {Verdict.NEW}
    apply_evidence(session, preview.safe)
    export(session, ["evidence"], tmp_path / "after.json")
    after = {r["ref"]: r for r in _rows(tmp_path / "after.json")}
    files = ("file_name", "file_size")
    assert [{k: v for k, v in after[r["ref"]].items() if k not in files} for r in rows] == [
        {k: v for k, v in r.items() if k not in files} for r in rows
    ]
    undo(session)
    assert len(session.register().evidence) == len(rows)
    session.close()


def test_rows_are_compared_and_what_is_odd_waits(tmp_path: Path) -> None:
    with small_programme(tmp_path / "p.sendtracker") as small:
        small.on(date(2025, 7, 4))
        add_evidence(small.session, "Audit of plans", [small.actions[0]], ref="E1", shows="Half are good")
        heads = ("Title", "Reference", "Type", "Supports", "What it shows", "Source")
        rows = [
            ("Audit of plans", "E1", "Audit", "1.1; 2.1", "Half are good", "Council"),
            ("Survey", None, "Survey", "O1", None, None),
            ("Odd", "E7", "Rumour", "9.9", None, None),
            (None, "E9", None, None, "x", None),
        ]
        source = book(tmp_path / "e.xlsx", [["Evidence register"], heads, *rows])
        preview = preview_evidence(small.session, source)
        assert [r.verdict.value for r in preview.rows] == ["changed", "new", "doubtful", "rejected"]
        assert {c.field: c.new for c in preview.rows[0].changes} == {
            "type": "Audit", "supports": "1.1; 2.1", "source": "Council"
        }  # fmt: skip
        assert "Rumour" in preview.rows[2].why[0] and "no 9.9" in preview.rows[2].why[1]
        apply_evidence(small.session, preview.safe)
        items = {e.ref: e for e in small.session.register().evidence}
        assert set(items["E1"].targets) == set(small.actions[:2])
        assert items["E2"].targets == (small.outcomes[0],)
        again = preview_evidence(small.session, source)
        assert [r.verdict.value for r in again.rows] == ["unchanged", "unchanged", "doubtful", "rejected"]


def test_what_is_no_register_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with small_programme(tmp_path / "p.sendtracker") as small:
        with pytest.raises(Problem):
            preview_evidence(small.session, book(tmp_path / "e.xlsx", [["Name", "Size"], ["a", 1]]))
        tracker = small.session.path
    (tmp_path / "e.json").write_text('{"what": "actions", "rows": []}', encoding="utf-8")
    assert run(["import", str(tracker), str(tmp_path / "e.json"), "--what", "evidence"]) == 2
    (tmp_path / "e.json").write_text('{"what": "evidence", "rows": [{"title": "New"}]}', encoding="utf-8")
    assert run(["import", str(tracker), str(tmp_path / "e.json"), "--what", "evidence", "--apply", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["rows"], document["new"]) == (1, 1)
