"""Going to a row of the plan that another page names: an action, or the group of an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from send_tracker.domain.plan_filter import PlanFilter

if TYPE_CHECKING:
    from send_tracker.gui.pages.plan_sheet import PlanSheet


def go_to(sheet: PlanSheet, id: str) -> None:
    """Select an action or a group: a filter that hides it is cleared, and what it stands in is opened."""
    key = sheet.view.key(id)
    if key is None:
        return
    if any(head.key == key for head in sheet.view.heads()):
        _go_to_group(sheet, id, key)
    else:
        if not any(k.n == key for k in sheet.listing.keys):
            sheet.apply_filter(PlanFilter())
        sheet.model.open_to(key)
        sheet.table.select_keys([key], key, centre=True)
    sheet.go_to_table()


def _go_to_group(sheet: PlanSheet, id: str, key: int) -> None:
    """Go to the row of a group; where the plan is not grouped, show its actions."""
    if sheet.model.row_of(key) is None:
        sheet.apply_filter(PlanFilter())
    row = sheet.model.row_of(key)
    if row is not None:
        sheet.table.go_to_row(row)
    else:
        sheet.apply_filter(PlanFilter(outcomes=frozenset({id})))
