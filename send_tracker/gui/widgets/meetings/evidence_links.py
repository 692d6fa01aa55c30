"""The evidence of a commitment or of an answer: tied to it here, and read where all evidence is."""

from __future__ import annotations

from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.link_list import LinkList
from send_tracker.gui.workspace import Workspace
from send_tracker.services.evidence import link_evidence

_KIND = frozenset({"evidence"})


class EvidenceLinks(LinkList):
    """The items that show that it was done, for one record at a time."""

    def __init__(self, workspace: Workspace) -> None:
        """Make it empty."""
        super().__init__("Evidence", "Tie an item of evidence to it")
        self._workspace = workspace
        self._record = ""
        self.added.connect(lambda item: self._tie(item, on=True))
        self.removed.connect(lambda item: self._tie(item, on=False))

    def show_record(self, record: str, cycle: Cycle, can_edit: bool) -> None:
        """Show the evidence of a record; nothing without one."""
        self._record = record
        self.setVisible(bool(record))
        if record:
            tied = self._workspace.session.file.reading.linked("evidence_link", "target", record, "evidence")
            self.show_links([id for id in cycle.evidence if id in tied], cycle.evidence, _KIND, can_edit)

    def _tie(self, item: str, on: bool) -> None:
        if self._record:
            self._workspace.attempt(link_evidence, self._workspace.session, item, [self._record], on)
