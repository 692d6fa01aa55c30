"""Two copies combined by hand: what the derived tables hold until a person settles it, alike in every order."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.log import Draft
from send_tracker.domain.status import Group
from send_tracker.services.checking import check
from send_tracker.services.programme import change_level, level_id
from send_tracker.services.status import Update, update_actions
from tests.builders import Small, small_programme
from tests.storage.arriving import arrive


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker") as found:
        yield found


def shown(small: Small, field: str = "status") -> tuple[str, int]:
    row = small.session.file._db.execute(
        f"SELECT a.{field}, a.conflicts FROM action a JOIN entity e ON e.n = a.n WHERE e.id = ?",
        (bytes.fromhex(small.actions[0]),),
    ).fetchone()
    return row[0], row[1]


def sound(small: Small) -> bool:
    return check(small.session) == []


def test_the_worst_ranked_of_conflicting_statuses_is_shown_whatever_the_order(small: Small, tmp_path: Path) -> None:
    for number, codes in enumerate(itertools.permutations(["complete", "obstacles", "on_track"])):
        with small_programme(tmp_path / f"{number}.sendtracker") as other:
            base = other.session.file.log.count()
            for code in codes:
                arrive(other, "status", code, "2025-01-06", base)
            assert shown(other) == ("obstacles", 1)
            assert sound(other)


def test_a_status_that_the_scale_lacks_is_worst_of_all(small: Small) -> None:
    base = small.session.file.log.count()
    arrive(small, "status", "at_risk", "2025-01-06", base)
    arrive(small, "status", "of_another_scale", "2025-01-06", base)
    assert shown(small) == ("of_another_scale", 1)


def test_a_changed_rank_derives_conflicted_statuses_again(small: Small) -> None:
    base = small.session.file.log.count()
    for code in ("obstacles", "on_track"):
        arrive(small, "status", code, "2025-01-06", base)
    assert shown(small) == ("obstacles", 1)
    level = small.session.scale["obstacles"]
    small.session.edit("change-scale", [Draft("status", level_id("obstacles"), "rank", 9)])
    assert shown(small) == ("on_track", 1)
    small.session.edit("change-scale", [Draft("status", level_id("on_track"), EXISTS, False)])
    assert level.group is Group.OPEN
    assert shown(small) == ("on_track", 1), "a level that was withdrawn is unknown, and unknown is worst"
    assert sound(small)
    change_level(small.session, level)
    assert sound(small)


def test_other_fields_hold_the_smallest_id(small: Small) -> None:
    base = small.session.file.log.count()
    ids = {}
    for text in ("One", "Two", "Three"):
        n = arrive(small, "obstacle", text, "2025-01-06", base)
        ids[small.session.file.log.edit(n).id] = text
    assert shown(small, "obstacle") == (ids[min(ids)], 1)
    assert small.session.register().actions[0].conflict
    assert sound(small)


def test_an_ordinary_edit_settles_it_and_an_undo_brings_it_back(small: Small) -> None:
    from send_tracker.services.undo import undo

    base = small.session.file.log.count()
    for code in ("complete", "obstacles"):
        arrive(small, "status", code, "2025-01-06", base)
    heads = small.session.file.log.heads()
    assert len(heads) == 2
    edited = update_actions(small.session, small.actions[0], Update(status="on_track"))
    assert shown(small) == ("on_track", 0)
    assert small.session.file.log.heads() == (edited.id,)
    assert small.session.file.log.edit(edited.n).parents == heads
    assert len(small.session.file.log.edit(edited.n).changes[0].follows) == 2
    assert sound(small)
    undo(small.session)
    assert shown(small) == ("obstacles", 1)
    assert sound(small)


def test_an_edit_while_withdrawn_elsewhere_leaves_a_trace(small: Small) -> None:
    """A withdrawal follows the tips of every field; what it does not follow and that does not follow it was unseen."""
    action, log = small.actions[0], small.session.file.log
    update_actions(small.session, action, Update(status="on_track", obstacle="Seen"))
    base = log.count()
    withdrawal = small.session.edit("withdraw-action", [Draft("action", action, EXISTS, False)])
    elsewhere = arrive(small, "obstacle", "Unseen", "2025-01-06", base)
    (gone,) = log.edit(withdrawal.n).changes
    followed = {log.edit(_number(small, ref.edit)).changes[ref.index].field for ref in gone.follows}
    assert followed == {"exists", "ref", "title", "outcome", "status", "obstacle"}
    unseen = log.edit(elsewhere)
    assert not any(ref.edit == unseen.id for ref in gone.follows)
    assert not any(ref.edit == withdrawal.id for ref in unseen.changes[0].follows)
    later = update_actions(small.session, action, Update(ask="Help"))
    assert withdrawal.id in {ref.edit for ref in log.edit(later.n).changes[0].follows}


def test_before_any_withdrawal_fields_do_not_follow_exists(small: Small) -> None:
    log = small.session.file.log
    edited = update_actions(small.session, small.actions[0], Update(status="on_track", ask="Help"))
    status, ask = log.edit(edited.n).changes
    assert len(status.follows) == 1
    assert ask.follows == ()


def test_within_one_edit_a_later_change_has_seen_the_earlier_ones_without_saying_so(small: Small) -> None:
    action = small.actions[0]
    drafts = [Draft("action", action, "status", code) for code in ("on_track", "at_risk", "complete")]
    edited = small.session.edit("import", drafts)
    first, second, third = small.session.file.log.edit(edited.n).changes
    assert len(first.follows) == 1
    assert second.follows == third.follows == ()
    assert shown(small) == ("complete", 0)


def test_only_changes_of_the_same_slot_can_be_struck(small: Small) -> None:
    before = small.session.file.log.count()
    with pytest.raises(KeyError):
        small.session.edit("x", [Draft("action", small.actions[0], "status", strikes=(1,), strike_only=True)])
    assert small.session.file.log.count() == before
    assert sound(small)


def test_ids_are_kept_in_one_form(small: Small) -> None:
    """Ids are hashed as text but kept as bytes: another spelling must not make a sound edit look forged."""
    small.session.edit("x", [Draft("action", small.actions[0].upper(), "partner", small.people[0].upper())])
    assert sound(small)
    with pytest.raises(ValueError):
        small.session.edit("x", [Draft("action", "1234", "title", "Too short")])


def _number(small: Small, id: str) -> int:
    db: sqlite3.Connection = small.session.file._db
    return int(db.execute("SELECT n FROM edit WHERE id = ?", (bytes.fromhex(id),)).fetchone()[0])
