"""Every command of the menus, as data: an id, its words, its key, its menu. Pages say which they can do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Command(StrEnum):
    """Ids of menu entries; also what the palette and the shortcut sheet list."""

    NEW_FILE = "new_file"
    OPEN = "open"
    OPEN_SAMPLE = "open_sample"
    SAVE_COPY = "save_copy"
    RESTORE_BACKUP = "restore_backup"
    SHARE = "share"
    WORK_AS_TEAM = "work_as_team"
    BOARD_PACK = "board_pack"
    ISSUE_PACK = "issue_pack"
    VERIFY_PACK = "verify_pack"
    EXPORT_VIEW = "export_view"
    BRIEFING = "briefing"
    ISSUE_BRIEFING = "issue_briefing"
    PAPER = "paper"
    ISSUE_PAPER = "issue_paper"
    PRINT_BRIEFING = "print_briefing"
    PRINT_PAPER = "print_paper"
    READER = "reader"
    CHARTS = "charts"
    BINDER = "binder"
    HANDOVER_LIST = "handover_list"
    PRINT = "print"
    SAVE_PDF = "save_pdf"
    CLOSE_FILE = "close_file"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    FIND = "find"
    FIND_NEXT = "find_next"
    PALETTE = "palette"
    SEARCH = "search"
    PREFERENCES = "preferences"
    OVERVIEW = "overview"
    PLAN = "plan"
    MEASURES = "measures"
    EVIDENCE = "evidence"
    MEETINGS = "meetings"
    REVIEW = "review"
    REPORTS = "reports"
    PANEL = "panel"
    COLUMNS = "columns"
    GROUPED = "grouped"
    SAVE_VIEW = "save_view"
    EXPAND_ALL = "expand_all"
    COLLAPSE_ALL = "collapse_all"
    CLEAR_FILTER = "clear_filter"
    HISTORY = "history"
    BACK_TO_SEARCH = "back_to_search"
    AS_AT = "as_at"
    BACK_TO_TODAY = "back_to_today"
    THEME_LIGHT = "theme_light"
    THEME_DARK = "theme_dark"
    THEME_CONTRAST = "theme_contrast"
    THEME_SYSTEM = "theme_system"
    NEXT_PANE = "next_pane"
    NEW_ACTION = "new_action"
    NEW_AREA = "new_area"
    NEW_OUTCOME = "new_outcome"
    SET_STATUS = "set_status"
    EDIT_CELL = "edit_cell"
    FILL_DOWN = "fill_down"
    WITHDRAW = "withdraw"
    RECORD_CHECK = "record_check"
    WITHDRAW_WHY = "withdraw_why"
    SAY_WHY = "say_why"
    SUPERSEDE = "supersede"
    MERGE = "merge"
    RESTORE = "restore"
    WITHDRAWN = "withdrawn"
    REASSIGN = "reassign"
    NEW_MEASURE = "new_measure"
    ADD_FIGURES = "add_figures"
    IMPORT_FIGURES = "import_figures"
    SET_TARGET = "set_target"
    MARK_SERIES = "mark_series"
    OVERRIDE_RATING = "override_rating"
    SMALL_CHARTS = "small_charts"
    NEW_MEETING = "new_meeting"
    NEW_ITEM = "new_item"
    NEW_DECISION = "new_decision"
    NEW_COMMITMENT = "new_commitment"
    NEW_QUESTION = "new_question"
    NEW_RISK = "new_risk"
    RUN_MEETING = "run_meeting"
    FREEZE = "freeze"
    TIMETABLE = "timetable"
    COMPARED_BOARD = "compared_board"
    WHAT_CHANGED = "what_changed"
    RISKS = "risks"
    STATEMENTS = "statements"
    INSPECTIONS = "inspections"
    ADD_EVIDENCE = "add_evidence"
    PASTE_EVIDENCE = "paste_evidence"
    PROGRAMME = "programme"
    STATUS_SCALE = "status_scale"
    PEOPLE = "people"
    CHALLENGE_RULES = "challenge_rules"
    HANDOVER = "handover"
    COMBINE = "combine"
    CONFLICTS = "conflicts"
    IMPORT = "import"
    RETURNS = "returns"
    TAKE_RETURN = "take_return"
    PASTE_ROWS = "paste_rows"
    REDACT = "redact"
    CHECK_FILE = "check_file"
    GUIDE = "guide"
    SHORTCUTS = "shortcuts"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu entry: words with a mnemonic, a key in Qt's portable text, whether it needs an open file."""

    command: Command
    words: str
    key: str = ""
    needs_file: bool = True
    separator: bool = False


