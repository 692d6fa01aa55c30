"""What the Plan page is set to, so that the same page of another day can be set to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from send_tracker.domain.plan_filter import PlanFilter

if TYPE_CHECKING:
    from send_tracker.gui.pages.plan_page import PlanPage


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """The filter, the selected actions, and the tab of the panel."""

    filter: PlanFilter
    actions: tuple[str, ...]
    tab: str


def place_of(page: PlanPage) -> PlanPlace:
    """Return what a page is set to."""
    return PlanPlace(page.filter, tuple(page.sheet.selected_ids()), page.panel.tab)


def put_at(page: PlanPage, place: object) -> None:
    """Set a page to what another was; actions that are not in the plan on this day, or not shown, are left out."""
    if not isinstance(place, PlanPlace):
        return
    sheet = page.sheet
    sheet.apply_filter(place.filter)
    shown = {key.n for key in sheet.listing.keys}
    keys = [key for key in (sheet.view.key(action) for action in place.actions) if key in shown and key is not None]
    if keys:
        sheet.model.open_to(keys[0])
        sheet.table.select_keys(keys, keys[0], centre=True)
        page.panel.show_tab(place.tab)
