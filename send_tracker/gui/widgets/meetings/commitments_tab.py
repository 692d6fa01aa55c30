"""Commitments: those made at a meeting, or those that are open wherever they were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from send_tracker.domain.board_rows import COMMITMENT_STATUSES, Commitment
from send_tracker.domain.dates import show_short
from send_tracker.domain.text import plural
from send_tracker.gui.choose_file import documents
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.measure.rows_table import RowsEntry
from send_tracker.gui.widgets.meetings.ask_line import Given
from send_tracker.gui.widgets.meetings.evidence_links import EvidenceLinks
from send_tracker.gui.widgets.meetings.link_list import LinkList
from send_tracker.gui.widgets.meetings.meeting_part import MeetingPart
from send_tracker.gui.widgets.meetings.record_form import WIDE, FieldAsk
from send_tracker.gui.widgets.meetings.records_part import WITHDRAW, Verb, reason
from send_tracker.services.decisions import change_commitment, promise, set_commitment, withdraw_commitment
from send_tracker.services.meetings import agenda


class CommitmentsTab(MeetingPart):
    """The tab: what was promised at this meeting, and what was carried to it from those before."""

    noun = "Commitments"
    adding = "Add a commitment"
    empty = "No commitments yet."
    heads = ("Ref", "Commitment", "Owner", "Due", "Status")
    fields = (
        FieldAsk("wording", "Commitment", "text", WIDE),
        FieldAsk("owner", "Owner", "choice"),
        FieldAsk("due", "Due", "date"),
        FieldAsk("note", "Note", "text", WIDE),
    )
    verbs = (
        Verb("under_way", "Under way"),
        Verb("closed", "Close…", reason("How was it met?"), "check"),
        Verb("dropped", "Drop…", reason("Why is it given up?")),
        Verb("open", "Open again"),
        Verb(WITHDRAW, "Withdraw…", reason("Why is it taken out?"), "x"),
    )

    def below(self) -> Sequence[QWidget]:
        """Return what led to it, and what shows that it was met."""
        self.links = LinkList("Decided by")
        self.evidence = EvidenceLinks(self.workspace)
        for part in (self.links, self.evidence):
            part.opened.connect(self.opened)
        self.mail_button = Button("Write e-mails to the owners…", "outline", "file-text", self.write_mails)
        self.mail_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return (self.links, self.evidence, self.mail_button)

    def offer(self) -> None:
        """Offer people."""
        self.form.set_choices("owner", self.cycle.people)

    def _commitments(self) -> list[Commitment]:
        assert self.meeting is not None
        made = [c for c in self.cycle.book.commitments if c.meeting == self.meeting.id]
        return [*made, *agenda(self.session, self.meeting)[1]]

    def rows(self) -> Sequence[RowsEntry]:
        """Return the commitments; what is late stands out, and says so."""
        return [RowsEntry(c.id, self._cells(c), c.is_late(self.session.today)) for c in self._commitments()]

    def _cells(self, c: Commitment) -> tuple[str, ...]:
        status = COMMITMENT_STATUSES.get(c.status, c.status)
        if c.is_late(self.session.today):
            status += ", late"
        if c.meeting != self.meeting_id:
            status += ", carried"
        return (c.ref, c.wording, self.cycle.called.get(c.owner or "", ""), show_short(c.due), status)

    def _one(self, id: str) -> Commitment:
        return next(c for c in self.cycle.book.commitments if c.id == id)

    def values(self, id: str) -> Mapping[str, str | None]:
        """Return the fields of a commitment."""
        c = self._one(id)
        return {"wording": c.wording, "owner": c.owner, "due": c.due, "note": c.note}

    def filled(self, id: str) -> None:
        """Show the decisions that ask for it, and offer the statuses that it has not."""
        made_by = [d.id for d in self.cycle.book.decisions if id in d.links] if id else []
        self.links.show_links(made_by, self.cycle.names, frozenset(), can_edit=False)
        self.links.setVisible(bool(made_by))
        self.evidence.show_record(id, self.cycle, not self.session.read_only)
        status = self._one(id).status if id else ""
        for code in COMMITMENT_STATUSES:
            self.buttons[code].setVisible(code != status)

    def write_mails(self) -> None:
        """Write an e-mail for each person who owes this board something, into a folder that is chosen."""
        from send_tracker.exchange.board_mail import write_notices

        folder = QFileDialog.getExistingDirectory(self, "Write e-mails to the owners", str(documents()))
        if not folder or self.meeting is None:
            return
        made = self.workspace.attempt(write_notices, self.session, self.meeting, Path(folder), force=True)
        if made is not None:
            words = plural(len(made), "e-mail")
            self.workspace.notice.emit(f"{words} written to {folder}. Open each, add the address and send it.")

    def save(self, id: str, key: str, value: Any) -> object:
        """Save one field."""
        return change_commitment(self.session, id, **{key: value})

    def add(self, given: Given) -> str:
        """Record what was promised here."""
        return promise(self.session, given["words"], self.meeting_id)

    def run(self, key: str, id: str, given: Given) -> object:
        """Set its status, or take it out."""
        if key == WITHDRAW:
            return withdraw_commitment(self.session, id, given["reason"])
        return set_commitment(self.session, id, key, given.get("reason", ""))
