"""What can be done to actions, besides rating them: add, reword, move, date, lead, withdraw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from send_tracker.domain.kinds import EXISTS, Value, field_of, link_id, new_id
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import action_prefix, next_free
from send_tracker.domain.register import Action
from send_tracker.services.programme import made, set_fields, set_links
from send_tracker.services.session import Edited, Session


def next_reference(session: Session, outcome: str) -> str:
    """Return the next free reference under an outcome, such as 4.10."""
    row = session.file.reading.row("outcome", outcome)
    return next_free(action_prefix(str(row["ref"] or "") if row else ""), session.file.reading.refs("action"))


def add_action(session: Session, outcome: str, title: str, ref: str = "", **values: Value) -> str:
    """Add an action under an outcome, with the first status of the scale; return its id.

    ``leads`` and ``themes`` may be given as ids joined with ``;``. The original date is also the approved
    one until a date is moved.

    Raises:
        Problem: the title is empty, or a text is too long.
    """
    action, drafts = new_action(session, outcome, title, ref, **values)
    session.edit("add-action", drafts)
    return action


def new_action(session: Session, outcome: str, title: str, ref: str = "", **values: Value) -> tuple[str, list[Draft]]:
    """Return the id and the drafts of a new action, for an edit that makes more than it; as :func:`add_action`."""
    if not field_of("action", "title").check(title):
        raise Problem("An action needs a title.", "no-title")
    action = new_id()
    leads, themes = (_split(values.pop(name, None)) for name in ("leads", "themes"))
    values.setdefault("status", session.scale.first.code)
    if values.get("original_date"):
        values.setdefault("approved_date", values["original_date"])
    given = {"ref": ref or next_reference(session, outcome), "title": title, "outcome": outcome, **values}
    drafts = made("action", action, given)
    drafts += set_links("lead", ("action", action), "person", (), leads)
    drafts += set_links("theme_link", ("target", action), "theme", (), themes)
    return action, drafts


def _split(value: Value) -> list[str]:
    return [part for part in str(value or "").split(";") if part]


def change_action(session: Session, actions: str | Sequence[str], reason: str | None = None, **values: Value) -> Edited:
    """Set fields of one or several actions in one edit, with one undo step.

    Raises:
        Problem: a title would be emptied, or a value cannot be kept.
    """
    chosen = [actions] if isinstance(actions, str) else list(actions)
    checked = {name: field_of("action", name).check(value) for name, value in values.items()}
    if "title" in checked and not checked["title"]:
        raise Problem("An action needs a title. The old one was kept.", "no-title")
    drafts = [d for action in chosen for d in set_fields("action", action, checked)]
    return session.edit("change-action", drafts, reason)


def set_leads(session: Session, actions: str | Sequence[str], people: Iterable[str]) -> Edited | None:
    """Make these people, and nobody else, lead the actions; None where they do already."""
    chosen = [actions] if isinstance(actions, str) else list(actions)
    wanted = list(people)
    drafts: list[Draft] = []
    for action in dict.fromkeys(chosen):
        before = _linked(session, "lead", ("action", action), "person")
        drafts += set_links("lead", ("action", action), "person", before, wanted)
    return session.edit("set-leads", drafts) if drafts else None


def set_themes(session: Session, action: str, themes: Iterable[str]) -> Edited | None:
    """Put an action under these themes, and no others."""
    before = _linked(session, "theme_link", ("target", action), "theme")
    drafts = set_links("theme_link", ("target", action), "theme", before, themes)
    return session.edit("set-themes", drafts) if drafts else None


def _linked(session: Session, kind: str, owner: tuple[str, str], end: str) -> list[str]:
    """Return the other ends of an entity's links, read by themselves: this is on the way of every such edit."""
    return [str(row[end]) for row in session.file.reading.related(kind, *owner)]


def set_extra(session: Session, action: str, extra_field: str, value: str) -> Edited:
    """Fill an officer's own column for one action."""
    entity = link_id("extra_value", extra_field, action)
    values: dict[str, Value] = {"extra_field": extra_field, "action": action, "value": value}
    return session.edit(
        "set-extra", [Draft("extra_value", entity, EXISTS, True), *set_fields("extra_value", entity, values)]
    )


def add_milestone(session: Session, action: str, title: str, due: str | None = None, reached: str | None = None) -> str:
    """Add a step under an action; return its id."""
    milestone = new_id()
    values: dict[str, Value] = {"action": action, "title": title, "due": due, "reached": reached}
    session.edit("add-milestone", made("milestone", milestone, values))
    return milestone


def change_milestone(session: Session, milestone: str, **values: Value) -> Edited:
    """Change a milestone's title or dates."""
    return session.edit("change-milestone", set_fields("milestone", milestone, values))


def withdraw_milestone(session: Session, milestone: str) -> Edited:
    """Take a milestone off its action."""
    return session.edit("withdraw-milestone", [Draft("milestone", milestone, EXISTS, False)])


def find_action(session: Session, ref: str) -> Action:
    """Return the action that bears a reference.

    Raises:
        Problem: none does, or more than one.
    """
    found = [a for a in session.register().actions if a.ref.lower() == ref.strip().lower()]
    if not found:
        raise Problem(f"No action has the reference {ref}.", "no-such-action")
    if len(found) > 1:
        titles = " and ".join(f"“{a.title}”" for a in found)
        raise Problem(
            f"{len(found)} actions have the reference {ref}: {titles}. Renumber one of them first.", "doubled"
        )
    return found[0]
