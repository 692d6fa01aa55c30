"""The window: menus, rail, page, status strip. It opens and shows; what is done is done elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from send_tracker.gui import theme, week, window_place
from send_tracker.gui.calm_place import CalmPlace
from send_tracker.gui.commands import Command
from send_tracker.gui.files import ENDING, Files
from send_tracker.gui.find_anything import FindAnything
from send_tracker.gui.looking_back import LookingBack
from send_tracker.gui.menus import Menus
from send_tracker.gui.opener import Opener
from send_tracker.gui.pages.page import Page
from send_tracker.gui.panes import next_pane
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.sharing_round import SharingRound
from send_tracker.gui.shell import Shell
from send_tracker.gui.window_commands import WindowCommands
from send_tracker.gui.window_facts import hide_welcome, listen, say_what_is_true, show_welcome, take_preference
from send_tracker.gui.workspace import Workspace
from send_tracker.services.session import Edited, Session

if TYPE_CHECKING:
    from send_tracker.gui.attachment_round import AttachmentRound
    from send_tracker.gui.pages.welcome_page import WelcomePage

NARROW_BELOW = 1200
MENU_HEIGHT = 34
NOTICE_MS = 6000


class MainWindow(QMainWindow):
    """One window with at most one open file."""

    def __init__(self, opener: Opener, preferences: Preferences) -> None:
        super().__init__()
        self.opener = opener
        self.preferences = preferences
        self.workspace: Workspace | None = None
        self._problems = 0

        # Parts
        self.menus = Menus(self.menuBar())
        self.looking_back = LookingBack(self)
        self.find_anything = FindAnything(self)
        self.shell = Shell(self.looking_back.strip)
        self.rail, self.pages, self.strip = self.shell.rail, self.shell.pages, self.shell.strip
        self.banner = self.shell.banner
        self.welcome: WelcomePage | None = None
        self.files = Files(self)
        self.sharing = SharingRound(self)
        self.commands = WindowCommands(self)
        self.calm = CalmPlace(self)

        # Window
        week.set_start(preferences.get("week_start"))
        self.menuBar().setCornerWidget(self.find_anything.corner, Qt.Corner.TopRightCorner)
        self.setCentralWidget(self.shell)
        self.setAcceptDrops(True)
        self._connect()
        window_place.restore(self, self.preferences.get("window"))
        self._set_width_class()

    def _connect(self) -> None:
        self._notice_over = QTimer(self)
        self._notice_over.setSingleShot(True)
        self._notice_over.timeout.connect(self.refresh)
        self.menus.chosen.connect(self.run)
        self.menus.status_chosen.connect(self.set_status)
        self.menus.recent_chosen.connect(self.files.open_recent)
        self.menus.opening.connect(self._before_menu)
        self.rail.chosen.connect(self.show_page)
        self.pages.made.connect(self._page_made)
        self.pages.shown.connect(self._page_shown)
        self.preferences.changed.connect(self._preference_changed)
        theme.hub.changed.connect(self._set_width_class)

    # The file

    def show_file(self, session: Session | None, places: Mapping[str, object] | None = None) -> None:
        """Show another file, letting the one that was open go; None shows the welcome page.

        The past of the open file is another one too. It is given the ``places`` of its pages.
        """
        self.find_anything.close(give_back=False)  # its rows are of the file that goes
        old, self.workspace = self.workspace, None
        self.pages.close_pages()
        self.banner.clear()
        if old is not None:
            old.close(session)
        if session is not None:
            self.workspace = Workspace(session, self.preferences, self)
            self.workspace.backs_up = self.opener.back_up
            listen(self, self.workspace)
            hide_welcome(self)
            self.pages.open(self.workspace, self.preferences.get("page"), places)
            if self.isVisible():
                self.pages.focus_page()
        else:
            show_welcome(self)
        self._show_facts()
        self._count_and_mark()
        self.sharing.show_session(session)
        self.calm.show_file()
        self.menus.set_recent(self.preferences.get("recent"))
        self.refresh()

    def ask_page(self, key: str, request: str, subject: object) -> None:
        """Show a page and pass on what should be seen there."""
        page = self.show_page(key)
        answer = getattr(page, request, None)
        if answer is not None:
            answer(subject)
        self.refresh()

    def take_edit(self, edited: Edited) -> None:
        self.banner.clear()
        self.pages.edited(edited)
        if {kind for kind, _ in edited.touched} & {"programme", "meeting", "status"}:
            self._show_facts()
        self._count_and_mark()
        self.sharing.edited()
        if any(kind == "evidence" for kind, _ in edited.touched):
            self.attachments.wait_and_start()
        self.refresh()

    # What it says

    def _show_facts(self) -> None:
        session = self.workspace.session if self.workspace else None
        self.menus.set_scale(session.scale if session else None)
        self.setWindowTitle(self.shell.show_facts(session))
        self.looking_back.show_session(session)
        self.find_anything.place()

    def _count_and_mark(self) -> None:
        if self.workspace is not None:
            self.shell.count_and_mark(self.workspace)

    def refresh(self) -> None:
        """Enable what can be done now, and say what the page shows."""
        self.menus.set_available(self.available())
        if not self._notice_over.isActive():
            page = self.pages.page
            self.strip.words.set_text(page.status_text() if page else "No file open")

    def show_problem(self, sentence: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what went wrong, across the page."""
        self._problems += 1
        self.banner.say("error", sentence, action, act)

    def show_notice(self, sentence: str) -> None:
        """Say something good in the status strip for a few seconds."""
        self.strip.words.set_text(sentence)
        self._notice_over.start(NOTICE_MS)

    # Commands

    def available(self) -> dict[Command, Callable[[], object]]:
        """Return what can be done now; what the page can do comes before what the window can."""
        page = self.pages.page
        return {**self.commands.available(), **(page.commands() if page else {})}

    def run(self, command: Command) -> None:
        """Do a command if it can be done now."""
        verb = self.available().get(command)
        if verb is not None:
            verb()
            self.refresh()

    def set_status(self, code: str) -> None:
        """Give the selected rows a status, if the page has any."""
        page = self.pages.page
        if page is not None and Command.SET_STATUS in page.commands():
            page.set_status(code)
            self.refresh()

    def show_page(self, key: str) -> Page | None:
        """Bring a page to the front."""
        return self.pages.show_page(key)

    def _page_shown(self, key: str) -> None:
        self.rail.choose(key)
        if key == "search":
            self.attachments.start()
        elif key == "evidence":
            self.attachments.wait_and_start()
        if self.pages.is_kept(key):
            self.preferences.set("page", key)
        self.refresh()

    @cached_property
    def attachments(self) -> AttachmentRound:
        """What has attached files read for the search; loaded once it is needed."""
        from send_tracker.gui.attachment_round import AttachmentRound

        return AttachmentRound(self)

    def _page_made(self, page: Page) -> None:
        """Listen to a page: what it can do changes, and it may have buttons that belong to a menu."""
        page.changed.connect(self.refresh)
        page.command_wanted.connect(self.run)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab follow the eye."""
        from send_tracker.gui.focus_order import set_order

        set_order(self)
        return super().focusNextPrevChild(next)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the rows under the pointer; what has a menu of its own took the event before."""
        from send_tracker.gui.row_menu import offer

        offer(self, event)

    def next_pane(self) -> None:
        """Go to the next part of the window."""
        page = self.pages.page
        if page is not None:
            next_pane([self.rail, *page.panes()])

    def _before_menu(self) -> None:
        say_what_is_true(self)

    # Looks and place

    def _preference_changed(self, name: str) -> None:
        take_preference(self, name)

    def _set_width_class(self) -> None:
        self.menuBar().setFixedHeight(theme.px(MENU_HEIGHT))
        width = int(self.width() / theme.text_scale())
        self.rail.set_narrow(width < NARROW_BELOW)
        self.pages.set_width_class(width)
        self.find_anything.place()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus where the work is, not on the first thing in the menu bar."""
        super().showEvent(event)
        if not event.spontaneous():
            self.pages.focus_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the rail and the page how wide the window is."""
        super().resizeEvent(event)
        self._set_width_class()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take tracker files."""
        if any(url.toLocalFile().lower().endswith(ENDING) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the tracker file that was dropped."""
        self.files.open_dropped([url.toLocalFile() for url in event.mimeData().urls()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is being typed, remember the place, let the file go. Stay if something could not be saved."""
        if not self.commit_typing():
            event.ignore()
            return
        self.preferences.set("window", window_place.kept(self))
        self.menus.stop()
        self.find_anything.stop()
        self.sharing.stop()
        self.pages.close_pages()
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None
        super().closeEvent(event)

    def after_open(self) -> None:
        """Do what can wait until the first page was painted; an unsound file is not kept as a backup."""
        if self.sharing.watch.is_unsure:
            self.sharing.watch.sure.connect(self.after_open, Qt.ConnectionType.SingleShotConnection)
        elif self.workspace is not None and self.opener.after_open is not None:
            self.workspace.attempt(self.opener.after_open, self.workspace.session)

    def commit_typing(self) -> bool:
        """Have the field with the focus commit, and tell whether that went well."""
        before = self._problems
        if (focused := QApplication.focusWidget()) is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        if self.workspace is not None:
            self.workspace.write_drafts()
        return self._problems == before
