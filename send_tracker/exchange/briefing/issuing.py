"""Issuing a briefing or a paper: checked against the ledger, written, recorded; all of it or nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from send_tracker.domain.figures import Figure
from send_tracker.domain.kinds import new_id
from send_tracker.domain.ledger import Finding
from send_tracker.domain.problem import Problem
from send_tracker.exchange.briefing.ledger import ledger_figures
from send_tracker.exchange.briefing.material import Material
from send_tracker.exchange.document.blocks import Bullets, Document, Facts, Section
from send_tracker.exchange.document.read_back import lines_of
from send_tracker.exchange.document.verifying import HEADS, ISSUE, content_text
from send_tracker.exchange.document.word import Draw
from send_tracker.exchange.document.writing import check_ending, write_document
from send_tracker.exchange.safe_write import replacing
from send_tracker.services import issuing
from send_tracker.services.session import Session

OnRecord = Callable[[issuing.IssueRecord], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A document that can be issued: what it is made from, what it says, its kind and for whom it is."""

    material: Material
    document: Document
    kind: str
    audience: str


def findings_of(session: Session, made: Made) -> tuple[Finding, ...]:
    """Return what the ledger finds in the figures of a document."""
    return issuing.findings(session.present, ledger_figures(made.material, made.document))


def as_draft(made: Made) -> Document:
    """Return a document that says of itself that it is a draft."""
    document = made.document
    return replace(document, facts=(("Draft", "Not issued, and nothing of it is recorded"), *document.facts))


def issue(
    session: Session,
    made: Made,
    target: Path,
    *,
    reason: str | None = None,
    force: bool = False,
    draw: Draw | None = None,
    on_record: OnRecord | None = None,
) -> tuple[Finding, ...]:
    """Check a document, write it and record that it was issued; return what the ledger found.

    Args:
        session: the open file. made: the document. target: a .docx or .html file.
        reason: why it is issued in spite of what the ledger finds.
        force: replace a file of that name. draw: makes pictures of charts for Word.
        on_record: takes the record in place of the file's log, where this file is a copy of the one that is open.

    Raises:
        Unexplained: the ledger finds something that nobody explained, and there is no reason.
        Problem: the file is read-only, or the target cannot be written.
    """
    check_ending(target)
    if session.read_only:
        raise Problem("This file is open for reading only, so nothing can be issued from it.", "read-only")
    figures = ledger_figures(made.material, made.document)
    found = issuing.findings(session.present, figures)
    issuing.require_clear(found, reason)
    id = new_id()
    document = _stamped(made, id, found)
    with tempfile.TemporaryDirectory() as folder:
        written = write_document(document, Path(folder) / f"made{target.suffix}", made.material.made_at, draw=draw)
        record = _record(made, document, id, content_text(lines_of(written)), figures)
        with session.batch():
            if on_record is None:
                issuing.record_issue(session, record, reason)
            with replacing(target, force=force) as file:
                file.write(written.read_bytes())
    if on_record is not None:
        on_record(record)
    return found


def _record(made: Made, document: Document, id: str, content: str, figures: Sequence[Figure]) -> issuing.IssueRecord:
    material = made.material
    return issuing.IssueRecord(
        made.kind,
        f"{document.title}, {document.subtitle}",
        made.audience,
        material.day,
        "",
        material.register.heads,
        content,
        tuple(figures),
        material.meeting.id if material.meeting else "",
        material.position.id if material.position else "",
        id,
    )


def _stamped(made: Made, id: str, found: Sequence[Finding]) -> Document:
    """Return the document with its issue, the state of the log that it was made from, and explanations as notes."""
    explained = tuple(dict.fromkeys(f"{f.sentence} {f.explained}" for f in found if f.explained))
    notes = (Section("Explanations", (Bullets(explained),)),) if explained else ()
    stamp = Facts(((ISSUE, id), (HEADS, " ".join(made.material.register.heads))))
    about = Section("About this document", (stamp,), notes)
    return replace(made.document, sections=(*made.document.sections, about))
