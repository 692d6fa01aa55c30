"""Tools > People and partners: who leads, and which organisations take part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QTableWidget, QTableWidgetItem, QWidget

from send_tracker.domain.kinds import field_of
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Organisation, Person
from send_tracker.gui.dialogs.house_dialog import HouseDialog, fill, prepare_table, put_in
from send_tracker.gui.forms.ui_people import Ui_PeopleForm
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.workspace import Workspace
from send_tracker.services.parts import add_named
from send_tracker.services.programme import change

COLUMNS = {"person": ("name", "role", "aliases"), "organisation": ("name", "short", "aliases")}
_ID = Qt.ItemDataRole.UserRole


class PeopleDialog(HouseDialog):
    """Two tables whose cells are edited in place; each change is an edit of its own."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.form = Ui_PeopleForm()
        self.form.setupUi(self)
        self.tables = {"person": self.form.people, "organisation": self.form.partners}
        for kind, table in self.tables.items():
            employer = ["Organisation"] if kind == "person" else []
            self._prepare(table, [*(field_of(kind, name).label for name in COLUMNS[kind]), *employer])
            table.cellChanged.connect(lambda row, column, k=kind: self._changed(k, row, column))
        for kind, line, button in (
            ("person", self.form.newPerson, self.form.addPerson),
            ("organisation", self.form.newPartner, self.form.addPartner),
        ):
            button.clicked.connect(lambda _checked, k=kind, typed=line: self.add(k, typed))
            line.returnPressed.connect(button.click)
            line.setEnabled(not workspace.session.read_only)
            button.setEnabled(not workspace.session.read_only)
        self.reassign_button = Button("Reassign the actions of the person chosen…", "link", on_click=self.reassign)
        self.reassign_button.setEnabled(not workspace.session.read_only)
        put_in(self.form.reassignHolder, self.reassign_button)
        self.form.close.clicked.connect(self.accept)
        self.form.close.setDefault(False)
        self.form.close.setAutoDefault(False)
        self.fill()
        self.finish_form()
        self.form.newPerson.setFocus()

    def _prepare(self, table: QTableWidget, words: list[str]) -> None:
        prepare_table(table, words)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if self._workspace.session.read_only:
            table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)

    def fill(self) -> None:
        """Show everybody as they are now."""
        register = self._workspace.session.register()
        listed: dict[str, Sequence[Person | Organisation]] = {
            "person": register.people,
            "organisation": register.organisations,
        }
        for kind, table in self.tables.items():
            table.blockSignals(True)
            table.setRowCount(len(listed[kind]))
            for line, row in enumerate(listed[kind]):
                self._fill_row(table, line, row.id, (getattr(row, name) for name in COLUMNS[kind]))
            table.blockSignals(False)
        for line, person in enumerate(register.people):
            box = self._employer(person.id, person.name, person.organisation or "")
            self.form.people.setCellWidget(line, len(COLUMNS["person"]), box)

    def _fill_row(self, table: QTableWidget, line: int, id: str, values: Iterable[str]) -> None:
        for column, value in enumerate(values):
            cell = QTableWidgetItem(value)
            cell.setData(_ID, id)
            table.setItem(line, column, cell)

    def _employer(self, person: str, name: str, organisation: str) -> QComboBox:
        """Return the box in which somebody's organisation is chosen."""
        box = QComboBox()
        box.setProperty("inCell", True)
        box.setAccessibleName(f"Organisation of {name}")
        organisations = self._workspace.session.register().organisations
        fill(box, [("", ""), *((o.id, o.label) for o in organisations)], organisation)
        box.setEnabled(not self._workspace.session.read_only)
        box.activated.connect(
            lambda _row: self.attempt(change, self._workspace.session, "person", person, organisation=box.currentData())
        )
        return box

    def _changed(self, kind: str, row: int, column: int) -> None:
        cell = self.tables[kind].item(row, column)
        if cell is None:
            return
        name = COLUMNS[kind][column]
        if name == "name" and not cell.text().strip():
            self.say_problem("A name cannot be empty. The old one was kept.")
        else:
            self.attempt(self._rename, kind, str(cell.data(_ID)), name, cell.text())
        self.fill()

    def _rename(self, kind: str, id: str, name: str, value: str) -> None:
        if name == "name" and any(other.text() == value for other in self._others(kind, id)):
            raise Problem(f"“{value}” is in the list already. The old name was kept.", "taken")
        change(self._workspace.session, kind, id, **{name: value})

    def _others(self, kind: str, id: str) -> list[QTableWidgetItem]:
        table = self.tables[kind]
        cells = [table.item(row, 0) for row in range(table.rowCount())]
        return [cell for cell in cells if cell is not None and cell.data(_ID) != id]

    def reassign(self) -> None:
        """Give what the person of the current row holds to somebody else, in a dialog of its own."""
        from send_tracker.gui.dialogs.reassign_dialog import ReassignDialog

        cell = self.form.people.item(self.form.people.currentRow(), 0)
        ReassignDialog(self._workspace, str(cell.data(_ID)) if cell is not None else "", self).open()

    def add(self, kind: str, line: QLineEdit) -> None:
        """Add the name that was typed."""
        if self.attempt(add_named, self._workspace.session, kind, line.text()) is not None:
            line.clear()
            self.fill()
        line.setFocus()
