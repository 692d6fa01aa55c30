"""The evidence register as a table model."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from send_tracker.domain.dates import show, show_short
from send_tracker.domain.evidence_filter import EvidenceLine, EvidenceSort, LinkState
from send_tracker.domain.file_names import ending
from send_tracker.domain.kinds import EVIDENCE_TYPES, SENSITIVITIES
from send_tracker.domain.review_state import ReviewState
from send_tracker.gui.models.register_model import Index, RegisterColumns, RegisterModel

REVIEW_WORDS = {
    ReviewState.TO_REVIEW: "Draft",
    ReviewState.ACCEPTED: "Accepted",
    ReviewState.REJECTED: "Rejected",
    ReviewState.EXPIRED: "Expired",
    ReviewState.EXPIRING: "Expires soon",
}
REVIEW_ICONS = {
    ReviewState.TO_REVIEW: "circle-question-mark",
    ReviewState.ACCEPTED: "circle-check",
    ReviewState.REJECTED: "x",
    ReviewState.EXPIRED: "triangle-alert",
    ReviewState.EXPIRING: "triangle-alert",
}
FILE_WORDS = {
    LinkState.STORED: "In this file",
    LinkState.PRESENT: "Linked",
    LinkState.CHANGED: "Changed",
    LinkState.MISSING: "Missing",
    LinkState.WEB: "Web",
    LinkState.NONE: "–",
}
FILE_ICONS = {
    LinkState.STORED: "paperclip",
    LinkState.PRESENT: "link",
    LinkState.CHANGED: "triangle-alert",
    LinkState.MISSING: "triangle-alert",
    LinkState.WEB: "external-link",
    LinkState.NONE: "",
}


def file_words(line: EvidenceLine) -> str:
    """Return the state of an item's file in a word: its ending where it is kept here."""
    if line.state is LinkState.STORED:
        return ending(line.item.file_name or "").upper() or FILE_WORDS[line.state]
    return FILE_WORDS[line.state]


def _tip(line: EvidenceLine, column: EvidenceSort) -> str:
    """Return what a cell has no room for."""
    match column:
        case EvidenceSort.TITLE:
            return "\n".join(t for t in (line.item.title, line.item.shows) if t)
        case EvidenceSort.SUPPORTS:
            return "\n".join(t.words for t in line.supports)
        case EvidenceSort.FILE:
            return line.item.file_name or line.item.link or ""
        case EvidenceSort.ABOUT:
            return show(line.item.about_date)
        case EvidenceSort.REVIEW:
            words = f"{REVIEW_WORDS[line.review]}, by {line.reviewer}" if line.reviewer else ""
            until = f"Good until {show(line.item.expires)}" if line.item.expires else ""
            return "\n".join(t for t in (words, until, line.item.review_note) if t)
    return ""


EVIDENCE = RegisterColumns[EvidenceSort, EvidenceLine](
    noun="item",
    names={
        EvidenceSort.REF: "Ref",
        EvidenceSort.TITLE: "Title",
        EvidenceSort.TYPE: "Type",
        EvidenceSort.ABOUT: "About",
        EvidenceSort.LOGGED: "Logged",
        EvidenceSort.SOURCE: "Source",
        EvidenceSort.SENSITIVITY: "Sensitivity",
        EvidenceSort.SUPPORTS: "Supports",
        EvidenceSort.FILE: "File",
        EvidenceSort.REVIEW: "Review",
    },
    texts={
        EvidenceSort.REF: lambda v: v.item.ref,
        EvidenceSort.TITLE: lambda v: v.item.title,
        EvidenceSort.TYPE: lambda v: EVIDENCE_TYPES.get(v.item.type, v.item.type),
        EvidenceSort.ABOUT: lambda v: show_short(v.item.about_date),
        EvidenceSort.LOGGED: lambda v: show_short(v.item.logged_date),
        EvidenceSort.SOURCE: lambda v: v.source,
        EvidenceSort.SENSITIVITY: lambda v: SENSITIVITIES.get(v.item.sensitivity, v.item.sensitivity),
        EvidenceSort.SUPPORTS: lambda v: v.links or "not linked",
        EvidenceSort.FILE: file_words,
        EvidenceSort.REVIEW: lambda v: REVIEW_WORDS[v.review],
    },
    tip=_tip,
    title=EvidenceSort.TITLE,
    title_least=208,
    widths={
        EvidenceSort.REF: 54,
        EvidenceSort.TYPE: 134,
        EvidenceSort.ABOUT: 104,
        EvidenceSort.LOGGED: 104,
        EvidenceSort.SOURCE: 128,
        EvidenceSort.SENSITIVITY: 136,
        EvidenceSort.SUPPORTS: 104,
        EvidenceSort.FILE: 96,
        EvidenceSort.REVIEW: 118,
    },
    fixed=frozenset({EvidenceSort.REF, EvidenceSort.TITLE}),
    always=frozenset(
        {EvidenceSort.REF, EvidenceSort.TITLE, EvidenceSort.REVIEW, EvidenceSort.SUPPORTS, EvidenceSort.FILE}
    ),
    wanted=(
        EvidenceSort.TYPE,
        EvidenceSort.ABOUT,
        EvidenceSort.SOURCE,
        EvidenceSort.LOGGED,
        EvidenceSort.SENSITIVITY,
    ),
)
COLUMNS = EVIDENCE.order


class EvidenceModel(RegisterModel[EvidenceSort, EvidenceLine]):
    """The lines that are shown. ``renamed`` carries an id and the title typed into its cell."""

    renamed = Signal(str, str)

    def __init__(self, can_edit: bool, parent: QObject | None = None) -> None:
        """Start empty; ``can_edit`` is False for a file open for reading only."""
        super().__init__(EVIDENCE, parent)
        self._can_edit = can_edit

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        if self._can_edit and index.isValid() and COLUMNS[index.column()] is EvidenceSort.TITLE:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.lines[index.row()]
        if role != Qt.ItemDataRole.EditRole or str(value) == line.item.title:
            return False
        self.renamed.emit(line.id, str(value))
        return True
