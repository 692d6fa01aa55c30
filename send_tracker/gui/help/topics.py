"""Which page of the guide F1 opens: by the page of the window or the dialog that is in front."""

from __future__ import annotations

from typing import Final

START: Final = "start"

OF_PAGES: Final = {
    "overview": "look-around",
    "plan": "update",
    "measures": "measures",
    "evidence": "evidence",
    "meetings": "board",
    "review": "review",
    "reports": "pack",
    "search": "look-around",
}
"""By the key of a page of the rail."""

OF_DIALOGS: Final = {
    "NewProgrammeDialog": START,
    "SampleDialog": START,
    "PartDialog": START,
    "ProgrammeDialog": "settings",
    "ScaleDialog": "settings",
    "PreferencesDialog": "settings",
    "PeopleDialog": "settings",
    "IntakeDialog": "bring-in",
    "PasteDialog": "bring-in",
    "ReturnsDialog": "returns",
    "TakeReturnDialog": "returns",
    "ReassignDialog": "update",
    "ReasonDialog": "update",
    "HandoverDialog": "update",
    "HistoryDialog": "look-around",
    "FiguresDialog": "measures",
    "MeasureDialog": "measures",
    "PackDialog": "pack",
    "ExportDialog": "pack",
    "ChallengeRulesDialog": "rules",
    "CombineDialog": "combine",
    "ConflictsDialog": "combine",
    "CheckDialog": "backup",
    "ShortcutsDialog": "menus",
    "AboutDialog": START,
    "LicencesDialog": START,
}
"""By the name of a dialog's class; what stands on another dialog may leave it out."""


def topic_of(dialog: object, page: str = "") -> str:
    """Return the page for a dialog, or for what it is made from; else that of the page it stands on."""
    names = (kind.__name__ for kind in type(dialog).__mro__)
    return next((OF_DIALOGS[name] for name in names if name in OF_DIALOGS), OF_PAGES.get(page, START))
