"""The evidence register: add, attach, link, open, and whether a linked file is still what it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from send_tracker.domain.evidence_filter import LinkState
from send_tracker.domain.file_names import clean_name, may_open
from send_tracker.domain.kinds import EXISTS, Value, new_id
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import next_free
from send_tracker.domain.register import Evidence
from send_tracker.domain.text import clean_text
from send_tracker.services.programme import link_drafts, made, set_fields, set_links
from send_tracker.services.session import Edited, Session
from send_tracker.storage.evidence_files import fingerprint
from send_tracker.storage.opened import is_open_here

LINK_WORDS = {
    LinkState.STORED: "Kept in this file",
    LinkState.PRESENT: "Linked file, unchanged",
    LinkState.CHANGED: "Linked file has changed since it was logged",
    LinkState.MISSING: "Linked file is missing",
    LinkState.WEB: "Web address",
    LinkState.NONE: "No file",
}


@dataclass(frozen=True, slots=True)
class Opening:
    """What may be handed to the system: a file to save first and open, or an address with its host.

    A path on a server has its host too: whoever opens it is told where it leads first.
    """

    path: Path | None = None
    address: str | None = None
    host: str = ""


def next_evidence_reference(session: Session) -> str:
    """Return the next free evidence reference, such as E119."""
    return next_free("E", session.file.reading.values_ever("evidence", "ref"))


def add_evidence(session: Session, title: str, targets: Iterable[str] = (), **values: Value) -> str:
    """Log an evidence item and link it; return its id. Its reference and logging day are given if left out.

    Raises:
        Problem: it has no title, or a value cannot be kept.
    """
    if not clean_text(title):
        raise Problem("Evidence needs a title.", "no-title")
    evidence = new_id()
    values.setdefault("ref", next_evidence_reference(session))
    values.setdefault("logged_date", session.today.isoformat())
    values.setdefault("type", "other")
    values.setdefault("sensitivity", "official")
    drafts = made("evidence", evidence, {"title": title, **values})
    drafts += set_links("evidence_link", ("evidence", evidence), "target", (), targets)
    session.edit("add-evidence", drafts)
    return evidence


def attach_file(session: Session, path: Path, targets: Iterable[str] = (), **values: Value) -> str:
    """Keep a file inside the tracker as a new evidence item; return its id.

    Raises:
        Problem: the file cannot be read, is empty, or is larger than the programme allows.
    """
    return attach_bytes(session, path.name, read_file(session, path), targets, **values)


def read_file(session: Session, path: Path) -> bytes:
    """Return the bytes of a file that is to be kept.

    Raises:
        Problem: it cannot be read, is empty, or is larger than the programme allows.
    """
    limit = session.programme.file_limit_mb
    _not_our_own(path)
    try:
        size = path.stat().st_size
        if size > limit * 1024 * 1024:
            raise Problem(
                f"“{path.name}” is {size / 1024 / 1024:.1f} MB; the most that is kept in the file is {limit} MB. "
                "Keep it as a link instead, or attach a shorter extract.",
                "file-too-large",
            )
        content = path.read_bytes()
    except OSError as error:
        raise Problem(f"“{path.name}” cannot be read: {error.strerror or error}.", "unreadable") from error
    if not content:
        raise Problem(f"“{path.name}” is empty, so there is nothing to attach.", "empty-file")
    return content


def give_file(session: Session, evidence: str, path: Path) -> Edited:
    """Keep a file inside the tracker as that of an item logged before; a link it had gives way to it.

    Raises:
        Problem: the file cannot be read, is empty, or is larger than the programme allows.
    """
    content = read_file(session, path)
    with session.batch():
        digest = session.file.evidence_files.put(content)
        values: dict[str, Value] = {"file_hash": digest, "file_name": clean_name(path.name), "file_size": len(content)}
        return change_evidence(session, evidence, **values, link=None, link_hash=None)


def attach_bytes(session: Session, name: str, content: bytes, targets: Iterable[str] = (), **values: Value) -> str:
    """Keep bytes, such as a pasted picture, as a new evidence item; return its id.

    Raises:
        Problem: there is nothing in it, or it is larger than the programme allows.
    """
    limit = session.programme.file_limit_mb
    if not content:
        raise Problem(f"“{name}” is empty, so there is nothing to attach.", "empty-file")
    if len(content) > limit * 1024 * 1024:
        raise Problem(f"“{name}” is larger than {limit} MB, the most that is kept in the file.", "file-too-large")
    shown = clean_name(name)
    title = str(values.pop("title", "") or shown.rpartition(".")[0].replace("_", " ").replace("-", " ") or shown)
    with session.batch():
        digest = session.file.evidence_files.put(content)
        return add_evidence(
            session, title, targets, file_hash=digest, file_name=shown, file_size=len(content), **values
        )


def keep_link(session: Session, link: str, title: str, targets: Iterable[str] = (), **values: Value) -> str:
    """Log an evidence item that stays where it is: a web address or a file on a drive; return its id."""
    if _is_web(link):
        return add_evidence(session, title, targets, link=link, **values)
    _not_our_own(Path(link))
    return add_evidence(session, title, targets, link=link, link_hash=fingerprint(Path(link)), **values)


def _is_web(link: str) -> bool:
    """Tell a web address from a path; what cannot be read as an address is a path."""
    try:
        address = urlsplit(link)
        return address.scheme in ("http", "https") and bool(address.hostname)
    except ValueError:
        return False


def server_of(link: str) -> str:
    """Return the server that a network path leads to; empty for one on this computer."""
    plain = link.strip().replace("\\", "/")
    return plain.lstrip("/").partition("/")[0] if plain.startswith("//") else ""


def _not_our_own(path: Path) -> None:
    """Refuse the open tracker file itself: reading it would drop the lock that protects it."""
    if is_open_here(path):
        raise Problem("That is the tracker file you have open, which cannot be its own evidence.", "own-file")


def change_evidence(session: Session, evidence: str, **values: Value) -> Edited:
    """Change fields of an evidence item.

    Raises:
        Problem: the title would be emptied.
    """
    if "title" in values and not clean_text(str(values["title"] or "")):
        raise Problem("Evidence needs a title. The old one was kept.", "no-title")
    return session.edit("change-evidence", set_fields("evidence", evidence, values))


def link_evidence(session: Session, evidence: str, targets: Iterable[str], on: bool = True) -> Edited | None:
    """Link an item to actions, outcomes or themes, or take such links away."""
    linked = session.file.reading.linked("evidence_link", "evidence", evidence, "target")
    drafts: list[Draft] = []
    for target in targets:
        if (target in linked) is not on:
            drafts += link_drafts("evidence_link", {"evidence": evidence, "target": target}, on)
    return session.edit("link-evidence", drafts) if drafts else None


def withdraw_evidence(session: Session, evidence: str, reason: str | None = None) -> Edited:
    """Take an item out of the register. It is never deleted, and an undo brings it back."""
    return session.edit("withdraw-evidence", [Draft("evidence", evidence, EXISTS, False)], reason)


def link_state(evidence: Evidence) -> LinkState:
    """Look whether what an item points to is still there and unchanged."""
    if evidence.file_hash:
        return LinkState.STORED
    if not evidence.link:
        return LinkState.NONE
    if _is_web(evidence.link):
        return LinkState.WEB
    now = fingerprint(Path(evidence.link))
    if now is None:
        return LinkState.MISSING
    return LinkState.CHANGED if evidence.link_hash and now != evidence.link_hash else LinkState.PRESENT


def prepare_opening(session: Session, evidence: Evidence, folder: Path) -> Opening:
    """Return what may be opened of an item, through the allow list; a kept file is first written to ``folder``.

    Raises:
        Problem: it is of a kind that could run, is missing, or has nothing to open.
    """
    if evidence.file_hash:
        name = clean_name(evidence.file_name or evidence.ref)
        _allow(name)
        target = folder / f"{evidence.file_hash[:12]}-{name}"
        content = session.file.evidence_files.get(evidence.file_hash)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not target.exists() or target.read_bytes() != content:
                target.write_bytes(content)
        except OSError as error:
            raise Problem(f"“{name}” could not be put out to be opened: {error.strerror}.", "unwritable") from error
        return Opening(path=target)
    if not evidence.link:
        raise Problem(f"{evidence.ref} has no file and no link to open.", "nothing-to-open")
    if _is_web(evidence.link):
        return Opening(address=evidence.link, host=urlsplit(evidence.link).hostname or "")
    path = Path(evidence.link)
    _allow(path.name)
    if server := server_of(evidence.link):
        return Opening(path=path, host=server)  # to look whether it is there would already ask the server
    if not path.is_file():
        raise Problem(f"The linked file of {evidence.ref} is not where it was: {evidence.link}", "link-missing")
    return Opening(path=path)


def save_file_copy(session: Session, evidence: Evidence, target: Path) -> Path:
    """Write a copy of an item's file to ``target`` and return where it is.

    Raises:
        Problem: there is no file, or it cannot be read or written.
    """
    _not_our_own(target)
    try:
        if evidence.file_hash:
            content = session.file.evidence_files.get(evidence.file_hash)
        elif evidence.link and link_state(evidence) is not LinkState.WEB:
            _not_our_own(Path(evidence.link))
            content = Path(evidence.link).read_bytes()
        else:
            raise Problem(f"{evidence.ref} has no file to copy.", "nothing-to-copy")
        target.write_bytes(content)
    except OSError as error:
        raise Problem(f"The copy could not be written: {error.strerror or error}.", "unwritable") from error
    return target


def _allow(name: str) -> None:
    if not may_open(name):
        raise Problem(
            f"“{name}” is of a kind that could run a program, so it is not opened from here. Save a copy instead.",
            "not-openable",
        )
