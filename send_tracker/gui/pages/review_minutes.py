"""What a review leaves behind: the notes for the minutes, and the list of changes, to copy or to write to a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from send_tracker.domain.problem import Problem
from send_tracker.domain.references import sort_key
from send_tracker.exchange.review_list import as_tabs, as_text, heading, write_review
from send_tracker.gui import choose_file
from send_tracker.gui.widgets.review.body import NoteField
from send_tracker.gui.widgets.review.end import ReviewEnd
from send_tracker.gui.workspace import Workspace
from send_tracker.services.action_view import read_action
from send_tracker.services.review import Review
from send_tracker.services.review_changes import SittingChange, sitting_changes

_KINDS = "Excel workbook (*.xlsx);;Text (*.txt);;CSV, for other programs (*.csv)"


class ReviewMinutes(QObject):
    """Copies and exports."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = parent

    def serve(self, end: ReviewEnd, review: Review) -> None:
        """Answer the buttons of the list at the end."""
        end.copy_wanted.connect(lambda tabs: self.copy(review, tabs))
        end.export_wanted.connect(lambda: self.export(review))

    def show(self, end: ReviewEnd, review: Review) -> None:
        """Fill the list at the end; statuses that still wait for their reason are named, for they are not in it."""
        ids = {stop.id for stop in review.stops}
        drafts = self._workspace.drafts
        found = (read_action(review.session, id) for id in drafts.actions & ids if "status" in drafts.of([id]))
        refs = sorted((action.ref for action in found if action is not None), key=sort_key)
        waiting = f"Not saved yet, for it still asks for something: the status of {', '.join(refs)}." if refs else ""
        end.show_changes(self.changes(review), review.session.scale, review.progress.words, waiting)

    def changes(self, review: Review) -> list[SittingChange]:
        """Return what changed in the sitting."""
        return sitting_changes(review.session, review.sitting, [stop.id for stop in review.stops])

    def copy(self, review: Review, tabs: bool) -> None:
        """Put the list on the clipboard, as text or for a spreadsheet."""
        changes = self.changes(review)
        text = as_tabs(changes) if tabs else as_text(changes, heading(review.session, review.sitting.board))
        QGuiApplication.clipboard().setText(text)
        self._workspace.notice.emit("The list was copied." if not tabs else "The list was copied for a spreadsheet.")

    def export(self, review: Review) -> None:
        """Ask where to write the list, and write it there. The system's dialog asks before a file is replaced."""
        session = review.session
        kept = Path(self._workspace.preferences.get("pack_folder") or ".")
        folder = kept if kept.is_absolute() and kept.is_dir() else session.path.parent
        name = f"{session.path.stem} review {review.sitting.board or session.today.isoformat()}.xlsx"
        target = choose_file.to_save(self._window, "Export the list", choose_file.free_name(folder / name), _KINDS)
        if target is not None:
            self.write(review, target)

    def write(self, review: Review, target: Path) -> None:
        """Write the list, and say so."""
        written = self._workspace.attempt(
            write_review, review.session, self.changes(review), review.sitting.board, target, force=True
        )
        if written is not None:
            self._workspace.preferences.set("pack_folder", str(target.parent))
            self._workspace.notice.emit(f"{target.name} was written.")


def save_note(workspace: Workspace, review: Review, field: NoteField, action: str, text: str) -> None:
    """Save the note for the minutes; one that cannot be saved stays in its field, and is kept as a draft."""
    try:
        review.set_note(action, text)
        refused = False
    except Problem as problem:
        workspace.problem.emit(problem.sentence)
        field.refuse(review.note(action))
        refused = True
    kept = {name: typed for name, typed in workspace.drafts.of([action]).items() if name != "note"}
    workspace.drafts.keep([action], {**kept, "note": text} if refused else kept)
