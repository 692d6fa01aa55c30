"""What the verbs of the board cycle share: references, checks, and changes of one entity."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from send_tracker.domain.kinds import EXISTS, KINDS, FieldType, Value, new_id
from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.domain.references import next_free
from send_tracker.domain.text import clean_text
from send_tracker.services.programme import made, set_fields, set_links
from send_tracker.services.session import Edited, Session

_NAMES = {
    "agenda_item": "agenda item",
    "date_move": "move of a date",
    "inspection_activity": "activity",
    "timetable_step": "step",
}


def require(session: Session, kind: str, id: str | None) -> str:
    """Return an id that the file knows as of this kind.

    Raises:
        Problem: it does not.
    """
    if not id or not session.file.reading.is_known(kind, id):
        name = _NAMES.get(kind, kind)
        raise Problem(f"There is no such {name} in this file. Nothing was changed.", f"no-such-{kind}")
    return id


def require_text(text: str, sentence: str) -> None:
    """Refuse a text that is empty once it is cleaned.

    Raises:
        Problem: it is, with this sentence.
    """
    if not clean_text(text):
        raise Problem(sentence, "no-text")


def require_code(code: str, codes: Collection[str], what: str) -> None:
    """Refuse a code that the program does not know.

    Raises:
        Problem: it is not one of them.
    """
    if code not in codes:
        raise Problem(f"“{code}” is not {what}. There are: {', '.join(codes)}.", "bad-code")


def check_ends(session: Session, values: Mapping[str, Value], kind: str) -> None:
    """Refuse values that name an entity which the file does not have, or which is of another kind than the field's.

    Raises:
        Problem: one of them does.
    """
    for name, value in values.items():
        field = KINDS[kind][name]
        if field.type is not FieldType.ENTITY or not isinstance(value, str) or not value:
            continue
        if field.of:
            require(session, field.of, value)
        else:
            check_targets(session, [value])


def check_targets(session: Session, targets: Iterable[str]) -> list[str]:
    """Return ids that the file knows, of whatever kind.

    Raises:
        Problem: one of them is unknown.
    """
    found = list(dict.fromkeys(targets))
    for target in found:
        if not session.file.reading.kind(target):
            raise Problem("What it is to be linked to is not in this file. Nothing was changed.", "no-such-target")
    return found


def next_ref(session: Session, kind: str, prefix: str) -> str:
    """Return the next free reference of a kind, such as D12; one that was ever used is not given again."""
    return next_free(prefix, session.file.reading.values_ever(kind, "ref"))


def new_drafts(session: Session, kind: str, values: Mapping[str, Value]) -> tuple[str, list[Draft]]:
    """Return the id and the drafts of a new entity, whose ends are checked.

    Raises:
        Problem: it names something that is not in the file.
    """
    check_ends(session, values, kind)
    id = new_id()
    return id, made(kind, id, values)


def change(session: Session, kind: str, id: str, values: Mapping[str, Value], reason: str | None = None) -> Edited:
    """Change fields of one entity; an empty text clears a field.

    Raises:
        Problem: there is no such entity, or nothing is given.
    """
    require(session, kind, id)
    check_ends(session, values, kind)
    if not values:
        raise Problem("There is nothing to change.", "nothing")
    given = {name: None if value == "" else value for name, value in values.items()}
    return session.edit(f"change-{kind.replace('_', '-')}", set_fields(kind, id, given), reason)


def withdraw(session: Session, kind: str, id: str, reason: str | None = None) -> Edited:
    """Take an entity out; it is never deleted, and an undo brings it back.

    Raises:
        Problem: there is no such entity.
    """
    require(session, kind, id)
    return session.edit(f"withdraw-{kind.replace('_', '-')}", [Draft(kind, id, EXISTS, False)], reason)


def target_drafts(session: Session, kind: str, owner: str, id: str, targets: Iterable[str]) -> list[Draft]:
    """Return the drafts that make these the targets of an entity, and no others."""
    before = sorted(session.file.reading.linked(kind, owner, id, "target"))
    return set_links(kind, (owner, id), "target", before, check_targets(session, targets))
