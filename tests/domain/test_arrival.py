"""Judging edits of another copy: every way in which one can be wrong has its own sentence, and a sound one passes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest

from send_tracker.domain.arrival import Known, Refused, judge
from send_tracker.domain.kinds import EXISTS, Value
from send_tracker.domain.log import Change, ChangeRef, Edit, canonical, salted_hash

SALT = b"0123456789abcdef"
TRACKER, ACTION, PARENT = "ab" * 16, "cd" * 16, "ef" * 32
BEFORE = ChangeRef(PARENT, 0)
SLOTS: Mapping[ChangeRef, tuple[str, str, str]] = {
    BEFORE: ("action", ACTION, "obstacle"),
    ChangeRef(PARENT, 1): ("action", ACTION, "title"),
    ChangeRef(PARENT, 2): ("action", "12" * 16, "obstacle"),
}

ALTERED = "It was altered after it was made: it does not fit its hash."
FORM = "It is not in the form in which edits are made."
NO_FIELD = "It names no field."
OTHER_KIND = "It calls an entity by another kind than the one it has."
LOOSE = "It refers to a change that is missing or that is of something else."
NOTHING = "It has neither a value nor anything to strike."
NO_DAY = "The day it holds from is none."
BLANK = "Its value is blank, and no redaction names it."
UNFIT = "Its value does not fit its field."


def change(value: Value = "Waiting", **more: object) -> Change:
    """A change of an obstacle; ``text`` gives it a text that need not be canonical."""
    text = str(more.pop("text", canonical(value)))
    facts: dict[str, object] = {
        "kind": "action",
        "entity": ACTION,
        "field": "obstacle",
        "value": text,
        "salt": SALT,
        "value_hash": salted_hash(SALT, text),
        "as_at": "2025-01-06",
    }
    return Change(**(facts | more))  # type: ignore[arg-type]


def strike(*targets: ChangeRef, **more: object) -> Change:
    return Change(**({"kind": "action", "entity": ACTION, "field": "obstacle", "strikes": targets} | more))  # type: ignore[arg-type]


def edit(*changes: Change, **more: object) -> Edit:
    facts: dict[str, object] = {
        "tracker": TRACKER,
        "parents": (PARENT,),
        "author": "Ben",
        "recorded_at": "2025-01-06T10:00:00.000Z",
        "verb": "update",
        "reason": None,
        "reason_salt": None,
        "reason_hash": None,
        "meeting": None,
        "changes": changes,
    }
    return Edit(**(facts | more)).sealed()  # type: ignore[arg-type]


def known(redacted: Collection[str] = (), is_empty: bool = False, kinds: Mapping[str, str] | None = None) -> Known:
    named = {ACTION: "action"} if kinds is None else kinds
    return Known({PARENT}.__contains__, SLOTS.get, lambda entity: named.get(entity, ""), redacted, is_empty)


def why(found: Edit, by: Known | None = None) -> str:
    """Return the sentence by which it is refused, and see that it names the edit or its first change."""
    refused = judge(found, TRACKER, by or known())
    assert refused is not None, "it was taken"
    assert refused.change.split(":")[0] == found.id
    return refused.why


@pytest.mark.parametrize(
    "sound",
    [
        change(),
        change(None),
        change("x" * 40, field="mood"),  # of a newer version
        change("Now", kind="dream", entity="34" * 16),
        change(True, field=EXISTS),
        change(3, field="count"),
        change(follows=(BEFORE, ChangeRef(PARENT, 1)), strikes=(BEFORE,)),
        strike(BEFORE),
        change("2025-09", field="approved_date"),
        change("12" * 16, field="outcome"),
    ],
)
def test_what_a_program_makes_is_taken(sound: Change) -> None:
    assert judge(edit(sound), TRACKER, known()) is None


def test_the_first_edit_of_all_stands_on_nothing() -> None:
    first = edit(change(), parents=())
    assert judge(first, TRACKER, known(is_empty=True)) is None
    assert why(first) == "It begins a history of its own."


def test_who_where_and_on_what() -> None:
    sound = edit(change())
    assert judge(sound, "00" * 16, known()) == Refused(sound.id, "It belongs to another tracker.")
    loose = edit(change(), parents=(PARENT, "99" * 32))
    assert judge(loose, TRACKER, known()) == Refused(loose.id, "It stands on an edit that was refused or is missing.")


def test_what_was_altered_is_named_down_to_the_change() -> None:
    sound = edit(
        change(), change("Two", field="title"), reason="Why", reason_salt=SALT, reason_hash=salted_hash(SALT, "Why")
    )
    assert judge(sound, TRACKER, known()) is None
    for altered, place in (
        (replace(sound, author="Bob"), sound.id),
        (replace(sound, reason="Because"), sound.id),
        (
            replace(
                sound, changes=(sound.changes[0], change("2", field="title", value_hash=sound.changes[1].value_hash))
            ),
            f"{sound.id}:1",
        ),
    ):
        assert judge(altered, TRACKER, known()) == Refused(place, ALTERED)


@pytest.mark.parametrize(
    "more",
    [
        {"recorded_at": "this morning"},
        {"author": ""},
        {"author": " Ben"},
        {"author": "Ben\x07"},
        {"author": "B" * 200_000},
        {"meeting": "line\x00"},
        {"verb": ""},
        {"verb": "Update"},
        {"verb": "x" * 62},
        {"verb": "-update"},
        {"verb": "update!"},
        {"reason": "end ", "reason_salt": SALT, "reason_hash": salted_hash(SALT, "end ")},
        {"changes": ()},
    ],
)
def test_a_head_that_no_program_writes(more: dict[str, object]) -> None:
    assert why(edit(change(), **more)) == FORM


@pytest.mark.parametrize("verb", ["u", "update-of-2-things", "x" * 61])
def test_a_verb_of_a_later_version_is_taken(verb: str) -> None:
    assert judge(edit(change(), verb=verb, meeting="The Board"), TRACKER, known()) is None


def test_a_blank_reason_needs_a_redaction_that_names_it() -> None:
    blank = edit(change(), reason_hash=salted_hash(SALT, "Why"))
    place = f"{blank.id}:reason"
    assert judge(blank, TRACKER, known()) == Refused(place, "Its reason is blank, and no redaction names it.")
    assert judge(blank, TRACKER, known(redacted={place})) is None


def test_a_blank_value_needs_a_redaction_that_names_it() -> None:
    blank = edit(change(), replace(change("Gone", field="title"), value=None, salt=None))
    place = f"{blank.id}:1"
    assert judge(blank, TRACKER, known()) == Refused(place, BLANK)
    assert judge(blank, TRACKER, known(redacted={f"{blank.id}:0"})) == Refused(place, BLANK)
    assert judge(blank, TRACKER, known(redacted={place})) is None


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (change(entity="no id"), NO_FIELD),
        (change(entity=ACTION.upper()), NO_FIELD),
        (change(kind="Action"), NO_FIELD),
        (change(kind=""), NO_FIELD),
        (change(field="x; DROP TABLE edit"), NO_FIELD),
        (change(field="x" * 42), NO_FIELD),
        (change(kind="outcome", field="title"), OTHER_KIND),
        (strike(ChangeRef(PARENT, 1)), LOOSE),  # of another field
        (strike(ChangeRef(PARENT, 2)), LOOSE),  # of another entity
        (strike(ChangeRef("99" * 32, 0)), LOOSE),
        (change(follows=(ChangeRef(PARENT, 9),)), LOOSE),
        (change(follows=(ChangeRef(PARENT, 2),)), LOOSE),
        (strike(), NOTHING),
        (strike(BEFORE, as_at="2025-01-06"), NOTHING),
        (change(as_at=None), NO_DAY),
        (change(as_at="soon"), NO_DAY),
        (change(as_at="20250106"), NO_DAY),
        (change(text="1.5"), UNFIT),
        (change(text='["a"]'), UNFIT),
        (change(text="{}"), UNFIT),
        (change(text=' "a"'), UNFIT),
        (change(text='"a'), UNFIT),
        (change(text="nonsense"), UNFIT),
        (change(text=""), UNFIT),
        (change(text="[" * 100_000), UNFIT),
        (change(7), UNFIT),
        (change("a\x00b"), UNFIT),
        (change("x" * 200_000), UNFIT),
        (change("no date", field="approved_date"), UNFIT),
        (change("yes", field=EXISTS), UNFIT),
        (change("yes", field=EXISTS, kind="dream", entity="34" * 16), UNFIT),
        (change(text="1e400", field="mood"), UNFIT),  # not even of a field that is not known here
        (change(text="[1]", kind="dream", entity="34" * 16), UNFIT),
    ],
)
def test_a_well_hashed_change_that_no_program_makes(fault: Change, sentence: str) -> None:
    found = edit(change("Another", entity="56" * 16), fault)
    assert judge(found, TRACKER, known()) == Refused(f"{found.id}:1", sentence)


def test_one_entity_has_one_kind_within_an_edit_too() -> None:
    two = edit(change(kind="dream", field="a"), change(kind="wish", field="b"))
    assert judge(two, TRACKER, known(kinds={})) == Refused(f"{two.id}:0", OTHER_KIND)
