"""What a decision, a risk or an inspection is linked to: read, followed with Enter, added to and taken from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.evidence_filter import Target
from send_tracker.gui import theme
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.choice_field import ChoiceField
from send_tracker.gui.widgets.label import ElidedLabel, Label

KIND_WORDS = {
    "action": "Action",
    "outcome": "Outcome",
    "area": "Area",
    "theme": "Theme",
    "measure": "Measure",
    "commitment": "Commitment",
    "decision": "Decision",
    "question": "Question",
    "risk": "Risk",
    "date_move": "Date moved",
    "meeting": "Meeting",
    "programme": "Programme",
    "agenda_item": "Agenda item",
    "evidence": "Evidence",
}
FOLLOWED = frozenset(
    {"action", "outcome", "measure", "commitment", "decision", "question", "risk", "date_move", "evidence"}
)
"""Kinds that have a place of their own to go to."""


class LinkList(QWidget):
    """The list.

    Signals:
        added(str), removed(str): the id of what to link to or unlink. opened(str): the id of what to go to.
    """

    added = Signal(str)
    removed = Signal(str)
    opened = Signal(str)

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        """Make an empty list under a label; without a ``hint`` nothing can be added to it."""
        super().__init__(parent)
        self._shown: object = None
        self._choices: tuple[tuple[str, str], ...] = ()
        self._can_add = bool(hint)
        self.finder = ChoiceField(placeholder=hint)
        self.finder.setAccessibleName(hint)
        self.finder.committed.connect(self._add)
        if not self._can_add:
            self.finder.hide()
        self.buttons: dict[str, Button] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(label, "small", 500, "muted"))
        column.addLayout(self._rows)
        column.addWidget(self.finder)

    def show_links(
        self, links: Sequence[str], known: Mapping[str, Target], kinds: frozenset[str], can_edit: bool
    ) -> None:
        """Show links, and offer what else of these kinds there is."""
        self.finder.setVisible(can_edit and self._can_add)
        if self._can_add:
            choices = tuple((t.id, _offered(t)) for t in known.values() if t.kind in kinds and t.id not in links)
            if choices != self._choices:
                self._choices = choices
                self.finder.set_choices(choices)
        shown = (tuple(known.get(id, Target(id, "", "", "Withdrawn")) for id in links), can_edit)
        if shown == self._shown:
            return
        self._shown = shown
        self.buttons = {}
        while (part := self._rows.takeAt(0)) is not None:
            if (row := part.widget()) is not None:
                row.hide()
                row.deleteLater()
        for target in shown[0]:
            self._rows.addWidget(self._row(target, can_edit))
        if not links:
            self._rows.addWidget(Label("Nothing yet.", "body", token="muted"))

    def _row(self, target: Target, can_edit: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        kind = KIND_WORDS.get(target.kind, "")
        name = f"{kind} {target.ref}".strip() or target.title
        if target.kind in FOLLOWED:
            button = Button(name, "link", on_click=partial(self.opened.emit, target.id))
            button.setAccessibleName(f"Go to {kind.lower()} {target.words}")
            self.buttons[target.id] = button
            line.addWidget(button)
        else:
            line.addWidget(Label(name, "body", 500))
        line.addWidget(ElidedLabel(target.title), 1)
        if can_edit and self._can_add:
            line.addWidget(IconButton("x", f"Unlink {name}", partial(self.removed.emit, target.id), side=24))
        row.setFixedHeight(theme.px(28))
        return row

    def _add(self, id: str | None) -> None:
        self.finder.set_value(None)
        if id:
            self.added.emit(id)
            self.finder.setFocus(Qt.FocusReason.OtherFocusReason)


def _offered(target: Target) -> str:
    kind = KIND_WORDS.get(target.kind, "")
    return target.words if target.kind in ("action", "outcome") else f"{kind} {target.words}"
