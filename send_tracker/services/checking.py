"""Is the file sound? Pages, hashes, attached files, and derived tables against the log.

Opening looks at header, pages and schema (``storage/opening.py``); :func:`ladder` are the rungs after these, which
every opening climbs too; :func:`check` is all of it, attached files and positions as well.
"""

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
    parts = (_loose_and_log, _files, _derived)
    found = [finding for part in parts for finding in _looked_at(part, session)]
    return found or _looked_at(_positions, session)  # what positions stand on is the log itself


def ladder(session: Session) -> list[Finding]:
    """Climb the rungs that are left after opening: indexes, every hash of the log, the derived tables against it.

    The bytes of attached files are not read: each is held against its hash when it is.
    """
    return damaged_indexes(session) or [f for part in (_loose_and_log, _derived) for f in _looked_at(part, session)]


def make_sure(session: Session) -> bool:
    """Climb the ladder, and make what is derived again where it is not as the log says.

    Returns:
        Whether it was made again: nothing of the log was touched then, and nothing is lost.

    Raises:
        Problem: the log is not sound, or it is a file for reading in which nothing can be made again.
    """
    found = ladder(session)
    if found:
        mend(session, found)
    return bool(found)


def mend(session: Session, found: list[Finding]) -> None:
    """Make what is derived again, if that is all that was found.

    Raises:
        Problem: it is not; nothing was changed.
    """
    wrong = [finding for finding in found if finding.code != "derived" or session.read_only]
    if wrong:
        raise Problem(
            f"“{session.home.name}” is not sound: {wrong[0].sentence} Nothing was changed.",
            "unsound",
        )
    session.file.make_derived_again()
    session.forget()


def _looked_at(part: Callable[[Session], list[Finding]], session: Session) -> list[Finding]:
    """Return what one part of the check finds; rows that cannot even be read are such a finding."""
    try:
        return part(session)
    except (*UNREADABLE, ValueError, TypeError, KeyError, IndexError, AttributeError, Problem):
        return [Finding("unreadable-rows", "Some rows of the file cannot be read as what they should be.")]


def damaged_indexes(session: Session) -> list[Finding]:
    """Return what SQLite finds wrong between tables and indexes of the open file; a copy of it has its own."""
    found = session.file.check_indexes()
    return [_pages(found[0])] if found else []


def damaged_pages(session: Session) -> list[Finding]:
    """Return what SQLite finds wrong with the pages of the open file; a copy of it would not show this."""
    pages = session.file.check_pages()
    return [_pages(pages[0])] if pages else []


def _pages(words: str) -> Finding:
    return Finding("pages", f"SQLite finds the pages damaged: {words}.")


def _loose_and_log(session: Session) -> list[Finding]:
    """Return what is wrong with the log. A sound one is told in one pass; only in another is each edit looked at."""
    if session.file.log_is_sound():
        return []
    return [finding for part in (_loose, _log) for finding in _looked_at(part, session)]


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
    if not damaged:
        return []  # and the whole register need not be read
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
