"""A value that is redacted vanishes from what was issued, in this copy and in those that knew of the issue alone."""

from __future__ import annotations

import shutil
import zlib
from base64 import b85decode
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from send_tracker import bootstrap
from send_tracker.domain.kinds import REDACTED
from send_tracker.exchange.briefing import issue_briefing
from send_tracker.exchange.document.verifying import verify_document
from send_tracker.exchange.pack import PackOf, PackOptions, issue_pack, write_pack
from send_tracker.exchange.pack.verifying import verdict, verify_pack
from send_tracker.exchange.paper.writing import issue_paper
from send_tracker.services import issuing
from send_tracker.services.checking import check
from send_tracker.services.combine import combine
from send_tracker.services.labels import label
from send_tracker.services.redaction import redact, traces
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.file import TrackerFile
from tests.builders import Small, small_programme
from tests.exchange.reading import book_of

JULY = date(2025, 7, 3)
REASON = "The published figures stand"
SECRET = "Sam Hill moved to another school and must not be named here"


@pytest.fixture
def own(pristine_sample: Path, tmp_path: Path) -> Iterator[Session]:
    """A copy of the sample, where it takes a whole programme."""
    session = bootstrap.open_tracker(Path(shutil.copy(pristine_sample, tmp_path / "own.sendtracker")), author="Ana")
    yield session
    session.close()


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Small]:
    """A small programme with an obstacle that must not be known, which pack and paper print."""
    with small_programme(tmp_path / "ana.sendtracker") as small:
        told = Update(
            status="obstacles", reason="Staff", obstacle=SECRET, path_to_green="Hire two people by the autumn"
        )
        update_actions(small.session, small.actions[0], told)
        yield small


def take_out(session: Session, entity: str, words: str) -> None:
    found = [t.change for t in traces(session, entity, parts=True) if words in t.words]
    redact(session, found, "It names a child")


def kept_text(session: Session) -> str:
    """Return everything that is kept of issues, unzipped, straight from the log."""
    groups: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for row in session.file.reading.listed("issued_part"):
        groups.setdefault((row["issue"], row["what"]), []).append((row["order"], row.get("text") or ""))
    joined = ("".join(text for _, text in sorted(parts)) for parts in groups.values())
    found = [zlib.decompress(b85decode(text)).decode() for text in joined if text]
    return "\n".join(found)


def test_a_redacted_text_leaves_an_issued_pack_and_nothing_else_does(ana: Small, tmp_path: Path) -> None:
    own, action = ana.session, ana.actions[0]
    made = issue_pack(own, tmp_path / "pack.xlsx", PackOf(), reason=REASON).path
    assert SECRET in str([[c.value for c in row] for row in book_of(made)["Exceptions"]])
    assert SECRET in kept_text(own)
    take_out(own, action, SECRET)
    assert SECRET not in kept_text(own) and REDACTED in kept_text(own)
    assert check(own) == []
    (issue,) = issuing.issues(own)
    assert issue.is_redacted
    found = verify_pack(own, made)
    assert found.unaltered and not found.altered and not found.missing
    assert found.redacted and all(where.startswith(("Exceptions!", "Plan!")) for where in found.redacted), found
    assert "redacted" in " ".join(verdict(found)) and found.document_of()["redacted"] == list(found.redacted)


def test_an_alteration_is_still_found_beside_what_was_redacted(ana: Small, tmp_path: Path) -> None:
    own, action = ana.session, ana.actions[0]
    made = issue_pack(own, tmp_path / "pack.xlsx", PackOf(), reason=REASON).path
    take_out(own, action, SECRET)
    book = load_workbook(made)
    book["Plan"]["E6"] = "Complete, honestly"
    book.save(made)
    found = verify_pack(own, made)
    assert [a.where for a in found.altered] == ["Plan!E6"] and found.redacted


