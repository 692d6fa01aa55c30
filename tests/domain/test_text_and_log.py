"""Text from people, values of fields, and the hashes that name edits."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.kinds import EXISTS, KINDS, Field, FieldType, Value, entity_id, field_of, link_id, new_id
from send_tracker.domain.log import (
    Change,
    ChangeRef,
    Edit,
    blanks,
    broken_hashes,
    canonical,
    decode,
    decode_unjudged,
    edit_id,
    heads_digest,
    salted_hash,
)
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import MAX_TEXT, clean_text, one_line, plural, workbook_length

values = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text())
SALT = bytes(range(16))
VALUE = canonical("on_track")
CHANGE = Change(
    "action", "a" * 32, "status", VALUE, SALT, salted_hash(SALT, VALUE), "2025-07-03",
    (ChangeRef("b" * 64, 0), ChangeRef("c" * 64, 2)), (ChangeRef("d" * 64, 1),),
)  # fmt: skip
REASON = "Because"
EDIT = Edit(
    "t" * 32, ("e" * 64, "f" * 64), "Ana", "2025-07-03T10:00:00.000Z", "set-status", REASON, SALT,
    salted_hash(SALT, REASON), "m" * 32, (CHANGE, replace(CHANGE, field="ask")),
).sealed()  # fmt: skip


@given(st.text(max_size=2_000))
def test_kept_text_is_clean_and_cleaning_it_again_changes_nothing(text: str) -> None:
    kept = clean_text(text)
    assert clean_text(kept) == kept
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in kept)
    kept.encode()


@pytest.mark.parametrize(
    "text", ["=cmd()", "<img src=x>", "a \u202e b", "'; DROP TABLE edit; --", "%s {0} \\n", "👩‍👧"]
)
def test_hostile_text_is_kept_as_it_is(text: str) -> None:
    assert clean_text(text) == text


def test_the_longest_text_and_one_more() -> None:
    assert len(clean_text("x" * MAX_TEXT)) == MAX_TEXT
    with pytest.raises(Problem) as raised:
        clean_text("x" * (MAX_TEXT + 1), "Obstacle")
    assert raised.value.code == "text-too-long"
    assert "Obstacle is 32,001 characters long" in raised.value.sentence


def test_length_is_counted_as_a_workbook_does() -> None:
    assert workbook_length("a😀é") == 4
    with pytest.raises(Problem):
        clean_text("😀" * (MAX_TEXT // 2 + 1))


def test_small_words() -> None:
    assert (plural(1, "day"), plural(1204, "day"), plural(2, "entry", "entries")) == (
        "1 day",
        "1,204 days",
        "2 entries",
    )
    assert one_line("a\n b  c") == "a b c"
    assert one_line("x" * 200, 10) == "x" * 9 + "…"


@given(values)
def test_values_come_back_from_their_canonical_text(value: Value) -> None:
    if isinstance(value, str) and any(unicodedata.category(c) == "Cs" for c in value):
        return
    text = canonical(value)
    assert decode(text) == value
    assert type(decode(text)) is type(value)
    assert text == json.dumps(value, ensure_ascii=False)
    assert decode(None) is None


def test_a_cleared_field_and_a_redacted_one_are_written_differently() -> None:
    assert canonical(None) == "null"
    with pytest.raises(TypeError):
        canonical(1.5)  # type: ignore[arg-type]


def test_nothing_of_an_edit_can_change_without_its_id() -> None:
    assert EDIT.id == edit_id(EDIT)
    assert broken_hashes(EDIT) == []
    other = "0" * 64
    altered = [
        replace(EDIT, tracker="x"),
        replace(EDIT, parents=("e" * 64,)),
        replace(EDIT, author="Ben"),
        replace(EDIT, recorded_at="2025-07-03T10:00:00.001Z"),
        replace(EDIT, verb="update"),
        replace(EDIT, reason_hash=other),
        replace(EDIT, meeting=None),
        replace(EDIT, changes=(CHANGE,)),
        replace(EDIT, changes=tuple(reversed(EDIT.changes))),
    ]
    others = (
        replace(CHANGE, kind="outcome"),
        replace(CHANGE, entity="0" * 32),
        replace(CHANGE, field="ref"),
        replace(CHANGE, value_hash=other),
        replace(CHANGE, as_at="2025-07-02"),
        replace(CHANGE, follows=()),
        replace(CHANGE, strikes=()),
    )
    altered += [replace(EDIT, changes=(change, EDIT.changes[1])) for change in others]
    assert len({edit_id(e) for e in altered} | {EDIT.id}) == len(altered) + 1
    assert all("edit-id" in broken_hashes(e) for e in altered)


def test_the_order_of_parents_and_references_is_not_hashed() -> None:
    swapped = replace(CHANGE, follows=tuple(reversed(CHANGE.follows)))
    same = replace(EDIT, parents=tuple(reversed(EDIT.parents)), changes=(swapped, EDIT.changes[1]))
    assert edit_id(same) == EDIT.id
    assert heads_digest(["b", "a"]) == heads_digest(["a", "b"]) != heads_digest(["a"])
    assert heads_digest(["b", "a"]) == hashlib.sha256(b"a\nb").hexdigest(), "printed in packs, so never to change"


def test_a_value_or_a_reason_that_does_not_fit_its_hash_is_named() -> None:
    forged = replace(CHANGE, value=canonical("embedded"))
    assert broken_hashes(replace(EDIT, changes=(EDIT.changes[0], forged))) == ["edit-id", "value 1"]
    assert broken_hashes(replace(EDIT, reason="Other")) == ["reason"]
    blank = replace(CHANGE, value=None, salt=None)
    assert broken_hashes(replace(EDIT, changes=(blank, EDIT.changes[1]))) == [], "a redacted value keeps the edit's id"
    half = replace(CHANGE, value=None)
    assert broken_hashes(replace(EDIT, changes=(half, EDIT.changes[1]))) == ["value 0"]


def test_what_is_blank_is_named_as_redactions_name_it() -> None:
    assert blanks(EDIT) == []
    gone = replace(CHANGE, value=None, salt=None)
    strike = Change("action", "0" * 32, "ask", strikes=(ChangeRef("e" * 64, 0),))
    edit = replace(EDIT, changes=(CHANGE, gone, strike, gone))
    assert blanks(edit) == [f"{EDIT.id}:1", f"{EDIT.id}:3"], "a strike has no value to lose"
    assert blanks(replace(edit, reason=None, reason_salt=None)) == [*blanks(edit), f"{EDIT.id}:reason"]
    assert blanks(replace(EDIT, reason=None, reason_salt=None, reason_hash=None)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [('"a"', "a"), ("3", 3), ("null", None), (None, None), ("", None), ("no", None), ("[" * 99_999, None)],
)
def test_a_text_that_nobody_has_judged_is_read_where_it_can_be(text: str | None, value: Value) -> None:
    assert decode_unjudged(text) == value


@pytest.mark.parametrize(
    ("type", "value", "kept"),
    [
        (FieldType.LINE, "  two\n words ", "two words"),
        (FieldType.LINE, " \x00 ", None),
        (FieldType.TEXT, " two\r\nlines ", "two\nlines"),
        (FieldType.DATE, "2025-summer", "2025-summer"),
        (FieldType.DATE, "", None),
        (FieldType.INTEGER, 0, 0),
        (FieldType.FLAG, False, False),
        (FieldType.ENTITY, "AB" * 16, "ab" * 16),
        (FieldType.ENTITY, "", None),
        (FieldType.TEXT, None, None),
    ],
)
def test_what_fields_keep(type: FieldType, value: Value, kept: Value) -> None:
    assert Field("x", "X", type).check(value) == kept


@pytest.mark.parametrize(
    ("type", "value"),
    [
        (FieldType.LINE, 3),
        (FieldType.TEXT, True),
        (FieldType.INTEGER, True),
        (FieldType.INTEGER, "3"),
        (FieldType.INTEGER, 2**70),
        (FieldType.INTEGER, 1.0),
        (FieldType.FLAG, 1),
        (FieldType.FLAG, "true"),
        (FieldType.DATE, "someday"),
        (FieldType.DATE, 2025),
        (FieldType.ENTITY, "4.3"),
        (FieldType.ENTITY, "ab"),
        (FieldType.TEXT, "x" * 32_001),
    ],
)
def test_what_fields_refuse(type: FieldType, value: object) -> None:
    with pytest.raises(Problem):
        Field("x", "X", type).check(value)  # type: ignore[arg-type]


def test_a_day_is_asked_for_where_only_a_day_will_do() -> None:
    for kind, name in (("meeting", "date"), ("programme", "sample_date")):
        assert field_of(kind, name).check("2025-07-03") == "2025-07-03"
        with pytest.raises(Problem):
            field_of(kind, name).check("2025-07")


def test_existence_is_yes_or_no() -> None:
    field = field_of("action", EXISTS)
    assert (field.check(True), field.check(False)) == (True, False)
    with pytest.raises(Problem):
        field.check(None)


def test_ids() -> None:
    assert link_id("lead", "a", "b") == link_id("lead", "a", "b") != link_id("lead", "b", "a")
    assert entity_id(new_id().upper()).islower()
    with pytest.raises(ValueError):
        entity_id("xyz")


def test_no_two_kinds_share_a_column_that_the_tables_need_for_themselves() -> None:
    own = {"n", "present", "conflicts", EXISTS, "ref_key", "due_on", "status_since", "updated_on", "lead_names"}
    assert not [name for fields in KINDS.values() for name in fields if name in own]
