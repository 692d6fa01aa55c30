"""Tools > Reassign actions: what somebody who leaves holds goes to somebody else."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidgetItem, QWidget

from send_tracker.domain.text import plural
from send_tracker.gui.dialogs.house_dialog import HouseDialog, put_in
from send_tracker.gui.forms.ui_reassign import Ui_ReassignForm
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LabelledField, LineField
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.workspace import Workspace
from send_tracker.services.filter_words import people
from send_tracker.services.reassign import ROLES, Holding, holdings, reassign

_ID = Qt.ItemDataRole.UserRole


class ReassignDialog(HouseDialog):
    """From whom, to whom, from which day, why, what, and on which actions."""

    def __init__(self, workspace: Workspace, person: str = "", parent: QWidget | None = None) -> None:
        """Make the dialog; ``person`` is who leaves, where that is known."""
        super().__init__(parent)
        self._workspace = workspace
        self._held: list[Holding] = []
        session = workspace.session
        everybody = people(session)
        self.form = Ui_ReassignForm()
        self.form.setupUi(self)

        # Fields
        self.person = ChoiceField(everybody, person or None, placeholder="Type to find")
        self.to = ChoiceField(everybody, placeholder="Type to find")
        self.day = DateField(session.today.isoformat(), today=lambda: session.today, days_only=True)
        self.reason = LineField(placeholder="Such as left the council")
        self.roles = {role: QCheckBox(words) for role, words in ROLES.items()}
        for holder, label, field in (
            (self.form.fromHolder, "From", self.person),
            (self.form.toHolder, "To", self.to),
            (self.form.dayHolder, "From this day on", self.day),
            (self.form.reasonHolder, "Why", self.reason),
        ):
            put_in(holder, LabelledField(label, field))
        row = FlowLayout(self.form.rolesHolder, gap=16)
        for box in self.roles.values():
            box.setChecked(True)
            box.toggled.connect(lambda _on: self.list_actions())
            row.addWidget(box)
        self.person.committed.connect(lambda _person: self.list_actions())
        self.form.actions.itemChanged.connect(lambda _item: self._count())
        self.form.cancel.clicked.connect(self.reject)
        self.form.reassign.clicked.connect(self.reassign)
        self.list_actions()
        self.finish_form()
        (self.to if person else self.person).setFocus()

    def list_actions(self) -> None:
        """List what is held, ticked."""
        person, wanted = self.person.value(), {r for r, box in self.roles.items() if box.isChecked()}
        held = holdings(self._workspace.session, person) if person else []
        self._held = [one for one in held if wanted & set(one.roles)]
        self.form.actions.blockSignals(True)
        self.form.actions.clear()
        for one in self._held:
            roles = ", ".join(ROLES[role].lower() for role in one.roles if role in wanted)
            item = QListWidgetItem(f"{one.ref} {one.title} ({roles})")
            item.setData(_ID, one.action)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.form.actions.addItem(item)
        self.form.actions.blockSignals(False)
        self._count()

    def chosen(self) -> list[str]:
        """Return the actions that are ticked."""
        items = [self.form.actions.item(row) for row in range(self.form.actions.count())]
        return [str(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _count(self) -> None:
        if not self.person.value():
            self.form.count.setText("Choose who leaves.")
        else:
            self.form.count.setText(f"{len(self.chosen())} of {plural(len(self._held), 'action')}")

    def reassign(self) -> None:
        """Do it and close; on a problem say it and stay."""
        for field in (self.person, self.to):
            field.commit()
        if not self.day.commit():
            return
        text, chosen = self.day.value(), self.chosen()
        done = self.attempt(
            reassign,
            self._workspace.session,
            self.person.value() or "",
            self.to.value() or "",
            chosen,
            [role for role, box in self.roles.items() if box.isChecked()],
            day=date.fromisoformat(text) if text else None,
            reason=self.reason.text(),
        )
        if done is not None:
            self._workspace.notice.emit(f"{plural(len(chosen), 'action')} reassigned. Ctrl+Z takes it back.")
            self.accept()
