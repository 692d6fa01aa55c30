"""Issuing a document: the ledger's check, the record of what left the building, and finding it again.

An issue is an edit like any other, so it travels with every copy of the file. It holds the document's whole content,
zipped, so that what was issued can be compared, and written again, whatever becomes of the register and the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from send_tracker.domain.figures import Figure
from send_tracker.domain.kinds import REDACTED, Value, link_id, new_id
from send_tracker.domain.ledger import Finding, IssuedFigure, check, open_findings
from send_tracker.domain.problem import Problem
from send_tracker.services.issued_content import CONTENT, FIGURES, digest_of, kept_contents, most_redacted, parts
from send_tracker.services.programme import made
from send_tracker.services.session import Edited, Session

DOCUMENTS: Final = {"pack": "Board pack", "briefing": "Partner briefing", "paper": "Board paper"}


class Unexplained(Problem):
    """The ledger found something that nobody has explained, and no reason was given."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        number = len(self.findings)
        what = "One finding stands" if number == 1 else f"{number} findings stand"
        super().__init__(
            f"{what} against issuing this. Nothing was issued. Correct it, explain it, or give a reason.", "findings"
        )


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """What is recorded of a document that is issued.

    Attributes:
        document: a key of :data:`DOCUMENTS`. title: what it is called. meeting, position: ids, empty for none.
        audience: who it is for. as_at: the last day that counts. options: in words.
        heads: the heads of the log that it was made from. content: the whole of it, as any text.
        figures: what it prints. id: printed on it.
    """

    document: str
    title: str
    audience: str
    as_at: date
    options: str
    heads: tuple[str, ...]
    content: str
    figures: tuple[Figure, ...] = ()
    meeting: str = ""
    position: str = ""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Issue:
    """A document that was issued, as the file remembers it; ``issued_on`` is the ISO day, ``by`` the officer."""

    id: str
    document: str
    title: str
    meeting: str
    position: str
    audience: str
    as_at: str
    options: str
    heads: tuple[str, ...]
    digest: str
    issued_on: str
    by: str

    @property
    def is_redacted(self) -> bool:
        """Whether something was taken out of it since: the digest of the whole went with it."""
        return not self.digest


# Checking


def findings(session: Session, printed: Sequence[Figure]) -> tuple[Finding, ...]:
    """Return what the ledger finds in the figures of a document, explained findings among them."""
    return check(printed, earlier_figures(session), explanations(session))


def require_clear(found: Iterable[Finding], reason: str | None) -> None:
    """Stop an issue with findings that nobody explained, unless there is a reason.

    Raises:
        Unexplained: there are such findings.
    """
    waiting = open_findings(found)
    if waiting and not (reason or "").strip():
        raise Unexplained(waiting)


def explain(session: Session, finding: Finding, words: str) -> Edited:
    """Keep an explanation of a finding; it is printed as a note for as long as exactly that is found.

    Raises:
        Problem: nothing was said.
    """
    if not words.strip():
        raise Problem("Say how it comes about; the explanation is printed as a note.", "nothing")
    entity = link_id("figure_note", finding.digest)
    values: dict[str, Value] = {"finding": finding.digest, "note": words}
    return session.edit("explain-figure", made("figure_note", entity, values))


def explanations(session: Session) -> dict[str, str]:
    """Return the explanations by the fingerprint of their finding."""
    rows = session.file.reading.listed("figure_note")
    return {r["finding"]: r["note"] for r in rows if r.get("finding") and r.get("note")}


# Recording


def record_issue(session: Session, record: IssueRecord, reason: str | None = None) -> Edited:
    """Record that a document is issued. Write the document in the same batch, so that both are there or neither.

    Args:
        session: the file. record: what is issued. reason: why it is issued in spite of findings.
    """
    values: dict[str, Value] = {
        "document": record.document,
        "title": record.title,
        "meeting": record.meeting,
        "position": record.position,
        "audience": record.audience,
        "as_at": record.as_at.isoformat(),
        "options": record.options,
        "heads": "\n".join(record.heads),
        "digest": digest_of(record.content),
    }
    drafts = made("issue", record.id, {k: v for k, v in values.items() if v})
    drafts += parts(record.id, CONTENT, record.content)
    drafts += parts(record.id, FIGURES, json.dumps([_kept(f) for f in record.figures], ensure_ascii=False))
    # Not offered to Ctrl+Z: what left the building cannot be called back.
    with session.founding():
        return session.edit("issue-document", drafts, reason, record.meeting or None)


