"""Each workbook of the corpus is read as it says beside it, applied once, and changes nothing a second time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from send_tracker.domain.intake.preview import Verdict
from send_tracker.exchange.intake.importing import preview_import
from send_tracker.services.intake import apply_rows
from tests.builders import new_session
from tests.exchange.intake.corpus import CASES, TODAY, Case


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_each_workbook_is_read_as_expected(case: Case, tmp_path: Path) -> None:
    source = case.build(tmp_path / "plan.xlsx")
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    with new_session(tmp_path / "plan.sendtracker", day=TODAY) as small:
        preview = preview_import(small.session, source)
        found = {v: len(preview.of(v)) for v in Verdict}
        reasons = [(r.row, r.why) for r in preview.rows if r.why]
        assert (found[Verdict.NEW], found[Verdict.DOUBTFUL], found[Verdict.REJECTED]) == (
            case.new,
            case.doubtful,
            case.rejected,
        ), reasons
        assert case.why in " ".join(w for _, why in reasons for w in why)
        for ref, fields in case.fields.items():
            (row,) = [r for r in preview.rows if r.ref == ref]
            said = {c.field: c.new for c in row.changes}
            assert {name: said.get(name) for name in fields} == fields
        apply_rows(small.session, preview.safe, "import-plan")
        again = preview_import(small.session, source)
        assert [r.ref for r in again.rows if r.verdict in (Verdict.NEW, Verdict.CHANGED)] == []
        assert len(again.of(Verdict.UNCHANGED)) == case.new
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before
