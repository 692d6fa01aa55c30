"""What an evidence item supports: a short list to read, add to and take from."""

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
from send_tracker.gui.widgets.strength_button import StrengthButton


class TargetList(QWidget):
    """The list.

    Signals:
        added(str): the id of something to link to.
        removed(str): the id of something to unlink.
        opened(str): the id of an action to show.
        weighed(str, str): the id of something, and how far the item goes for it; "" takes the word back.
    """

    added = Signal(str)
    removed = Signal(str)
    opened = Signal(str)
    weighed = Signal(str, str)

    def __init__(
        self, label: str = "Supports", hint: str = "Add an action, outcome or theme", parent: QWidget | None = None
    ) -> None:
        """Make an empty list under a label; ``hint`` stands in the field that adds to it."""
        super().__init__(parent)
        self._shown: tuple[tuple[Target, ...], dict[str, str]] | None = None
        self._known: tuple[Target, ...] = ()
        self.finder = ChoiceField(placeholder=hint)
        self.finder.setAccessibleName(hint)
        self.finder.committed.connect(self._add)
        self.strengths: list[StrengthButton] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(label, "small", 500, "muted"))
        column.addLayout(self._rows)
        column.addWidget(self.finder)
        self.setFocusProxy(self.finder)

    def set_known(self, targets: Sequence[Target]) -> None:
        """Say what can be chosen."""
        if tuple(targets) != self._known:
            self._known = tuple(targets)
            self.finder.set_choices([(t.id, t.words) for t in self._known])

    def set_targets(
        self, targets: Sequence[Target], can_edit: bool, strengths: Mapping[str, str] | None = None
    ) -> None:
        """Show what the item supports, and how far it goes for each; without strengths nothing is weighed."""
        self.finder.setVisible(can_edit)
        shown = (tuple(targets), dict(strengths or {}))
        if shown == self._shown:
            return
        self._shown = shown
        self.strengths = []
        while (part := self._rows.takeAt(0)) is not None:
            if (row := part.widget()) is not None:
                row.hide()
                row.deleteLater()
        for target in targets:
            strength = None if strengths is None else shown[1].get(target.id, "")
            self._rows.addWidget(self._row(target, can_edit, strength))
        if not targets:
            self._rows.addWidget(Label("Not linked to anything yet.", "body", token="muted"))

    def _row(self, target: Target, can_edit: bool, strength: str | None) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        if target.kind == "action":
            ref = Button(target.ref, "link", on_click=lambda: self.opened.emit(target.id))
            ref.setAccessibleName(f"Show action {target.words}")
            line.addWidget(ref)
        else:
            line.addWidget(Label(target.ref, "body", 500))
        line.addWidget(ElidedLabel(target.title), 1)
        if strength is not None:
            weigh = StrengthButton(target.ref, strength, partial(self.weighed.emit, target.id))
            weigh.setEnabled(can_edit)
            self.strengths.append(weigh)
            line.addWidget(weigh)
        if can_edit:
            line.addWidget(IconButton("x", f"Take {target.ref} away", lambda: self.removed.emit(target.id), side=24))
        row.setFixedHeight(theme.px(30))
        return row

    def _add(self, id: str | None) -> None:
        """Take a choice, and be empty for the next one."""
        self.finder.set_value(None)
        if id:
            self.added.emit(id)
            self.finder.setFocus(Qt.FocusReason.OtherFocusReason)
