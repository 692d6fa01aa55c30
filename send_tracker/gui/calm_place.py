"""The calm strips above the page: what is new in this file, and the first steps of somebody who is new to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from send_tracker.gui.first_steps import FirstSteps
from send_tracker.gui.news_strip import NewsStrip

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow


class CalmPlace:
    """Both strips of one window."""

    def __init__(self, window: MainWindow) -> None:
        self.news, self.first_steps = NewsStrip(window), FirstSteps(window)
        # One strip is enough; who has news here has been here before.
        self.news.told.connect(lambda: self.first_steps.strip.say("", ()))
        window.shell.put_above_page(self.news.strip, self.first_steps.strip)

    def show_file(self) -> None:
        """Begin with another file, or with none."""
        self.news.show_file()
        self.first_steps.show_file()
