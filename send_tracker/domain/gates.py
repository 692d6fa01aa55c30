"""Gates: what a rating or a new date asks for. Plain sentences that warn; nothing here ever blocks.

Sources: the programme's own status scale, and the domain notes 2.3 and 8.9 to 8.10 on closing, embedding,
re-opening and date governance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from send_tracker.domain.register import Action, Evidence
from send_tracker.domain.status import Group, StatusScale

OUTCOME_STRENGTHS: Final = ("outcome", "lived_experience")
"""The strengths that show a difference made, not only work done."""

GATE_FIELDS: Final = (
    "obstacle",
    "path_to_green",
    "recovery_date",
    "ask",
    "actual_date",
    "verifier",
    "bau_owner",
    "check_date",
    "embedded_without",
)
"""The fields of an action that a gate can ask for; ``reason`` and ``evidence`` are asked for besides."""

_TROUBLE: Final = (
    ("obstacle", "an obstacle"),
    ("path_to_green", "a path to green"),
    ("recovery_date", "a date to be back on track by"),
    ("ask", "what is asked of the board"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a rating asks for and does not get.

    Attributes:
        field: what would satisfy it: a name of :data:`GATE_FIELDS`, ``reason`` or ``evidence``.
        words: what is asked for, to stand in a row of others. sentence: the same in whole.
    """

    field: str
    words: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LinkedMeasure:
    """A measure that an action was meant to move: what people call it, and its periods at target, running to now."""

    name: str
    periods_at_target: int = 0


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind an action.

    Attributes:
        items: how many items of evidence it has. accepted_outcome: whether an accepted one shows an outcome.
        measures: the measures linked to it. periods: for how many periods each has to have been at target.
    """

    items: int = 0
    accepted_outcome: bool = False
    measures: tuple[LinkedMeasure, ...] = ()
    periods: int = 2


def backing(
    action: str, evidence: Iterable[Evidence], measures: Iterable[LinkedMeasure] = (), periods: int = 2
) -> Backing:
    """Return the backing of an action among items of evidence."""
    tied = [e for e in evidence if action in e.targets]
    shows = any(e.accepted and dict(e.strengths).get(action) in OUTCOME_STRENGTHS for e in tied)
    return Backing(len(tied), shows, tuple(measures), periods)


def asked_of(
    action: Action, status: str, reason: str | None, given: Mapping[str, str | None], proof: Backing, scale: StatusScale
) -> list[Asked]:
    """Return what a new rating asks for and does not get, in the order in which an officer would answer.

    Args:
        action: the action as it stands. status: the code that it is to have.
        reason: why. given: fields of the action set with the rating; None leaves a field as it is, "" clears it.
        proof: what stands behind it. scale: what the codes mean.
    """
    level = scale[status]
    found: list[tuple[str, str]] = []
    if level.needs_reason and not reason:
        found.append(("reason", "a reason"))
    if level.needs_path_to_green:
        found += [(name, words) for name, words in _TROUBLE if not _value(action, given, name)]
    if level.needs_evidence and not proof.items:
        found.append(("evidence", "evidence"))
    if level.needs_evidence and level.group is Group.DONE and not _value(action, given, "actual_date"):
        found.append(("actual_date", "a delivered date"))
    if scale.is_embedded(status):
        found += _embedding(action, given, proof)
    asked = [Asked(name, words, f"{level.label} asks for {words}.") for name, words in found]
    if is_reopening(scale, action.status, status) and not reason and not level.needs_reason:
        asked.insert(0, Asked("reason", "a reason", f"Opening {action.ref} again asks for a reason."))
    return asked


def rating_gate(
    action: Action, status: str, reason: str | None, given: Mapping[str, str | None], proof: Backing, scale: StatusScale
) -> list[str]:
    """Return the sentences of what a new rating asks for and does not get; see :func:`asked_of`."""
    return [asked.sentence for asked in asked_of(action, status, reason, given, proof, scale)]


def _value(action: Action, given: Mapping[str, str | None], name: str) -> object:
    """Return what a field will hold once the rating is saved."""
    new = given.get(name)
    return new if new is not None else getattr(action, name)


def is_reopening(scale: StatusScale, before: str, after: str) -> bool:
    """Tell whether a done action becomes open."""
    return scale[before].group is Group.DONE and scale[after].group is Group.OPEN


def _embedding(action: Action, given: Mapping[str, str | None], proof: Backing) -> list[tuple[str, str]]:
    """Return what the best of several done statuses asks for beyond delivery."""
    found = [] if proof.accepted_outcome else [("evidence", "accepted evidence of an outcome")]
    verifier = _value(action, given, "verifier")
    if not verifier:
        found.append(("verifier", "a verifier"))
    elif verifier in action.leads:
        found.append(("verifier", "a verifier who is not a lead"))
    if not _value(action, given, "bau_owner"):
        found.append(("bau_owner", "a business-as-usual owner"))
    if not _value(action, given, "check_date"):
        found.append(("check_date", "a check date"))
    if not _value(action, given, "embedded_without") and (words := measure_words(proof)):
        found.append(("embedded_without", words))
    return found


def measure_words(proof: Backing) -> str:
    """Return what is lacking of the measures behind an action, or nothing: each at target for so many periods.

    With no measure linked there is nothing to show that the change lasts, so that asks for its reason too.
    """
    if not proof.measures:
        return "a linked measure at target, or why there is none"
    short = [m.name for m in proof.measures if m.periods_at_target < proof.periods]
    if not short:
        return ""
    which = short[0] if len(short) == 1 else f"{len(short)} linked measures"
    return f"{which} at target for {proof.periods} periods, or why not"


def date_gate(before: str | None, after: str | None, reason: str | None, approver: str | None) -> list[str]:
    """Return what moving an approved date asks for and does not get; a first date asks for nothing.

    Args:
        before: the approved date so far. after: the new one, None to clear it.
        reason: why it moves. approver: who agreed to it (an officer, the board, the DfE).
    """
    if not before or before == after:
        return []
    if reason:
        return [] if approver else ["Moving an approved date asks who approved it."]
    return [f"Moving an approved date asks for a reason{'' if approver else ', and who approved it'}."]