def test_the_pack_of_a_frozen_board_is_written_again_without_it(own: Session, tmp_path: Path) -> None:
    commitment = next(c for c in own.file.reading.listed("commitment") if "recovery plan" in c["wording"])
    chosen = PackOptions(frozenset({"Decisions and commitments"}))
    first = issue_pack(own, tmp_path / "first.xlsx", PackOf(meeting=JULY, chosen=chosen), reason=REASON)
    trace = next(t for t in traces(own, commitment["id"]) if t.field == "wording")
    redact(own, [trace.change], "Wrong wording")
    again = write_pack(own, tmp_path / "again.xlsx", meeting=JULY, chosen=chosen)
    assert again.issue == first.issue
    was, now = (
        [[c.value for c in row] for row in book_of(path)["Decisions and commitments"]]
        for path in (first.path, again.path)
    )
    changed = [(a, b) for x, y in zip(was, now, strict=True) for a, b in zip(x, y, strict=True) if a != b]
    assert changed == [("Bring a recovery plan for annual reviews.", f"{REDACTED}.")]


def test_a_paper_loses_it_too(ana: Small, tmp_path: Path) -> None:
    made = issue_paper(ana.session, tmp_path / "made.docx", reason=REASON).path
    assert SECRET in kept_text(ana.session)
    take_out(ana.session, ana.actions[0], SECRET)
    assert SECRET not in kept_text(ana.session)
    found = verify_document(ana.session, made)
    assert found.unaltered and found.redacted, found


def test_a_briefing_loses_a_statement_with_live_fields(own: Session, tmp_path: Path) -> None:
    made = issue_briefing(own, tmp_path / "made.html", reason=REASON).path
    statement = next(s for s in own.file.reading.listed("statement") if "More plans are finished" in str(s["public"]))
    assert "{" in statement["public"] and "More plans are finished on time" in kept_text(own)
    take_out(own, statement["id"], "More plans are finished")
    assert "More plans are finished on time" not in kept_text(own)
    found = verify_document(own, made)
    assert found.unaltered and found.redacted, found


def test_a_figure_that_is_taken_out_leaves_the_ledger_too(own: Session, tmp_path: Path) -> None:
    issue_pack(own, tmp_path / "pack.xlsx", PackOf(), reason=REASON)
    row = next(o for o in own.file.reading.listed("observation") if o.get("value") == "537")
    assert any(f.text == "537 referrals" for f in issuing.earlier_figures(own))
    take_out(own, row["id"], "537")
    assert "537 referrals" not in kept_text(own) and '"537"' not in kept_text(own)
    assert not any("537" in f.text for f in issuing.earlier_figures(own))


def test_a_second_redaction_takes_more_out(ana: Small, tmp_path: Path) -> None:
    own, action = ana.session, ana.actions[0]
    issue_pack(own, tmp_path / "pack.xlsx", PackOf(), reason=REASON)
    take_out(own, action, SECRET)
    update_actions(own, action, Update(obstacle="Another"))
    path = next(t for t in traces(own, action, parts=True) if "Hire two people" in t.words)
    redact(own, [path.change], "Not agreed")
    (issue,) = issuing.issues(own)
    content = issuing.content_of(own, issue)
    assert SECRET not in kept_text(own) and "Hire two people" not in kept_text(own)
    assert content.count(REDACTED) >= 2


def test_an_issue_that_the_redacting_copy_did_not_know_loses_it_when_they_meet(ana: Small, tmp_path: Path) -> None:
    """Ben issues what Ana redacts, without seeing each other; whoever takes in the other's copy has it out of both."""
    own, action = ana.session, ana.actions[0]
    bens = tmp_path / "ben.sendtracker"
    own.file.snapshot(bens)
    ben = Session(TrackerFile.open(bens), "Ben", ana.clock)
    try:
        made = issue_pack(ben, tmp_path / "ben.xlsx", PackOf(), reason=REASON).path
        whole = tmp_path / "ben as he issued.sendtracker"
        ben.file.snapshot(whole)
        take_out(own, action, SECRET)
        anas = tmp_path / "ana as she redacted.sendtracker"
        own.file.snapshot(anas)
        combine(ben, anas)
        combine(own, whole)
        for session in (ben, own):
            assert SECRET not in kept_text(session)
            assert check(session) == []
            found = verify_pack(session, made)
            assert found.unaltered and found.redacted, found
        ben.file.snapshot(tmp_path / "ben later.sendtracker")
        combine(own, tmp_path / "ben later.sendtracker")
        assert SECRET not in kept_text(own) and check(own) == []
        assert verify_pack(own, made).redacted
        assert all(label(own, edit) for _, edit in own.file.log.read_since())
    finally:
        ben.close()
