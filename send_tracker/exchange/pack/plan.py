"""Plan: every action with its status, dates, people and latest note for the board. Internal notes are never read."""

from __future__ import annotations

from send_tracker.domain.kinds import IMPACT_LABELS
from send_tracker.domain.register import Action
from send_tracker.domain.slippage import slippage
from send_tracker.domain.status import Group
from send_tracker.domain.succession import descent
from send_tracker.domain.text import plural
from send_tracker.exchange.columns import Column, Sheet
from send_tracker.exchange.pack.exceptions import stored_date
from send_tracker.exchange.pack.material import Material
from send_tracker.exchange.register_names import ref_and_name


def sheet(material: Material) -> Sheet[Action]:
    """Return all actions of the plan, in the order of their outcomes."""
    register = material.register
    gone = (
        f" {plural(len(register.withdrawn), 'action')} withdrawn from the plan are not listed."
        if register.withdrawn
        else ""
    )
    return Sheet(
        "Plan",
        "Plan: all actions",
        f"Every action of the plan with its status, people, dates and latest note for the board.{gone}",
        [*_what(material), *_who(material), *_dates(material), *_difference(material), *_own(material)],
        register.actions,
        empty="The plan holds no actions yet.",
        filtered=True,
        frozen=2,
        pages_wide=2,
    )


def _what(material: Material) -> list[Column[Action]]:
    names, scale = material.names, material.register.scale
    return [
        Column("Reference", lambda a: a.ref, 12),
        Column("Action", lambda a: a.title, 32),
        Column("Area", lambda a: ref_and_name(names.area(a)), 18),
        Column("Outcome", lambda a: ref_and_name(names.outcome(a)), 22),
        Column("Status", lambda a: scale[a.status], 17),
        Column("Status since", lambda a: stored_date(a.status_since), 19),
        Column("Latest news" if material.is_public else "Latest note for the board", names.latest_note, 48),
    ]


def _who(material: Material) -> list[Column[Action]]:
    names = material.names
    return [
        Column("Leads", lambda a: names.people(a.leads), 22),
        Column("Accountable officer", lambda a: names.person(a.accountable), 20),
        Column("Partner", lambda a: names.organisation(a.partner), 15),
        Column("Responsible body", lambda a: names.organisation(a.body), 15),
    ]


def _dates(material: Material) -> list[Column[Action]]:
    register = material.register

    def slipped(action: Action) -> int | None:
        is_open = register.scale[action.status].group is Group.OPEN
        return slippage(action, register.as_at, is_open).original

    return [
        Column("Original date", lambda a: stored_date(a.original_date), 19),
        Column("Approved date", lambda a: stored_date(a.approved_date), 19),
        Column("Forecast date", lambda a: stored_date(a.forecast_date), 19),
        Column("Delivered on", lambda a: stored_date(a.actual_date), 19),
        Column("Days after the original date", slipped, 12, number=True),
    ]


def _difference(material: Material) -> list[Column[Action]]:
    names = material.names
    return [
        Column("Impact", lambda a: IMPACT_LABELS.get(a.impact, a.impact), 13),
        Column("Evidence items", names.evidence_count, 11, number=True),
        Column("Themes", lambda a: names.refs(a.themes), 16),
        *_carried(material),
    ]


def _carried(material: Material) -> list[Column[Action]]:
    """Return what was merged into an action or gave way to it, in a pack where that happened at all."""
    lines = descent(material.register)
    if not lines.before:
        return []
    return [Column("Carries on", lambda a: ", ".join(lines.earlier(a.id)), 14)]


def _own(material: Material) -> list[Column[Action]]:
    """Return the programme's own columns, under the names that the officers gave them."""
    return [_extra(material, field, name) for field, name in material.register.extra_fields]


def _extra(material: Material, field: str, name: str) -> Column[Action]:
    return Column(name, lambda a: material.names.extra(a, field), 16)
