"""Status key: what each status looks like, what it counts as and what the board agreed it means."""

from __future__ import annotations

from typing import Final

from send_tracker.domain.status import SHAPE_CHARACTERS, Group, StatusLevel
from send_tracker.exchange.columns import Column, Sheet
from send_tracker.exchange.pack.material import Material

COUNTS_AS: Final = {
    Group.OPEN: "Open",
    Group.DONE: "Done",
    Group.WITHDRAWN: "Withdrawn: in no total and no percentage",
}


def sheet(material: Material) -> Sheet[StatusLevel]:
    """Return the programme's own scale, in the order in which it is chosen from."""
    return Sheet(
        "Status key",
        "Status key",
        "What the statuses mean. Each is always shown with a letter, a shape and a word, so colour is never needed.",
        [
            Column("Status", lambda s: s, 19),
            Column("Letter", lambda s: s.letter, 10),
            Column("Shape", lambda s: f"{SHAPE_CHARACTERS[s.shape]} {s.shape.value}", 15),
            Column("Counts as", lambda s: COUNTS_AS[s.group], 15),
            Column("Definition", lambda s: s.definition, 54),
            Column("Asks for", _asks_for, 26),
        ],
        list(material.register.scale),
        empty="This programme has no status scale.",
    )


def _asks_for(level: StatusLevel) -> str:
    asked = [
        words
        for wanted, words in (
            (level.needs_reason, "a reason"),
            (level.needs_path_to_green, "a path to green"),
            (level.needs_evidence, "evidence"),
        )
        if wanted
    ]
    return " and ".join(asked) or "nothing more"
