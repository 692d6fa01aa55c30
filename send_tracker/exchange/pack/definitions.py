"""Definitions: the terms of the pack and the rules behind its figures."""

from __future__ import annotations

from typing import NamedTuple

from send_tracker.domain.challenge.rules import RULES
from send_tracker.domain.kinds import IMPACT_LABELS
from send_tracker.domain.status import Group
from send_tracker.exchange.columns import Column, Sheet
from send_tracker.exchange.pack.material import Material


class _Term(NamedTuple):
    term: str
    meaning: str


def sheet(material: Material) -> Sheet[_Term]:
    """Return what the words mean and how the figures come about."""
    return Sheet(
        "Definitions",
        "Definitions",
        "What the words in this pack mean, and the rules by which its figures are counted.",
        [Column("Term", lambda t: t.term, 26), Column("Meaning", lambda t: t.meaning, 100)],
        [*_counting(material), *_dates(), *_words(), *_measures(), *_rules()],
    )


def _counting(material: Material) -> list[_Term]:
    done = [s.label for s in material.register.scale.of_group(Group.DONE)]
    return [
        _Term("Done", f"The status of the action is {' or '.join(done)}. All other statuses are open."),
        _Term(
            "Percentages",
            "Whole numbers, a half rounded up, always shown with their counts: 92% (23 of 25). "
            "Rounded percentages need not add up to 100.",
        ),
        _Term("Total of actions", "All actions of the plan on the day, each counted once, without withdrawn ones."),
        _Term("Withdrawn", "Taken out of the plan. Counted apart, and in no total and no percentage."),
        _Term(
            "Superseded, merged",
            "Withdrawn because another action takes its place or carries it on, which says so under “Carries on”.",
        ),
        _Term(
            "Themes",
            "Areas for improvement, key projects and the like run across the plan. "
            "An action can belong to several, so counts by theme do not add up to the plan.",
        ),
    ]


def _dates() -> list[_Term]:
    return [
        _Term(
            "As at",
            "The pack shows what held at the end of this day. A late entry counts from the day that it is about.",
        ),
        _Term("Status since", "The day from which the status holds, which can lie before the day it was typed."),
        _Term("Original date", "The date in the plan as first agreed."),
        _Term(
            "Approved date", "The date that the board agreed to instead. Where there is none, the original date holds."
        ),
        _Term("Due", "The approved date, or the original date where none was approved. It does not move by itself."),
        _Term(
            "Days after the original date",
            "To the day of delivery; of an open action to its forecast, or to its due date, and to the day of the pack "
            "where that has passed. Below zero is early.",
        ),
        _Term("Forecast date", "When the lead expects to be done. It changes no due date."),
        _Term(
            "Months and terms",
            "A date given as a month or a school term is late from the day after its end; "
            "terms end on 30 April, 31 August and 31 December.",
        ),
        _Term("Days late", "Days from the due date to the day of the pack, for open actions."),
        _Term("Back on track by", "When the lead expects the obstacle to be out of the way."),
    ]


def _words() -> list[_Term]:
    return [
        _Term("Obstacle", "What stands in the way of the action."),
        _Term("Path to green", "The steps that will put an action back on track."),
        _Term("Ask of the board", "The decision or the help that the board is asked for."),
        _Term(
            "Impact",
            "How far the action has made a difference, apart from whether it is done: "
            f"{', '.join(IMPACT_LABELS.values())}.",
        ),
        _Term("Evidence items", "How many items of the evidence register are tied to the action."),
        _Term(
            "Change log",
            "Every edit of the plan is kept. The head is a fingerprint of the whole history up to this pack: "
            "the same head means the same history.",
        ),
        _Term("Empty cell", "Nothing has been recorded."),
    ]


def _measures() -> list[_Term]:
    return [
        _Term("Latest figure", "The last figure of a measure that is quoted, with its counts where they are known."),
        _Term(
            "Same period last year",
            "Like is compared with like: the same kind of period on the same basis, and not across a series break.",
        ),
        _Term(
            "Rating of a measure",
            "On target where the target of the period is met, near within the tolerance of the measure, otherwise off "
            "target. Where a person set another rating, the computed one and the reason stand beside it.",
        ),
        _Term(
            "Variation",
            "From 12 figures on: whether the latest is what the series does by itself (common cause) or not (special "
            "cause), by control limits of mean plus or minus 2.66 times the mean moving range.",
        ),
        _Term("Illustrative", "The figure was made up for this example, and never published."),
        _Term("[c]", "Confidential: a number so small that people could be known by it, or one that would tell it."),
    ]


def _rules() -> list[_Term]:
    return [
        _Term("Challenge", "A rule of the program that questions a rating. It changes nothing and blocks nothing."),
        _Term("Waived", "Somebody has said why a challenge may stand, until a day. After that day it counts again."),
        *(_Term(f"Challenge: {rule.title}", rule.definition) for rule in RULES),
    ]