MENUS: dict[str, tuple[Entry, ...]] = {
    "&File": (
        Entry(Command.NEW_FILE, "&New programme…", "Ctrl+Shift+N", needs_file=False),
        Entry(Command.OPEN, "&Open…", "Ctrl+O", needs_file=False),
        Entry(Command.OPEN_SAMPLE, "Open the &sample", needs_file=False),
        Entry(Command.SAVE_COPY, "Save a &copy…", separator=True),
        Entry(Command.RESTORE_BACKUP, "&Restore a backup…"),
        Entry(Command.SHARE, "S&hare now", "Ctrl+Alt+S"),
        Entry(Command.WORK_AS_TEAM, "Work as a &team in this folder"),
        Entry(Command.EXPORT_VIEW, "&Export this view…", "Ctrl+Shift+E"),
        Entry(Command.PRINT, "&Print preview…", "Ctrl+P"),
        Entry(Command.SAVE_PDF, "Save this page as P&DF…"),
        Entry(Command.CLOSE_FILE, "C&lose file", "Ctrl+W", separator=True),
        Entry(Command.QUIT, "&Quit", "Ctrl+Q", needs_file=False),
    ),
    "&Edit": (
        Entry(Command.UNDO, "&Undo", "Ctrl+Z"),
        Entry(Command.REDO, "&Redo", "Ctrl+Y"),
        Entry(Command.EDIT_CELL, "Edit &cell", "F2", separator=True),
        Entry(Command.FILL_DOWN, "Fill &down", "Ctrl+D"),
        Entry(Command.PASTE_ROWS, "Paste &rows from Excel…"),
        Entry(Command.FIND, "&Find", "Ctrl+F", separator=True),
        Entry(Command.FIND_NEXT, "Find &next", "F3"),
        Entry(Command.PALETTE, "Find &anything…", "Ctrl+K", needs_file=False),
        Entry(Command.SEARCH, "&Search everything…", "Ctrl+Shift+F"),
        Entry(Command.PREFERENCES, "&Preferences…", "Ctrl+,", needs_file=False, separator=True),
    ),
    "&View": (
        Entry(Command.OVERVIEW, "&Overview", "Alt+1"),
        Entry(Command.PLAN, "&Plan", "Alt+2"),
        Entry(Command.MEASURES, "&Measures", "Alt+3"),
        Entry(Command.EVIDENCE, "&Evidence", "Alt+4"),
        Entry(Command.MEETINGS, "Meet&ings", "Alt+5"),
        Entry(Command.REVIEW, "&Review", "F5"),
        Entry(Command.REPORTS, "Report&s", "Alt+7"),
        Entry(Command.PANEL, "&Detail panel", "Ctrl+I", separator=True),
        Entry(Command.COLUMNS, "&Columns…"),
        Entry(Command.GROUPED, "&Group by outcome"),
        Entry(Command.SAVE_VIEW, "&Save this view…"),
        Entry(Command.EXPAND_ALL, "E&xpand all", "Ctrl+Shift+Down"),
        Entry(Command.COLLAPSE_ALL, "Coll&apse all", "Ctrl+Shift+Up"),
        Entry(Command.WITHDRAWN, "&Withdrawn actions"),
        Entry(Command.CLEAR_FILTER, "Clear &filter", "Ctrl+Shift+L"),
        Entry(Command.BACK_TO_SEARCH, "Back to the searc&h", "Alt+Left", separator=True),
        Entry(Command.HISTORY, "Histor&y", "Ctrl+H"),
        Entry(Command.AS_AT, "As a&t…", "Ctrl+Shift+A"),
        Entry(Command.BACK_TO_TODAY, "&Back to today", "Ctrl+Shift+T"),
        Entry(Command.THEME_LIGHT, "&Light", needs_file=False, separator=True),
        Entry(Command.THEME_DARK, "Dar&k", needs_file=False),
        Entry(Command.THEME_CONTRAST, "&High contrast", needs_file=False),
        Entry(Command.THEME_SYSTEM, "Follow &system", needs_file=False),
        Entry(Command.NEXT_PANE, "&Next pane", "F6", separator=True),
    ),
    "&Action": (
        Entry(Command.NEW_ACTION, "&New action…", "Ctrl+N"),
        Entry(Command.NEW_OUTCOME, "New &outcome…"),
        Entry(Command.NEW_AREA, "New priority &area…"),
        Entry(Command.SET_STATUS, "Set &status", separator=True),
        Entry(Command.ADD_EVIDENCE, "Add &evidence…", "Ctrl+E", separator=True),
        Entry(Command.PASTE_EVIDENCE, "&Paste as evidence", "Ctrl+Shift+V"),
        Entry(Command.RECORD_CHECK, "Record a &check…"),
        Entry(Command.WITHDRAW, "&Withdraw", "Del", separator=True),
        Entry(Command.WITHDRAW_WHY, "Withdraw with a &reason…", "Shift+Del"),
        Entry(Command.SAY_WHY, "Sa&y why it was withdrawn…", "Alt+Del"),
        Entry(Command.SUPERSEDE, "S&upersede by…"),
        Entry(Command.MERGE, "&Merge into…"),
        Entry(Command.RESTORE, "&Bring back into the plan"),
    ),
    "&Measures": (
        Entry(Command.NEW_MEASURE, "&New measure…"),
        Entry(Command.ADD_FIGURES, "&Add figures…", "Ctrl+Shift+D"),
        Entry(Command.IMPORT_FIGURES, "&Import figures…"),
        Entry(Command.SET_TARGET, "Set &target…", separator=True),
        Entry(Command.MARK_SERIES, "Mark a series &break…"),
        Entry(Command.OVERRIDE_RATING, "&Override rating…"),
        Entry(Command.SMALL_CHARTS, "&Small charts", separator=True),
    ),
    "Meet&ings": (
        Entry(Command.NEW_MEETING, "&New meeting…"),
        Entry(Command.NEW_ITEM, "Add an agenda &item"),
        Entry(Command.NEW_DECISION, "Record a &decision"),
        Entry(Command.NEW_COMMITMENT, "Add a &commitment"),
        Entry(Command.NEW_QUESTION, "Log a &question"),
        Entry(Command.RUN_MEETING, "Run this &meeting", "F11", separator=True),
        Entry(Command.FREEZE, "&Freeze the position…"),
        Entry(Command.TIMETABLE, "&Timetable and calendar"),
        Entry(Command.WHAT_CHANGED, "&What changed", separator=True),
        Entry(Command.COMPARED_BOARD, "Compare with another &board…"),
        Entry(Command.RISKS, "&Risks", separator=True),
        Entry(Command.NEW_RISK, "New ris&k"),
        Entry(Command.STATEMENTS, "Position &statements"),
        Entry(Command.INSPECTIONS, "Ins&pections"),
    ),
    "&Reports": (
        Entry(Command.BOARD_PACK, "&Board pack…"),
        Entry(Command.ISSUE_PACK, "&Issue the board pack…"),
        Entry(Command.VERIFY_PACK, "&Verify an issued document…"),
        Entry(Command.BRIEFING, "&Partner briefing…", separator=True),
        Entry(Command.ISSUE_BRIEFING, "Issue &the partner briefing…"),
        Entry(Command.PRINT_BRIEFING, "Print the partner briefin&g…"),
        Entry(Command.PAPER, "Board p&aper…"),
        Entry(Command.ISSUE_PAPER, "Issue the b&oard paper…"),
        Entry(Command.PRINT_PAPER, "Print the boar&d paper…"),
        Entry(Command.READER, "&Reader…"),
        Entry(Command.CHARTS, "&Charts…", separator=True),
        Entry(Command.BINDER, "&Evidence binder…"),
        Entry(Command.HANDOVER_LIST, "&Handover list…"),
    ),
    "&Tools": (
        Entry(Command.PROGRAMME, "&Programme…"),
        Entry(Command.STATUS_SCALE, "&Status scale…"),
        Entry(Command.PEOPLE, "P&eople and partners…"),
        Entry(Command.CHALLENGE_RULES, "Challenge ru&les…"),
        Entry(Command.HANDOVER, "&Handover to business as usual…", separator=True),
        Entry(Command.REASSIGN, "&Reassign actions…"),
        Entry(Command.IMPORT, "&Import…", needs_file=False, separator=True),
        Entry(Command.RETURNS, "Owner &returns…"),
        Entry(Command.TAKE_RETURN, "&Take a return back…"),
        Entry(Command.COMBINE, "Combine c&opies…", separator=True),
        Entry(Command.CONFLICTS, "Settle con&flicts…"),
        Entry(Command.REDACT, "Take a te&xt out for good…"),
        Entry(Command.CHECK_FILE, "&Check this file…", separator=True),
    ),
    "&Help": (
        Entry(Command.GUIDE, "&User guide", "F1", needs_file=False),
        Entry(Command.SHORTCUTS, "&Keyboard shortcuts", "Ctrl+/", needs_file=False),
        Entry(Command.ABOUT, "&About SEND Tracker", needs_file=False),
    ),
}
"""Ctrl+1 to Ctrl+9 set the status of the selected rows; the Set status entry is a submenu of them."""


KEEPS_DELETE = "keepsDelete"
"""A property of a part of a page in which Delete never means the rows of the page's table."""


def key_of(command: Command) -> str:
    """Return the key of a menu entry in Qt's portable text; empty for none."""
    return next(entry.key for entries in MENUS.values() for entry in entries if entry.command is command)
