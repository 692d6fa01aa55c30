"""The Evidence tab: what shows that the action has worked; add, open and unlink."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Evidence
from send_tracker.gui.open_outside import open_outside, temporary_folder
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.evidence_row import EvidenceRow
from send_tracker.gui.widgets.fields import LabelledField, LineField
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services import evidence, filter_words
from send_tracker.services.action_view import ActionDetail
from send_tracker.services.assurance import set_strength
from send_tracker.services.evidence import Opening


class EvidenceTab(QWidget):
    """``add_file_wanted`` and ``paste_wanted`` are answered by the page."""

    add_file_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._opening: Opening | None = None

        # Parts
        self.confirm = Banner("warning", "")
        self.confirm.acted.connect(self._open_address)
        self.confirm.hide()
        self.link = LineField(placeholder="https://…  or the path of a file")
        self.link_title = LineField(placeholder="What it is called")
        self.link_title.returnPressed.connect(self._add_link)
        self.link_form = self._make_form()
        self.nothing = Label(
            "Nothing shows yet that this action has worked. Drop a file here.", token="muted", wrap=True
        )
        self._items = QVBoxLayout()
        self._items.setSpacing(0)
        self.rows: list[EvidenceRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 11, 0, 12)
        column.setSpacing(8)
        buttons = self._make_buttons()
        for part in (buttons, self.link_form, self.confirm, self.nothing):
            column.addWidget(part)
        self.writable = not editing.session.read_only
        buttons.setVisible(self.writable)
        column.addLayout(self._items)
        column.addStretch(1)

    def _make_buttons(self) -> QWidget:
        buttons = QWidget()
        flow = FlowLayout(buttons, 8, 8)
        flow.addWidget(Button("Add file…", "outline", "paperclip", self.add_file_wanted.emit))
        flow.addWidget(Button("Add link…", "outline", "link", self._ask_link))
        flow.addWidget(Button("Paste", "quiet", on_click=self.paste_wanted.emit))
        return buttons

    def _make_form(self) -> QWidget:
        """Return the two fields of a new link, hidden until they are asked for."""
        made = QWidget()
        form = QVBoxLayout(made)
        form.setContentsMargins(0, 4, 0, 4)
        form.setSpacing(8)
        form.addWidget(LabelledField("Link", self.link))
        form.addWidget(LabelledField("Title", self.link_title))
        form.addWidget(Button("Add link", "outline", on_click=self._add_link), 0, Qt.AlignmentFlag.AlignLeft)
        made.hide()
        return made

    def show_detail(self, detail: ActionDetail) -> None:
        """Show an action's evidence."""
        people = tuple(filter_words.people(self._editing.session))
        target, shown = detail.action.id, [row.item for row in self.rows]
        if shown != list(detail.evidence):
            open_id = next((row.item.id for row in self.rows if row.is_open), "")
            for row in self.rows:
                self._items.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [EvidenceRow(item, target, self) for item in detail.evidence]
            for row in self.rows:
                self._items.addWidget(row)
                row.show_people(people)
                row.set_open(row.item.id == open_id)
        self.nothing.setVisible(not detail.evidence)
        self.confirm.hide()

    # Links

    def _ask_link(self) -> None:
        self.link_form.setVisible(self.link_form.isHidden())
        self.link.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_link(self) -> None:
        address = self.link.value().strip()
        if not address:
            self.link.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        title = self.link_title.value().strip() or address
        sentence = self._editing.run(evidence.keep_link, self._editing.session, address, title, self._editing.ids)
        if sentence:
            self._editing.workspace.problem.emit(sentence)
            return
        self.link.set_value("")
        self.link_title.set_value("")
        self.link_form.hide()

    # Opening

    def open_item(self, item: Evidence) -> None:
        """Open what an item points to; a web address says first where it leads."""
        try:
            opening = evidence.prepare_opening(self._editing.session, item, temporary_folder())
        except Problem as problem:
            self._editing.workspace.problem.emit(problem.sentence)
            return
        if opening.host:
            self._opening = opening
            how = "in your browser" if opening.address is not None else "over the network"
            self.confirm.set_banner("warning", f"This opens {opening.host} {how}.", "Open")
            self.confirm.show()
        elif opening.path is not None:
            self._open_outside(QUrl.fromLocalFile(str(opening.path)))

    def _open_address(self) -> None:
        self.confirm.hide()
        if self._opening is not None and self._opening.address is not None:
            self._open_outside(QUrl(self._opening.address))
        elif self._opening is not None and self._opening.path is not None:
            self._open_outside(QUrl.fromLocalFile(str(self._opening.path)))
        self._opening = None

    def _open_outside(self, url: QUrl) -> None:
        self._editing.workspace.attempt(open_outside, url)

    def weigh(self, item: Evidence, target: str, strength: str) -> None:
        """Say how far an item goes for the action."""
        session = self._editing.session
        self._editing.workspace.attempt(set_strength, session, item.id, target, strength or None)

    @property
    def workspace(self) -> Workspace:
        """The open file in its window."""
        return self._editing.workspace

    def unlink(self, item: Evidence) -> None:
        """Take an item off the action; it stays in the register."""
        session = self._editing.session
        sentence = self._editing.run(evidence.link_evidence, session, item.id, self._editing.ids, on=False)
        if sentence:
            self._editing.workspace.problem.emit(sentence)
        else:
            self._editing.workspace.notice.emit(f"{item.ref} is no longer linked to this action. It stays in Evidence.")
