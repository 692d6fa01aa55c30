"""Status scales to start from. Colours are those of docs/look: tested for contrast and colour blindness."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from send_tracker.domain.status import Group, Shape, StatusLevel, StatusScale

GREY: Final = ("#8D919C", "#EDEFF2", "#454D59", "#8B8F98", "#2D333B", "#C9D0D9")
GREEN: Final = ("#0C7C5D", "#E2F4E8", "#14532D", "#2BCB8F", "#163626", "#93E2B3")
AMBER: Final = ("#C38809", "#FDF0CF", "#6A4300", "#FFDA45", "#3D3010", "#FAD983")
RED: Final = ("#B6110C", "#FBE4E3", "#8A1218", "#E83C45", "#451C1F", "#FFB3B0")
BLUE: Final = ("#3393F5", "#E1EEFC", "#123F7A", "#7DA3E0", "#17314F", "#B0D4FF")
OLIVE: Final = ("#6E7F1A", "#EFF3D9", "#465010", "#B5C94A", "#2F3514", "#DCE69A")
ORANGE: Final = ("#C2540A", "#FCE8DA", "#7A3407", "#FF9A4D", "#452812", "#FFC79C")
PURPLE: Final = ("#5B2E91", "#ECE4F7", "#4A2080", "#7F48E3", "#33244F", "#D8C2FA")

_HC: Final = {
    GREY: "#FFFFFF",
    GREEN: "#44B105",
    AMBER: "#FFFF00",
    RED: "#E0457F",
    BLUE: "#4C8CFF",
    PURPLE: "#CDBDEB",
    OLIVE: "#B5C94A",
    ORANGE: "#FF9A4D",
}
_SHAPES: Final = {
    GREY: Shape.RING,
    GREEN: Shape.DISC,
    AMBER: Shape.TRIANGLE,
    RED: Shape.DIAMOND,
    BLUE: Shape.SQUARE,
    PURPLE: Shape.STAR,
    OLIVE: Shape.DISC,
    ORANGE: Shape.TRIANGLE,
}

Colours = tuple[str, str, str, str, str, str]
OPEN, DONE = Group.OPEN, Group.DONE


def _level(
    code: str, label: str, letter: str, colours: Colours, group: Group, rank: int, definition: str, needs: str = ""
) -> StatusLevel:
    """Build a level; ``needs`` names what is asked for, from the letters r(eason), p(ath), e(vidence)."""
    return StatusLevel(
        code,
        label,
        letter,
        _SHAPES[colours],
        colours,
        _HC[colours],
        group,
        rank,
        0,
        definition,
        "r" in needs,
        "p" in needs,
        "e" in needs,
    )


def _scale(*levels: StatusLevel) -> StatusScale:
    return StatusScale(tuple(replace(level, order=place) for place, level in enumerate(levels, start=1)))


NOTTINGHAMSHIRE: Final = _scale(
    _level("not_started", "Not started", "N", GREY, OPEN, 2, "Work on the action has not begun."),
    _level("on_track", "On track", "G", GREEN, OPEN, 3, "Work is under way and expected to finish by its date."),
    _level(
        "obstacles",
        "Obstacles",
        "A",
        AMBER,
        OPEN,
        1,
        "Something is in the way; there is a plan to put it right that the lead can carry out.",
        "rp",
    ),
    _level(
        "at_risk",
        "At risk",
        "R",
        RED,
        OPEN,
        0,
        "There is a significant risk that the action will not be delivered without a decision of the board.",
        "rp",
    ),
    _level("complete", "Complete", "C", BLUE, DONE, 4, "The action has been delivered, with evidence.", "e"),
    _level(
        "embedded",
        "Embedded",
        "E",
        PURPLE,
        DONE,
        5,
        "The change is part of normal work, has an owner there, and is shown to make a difference.",
        "e",
    ),
)

RAG: Final = _scale(
    _level("green", "Green", "G", GREEN, OPEN, 2, "On course to finish by its date."),
    _level("amber", "Amber", "A", AMBER, OPEN, 1, "Off course, with a plan to recover.", "rp"),
    _level("red", "Red", "R", RED, OPEN, 0, "Off course, with no plan that the lead can carry out alone.", "rp"),
    _level("done", "Done", "D", BLUE, DONE, 3, "Finished, with evidence.", "e"),
)

BRAG: Final = _scale(
    _level("not_started", "Not started", "N", GREY, OPEN, 2, "Work has not begun."),
    _level("green", "Green", "G", GREEN, OPEN, 3, "On course to finish by its date."),
    _level("amber", "Amber", "A", AMBER, OPEN, 1, "Off course, with a plan to recover.", "rp"),
    _level("red", "Red", "R", RED, OPEN, 0, "Off course and in need of a decision.", "rp"),
    _level("blue", "Blue", "B", BLUE, DONE, 4, "Finished, with evidence.", "e"),
)

# The words follow the delivery confidence assessment as public bodies print it; ours are shorter.
CONFIDENCE: Final = _scale(
    _level("green", "Green", "G", GREEN, OPEN, 4, "Success is highly likely; no major issue stands in the way."),
    _level("amber_green", "Amber/Green", "H", OLIVE, OPEN, 3, "Success is probable if risks get constant attention."),
    _level(
        "amber", "Amber", "A", AMBER, OPEN, 2, "Success is feasible; significant issues can still be resolved.", "rp"
    ),
    _level("amber_red", "Amber/Red", "L", ORANGE, OPEN, 1, "Success is in doubt; urgent action is needed.", "rp"),
    _level("red", "Red", "R", RED, OPEN, 0, "Success appears out of reach without a fundamental change.", "rp"),
    _level("delivered", "Delivered", "D", BLUE, DONE, 5, "Finished, with evidence.", "e"),
)

PRESETS: Final[dict[str, StatusScale]] = {
    "nottinghamshire": NOTTINGHAMSHIRE,
    "rag": RAG,
    "brag": BRAG,
    "confidence": CONFIDENCE,
}
PRESET_TITLES: Final = {
    "nottinghamshire": "Nottinghamshire, six points",
    "rag": "Red, amber, green and done",
    "brag": "Blue, red, amber, green",
    "confidence": "Delivery confidence, five points and delivered",
}
