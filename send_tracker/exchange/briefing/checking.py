"""What speaks against issuing a briefing or paper, and what its readers do not get to see; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from send_tracker.domain.ledger import Finding
from send_tracker.exchange.briefing.content import briefing
from send_tracker.exchange.briefing.issuing import Made, findings_of
from send_tracker.exchange.briefing.material import gather
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
    roles = cover is not None and cover.roles
    material = gather(session, meeting, session.clock.now(), ahead=kind == "paper", roles=roles)
    document = paper(material, cover or Cover(meeting=meeting)) if kind == "paper" else briefing(material)
    audience = "board" if kind == "paper" else "public"
    return Checked(findings_of(session, Made(material, document, kind, audience)), document.left_out)
