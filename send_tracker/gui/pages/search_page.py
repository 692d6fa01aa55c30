"""The search over everything: one field, what was found in groups, and each with its words in their sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from send_tracker.domain.dates import long_date
from send_tracker.domain.finding.found import Findings, Hit
from send_tracker.domain.finding.query import Query
from send_tracker.domain.finding.sources import GROUP_WORDS, Group
from send_tracker.gui import theme
from send_tracker.gui.commands import Command, key_of
from send_tracker.gui.going import go_to
from send_tracker.gui.menus import key_words
from send_tracker.gui.pages.page import Page
from send_tracker.gui.widgets.filter_chip import FilterChip
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.found_list import FoundList
from send_tracker.gui.widgets.found_nothing import FoundNothing
from send_tracker.gui.widgets.label import PAD, ElidedLabel, PageHead
from send_tracker.gui.widgets.search_field import SearchField
from send_tracker.gui.workspace import Workspace
from send_tracker.services.session import Edited

PAUSE_MS = 120
"""The search begins when nobody has typed for so long."""

_SLICE = 0.012
"""Seconds of gathering at a time, so that the window goes on."""


class SearchPage(Page):
    """The page. It searches while one types; Enter goes to what is current, and Alt+Left leads back here."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the page; words are gathered when it is first shown."""
        super().__init__(workspace, parent)
        self._only: Group | None = None
        self._findings = Findings(Query())
        self._chips: dict[Group | None, FilterChip] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self._gathering = QTimer(self, interval=0)
        self._gathering.timeout.connect(self._gather)
        self._build()
        self._connect()
        self.search()

    def _build(self) -> None:
        self.field = SearchField("Search everything", key_words(key_of(Command.SEARCH)))
        self.counts = ElidedLabel("", "body", token="muted")
        self.reading = ElidedLabel("", "small", token="muted")
        self.list = FoundList()
        self.nothing = FoundNothing()
        self._row = QWidget()
        self._flow = FlowLayout(self._row, 6, 6)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.list)
        head = PageHead("Search", self.field, self.counts)
        head.setStretchFactor(self.field, 2)
        head.setStretchFactor(self.counts, 1)
        chips = QVBoxLayout()
        chips.setContentsMargins(PAD, 0, PAD, 8)
        chips.setSpacing(6)
        chips.addWidget(self._row)
        chips.addWidget(self.reading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(chips)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.field)
        self.retheme()

    def _connect(self) -> None:
        self.field.changed.connect(self._typed)
        self.field.installEventFilter(self)
        self.list.opened.connect(self._open)
        self.list.widened.connect(self.narrow_to)
        self.workspace.texts_read.connect(self._texts_read)
        theme.hub.changed.connect(self.retheme)

    def retheme(self) -> None:
        """Measure the field again."""
        self.field.setMinimumWidth(theme.px(200))
        self.field.setMaximumWidth(theme.px(520))

    # Searching

    def search_for(self, typed: str) -> None:
        """Search for a text at once."""
        self.field.setText(typed)
        self._pause.stop()
        self._only = None
        self.search()

    def _typed(self, text: str) -> None:
        self._only = None
        if text.strip():
            self._pause.start()
        else:
            self.search()

    def search(self) -> None:
        """Search for what is typed; where the words are not gathered yet, when they are."""
        self._pause.stop()
        if not self.field.text().strip():
            self._findings = Findings(Query())
            self.nothing.teach()
        elif not self.workspace.finder.is_ready:
            self.nothing.wait()
        else:
            self._findings = self.workspace.finder.search(self.field.text(), self._only)
            day = long_date(self.session.as_at) if self.session.as_at else ""
            self.nothing.say_nothing(self.field.text(), self._findings.query, day)
        if not self.workspace.finder.is_ready:
            self._gathering.start()
        self._show()

    def _gather(self) -> None:
        """Gather words for a moment; search when all are there."""
        self._gathering.stop()  # first, or what goes wrong would go wrong again and again
        if self.workspace.is_open and not self.workspace.finder.work(_SLICE):
            self._gathering.start()
            return
        if self.workspace.is_open and self.field.text().strip():
            self.search()

    def narrow_to(self, group: Group | None) -> None:
        """Show one group with many of its hits, or all groups."""
        self._only = group
        self.search()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _texts_read(self, done: int, total: int) -> None:
        """Say how far the attached files are read; search again when they are."""
        words = f"Reading attached files for the search: {done:,} of {total:,}." if done < total else ""
        self.reading.set_text(words)
        self.reading.setVisible(bool(words))
        if not words and self.field.text().strip():
            self.search()

    # Showing

    def _show(self) -> None:
        found = self._findings
        if self._only is not None and self._only not in {group.group for group in found.groups}:
            self._only = None
        self.list.show_findings(found, self._only)
        self._stack.setCurrentWidget(self.list if found.groups else self.nothing)
        self.counts.set_text(self._count_words() if found.groups else "")
        self.reading.setVisible(bool(self.reading.whole_text()))
        self._show_chips()
        self.field.setAccessibleDescription(self._spoken())
        self.changed.emit()

    def _count_words(self) -> str:
        return f"{self._findings.count:,}{'+' if self._findings.is_more else ''} found"

    def _spoken(self) -> str:
        """Return what a screen reader says of the field: the focus stays there while the list moves."""
        index = self.list.currentIndex()
        words = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "") if index.isValid() else ""
        return words or self.nothing.accessibleName()

    def _show_chips(self) -> None:
        """Show a chip for each group that has something, and one for all."""
        counts: dict[Group | None, int] = {group.group: group.count for group in self._findings.groups}
        wanted = {None: self._findings.count, **counts} if len(counts) > 1 else {}
        if list(wanted) != list(self._chips):
            for chip in self._chips.values():
                self._flow.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            self._chips = {group: self._chip(group) for group in wanted}
        for group, count in wanted.items():
            chip = self._chips[group]
            chip.set_count(count)
            chip.setChecked(group is self._only)
        self._row.setVisible(bool(wanted))

    def _chip(self, group: Group | None) -> FilterChip:
        chip = FilterChip(None, 0, self._row, word=GROUP_WORDS[group] if group else "All")
        chip.clicked.connect(lambda _on, chosen=group: self.narrow_to(chosen))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    # Going

    def _open(self, hit: Hit) -> None:
        go_to(self.workspace, *hit.goes_to, self.window(), is_gone=hit.is_gone)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and open from the field, which keeps the focus."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pause.isActive():
                self.search()
            if plain and self.list.take_key(event.key()):
                self.field.setAccessibleDescription(self._spoken())
                return True
        return False

    # What the main window asks

    def refresh(self) -> None:
        """Search again: something may have changed."""
        self.search()

    def edited(self, edited: Edited) -> None:
        """Search again once there is a pause."""
        self._pause.start()

    def commands(self) -> Mapping[Command, Callable[[], object]]:
        """Return what can be done here."""
        return {Command.FIND: self._to_field}

    def _to_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def status_text(self) -> str:
        """Say how much was found."""
        return self._count_words() if self._findings.groups else "Search"

    def subject(self) -> str:
        """Return what is current, for its history."""
        row = self.list.current()
        return row.goes_to[1] if isinstance(row, Hit) else ""

    def place(self) -> object:
        """Return what was searched, and the group that is shown."""
        return self.field.text(), str(self._only or "")

    def restore(self, place: object) -> None:
        """Search for the same on another day."""
        if isinstance(place, tuple) and len(place) == 2:
            typed, group = (str(part) for part in place)
            self.search_for(typed)
            if group in set(Group):
                self.narrow_to(Group(group))

    def panes(self) -> list[QWidget]:
        """Return the field and the list."""
        return [self.field, self.list] if self._findings.groups else [self.field]
