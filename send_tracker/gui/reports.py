"""What can be produced, as data: the Reports page, its menu and its dialog read this list and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from send_tracker.gui.commands import Command


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that can be made.

    Attributes:
        key: under which it is remembered. command: its entry in the menus.
        title, about: in words. icon: an icon's name. verb: on its button.
        words: of the command line, before the file; what follows the output is worked out.
        endings: of the file, the first is proposed; none for a folder. kinds: for the system's dialog.
        boards: "held" for boards that were held, "all" for those to come too, "" where no board is asked for.
        document: under which the ledger of issued documents knows it; empty where it is never issued.
        own: whether a dialog of its own asks for more.
        issue: the entry that issues it; None for what is never issued. print: the entry that prints it.
        made: whether it makes a file, whose place and time are remembered.
    """

    key: str
    command: Command
    title: str
    about: str
    icon: str
    verb: str = "Make…"
    words: tuple[str, ...] = ()
    endings: tuple[tuple[str, str], ...] = ()
    boards: str = ""
    document: str = ""
    own: bool = False
    issue: Command | None = None
    print: Command | None = None
    made: bool = True

    @property
    def kinds(self) -> str:
        """The kinds of file for the system's dialog."""
        return ";;".join(f"{name} (*{ending})" for ending, name in self.endings)


WORD_OR_PAGE: Final = ((".docx", "Word documents"), (".html", "Web pages"))
REPORTS: Final[tuple[Report, ...]] = (
    Report(
        "pack", Command.BOARD_PACK, "Board pack", "Excel workbook: headlines, exceptions, plan, measures, sources.",
        "file-spreadsheet", document="pack", own=True, issue=Command.ISSUE_PACK,
    ),
    Report(
        "briefing", Command.BRIEFING, "Partner briefing", "Word or web page for the public, after a board.",
        "file-text", words=("briefing",), endings=WORD_OR_PAGE, boards="held", document="briefing",
        issue=Command.ISSUE_BRIEFING, print=Command.PRINT_BRIEFING,
    ),
    Report(
        "paper", Command.PAPER, "Board paper", "Word or web page: cover sheet, summary, exceptions, decisions.",
        "file-text", words=("paper",), endings=WORD_OR_PAGE, boards="all", document="paper",
        issue=Command.ISSUE_PAPER, print=Command.PRINT_PAPER,
    ),
    Report(
        "verify", Command.VERIFY_PACK, "Verify", "What was altered in a pack, briefing or paper since it was issued.",
        "shield-check", verb="Choose…", own=True, made=False,
    ),
    Report(
        "reader", Command.READER, "Reader", "One web page of a position, to search and sort without a network.",
        "search", words=("reader",), endings=((".html", "Web pages"),), boards="held",
    ),
    Report(
        "charts", Command.CHARTS, "Charts", "Every chart as a picture, in a folder.",
        "image", words=("charts",),
    ),
    Report(
        "binder", Command.BINDER, "Evidence binder", "Every item with its files, in a folder that opens anywhere.",
        "paperclip", words=("binder",), endings=((".zip", "Zip files"),),
    ),
    Report(
        "handover_list", Command.HANDOVER_LIST, "Handover list", "Done actions on their way into business as usual.",
        "list-checks", words=("export", "--what", "handover"),
        endings=((".xlsx", "Excel workbooks"), (".csv", "CSV files")),
    ),
    Report(
        "export", Command.EXPORT_VIEW, "Export", "A register, or the rows that a page shows, as Excel, CSV or JSON.",
        "table", own=True,
    ),
)  # fmt: skip


def report_of(command: Command) -> Report:
    """Return the report of a menu entry."""
    return next(r for r in REPORTS if r.command is command)


def arguments(report: Report, copy: str, output: str, meeting: date | None) -> Sequence[str]:
    """Return the command line's words that make a report."""
    verb, *options = report.words
    board = ["--meeting", meeting.isoformat()] if report.boards and meeting else []
    return [verb, copy, *options, *board, "-o", output]