def _kept(figure: Figure) -> list[str]:
    return [figure.key, figure.as_at, figure.source, figure.text, figure.value_text]


def to_plain(record: IssueRecord) -> dict[str, Any]:
    """Return a record as plain data, for a window whose documents are made from a copy of its file."""
    plain: dict[str, Any] = {name: getattr(record, name) for name in _TEXTS}
    return {
        **plain,
        "as_at": record.as_at.isoformat(),
        "heads": list(record.heads),
        "figures": [_kept(f) for f in record.figures],
    }


def from_plain(plain: Mapping[str, Any]) -> IssueRecord:
    """Return the record that plain data hold; of its figures only what is kept."""
    texts = {name: str(plain[name]) for name in _TEXTS}
    figures = tuple(
        Figure(key, "", "", text, Decimal(value) if value else None, "", as_at=as_at, source=source)
        for key, as_at, source, text, value in plain["figures"]
    )
    as_at = date.fromisoformat(plain["as_at"])
    return IssueRecord(as_at=as_at, heads=tuple(plain["heads"]), figures=figures, **texts)


_TEXTS: Final = ("document", "title", "audience", "options", "content", "meeting", "position", "id")


# Reading


def issues(session: Session) -> tuple[Issue, ...]:
    """Return everything that was issued, the oldest first."""
    reading = session.file.reading
    rows = reading.listed("issue")
    if not rows:
        return ()
    by = reading.authors("issue", "exists")
    found = [_issue(row, by.get(row["id"], ("", ""))) for row in rows]
    return tuple(sorted(found, key=lambda i: (i.issued_on, i.id)))


def _issue(row: Mapping[str, Any], by: tuple[str, str]) -> Issue:
    names = ("document", "title", "meeting", "position", "audience", "as_at", "options")
    given = {name: str(row.get(name) or "") for name in names}
    heads = tuple(str(row.get("heads") or "").split())
    return Issue(id=row["id"], heads=heads, digest=str(row.get("digest") or ""), issued_on=by[1], by=by[0], **given)


def issue_of(session: Session, id: str) -> Issue | None:
    """Return one issue; None where this file does not know it."""
    return next((i for i in issues(session) if i.id == id), None)


def issue_of_position(session: Session, position: str, document: str, audience: str, options: str) -> Issue | None:
    """Return the last issue of a frozen position that was made for the same readers with the same options."""
    wanted = (position, document, audience, options)
    found = [i for i in issues(session) if (i.position, i.document, i.audience, i.options) == wanted]
    return found[-1] if found else None


def content_of(session: Session, issue: Issue) -> str:
    """Return the content of an issue, without what was redacted since.

    Raises:
        Problem: a part of it is missing, or it is not what was issued.
    """
    kept = dict(kept_contents(session, issue.id))
    content = kept.get(CONTENT)
    if content is not None and digest_of(content) == issue.digest:
        return content
    rewritten = most_redacted(kept, CONTENT) if issue.is_redacted else None
    if rewritten is None:
        raise Problem(
            f"The content of “{issue.title}” is not whole in this file, so nothing can be compared.", "no-content"
        )
    return rewritten


def earlier_figures(session: Session) -> tuple[IssuedFigure, ...]:
    """Return what every issue printed, the oldest issue first."""
    found: list[IssuedFigure] = []
    for issue in issues(session):
        kept = dict(kept_contents(session, issue.id))
        text = kept.get(FIGURES) or most_redacted(kept, FIGURES)
        rows = [row for row in (json.loads(text) if text else ()) if REDACTED not in row]
        day = issue.issued_on[:10]
        found += [IssuedFigure(k, at, by, words, value, issue.title, day) for k, at, by, words, value in rows]
    return tuple(found)


def heads_known(session: Session, heads: Iterable[str]) -> bool:
    """Tell whether all of some heads, of which there is at least one, are edits of this file."""
    wanted = list(heads)
    return bool(wanted) and all(session.present.file.log.knows(head) for head in wanted)
