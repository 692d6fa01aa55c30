"""What fills the window below the menus: rail, banner, page, status strip, and what they say of the file."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker import APP_NAME, __version__
from send_tracker.gui import theme
from send_tracker.gui.facts import facts_of, saved_words
from send_tracker.gui.page_stack import PageStack
from send_tracker.gui.pages.registry import PAGES
from send_tracker.gui.widgets.banner_place import BannerPlace
from send_tracker.gui.widgets.rail import Rail, RailEntry
from send_tracker.gui.widgets.status_strip import StatusStrip
from send_tracker.gui.workspace import Workspace
from send_tracker.services.session import Session

_IDLE_MS = 400
"""What takes long to count is counted when nobody has edited for so long."""


class Shell(QWidget):
    """The parts of the window and their places."""

    def __init__(self, above: QWidget, parent: QWidget | None = None) -> None:
        """Make the parts; ``above`` is the strip over all of them that marks the past."""
        super().__init__(parent)
        self.rail = Rail([RailEntry(e.key, e.icon, e.word) for e in PAGES if e.in_rail])
        self.line = _Line()
        self.banner = BannerPlace()
        self.pages = PageStack()
        self.strip = StatusStrip()
        self._workspace: Workspace | None = None
        self._facts: list[tuple[str, str]] = []
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._count_slow)
        self.pages.closed.connect(self._let_go)
        self.pages.shown.connect(lambda key: self.show_rail(not self.pages.is_full(key)))
        self._column = column = QVBoxLayout()
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        row = QHBoxLayout()
        row.addWidget(self.rail)
        row.addWidget(self.line)
        row.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.addWidget(above)
        whole.addLayout(row, 1)
        whole.addWidget(self.strip)
        for layout in (column, row, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)

    def put_above_page(self, *strips: QWidget) -> None:
        """Put calm strips between the banner and the page."""
        for place, strip in enumerate(strips, start=1):
            self._column.insertWidget(place, strip)

    def show_rail(self, shown: bool) -> None:
        """Show the rail, or leave it out while no file is open."""
        self.rail.setVisible(shown)
        self.line.setVisible(shown)

    def show_facts(self, session: Session | None) -> str:
        """Say whose programme this is, which day it is there and when the board meets; return the window's title."""
        if session is None:
            self.strip.set_facts([(f"Version {__version__}, offline", "")])
            self.strip.saved.clear_mark()
            return APP_NAME
        facts = facts_of(session)
        self.rail.set_programme(facts.name, facts.subtitle)
        self.rail.set_board(*facts.board)
        self._facts = facts.strip
        self.strip.set_facts(facts.strip)
        return facts.title

    def count_and_mark(self, workspace: Workspace) -> None:
        """Count again, and say when the file was last written to."""
        session = workspace.session
        for entry in PAGES:
            if entry.slow_count is None:
                self.rail.set_count(entry.key, entry.count(session) if entry.count else None)
        self._workspace = workspace
        self._idle.start()
        saved = saved_words(session)
        if saved:
            self.strip.saved.set_saved(saved)
        else:
            self.strip.saved.clear_mark()

    def _count_slow(self) -> None:
        """Count what takes long, once the officer pauses."""
        if self._workspace is None:
            return
        from send_tracker.services.inspections import clock_words
        from send_tracker.services.meetings import papers_words

        session = self._workspace.session
        self.rail.set_papers(papers_words(session))
        if clock := clock_words(session):
            # First but one: the strip leaves out from the middle, and the day inspectors come is not to be missed.
            self.strip.set_facts([(clock, ""), *self._facts])
        for entry in PAGES:
            if entry.slow_count is not None:
                self.rail.set_count(entry.key, entry.slow_count(self._workspace))

    def _let_go(self) -> None:
        """Ask nothing more of the file, which is about to be closed."""
        self._idle.stop()
        self._workspace = None
        for entry in PAGES:
            if entry.slow_count is not None:
                self.rail.set_count(entry.key, None)


class _Line(QWidget):
    """The line between rail and page."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)
        theme.hub.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("line"))
        painter.end()
