"""Says which meetings have two frozen positions, as combining two copies leaves them, until a person has chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from send_tracker.domain.dates import long_date
from send_tracker.domain.register import Meeting
from send_tracker.domain.text import joined
from send_tracker.gui.widgets.banner import Banner
from send_tracker.gui.widgets.meetings.cycle import Cycle


class DoubledBanner(Banner):
    """The banner; ``meeting`` is the id of the first one that waits, empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing."""
        super().__init__("warning", "", "Choose", parent)
        self.meeting = ""
        self.hide()

    def show_cycle(self, cycle: Cycle, meetings: Iterable[Meeting], can_edit: bool) -> None:
        """Say which meetings wait."""
        waiting = [m for m in meetings if cycle.frozen.get(m.id, 0) > 1]
        self.meeting = waiting[0].id if waiting else ""
        days = joined([long_date(m.day) for m in waiting])
        words = f"Two positions are frozen for {days}. Both are safe; choose the one that counts." if waiting else ""
        self.set_banner("warning", words, "Choose" if waiting and can_edit else "")
        self.setVisible(bool(waiting))
