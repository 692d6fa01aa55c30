"""Sharing while one works: after a quiet minute, on demand and on closing; and noticing what others shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from send_tracker.domain.text import plural
from send_tracker.gui.facts import facts_of, saved_words
from send_tracker.gui.file_courier import FileCourier
from send_tracker.gui.file_watch import FileWatch
from send_tracker.gui.menus import is_typing
from send_tracker.services.session import Session

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow
    from send_tracker.services.sharing import Shared, Sharing

QUIET_MS = 60_000
LOOK_MS = 30_000
"""A folder's own notices stop after a file was swapped, so it is looked at now and then."""


class SharingRound(QObject):
    """Looks after the shared side of the open file, where it has one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.watch = FileWatch(window)
        self._told = self._asked = self._carried = False
        self._failed = ""
        self.courier = FileCourier(self)
        self.courier.progressed.connect(self._tell_progress)
        self.courier.ended.connect(self._share_after_files)
        self.quiet = QTimer(self)
        self.quiet.setSingleShot(True)
        self.quiet.setInterval(QUIET_MS)
        self.quiet.timeout.connect(self._after_quiet)
        self.look = QTimer(self)
        self.look.setInterval(LOOK_MS)
        self.look.timeout.connect(self.look_around)

    @property
    def sharing(self) -> Sharing | None:
        """The shared side of the file that is open for editing."""
        workspace = self._window.workspace
        return workspace.session.sharing if workspace is not None else None

    def show_session(self, session: Session | None) -> None:
        """Begin with another file, or with none."""
        self.quiet.stop()
        self.look.stop()
        self.courier.stop()
        self._told = self._asked = self._carried = False
        self.watch.show_session(session)
        if session is not None and session.sharing is not None:
            self.look.start()
            if session.sharing.is_waiting:
                self.quiet.start()
            self.mark()
            if session.sharing.shared_at is None:
                self._window.show_notice("A shared file: you work on a copy here.")
            elif session.sharing.is_waiting:
                self._window.show_notice("Your last changes are shared in a minute.")

    def edited(self) -> None:
        """Wait for a quiet minute after an edit."""
        if self.sharing is not None:
            self.quiet.start()
            self.mark()

    def mark(self) -> None:
        """Say in the title when the work was saved here and when it was shared."""
        workspace = self._window.workspace
        if workspace is not None and workspace.session.sharing is not None:
            session = workspace.session
            self._window.setWindowTitle(f"{facts_of(session).title} – Saved {saved_words(session)}")
            self._window.shell.count_and_mark(workspace)

    def _after_quiet(self) -> None:
        """Share, unless somebody is in the middle of a sentence."""
        if is_typing(QApplication.focusWidget()) or QApplication.activeModalWidget() is not None:
            self.quiet.start()
        else:
            self.share()

    def share_now(self) -> None:
        """Share because the officer asks for it, and say so: nothing else on the screen would."""
        self._asked = True
        self.share()

    def stop(self) -> None:
        """Leave the file alone: the window closes."""
        self.courier.stop()
        self.watch.stop()

    def share(self) -> bool:
        """Share now, show what came in, and tell whether nothing needs to be said of it."""
        sharing, workspace = self.sharing, self._window.workspace
        if sharing is None or workspace is None or not self._window.commit_typing():
            return False
        self.quiet.stop()
        if not self._carried and self.courier.start(sharing):
            return False  # the attached files go first, and the snapshot follows when all are there
        self._carried = False
        asked, self._asked = self._asked, False
        found, said = workspace.attempt(sharing.share), self._window.banner.text
        if found is None:
            self._failed = said
            self.quiet.start()
        else:
            if said and said == self._failed:
                self._window.banner.clear()  # it holds no longer
            self._failed = ""
            self._show(found, workspace.session)
        self.mark()
        is_quiet = found is not None and not (found.taken or found.problems)
        if is_quiet and asked:
            self._window.show_notice("All you did is shared.")
        return is_quiet

    def _tell_progress(self, done: int, total: int) -> None:
        self._window.show_notice(f"Sharing files: {done:,} of {total:,}")

    def _share_after_files(self) -> None:
        """Share what names the files now that they are there; if one is not, sharing finds out why, and says it."""
        self._carried = True
        self._after_quiet()

    def work_as_team(self) -> None:
        """Write a file of this officer's own from now on, and say which."""
        sharing = self.sharing
        if sharing is not None:
            sharing.work_as_team()
            self.share()
            self._window.show_notice(f"Your changes go to “{sharing.target.name}”; the others’ files are read.")

    def look_around(self) -> None:
        """Say once that others shared something; it comes in when this officer shares, or at once if wished."""
        sharing = self.sharing
        news = sharing.news() if sharing is not None and not self._told else []
        if sharing is not None and news:
            self._told = True
            others = [f"“{path.name}”" for path in news if path != sharing.origin]
            where = f" in {', '.join(others)}" if others else ""
            words = f"Somebody shared changes to this plan{where}."
            self._window.banner.say("warning", words, "Take them in", self.share, stays=True)

    def _show(self, found: Shared, session: Session) -> None:
        """Build the pages again where something came in, and say whose it was."""
        self._told = False
        if found.taken:
            window = self._window
            window.show_file(session, window.pages.places())
            edits = sum(each.edits for each in found.taken)
            authors = sorted({author for each in found.taken for author in each.authors})
            window.show_notice(f"{plural(edits, 'edit')} by {', '.join(authors) or 'others'} taken in, and shared.")
            conflicts = len(found.taken[-1].conflicts)
            if conflicts:
                from send_tracker.gui.commands import Command

                be = "is" if conflicts == 1 else "are"
                window.banner.say(
                    "warning",
                    f"{plural(conflicts, 'conflict')} {be} open.",
                    "Settle",
                    lambda: window.run(Command.CONFLICTS),
                    stays=True,
                )
        for sentence in found.problems:
            self._window.show_problem(sentence)
