"""The live preview says what the pack then holds: the same rows, the same headlines, for every reader."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from send_tracker.bootstrap import open_tracker
from send_tracker.cli import run
from send_tracker.domain.audience import Audience
from send_tracker.domain.problem import Problem
from send_tracker.exchange.briefing.checking import DocumentPreview, drafted
from send_tracker.exchange.outline import from_json, to_json
from send_tracker.exchange.pack import PackOf, PackOptions, check_pack, write_pack
from send_tracker.exchange.pack.preview import PackPreview
from send_tracker.services.programme import change

JULY = date(2025, 7, 3)


@pytest.mark.parametrize("audience", Audience)
def test_the_preview_counts_what_the_pack_holds(pristine_sample: Path, tmp_path: Path, audience: Audience) -> None:
    wanted = PackOf(None, JULY, PackOptions(audience=audience))
    with closing(open_tracker(pristine_sample, read_only=True)) as session, closing(PackPreview(session)) as looking:
        found = looking.look(wanted)
        made = write_pack(session, tmp_path / "pack.xlsx", **wanted._asdict())
    book = load_workbook(made.path)
    assert [part.name for part in found.parts] == book.sheetnames
    for name, holds in found.parts:
        if name not in ("Cover", "Contents"):
            assert int(holds.split()[0].replace(",", "")) == made.counts[name], name
    headlines = [row[1] for row in book["Headlines"].iter_rows(min_row=5, values_only=True)]
    assert list(found.says) == headlines[: len(found.says)]
    assert found.says
    assert ("Exceptions" in " ".join(found.left_out)) is (audience is Audience.PUBLIC)


def test_another_option_reads_nothing_again_and_an_edit_does(pristine_sample: Path, tmp_path: Path) -> None:
    own = Path(shutil.copy(pristine_sample, tmp_path / "own.sendtracker"))
    with closing(open_tracker(own)) as session, closing(PackPreview(session)) as looking:
        looking.look(PackOf())
        (kept,) = looking._read.values()
        outcome = session.register().outcomes[0]
        part = looking.look(PackOf(chosen=PackOptions(outcomes=(outcome.ref,), sheets=frozenset({"Plan"}))))
        assert [*looking._read.values()] == [kept]
        assert [p.name for p in part.parts] == ["Cover", "Contents", "Plan", "Sources"]
        mine = sum(a.outcome == outcome.id for a in session.register().actions)
        assert dict(part.parts)["Plan"] == f"{mine} actions"
        assert any(words.startswith("Not chosen: Status key, Headlines") for words in part.left_out)
        change(session, "action", session.register().actions[0].id, title="Another")
        looking.look(PackOf())
        assert [*looking._read.values()] != [kept]


def test_an_issue_is_checked_and_goes_through_a_process(pristine_sample: Path, tmp_path: Path) -> None:
    with closing(open_tracker(pristine_sample, read_only=True)) as session, closing(PackPreview(session)) as looking:
        found = looking.look(PackOf(), issue=True)
        assert found.findings == check_pack(session, PackOf())
        assert from_json(to_json(found)) == found
        with pytest.raises(Problem):
            looking.look(PackOf(date(2035, 1, 1)))
    target = tmp_path / "outline.json"
    assert run(["pack", str(pristine_sample), "-o", str(target), "--issue", "--outline"]) == 0
    assert from_json(target.read_text(encoding="utf-8")) == found


@pytest.mark.parametrize("kind", ["briefing", "paper"])
def test_the_preview_of_a_document_names_its_sections(pristine_sample: Path, tmp_path: Path, kind: str) -> None:
    with closing(open_tracker(pristine_sample, read_only=True)) as session:
        found = DocumentPreview(session, kind).look(JULY, issue=True)
        document = drafted(session, kind, JULY)
    assert [part.name for part in found.parts] == [section.title for section in document.sections]
    assert dict(found.parts)["Overall progress"].endswith("1 table, 1 chart")
    assert found.says[0].split()[0] in str(document.sections)
    target = tmp_path / "outline.json"
    assert run([kind, str(pristine_sample), "-o", str(target), "--meeting", "2025-07-03", "--issue", "--outline"]) == 0
    assert from_json(target.read_text(encoding="utf-8")) == found
