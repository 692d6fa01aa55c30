"""The calm strips above the page: what is new in this file, and the first steps of somebody who is new to it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from send_tracker.gui.first_steps import FirstSteps
    from send_tracker.gui.main_window import MainWindow
    from send_tracker.gui.news_strip import NewsStrip

_AFTER_PAINT_MS = 300


class CalmPlace(QObject):
    """Both strips of one window. They are made, and speak, once the page has been painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._later = QTimer(self, singleShot=True, interval=_AFTER_PAINT_MS)
        self._later.timeout.connect(self._speak)

    @cached_property
    def news(self) -> NewsStrip:
        """What happened since this officer last looked."""
        from send_tracker.gui.news_strip import NewsStrip

        news = NewsStrip(self._window)
        # One strip is enough; who has news here has been here before.
        news.told.connect(lambda: self.first_steps.strip.say("", ()))
        self._window.shell.put_above_page(news.strip)
        return news

    @cached_property
    def first_steps(self) -> FirstSteps:
        """Three things to try."""
        from send_tracker.gui.first_steps import FirstSteps

        steps = FirstSteps(self._window)
        self._window.shell.put_above_page(steps.strip)
        return steps

    def show_file(self) -> None:
        """Begin with another file, or with none."""
        if "news" in vars(self):
            self.news.strip.say("", ())
            self.first_steps.strip.say("", ())
        self._later.start()

    def _speak(self) -> None:
        self.first_steps.show_file()
        self.news.show_file()
