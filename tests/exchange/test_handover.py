"""Handover in the pack and in the export says what the screen says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from send_tracker.domain.handover import STAGE_LABELS
from send_tracker.exchange.export import export
from send_tracker.exchange.pack import write_pack
from send_tracker.services.handover import read_handover
from send_tracker.services.session import Session
from tests.exchange.conftest import MADE_AT
from tests.exchange.reading import book_of, table_of


def test_the_pack_lists_it(sample: Session, tmp_path: Path) -> None:
    write_pack(sample, tmp_path / "pack.xlsx", made_at=MADE_AT)
    rows = table_of(book_of(tmp_path / "pack.xlsx")["Handover"])
    found = read_handover(sample)
    assert len(found) == 59
    assert [(r["Stage"], r["Reference"]) for r in rows] == [(STAGE_LABELS[h.stage], h.action.ref) for h in found]
    assert [r["What is missing"] or "" for r in rows] == [h.missing for h in found]


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_the_export_lists_it(sample: Session, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"handover.{ending}"
    found = read_handover(sample)
    assert export(sample, ["handover"], target).counts == {"handover": len(found)}
    if ending == "json":
        rows = json.loads(target.read_text(encoding="utf-8"))["rows"]
        assert [(r["stage"], r["ref"], r["lacks"]) for r in rows] == [
            (h.stage.value, h.action.ref, list(h.lacks)) for h in found
        ]
    only = [found[3].id]
    assert export(sample, ["handover"], target, only=only, force=True).counts == {"handover": 1}
