"""Taking a text out for good: which text, why, and where it still lies afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from send_tracker.domain.dates import short_date
from send_tracker.domain.text import plural
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.kept_cover import forget_cover
from send_tracker.gui.open_outside import drop_opened
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField, LineField
from send_tracker.gui.widgets.label import ElidedLabel, Label
from send_tracker.gui.workspace import Workspace
from send_tracker.services.labels import entity_words
from send_tracker.services.redaction import Trace, redact, traces

_TRACE = Qt.ItemDataRole.UserRole
_WARNING = (
    "This cannot be undone. The text goes from this file at once, and from every copy once it is combined with this "
    "file. That something was taken out, by whom and why stays in the history."
)


class RedactDialog(HouseDialog):
    """Lists every text that an entity, and what hangs on it, ever held.

    Signals:
        redacted: texts are out; whoever shows the file reads it again.
    """

    redacted = Signal()

    def __init__(
        self,
        workspace: Workspace,
        entity: str,
        places: Sequence[str],
        edits: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            workspace: the open file. entity: whose texts. places: the backups and shared copies that may hold them.
            edits: show only the texts of these edits; none for all. parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle("Take a text out for good")
        self.resize(680, 600)
        self._workspace, self._entity, self._edits = workspace, entity, frozenset(edits)

        # Parts
        self.list = QListWidget()
        self.list.setAccessibleName("Texts that can be taken out")
        self.list.setAccessibleDescription("Space marks a text.")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.reason = LineField(placeholder="Such as names a child; never the text itself")
        self.all_button = Button("Show every text", "link", on_click=self._show_all)
        self.places = QListWidget()
        self.places.setAccessibleName("Where the texts may still lie")
        self.places.addItems(list(places))
        self.redact_button = Button("Take out for good", "primary", on_click=self.redact)
        self._lay_out(entity_words(workspace.session, entity))

        # Ways
        self.list.itemChanged.connect(lambda _item: self._say())
        self.reason.textChanged.connect(lambda _text: self._say())
        self._fill()
        self.finish_form()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, words: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label("Take a text out for good", "heading", 600))
        column.addWidget(ElidedLabel(words, "body", token="muted"))
        column.addWidget(Banner("warning", _WARNING))
        column.addWidget(self.list, 3)
        row = QHBoxLayout()
        row.addWidget(self.all_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(LabelledField("Why", self.reason))
        self.still = Label("", "small", token="muted", wrap=True)
        column.addWidget(self.still)
        column.addWidget(self.places, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(Button("Cancel", on_click=self.reject))
        foot.addWidget(self.redact_button)
        column.addLayout(foot)

    def _fill(self) -> None:
        found = traces(self._workspace.session, self._entity, parts=True)
        shown = [trace for trace in found if not self._edits or trace.change.partition(":")[0] in self._edits]
        self.all_button.setVisible(len(shown) < len(found))
        self.list.clear()
        for trace in shown:
            item = QListWidgetItem(_words(trace))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_TRACE, trace.change)
            self.list.addItem(item)
        count = self.places.count()
        self.still.setText(
            f"{plural(count, 'backup or shared copy', 'backups and shared copies')} may still hold it. Delete the "
            "backups that do; a shared copy loses it when it is shared or combined again:"
            if count
            else "There is no backup and no shared copy of this file on this computer."
        )
        self.places.setVisible(bool(count))
        self._say()

    def _show_all(self) -> None:
        self._edits = frozenset()
        self._fill()

    def chosen(self) -> list[str]:
        """Return what is marked, as the log names it."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [str(item.data(_TRACE)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _say(self) -> None:
        count = len(self.chosen())
        words = f"Take {plural(count, 'text')} out for good" if count else "Take out for good"
        self.redact_button.setText(words)
        self.redact_button.setAccessibleName(words)
        self.redact_button.setEnabled(bool(count) and bool(self.reason.text().strip()))

    def redact(self) -> None:
        """Take the marked texts out."""
        if self.attempt(redact, self._workspace.session, self.chosen(), self.reason.text()) is not None:
            forget_cover(self._workspace)
            drop_opened()
            self.accept()
            self.redacted.emit()


def _words(trace: Trace) -> str:
    moment = datetime.fromisoformat(trace.recorded_at).astimezone()
    return f"{short_date(moment.date())}, {trace.author}, {trace.label}: {trace.words}"
