"""The history of one entity, of whatever kind: a filter by field, its entries, and two of them compared."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from send_tracker.domain.dates import long_date
from send_tracker.domain.history import HistoryLine, compare_points, subject
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.history.compare_view import CompareView
from send_tracker.gui.widgets.history.history_list import ENTRY, MOST_MARKED, HistoryList
from send_tracker.gui.widgets.history.words import text_of_all
from send_tracker.gui.widgets.label import ElidedLabel
from send_tracker.gui.widgets.list_filter import ListFilter
from send_tracker.services.history import history
from send_tracker.services.labels import entity_words
from send_tracker.services.session import Session
from send_tracker.services.story import StoryEntry, rating_story, tell

STATUS = "Status"
_PAD = 16


class HistoryView(QWidget):
    """Reads the history when it is told which entity to show.

    Signals:
        copied(str): a sentence for the status strip.
        redact_wanted(str, frozenset[str]): a text of the entity shall be taken out, that of these edits.
    """

    copied = Signal(str)
    redact_wanted = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entity, self._kind = "", ""
        self._lines: list[HistoryLine] = []

        # Parts
        self.filter = ListFilter("Field")
        self.words = ElidedLabel("", "small", token="muted")
        self.compare_button = Button("Compare", "link", on_click=self.compare)
        self.copy_button = IconButton("copy", "Copy as text", self.copy, keys="Ctrl+C")
        self.list = HistoryList(session.scale)
        self.compared = CompareView()
        self._lay_out()

        # Ways
        self.filter.changed.connect(lambda _keys: self._fill())
        self.list.marked.connect(self._say)
        self.list.compare_wanted.connect(self.compare)
        self.list.copy_wanted.connect(self.copy)
        self.compared.left.connect(self._back)
        if not session.read_only:
            self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self.list.customContextMenuRequested.connect(self._offer)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(_PAD - 4, 0, _PAD - 6, 2)
        top.setSpacing(8)
        top.addWidget(self.filter)
        top.addWidget(self.words, 1)
        top.addWidget(self.compare_button)
        top.addWidget(self.copy_button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self.compared)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.setFocusProxy(self.list)

    # What it shows

    def show_entity(self, entity: str) -> None:
        """Show the history of an entity; of another one, from its beginning and without a filter."""
        if entity != self._entity:
            self._entity, self._kind = entity, self._session.file.reading.kind(entity)
            self.filter.set_chosen([])
        self._lines = history(self._session, entity, undone=True)
        subjects = sorted({subject(line, self._kind) for line in self._lines})
        self.filter.set_choices([(word, word) for word in subjects])
        self._fill()

    def show_status(self) -> None:
        """Show how the status of the action shown came about."""
        self.filter.set_chosen([STATUS])
        self._fill()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        self._stack.setCurrentIndex(0)
        self.list.show_entries(self._entries())
        self._say()

    def _entries(self) -> list[StoryEntry]:
        chosen = frozenset(self.filter.chosen)
        if chosen == {STATUS} and self._kind == "action":
            return rating_story(self._session, self._entity, self._lines)
        return tell(self._session, self._entity, self._lines, chosen)

    def _say(self) -> None:
        marked = len(self.list.chosen())
        words = plural(self.list.count(), "entry", "entries") if self.list.count() else "Nothing yet"
        hint = {0: "mark two", 1: "mark one more"}.get(marked, "")
        self.words.set_text(f"{words}, {hint}" if hint and self.list.count() > 1 else words)
        self.compare_button.setEnabled(marked == MOST_MARKED)

    # What it does

    def compare(self) -> None:
        """Compare the two marked entries word by word."""
        marked = self.list.chosen()
        if len(marked) != MOST_MARKED:
            return
        later, earlier = sorted(marked, key=lambda entry: entry.point, reverse=True)
        found = compare_points(self._lines, self._entity, earlier.point, later.point)
        days = [long_date(date.fromisoformat(entry.day)) for entry in (later, earlier)]
        heading = f"{days[0]} compared with {days[1]}" if days[0] != days[1] else f"Two entries of {days[0]}"
        self.compared.show_differences(heading, found)
        self._stack.setCurrentIndex(1)
        self.compared.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self._stack.setCurrentIndex(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self) -> None:
        """Put the marked entries, or else all that are shown, on the clipboard as text."""
        entries = self.list.chosen() or self.list.entries()
        title = f"History of {entity_words(self._session, self._entity) or 'this entry'}"
        QGuiApplication.clipboard().setText(text_of_all(title, entries))
        self.copied.emit(f"{plural(len(entries), 'entry', 'entries')} copied as text.")

    def _offer(self, place: QPoint) -> None:
        """Offer what can be done with the entry under the pointer, or with the current one where a key asked."""
        if not self.list.count():
            return
        item = self.list.itemAt(place) or self.list.currentItem()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        edits = frozenset(line.edit for line in item.data(ENTRY).lines)
        menu.addAction("&Copy as text", self.copy)
        menu.addAction("Take this text out for &good…", lambda: self.redact_wanted.emit(self._entity, edits))
        menu.popup(self.list.viewport().mapToGlobal(place))
