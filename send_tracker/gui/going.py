"""Going to what was found, by the palette or by the search over everything: each kind has its place."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from send_tracker.domain.plan_filter import PlanFilter
from send_tracker.gui.workspace import Workspace

_RECORDS = ("decision", "commitment", "question", "risk", "meeting", "agenda_item", "statement", "inspection")


def go_to(workspace: Workspace, kind: str, id: str, parent: QWidget, *, is_gone: bool = False) -> None:
    """Show what an id stands for where people work with it; what was withdrawn shows its history."""
    if is_gone and kind == "action":
        workspace.show_plan.emit(PlanFilter(withdrawn=True, only=frozenset({id}), only_words="what was found"))
    elif is_gone:
        from send_tracker.gui.dialogs.history_dialog import HistoryDialog

        HistoryDialog(workspace, id, parent).open()
    elif kind == "action":
        workspace.show_action.emit(id)
    elif kind == "evidence":
        workspace.show_evidence.emit(id)
    elif kind == "measure":
        workspace.show_measure.emit(id)
    elif kind in _RECORDS:
        workspace.show_record.emit(id)
    elif kind in ("person", "organisation") and not _has_actions(workspace, id):
        from send_tracker.gui.dialogs.people_dialog import PeopleDialog

        PeopleDialog(workspace, parent).open()
    elif (wanted := _filter(workspace, kind, id)) is not None:
        workspace.show_plan.emit(wanted)


def _has_actions(workspace: Workspace, id: str) -> bool:
    """Tell whether a person leads any action, or an organisation is the partner of one."""
    return any(id in action.leads or id == action.partner for action in workspace.session.register().actions)


def _filter(workspace: Workspace, kind: str, id: str) -> PlanFilter | None:
    """Return the filter of the plan that shows the actions of something."""
    one = frozenset({id})
    match kind:
        case "person":
            return PlanFilter(leads=one)
        case "organisation":
            return PlanFilter(partners=one)
        case "outcome":
            return PlanFilter(outcomes=one)
        case "theme":
            return PlanFilter(themes=one)
        case "area":
            outcomes = workspace.session.register().outcomes
            return PlanFilter(outcomes=frozenset(o.id for o in outcomes if o.area == id))
    return None
