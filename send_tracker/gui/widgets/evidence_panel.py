"""The detail panel of an evidence item: every field in place, saved as it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from send_tracker.domain.dates import show
from send_tracker.domain.evidence_filter import EvidenceLine, EvidenceSort
from send_tracker.domain.kinds import EVIDENCE_TYPES, SENSITIVITIES, Value
from send_tracker.gui import theme
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.choice_field import ChoiceField
from send_tracker.gui.widgets.date_field import DateField
from send_tracker.gui.widgets.evidence_file import EvidenceFile
from send_tracker.gui.widgets.evidence_review import EvidenceReview
from send_tracker.gui.widgets.fields import LabelledField, TextField
from send_tracker.gui.widgets.label import ElidedLabel, Label, Rule
from send_tracker.gui.widgets.late_stack import scrolled
from send_tracker.gui.widgets.target_list import TargetList
from send_tracker.gui.widgets.title_field import TitleField
from send_tracker.gui.workspace import Workspace
from send_tracker.services.assurance import set_strength
from send_tracker.services.evidence import change_evidence, link_evidence
from send_tracker.services.evidence_view import EvidenceView

_KEYS = {"panel-right": "Ctrl+I", "history": "Ctrl+H"}
"""The keys that do what a button of the head does."""


class EvidencePanel(QFrame):
    """One item.

    Signals:
        stepped(int): go to the item before (-1) or after (1).
        hidden_asked(): put the panel away.
        history_asked(): tell the history of the item.
        withdraw_asked(): take the item out of the register.
        file_wanted(str): attach a file to this item. replacement_wanted(str): put another in its place.
    """

    stepped = Signal(int)
    hidden_asked = Signal()
    history_asked = Signal()
    withdraw_asked = Signal()
    file_wanted = Signal(str)
    replacement_wanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self.setProperty("edge", "left")
        self.setProperty("ground", "surface")
        self.setAccessibleName("Evidence item")
        self._workspace = workspace
        self._line: EvidenceLine | None = None

        # Head
        self.ref = Label("", "body", 600)
        self.kind = ElidedLabel("", "small", token="muted")
        self.title = TitleField()

        # Fields
        session = workspace.session
        self._source = ChoiceField()
        self._sources: tuple[tuple[str, str], ...] = ()
        self.fields: dict[str, TextField | ChoiceField | DateField] = {
            "title": self.title,
            "type": ChoiceField(list(EVIDENCE_TYPES.items())),
            "about_date": DateField(today=lambda: session.today),
            "source": self._source,
            "sensitivity": ChoiceField(list(SENSITIVITIES.items())),
            "shows": TextField(least_lines=2, most_lines=8),
        }
        self.review = EvidenceReview(workspace)
        self.targets = TargetList()
        self.file = EvidenceFile(workspace)
        self.logged = Label("", "small", token="muted")
        self.withdraw = Button("Withdraw", "quiet", "x", self.withdraw_asked.emit)
        if session.read_only:
            self.withdraw.hide()
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.committed.connect(lambda value, name=name: self._commit(name, value))
            field.setEnabled(not self._workspace.session.read_only)
        self.targets.added.connect(lambda id: self._link(id, on=True))
        self.targets.removed.connect(lambda id: self._link(id, on=False))
        self.targets.opened.connect(self._workspace.show_action)
        self.targets.weighed.connect(self._weigh)
        self.file.wanted.connect(self._want_file)
        self.file.replaced.connect(lambda: self.replacement_wanted.emit(self.item))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.ref)
        head.addWidget(self.kind, 1)
        for icon, words, run in (
            ("chevron-up", "The item before", lambda: self.stepped.emit(-1)),
            ("chevron-down", "The item after", lambda: self.stepped.emit(1)),
            ("history", "History of this item", self.history_asked.emit),
            ("panel-right", "Hide the panel", self.hidden_asked.emit),
        ):
            head.addWidget(
                IconButton(icon, words, run, keys={"panel-right": "Ctrl+I", "history": "Ctrl+H"}.get(icon, ""))
            )
        foot = QHBoxLayout()
        foot.addWidget(self.logged, 1)
        foot.addWidget(self.withdraw)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 10, 0, 6)
        whole.setSpacing(4)
        for part, margins in ((head, (16, 0, 12, 0)), (foot, (16, 0, 8, 0))):
            part.setContentsMargins(*margins)
        whole.addLayout(head)
        title = QHBoxLayout()
        title.setContentsMargins(16 - TitleField.INSET, 0, 6, 0)
        title.addWidget(self.title)
        whole.addLayout(title)
        whole.addWidget(self._fields(), 1)
        whole.addLayout(foot)

    def _fields(self) -> QScrollArea:
        """Lay the fields out in a region that scrolls inside the panel."""
        inner = QWidget()
        inner.setProperty("ground", "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 4, 16, 12)
        column.setSpacing(12)
        fields = {name: LabelledField(words, self.fields[name]) for name, words in _LABELS.items()}
        column.addWidget(self.review)
        column.addLayout(_pair(fields["type"], fields["about_date"]))
        column.addLayout(_pair(fields["source"], fields["sensitivity"]))
        column.addWidget(fields["shows"])
        column.addWidget(self.targets)
        column.addWidget(Rule())
        column.addWidget(self.file)
        column.addStretch(1)
        self._area = scrolled(inner)
        return self._area

    # Showing

    @property
    def item(self) -> str:
        """The id of the item that is shown; empty for none."""
        return self._line.item.id if self._line else ""

    def show_line(self, line: EvidenceLine, view: EvidenceView) -> None:
        """Show an item. What was being typed into the one before is committed to that one first."""
        is_other = self._line is None or line.item.id != self._line.item.id
        if is_other:
            self.commit()
        self._line = line
        item = line.item
        self.ref.setText(item.ref)
        self.kind.set_text(", ".join(t for t in (EVIDENCE_TYPES.get(item.type, item.type), line.source) if t))
        if self._sources != view.sources:
            self._sources = view.sources
            self._source.set_choices(view.sources)
        for name, field in self.fields.items():
            if is_other or not _is_typing(field):
                value = getattr(item, name)
                field.set_value((value or "") if isinstance(field, TextField) else value)
        self.targets.set_known(view.targets)
        self.review.show_item(item, view.people)
        self.targets.set_targets(line.supports, not self._workspace.session.read_only, dict(item.strengths))
        self.file.show_line(line)
        self.logged.setText(f"Logged {show(item.logged_date)}" if item.logged_date else "")

    def edit(self, column: EvidenceSort) -> None:
        """Put the cursor into the field of a column of the register."""
        name = {
            EvidenceSort.TYPE: "type",
            EvidenceSort.ABOUT: "about_date",
            EvidenceSort.SOURCE: "source",
            EvidenceSort.SENSITIVITY: "sensitivity",
        }.get(column, "title")
        target: QWidget = self.targets if column is EvidenceSort.SUPPORTS else self.fields[name]
        if column is EvidenceSort.FILE:
            target = self.file.open_button if self.file.open_button.isVisible() else self.file.attach_button
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(target, TextField):
            target.selectAll()

    # Changing

    def commit(self) -> None:
        """Commit what is being typed."""
        for field in self.fields.values():
            field.commit()

    def _commit(self, name: str, value: Value) -> None:
        if self._line is None:
            return
        done = self._workspace.attempt(
            change_evidence, self._workspace.session, self._line.item.id, **{name: value or None}
        )
        if done is None and name == "title":
            self.fields["title"].set_value(self._line.item.title)

    def _link(self, target: str, on: bool) -> None:
        if self._line is not None:
            self._workspace.attempt(link_evidence, self._workspace.session, self._line.item.id, [target], on)

    def _weigh(self, target: str, strength: str) -> None:
        if self._line is not None:
            self._workspace.attempt(set_strength, self._workspace.session, self._line.item.id, target, strength or None)

    def ask_review(self, state: str) -> None:
        """Ask for the note of a review, in place."""
        area = self._area
        self.review.ask(state)
        area.ensureWidgetVisible(self.review, 0, 0)

    def _want_file(self) -> None:
        self.file_wanted.emit(self.item)


_LABELS = {
    "type": "Type",
    "about_date": "Date it speaks about",
    "source": "Source",
    "sensitivity": "Sensitivity",
    "shows": "What it shows",
}


def _is_typing(field: QWidget) -> bool:
    """Tell whether the cursor is in a field, so that nothing typed is taken from under it."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is field or field.isAncestorOf(focused))


def _pair(one: QWidget, other: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    row.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
    row.addWidget(other, 1, Qt.AlignmentFlag.AlignTop)
    return row
