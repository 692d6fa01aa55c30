"""Opening, making and closing files in a window, and what is said when that does not work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from send_tracker.domain.dates import long_date
from send_tracker.domain.problem import Problem
from send_tracker.domain.rescue import UNSOUND
from send_tracker.gui.commands import Command
from send_tracker.services.session import Session

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow

ENDING = ".sendtracker"
FILTER = f"SEND Tracker files (*{ENDING})"
SAMPLE_NAME = "nottinghamshire-demo"


class Files(QObject):
    """The verbs of the File menu that change which file is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    # Opening

    def open(self, path: Path) -> bool:
        """Open a file in this window and tell whether that worked; if not, what was open stays open."""
        window = self._window
        if window.workspace is not None and window.workspace.session.home == path.absolute():
            window.show_notice(f"{path.name} is open here already.")
            return True
        try:
            session = window.opener.open(path, author=window.preferences.get("officer"))
        except Problem as problem:
            self._not_opened(path, problem)
            return False
        return self._show(session)

    def _not_opened(self, path: Path, problem: Problem) -> None:
        if self._window.workspace is None:
            self._window.show_file(None)
        if problem.code == "read-only":
            read = partial(self.open_read_only, path, problem.sentence, is_backup=False)
            self._window.show_problem(problem.sentence, "Open for reading", read)
            return
        if problem.code in UNSOUND and self._window.opener.rescue is not None:
            self._window.show_problem(problem.sentence, "What can be done…", partial(self.rescue, path, path, problem))
            return
        backup = self._window.opener.last_backup(path) if problem.code in ("locked", "missing") else None
        if backup is None:
            self._window.show_problem(problem.sentence)
            return
        day = long_date(_day(backup))
        self._window.show_problem(
            f"{problem.sentence} The last backup is of {day}; it can be read meanwhile.",
            "Open the backup",
            lambda: self.open_read_only(backup, problem.sentence if problem.code == "locked" else ""),
        )

    def rescue(self, path: Path, here: Path, problem: Problem) -> None:
        """Offer what can be done with a file that is not sound; where it is open, it is let go.

        Args:
            path: the file as the officer knows it. here: where it lies, as a working copy does. problem: what is wrong.
        """
        from send_tracker.gui.dialogs.rescue_dialog import RescueDialog

        window = self._window
        if window.workspace is not None and window.workspace.session.home == path:
            self.close()
        backup = window.opener.last_backup(path)
        dialog = RescueDialog(here, problem, window.opener.command, backup is not None, window)
        dialog.restore_wanted.connect(partial(self.restore, path))
        dialog.read_wanted.connect(lambda: backup and self.open_read_only(backup))
        dialog.recovered.connect(self.open)
        dialog.open()

    def restore(self, path: Path | None = None) -> None:
        """Restore a backup of a file, by default of the open one, as a new file."""
        from send_tracker.gui.dialogs.restore_dialog import RestoreDialog

        window, rescue = self._window, self._window.opener.rescue
        session = window.workspace.session.present if window.workspace is not None else None
        if session is not None and path not in (None, session.home):
            session = None  # another file than the one whose backups are shown
        home = path or (session.home if session is not None else None)
        if rescue is None or home is None:
            return
        dialog = RestoreDialog(home, window.opener, rescue, session, window)
        dialog.restored.connect(self.open)
        dialog.open()

    def open_read_only(self, path: Path, why: str = "", *, is_backup: bool = True) -> bool:
        """Open a file for reading only, and say so across the page, with who has the real one."""
        window = self._window
        try:
            session = window.opener.open(path, read_only=True)
        except Problem as problem:
            window.show_problem(problem.sentence)
            return False
        self._show(session, remember=False)
        what = f"This is the backup of {long_date(_day(path))}, open" if is_backup else "This file is open"
        what += " for reading only. Nothing in it can be changed."
        window.banner.say("warning", f"{what} {why}".strip(), stays=True)
        return True

    def _show(self, session: Session, remember: bool = True) -> bool:
        if not self._window.commit_typing():
            session.close()
            return False
        self._window.show_file(session)
        if remember:
            self._window.preferences.add_recent(session.home)
        return True

    def open_recent(self, path: str) -> None:
        """Open a file of the recent list; one that has gone leaves the list."""
        if not Path(path).exists():
            recent = [p for p in self._window.preferences.get("recent") if p != path]
            self._window.preferences.set("recent", recent)
            self._window.show_problem(
                f"“{Path(path).name}” is no longer in {Path(path).parent}. It was taken off the list."
            )
            return
        self.open(Path(path))

    def open_dropped(self, paths: Sequence[str]) -> None:
        """Open the first tracker file of what was dropped on the window."""
        for path in paths:
            if path.lower().endswith(ENDING):
                self.open(Path(path))
                return

    def ask_and_open(self) -> None:
        """Let the officer choose a file, and open it."""
        path, _ = QFileDialog.getOpenFileName(self._window, "Open a tracker file", self._folder(), FILTER)
        if path:
            self.open(Path(path))

    # Making and leaving

    def open_sample(self) -> None:
        """Open the sample, writing it first where there is none. A sample that was edited is kept as it is."""
        path = self._window.opener.data_folder / "sample" / f"{SAMPLE_NAME}{ENDING}"
        if path.exists():
            self.open(path)
            return
        from send_tracker.gui.dialogs.sample_dialog import SampleDialog

        dialog = SampleDialog(self._window.opener.make_sample, path, self._window)
        dialog.made.connect(self.open)
        dialog.failed.connect(self._window.show_problem)
        dialog.open()

    def bring_in(self) -> None:
        """Make a new programme, and go on with the import into it."""
        self.new(lambda: self._window.run(Command.IMPORT))

    def new(self, then: Callable[[], object] | None = None) -> None:
        """Ask for the names of a new programme, make its file, open it, and go on with what follows."""
        from send_tracker.gui.dialogs.new_programme_dialog import NewProgrammeDialog

        window = self._window
        dialog = NewProgrammeDialog(self._folder(), window.opener.create, window.preferences.get("officer"), window)
        dialog.created.connect(self._show_new)
        if then is not None:
            dialog.created.connect(lambda _session: QTimer.singleShot(0, window, then))
        dialog.open()

    def _show_new(self, session: Session) -> None:
        """Show a programme that was just made, at the plan, whatever page the last file was left at."""
        if self._show(session):
            self._window.show_page("plan")
            self._window.pages.focus_page()

    def save_copy(self) -> None:
        """Save a copy of the open file under another name; the open file stays the one that is worked on."""
        from send_tracker.services.snapshot import save_copy

        workspace = self._window.workspace
        if workspace is None:
            return
        path = workspace.session.home
        from send_tracker.gui import choose_file

        suggested = choose_file.free_name(path.parent / f"{path.stem} copy{ENDING}")
        chosen = choose_file.to_save(self._window, "Save a copy", suggested, FILTER)
        if chosen is None:
            return
        try:
            save_copy(workspace.session, chosen, replace=True)
        except Problem as problem:
            self._window.show_problem(problem.sentence)
            return
        self._window.show_notice(f"A copy was saved as {chosen.name}.")

    def close(self) -> None:
        """Close the file and go back to the welcome page."""
        if self._window.commit_typing():
            self._window.show_file(None)

    def _folder(self) -> str:
        """Return the folder of the last file, or the user's documents; the sample's own folder is none to work in."""
        from send_tracker.gui import choose_file

        data = self._window.opener.data_folder
        folders = (Path(path).parent for path in self._window.preferences.get("recent"))
        return str(next((f for f in folders if not f.is_relative_to(data)), choose_file.documents()))


def _day(path: Path) -> date:
    """Return the day a backup was made; its name begins with it."""
    try:
        return date.fromisoformat(path.stem[:10])
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
