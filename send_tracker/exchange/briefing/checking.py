"""A briefing or paper without writing it: what speaks against issuing it, what is left out, and its draft to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_tracker.domain.ledger import Finding
from send_tracker.exchange.briefing.content import briefing
from send_tracker.exchange.briefing.issuing import Made, as_draft, findings_of
from send_tracker.exchange.briefing.material import gather
from send_tracker.exchange.document.blocks import Document
from send_tracker.exchange.paper.content import Cover, paper
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class Checked:
    """What the ledger finds, and what is left out for the audience, in sentences."""

    findings: tuple[Finding, ...] = ()
    left_out: tuple[str, ...] = ()


def check_document(session: Session, kind: str, meeting: date | None, cover: Cover | None = None) -> Checked:
    """Check a document without writing it.

    Args:
        session: the open file. kind: "briefing" or "paper". meeting: the day of the board. cover: of a paper.

    Raises:
        Problem: there is no such meeting.
    """
    made = _made(session, kind, meeting, cover)
    return Checked(findings_of(session, made), made.document.left_out)


def drafted(session: Session, kind: str, meeting: date | None, cover: Cover | None = None) -> Document:
    """Return a document as a draft, to be shown or printed; see :func:`check_document`."""
    return as_draft(_made(session, kind, meeting, cover))


def _made(session: Session, kind: str, meeting: date | None, cover: Cover | None) -> Made:
    roles = cover is not None and cover.roles
    material = gather(session, meeting, session.clock.now(), ahead=kind == "paper", roles=roles)
    document = paper(material, cover or Cover(meeting=meeting)) if kind == "paper" else briefing(material)
    return Made(material, document, kind, "board" if kind == "paper" else "public")
