"""Looks, away from the main thread, whether linked evidence files are still there and unchanged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from send_tracker.domain.evidence_filter import LinkState
from send_tracker.domain.register import Evidence
from send_tracker.services.evidence import link_state


class LinkChecker(QObject):
    """Checks items in the background. ``checked`` carries the states by item id."""

    checked = Signal(object)  # a dict, which Signal(dict) would turn into one of plain text

    def __init__(self, parent: QObject | None = None) -> None:
        """Make an idle checker. Its one thread ends with it."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def check(self, items: Sequence[Evidence]) -> None:
        """Look at the files of some items; each is read once to compare it with what was logged."""
        if items:
            self._pool.start(_Look(self, list(items)))

    def wait(self) -> None:
        """Wait until all files were looked at."""
        self._pool.waitForDone()


class _Look(QRunnable):
    """One pass over a list of items."""

    def __init__(self, checker: LinkChecker, items: list[Evidence]) -> None:
        super().__init__()
        self._checker = checker
        self._items = items

    def run(self) -> None:
        """Read the files, and hand the states over to the main thread."""
        found: dict[str, LinkState] = {item.id: link_state(item) for item in self._items}
        try:
            self._checker.checked.emit(found)
        except RuntimeError:
            return  # the page was closed meanwhile
