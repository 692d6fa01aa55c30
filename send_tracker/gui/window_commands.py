"""What the window itself can do, whichever page is shown: its entries of the menus, each opening its dialog."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from send_tracker.gui.commands import Command
from send_tracker.gui.intake_commands import IntakeCommands
from send_tracker.gui.meeting_commands import meeting_commands
from send_tracker.gui.menus import THEMES
from send_tracker.gui.report_commands import ReportCommands
from send_tracker.gui.workspace import Workspace

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow

Verb = Callable[[], object]


class WindowCommands:
    """Maps commands to what they do. Dialogs are imported when they are opened."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._files = window.files

    def available(self) -> Mapping[Command, Verb]:
        """Return what can be done now."""
        workspace = self._window.workspace
        found = self._always()
        if workspace is None:
            found[Command.IMPORT] = self._files.bring_in
        else:
            found |= self._with_file(workspace)
            if not workspace.session.read_only:
                found |= self._editing(workspace)
            page = self._window.pages.page
            if page is not None and (subject := page.subject()):
                found[Command.HISTORY] = lambda: self._history(workspace, subject)
                if not workspace.session.read_only:
                    found[Command.REDACT] = lambda: self.redact(subject)
            if self._window.pages.key != "search" and self._window.pages.built("search") is not None:
                found[Command.BACK_TO_SEARCH] = lambda: self._window.show_page("search")
            if workspace.session.as_at is not None:
                found[Command.BACK_TO_TODAY] = self._window.looking_back.back
        return found

    def _always(self) -> dict[Command, Verb]:
        window = self._window
        found: dict[Command, Verb] = {
            Command.NEW_FILE: self._files.new,
            Command.OPEN: self._files.ask_and_open,
            Command.OPEN_SAMPLE: self._files.open_sample,
            Command.QUIT: window.close,
            Command.PALETTE: window.find_anything.open,
            Command.PREFERENCES: self._preferences,
            Command.GUIDE: self._guide,
            Command.SHORTCUTS: self._shortcuts,
            Command.ABOUT: self._about,
        }
        for command, name in THEMES.items():
            found[command] = lambda chosen=name: window.preferences.set("theme", chosen)  # type: ignore[misc]
        return found

    def _with_file(self, workspace: Workspace) -> dict[Command, Verb]:
        window = self._window
        return {
            **ReportCommands(window, workspace).available(),
            Command.SAVE_COPY: self._files.save_copy,
            Command.RESTORE_BACKUP: self._files.restore,
            Command.BOARD_PACK: self._board_pack,
            Command.VERIFY_PACK: lambda: self._verify_pack(workspace),
            Command.EXPORT_VIEW: self._export,
            Command.CLOSE_FILE: self._files.close,
            Command.OVERVIEW: lambda: window.show_page("overview"),
            Command.PLAN: lambda: window.show_page("plan"),
            Command.MEASURES: lambda: window.show_page("measures"),
            Command.EVIDENCE: lambda: window.show_page("evidence"),
            Command.MEETINGS: lambda: window.show_page("meetings"),
            Command.REVIEW: lambda: window.show_page("review"),
            Command.SEARCH: self._search,
            **meeting_commands(window, workspace),
            Command.AS_AT: window.looking_back.choose,
            Command.NEXT_PANE: window.next_pane,
            Command.PEOPLE: lambda: self._people(workspace),
            Command.PROGRAMME: lambda: self._programme(workspace),
            Command.STATUS_SCALE: lambda: self._scale(workspace),
            Command.CHALLENGE_RULES: lambda: self._challenge_rules(workspace),
            Command.HANDOVER: lambda: self._handover(workspace),
            Command.CONFLICTS: self.settle,
            Command.CHECK_FILE: lambda: self._check(workspace),
        }

    def _editing(self, workspace: Workspace) -> dict[Command, Verb]:
        return {
            **self._sharing(workspace),
            Command.ISSUE_PACK: lambda: self._issue_pack(workspace),
            Command.UNDO: lambda: _undo(workspace),
            **IntakeCommands(self._window, workspace).available(),
            Command.COMBINE: lambda: self._combine(workspace),
            Command.REDO: lambda: _redo(workspace),
            Command.NEW_AREA: lambda: self._new_part(workspace, "area"),
            Command.NEW_OUTCOME: lambda: self._new_part(workspace, "outcome"),
            Command.NEW_ACTION: self._new_action,
            Command.REASSIGN: lambda: self._reassign(workspace),
        }

    def _sharing(self, workspace: Workspace) -> dict[Command, Verb]:
        """Return what can be done with a file in a synced or network folder."""
        sharing = workspace.session.sharing
        if sharing is None:
            return {}
        found: dict[Command, Verb] = {Command.SHARE: self._window.sharing.share_now}
        if not sharing.is_team:
            found[Command.WORK_AS_TEAM] = self._window.sharing.work_as_team
        return found

    def _new_action(self) -> None:
        """Go to the plan, which knows how to add one."""
        page = self._window.show_page("plan")
        verb = page.commands().get(Command.NEW_ACTION) if page is not None else None
        if verb is not None:
            verb()

    def _search(self) -> None:
        """Go to the field of the search over everything."""
        page = self._window.show_page("search")
        if page is not None:
            page.commands()[Command.FIND]()

    # Dialogs

    def _open(self, dialog: QDialog) -> None:
        """Open a dialog over the window; it goes away when it is closed."""
        dialog.open()

    def _preferences(self) -> None:
        from send_tracker.gui.dialogs.preferences_dialog import PreferencesDialog

        self._open(PreferencesDialog(self._window.preferences, self._window))

    def _guide(self) -> None:
        """Show the guide at the page for what is in front."""
        from send_tracker.gui.help.help_window import show_help
        from send_tracker.gui.help.topics import OF_PAGES, START

        in_a_file = self._window.workspace is not None
        show_help(OF_PAGES.get(self._window.pages.key, START) if in_a_file else START, self._window)

    def _shortcuts(self) -> None:
        from send_tracker.gui.dialogs.shortcuts_dialog import ShortcutsDialog

        self._open(ShortcutsDialog(self._window))

    def _about(self) -> None:
        from send_tracker.gui.dialogs.about_dialog import AboutDialog

        window = self._window
        self._open(AboutDialog(window.workspace, window.preferences, window.opener.data_folder, window))

    def _board_pack(self) -> None:
        from send_tracker.gui.dialogs.pack_dialog import PackDialog

        if self._window.workspace is not None:
            meeting = getattr(self._window.pages.page, "meeting", None)
            self._open(PackDialog(self._window.workspace, self._window.opener.command, self._window, meeting))

    def _issue_pack(self, workspace: Workspace) -> None:
        from send_tracker.gui.dialogs.issue_dialog import IssueDialog

        meeting = getattr(self._window.pages.page, "meeting", None)
        self._open(IssueDialog(workspace, self._window.opener.command, self._window, meeting))

    def _verify_pack(self, workspace: Workspace) -> None:
        from send_tracker.gui.dialogs.verify_dialog import VerifyDialog

        self._open(VerifyDialog(workspace, self._window))

    def _export(self) -> None:
        from send_tracker.gui.dialogs.export_dialog import ExportDialog

        if self._window.workspace is not None:
            page = self._window.pages.page
            view = page.view() if page else None
            self._open(ExportDialog(self._window.workspace, self._window.opener.command, view, self._window))

    def _check(self, workspace: Workspace) -> None:
        from send_tracker.gui.dialogs.check_dialog import CheckDialog

        self._open(CheckDialog(workspace, self._window.opener.command, self._window))

    def _combine(self, workspace: Workspace) -> None:
        from send_tracker.gui.dialogs.combine_dialog import CombineDialog

        window = self._window
        dialog = CombineDialog(workspace, window.opener.command, window.opener.back_up, window)
        # What came in touches everything: the pages are built again, as for another file.
        dialog.combined.connect(lambda: window.show_file(workspace.session, window.pages.places()))
        dialog.settle_wanted.connect(lambda: window.run(Command.CONFLICTS))
        self._open(dialog)

    def settle(self, entity: str = "") -> None:
        """Show what is in conflict, beginning with one entity."""
        from send_tracker.gui.dialogs.conflicts_dialog import ConflictsDialog

        if self._window.workspace is not None:
            self._open(ConflictsDialog(self._window.workspace, self._window, entity))

    def _programme(self, workspace: Workspace) -> None:
        from send_tracker.gui.dialogs.programme_dialog import ProgrammeDialog

        self._open(ProgrammeDialog(workspace, self._window))

    def _challenge_rules(self, workspace: Workspace) -> None:
        from send_tracker.gui.dialogs.challenge_rules_dialog import ChallengeRulesDialog

        self._open(ChallengeRulesDialog(workspace, self._window))

    def _handover(self, workspace: Workspace) -> None:
        from send_tracker.gui.dialogs.handover_dialog import HandoverDialog

        self._open(HandoverDialog(workspace, self._window))

    def _history(self, workspace: Workspace, subject: str) -> None:
        from send_tracker.gui.dialogs.history_dialog import HistoryDialog

        self._open(HistoryDialog(workspace, subject, self._window))

    def redact(self, subject: str, edits: Collection[str] = ()) -> None:
        """Ask which texts of an entity shall go for good, of some edits or of all."""
        from send_tracker.gui.dialogs.redact_dialog import RedactDialog

        window, workspace = self._window, self._window.workspace
        if workspace is None or workspace.session.read_only:
            return
        session, rescue = workspace.session, window.opener.rescue
        places = [str(path) for path in (rescue.backups(session.home) if rescue is not None else ())]
        if session.sharing is not None:
            places += [str(path) for path in session.sharing.copies()]
        dialog = RedactDialog(workspace, subject, places, edits, window)
        # What was taken out may stand on every page: they are built again, as for another file.
        dialog.redacted.connect(lambda: window.show_file(session, window.pages.places()))
        self._open(dialog)

    def _people(self, workspace: Workspace) -> None:
        from send_tracker.gui.dialogs.people_dialog import PeopleDialog

        self._open(PeopleDialog(workspace, self._window))

    def _reassign(self, workspace: Workspace) -> None:
        from send_tracker.gui.dialogs.reassign_dialog import ReassignDialog

        self._open(ReassignDialog(workspace, parent=self._window))

    def _scale(self, workspace: Workspace) -> None:
        from send_tracker.gui.dialogs.scale_dialog import ScaleDialog

        self._open(ScaleDialog(workspace, self._window))

    def _new_part(self, workspace: Workspace, kind: str) -> None:
        from send_tracker.gui.dialogs.part_dialog import PartDialog

        if kind == "outcome" and not workspace.session.register().areas:
            first = PartDialog(workspace, "area", self._window)
            first.form.explanation.setText("An outcome stands under a priority area. There is none yet.")
            first.accepted.connect(lambda: self._new_part(workspace, kind))
            self._open(first)
            return
        self._open(PartDialog(workspace, kind, self._window))


def _undo(workspace: Workspace) -> None:
    from send_tracker.services.undo import undo, undo_state

    state = undo_state(workspace.session)
    if workspace.attempt(undo, workspace.session) is not None:
        workspace.notice.emit(f"Undone: {state.undo}. {state.undo_note}".strip())


def _redo(workspace: Workspace) -> None:
    from send_tracker.services.undo import redo, undo_state

    name = undo_state(workspace.session).redo
    if workspace.attempt(redo, workspace.session) is not None:
        workspace.notice.emit(f"Done again: {name}.")
