"""The pages of the open file, built when they are first shown and told of edits only while they are seen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from send_tracker.gui.pages.page import Page
from send_tracker.gui.pages.registry import LANDING, PAGES, PageEntry
from send_tracker.gui.panes import focus_first
from send_tracker.gui.workspace import Workspace
from send_tracker.services.session import Edited

_FRONT = "at the front"
"""Which page was looked at, among the places of the pages: one that has the whole window is in no preference."""


class PageStack(QStackedWidget):
    """Holds the pages.

    Signals:
        made(Page): a page was built.
        shown(str): the key of the page that came to the front.
        closed: all pages went; the file may be closed after them.
    """

    made = Signal(object)
    shown = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._entries: dict[str, PageEntry] = {entry.key: entry for entry in PAGES}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._places: dict[str, object] = {}
        self._width = 0
        self._before = LANDING

    @property
    def key(self) -> str:
        """The page at the front; empty for none."""
        return next((k for k, page in self._pages.items() if page is self.currentWidget()), "")

    @property
    def page(self) -> Page | None:
        """The page at the front."""
        return self._pages.get(self.key)

    def built(self, key: str) -> Page | None:
        """Return a page if it was built already."""
        return self._pages.get(key)

    def places(self) -> dict[str, object]:
        """Return what each page was set to, for the same pages of another day."""
        return self._places | {key: page.place() for key, page in self._pages.items()} | {_FRONT: self.key}

    def open(self, workspace: Workspace, key: str, places: Mapping[str, object] | None = None) -> None:
        """Show a page of another file, or of the same on another day, where pages are set to what they were."""
        self.close_pages()
        self._workspace = workspace
        self._places = dict(places or {})
        key = str(self._places.pop(_FRONT, key))
        self.show_page(key if key in self._entries else LANDING)

    def close_pages(self) -> None:
        """Take all pages away, with what they hold of the file.

        At once and not in the next turn of the event loop: a page that goes still asks the file a last time, as its
        table's selection ends, and must find it open.
        """
        self._workspace = None
        pages, self._pages, self._stale = self._pages, {}, set()
        for page in pages.values():
            page.hide()  # so that what is typed there is committed
            self.removeWidget(page)
            page.deleteLater()
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
        self.closed.emit()

    def show_page(self, key: str) -> Page | None:
        """Bring a page to the front, building it or bringing it up to date where needed."""
        if self._workspace is None:
            return None
        page = self._pages.get(key)
        if page is None:
            page = self._entries[key].make(self._workspace)
            self._pages[key] = page
            self.addWidget(page)
            page.left.connect(self.show_before)
            self.made.emit(page)
            if key in self._places:
                page.restore(self._places.pop(key))
        elif key in self._stale:
            page.refresh()
        self._stale.discard(key)
        page.set_width_class(self._width)
        self._before = self._before if self._entries[key].full else key
        before, focused = self.currentWidget(), QApplication.focusWidget()
        had_focus = before is not page and focused is not None and before.isAncestorOf(focused)
        self.setCurrentWidget(page)
        if had_focus:
            self.focus_page()
        self.shown.emit(key)
        return page

    def show_before(self) -> None:
        """Show again the page that was there before one took the whole window."""
        self.show_page(self._before)
        self.focus_page()

    def is_full(self, key: str) -> bool:
        """Tell whether a page has the whole window."""
        return key in self._entries and self._entries[key].full

    def is_kept(self, key: str) -> bool:
        """Tell whether a file that is opened again may open on a page."""
        return key in self._entries and self._entries[key].in_rail and not self._entries[key].full

    def focus_page(self) -> None:
        """Put the focus where the work of the page is."""
        if (page := self.page) is not None:
            proxy = page.focusProxy()
            focus_first([proxy, *page.panes()] if proxy is not None else page.panes())

    def edited(self, edited: Edited) -> None:
        """Let the page at the front repaint what an edit touched; the others catch up when they are shown."""
        self._stale |= set(self._pages) - {self.key}
        if self.page is not None:
            self.page.edited(edited)

    def refresh_all(self) -> None:
        """Read everything again: the page at the front now, the others when they are shown."""
        self._stale |= set(self._pages) - {self.key}
        if self.page is not None:
            self.page.refresh()

    def set_width_class(self, width: int) -> None:
        """Pass the width of the window on."""
        self._width = width
        if self.page is not None:
            self.page.set_width_class(width)
