"""Single levels of a scale: added where they belong, moved, and taken out only where nothing ever had them."""

from __future__ import annotations

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.domain.status import Group
from send_tracker.services.scale_levels import MOST_LEVELS, add_level, move_level, remove_level
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import undo
from tests.builders import Small


def test_a_new_status_stands_after_the_open_ones_with_a_letter_and_a_shape_of_its_own(small: Small) -> None:
    session = small.session
    before = session.scale.codes
    code = add_level(session, "On hold")
    added = session.scale[code]
    assert (code, added.letter, added.group) == ("on_hold", "O", Group.OPEN)
    assert sum(s.shape is added.shape for s in session.scale) == 1 and not session.scale.problems()
    opened = [s.code for s in session.scale.of_group(Group.OPEN)]
    assert opened[-1] == code and [c for c in session.scale.codes if c != code] == list(before)
    assert session.scale.codes.index(code) == len(opened) - 1
    assert add_level(session, "On hold") == "on_hold_2"
    undo(session)
    undo(session)
    assert session.scale.codes == before


def test_a_status_moves_and_its_keys_with_it(small: Small) -> None:
    session = small.session
    first, second, *rest = session.scale.codes
    assert move_level(session, first, -1) is None
    move_level(session, first, 1)
    assert session.scale.codes == (second, first, *rest)


def test_only_what_was_never_used_goes(small: Small) -> None:
    session = small.session
    action = session.register().actions[0].id
    code = add_level(session, "On hold")
    update_actions(session, action, Update(status=code, reason="Waits for the court."))
    update_actions(session, action, Update(status=session.scale.codes[0], reason="Goes on."))
    with pytest.raises(Problem, match="stays: actions have it, or had it"):
        remove_level(session, code)
    unused = add_level(session, "Handed over")
    remove_level(session, unused)
    assert unused not in session.scale and code in session.scale


def test_a_scale_is_full_at_nine_and_a_label_is_needed(small: Small) -> None:
    session = small.session
    with pytest.raises(Problem, match="needs a label"):
        add_level(session, "  ")
    for number in range(MOST_LEVELS - len(session.scale.levels)):
        add_level(session, f"Extra {number}")
    with pytest.raises(Problem, match="at most 9"):
        add_level(session, "One more")
    assert len({s.letter for s in session.scale}) == MOST_LEVELS
