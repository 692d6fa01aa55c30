"""Is the file sound? Pages, hashes, attached files, and derived tables against the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from send_tracker.domain.dates import long_date
from send_tracker.domain.log import blanks, broken_hashes
from send_tracker.domain.problem import Problem
from send_tracker.services.positions import positions, reads_as_frozen
from send_tracker.services.session import Session
from send_tracker.storage.opening import UNREADABLE


@dataclass(frozen=True, slots=True)
class Finding:
    """Something unsound: a stable code and a plain sentence."""

    code: str
    sentence: str


def check(session: Session) -> list[Finding]:
    """Return what is wrong with the open file; nothing for a sound one. The file is not changed."""
    pages = damaged_pages(session)
    if pages:
        return pages
    parts = (_loose, _log, _files, _derived)
    found = [finding for part in parts for finding in _looked_at(part, session)]
    return found or _looked_at(_positions, session)  # what positions stand on is the log itself


def _looked_at(part: Callable[[Session], list[Finding]], session: Session) -> list[Finding]:
    """Return what one part of the check finds; rows that cannot even be read are such a finding."""
    try:
        return part(session)
    except (*UNREADABLE, ValueError, TypeError, KeyError, IndexError, AttributeError, Problem):
        return [Finding("unreadable-rows", "Some rows of the file cannot be read as what they should be.")]


def damaged_pages(session: Session) -> list[Finding]:
    """Return what SQLite finds wrong with the pages of the open file; a copy of it would not show this."""
    pages = session.file.check_pages()
    return [Finding("pages", f"SQLite finds the pages damaged: {pages[0]}.")] if pages else []


def _loose(session: Session) -> list[Finding]:
    """Return the rows of the log that no edit reaches, so that no hash speaks for them."""
    return [
        Finding("log-loose", f"The table {table} of the log holds rows that belong to nothing ({count}).")
        for table, count in session.file.loose_rows().items()
    ]


def _log(session: Session) -> list[Finding]:
    found: list[Finding] = []
    known: set[str] = set()
    parents: set[str] = set()
    redacted = session.file.redactions()
    for number, edit in session.file.log.read_since():
        found += [
            Finding("log-hash", f"Edit {number} of {edit.recorded_at[:10]} does not fit its hash ({part}).")
            for part in broken_hashes(edit)
        ]
        if any(place not in redacted for place in blanks(edit)):
            found.append(Finding("log-blank", f"A value of edit {number} is blank, and no redaction names it."))
        if any(p not in known for p in edit.parents):
            found.append(Finding("log-chain", f"Edit {number} follows an edit that is not in the file."))
        known.add(edit.id)
        parents.update(edit.parents)
    if tuple(sorted(known - parents)) != session.file.log.heads():
        found.append(Finding("log-heads", "The newest edits on record are not the newest in the log."))
    return found


def _files(session: Session) -> list[Finding]:
    damaged = set(session.file.evidence_files.damaged())
    return [
        Finding("evidence-file", f"The file attached to {e.ref} is damaged.")
        for e in session.register().evidence
        if e.file_hash in damaged
    ]


def _derived(session: Session) -> list[Finding]:
    tables = session.file.tables_unlike_the_log()
    return [
        Finding("derived", f"The table {t} does not agree with the log. It can be rebuilt from it.") for t in tables
    ]


def _positions(session: Session) -> list[Finding]:
    """Compare what each frozen position is read from with the digest that its edit carries."""
    found = []
    for position in positions(session):
        if not reads_as_frozen(session, position):
            day = long_date(position.day or position.cutoff)
            found.append(Finding("position", f"The position for {day} does not fit its digest."))
    return found
