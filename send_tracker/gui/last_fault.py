"""A fault that ended the program, or was not looked at: at the next start its report is offered to be saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from send_tracker import APP_NAME
from send_tracker.crash_log import forget_pending, pending_report
from send_tracker.gui import choose_file

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow

SENTENCE = (
    "The program met a fault in itself when it ran before. Nothing you saved is lost. "
    "A report without names or contents can be saved for whoever looks after the program."
)
_KINDS = "Text files (*.txt)"


def offer(window: MainWindow) -> None:
    """Offer the report, once; the log keeps it. While the window has something else to say, it waits for a next time.

    Args:
        window: the window that has been painted.
    """
    report = pending_report()
    if not report.strip() or window.banner.text:
        return
    forget_pending()
    window.banner.say("warning", SENTENCE, "Save the report…", partial(save, window, report))


def save(window: MainWindow, report: str) -> None:
    """Ask where to, and write it. Where that does not work, it is offered again."""
    path = choose_file.to_save(window, "Save the report", _suggested(), _KINDS)
    if path is None:
        return
    try:
        path.write_text(report, encoding="utf-8", newline="\n")
    except OSError as error:
        sentence = f"The report could not be saved as “{path.name}”: {error.strerror}. Choose another place."
        window.show_problem(sentence, "Save the report…", partial(save, window, report))
        return
    window.show_notice(f"The report was saved as {path.name}.")


def _suggested() -> Path:
    return choose_file.free_name(Path(choose_file.documents()) / f"{APP_NAME} report.txt")
