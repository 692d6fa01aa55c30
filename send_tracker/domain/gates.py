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

_ASKED: Final = (
    ("obstacle", "an obstacle"),
    ("path_to_green", "a path to green"),
    ("recovery_date", "a date to be back on track by"),
    ("ask", "what is asked of the board"),
)


@dataclass(frozen=True, slots=True)
class Backing:
    """The evidence behind an action: how many items, and whether an accepted one shows an outcome."""

    items: int = 0
    accepted_outcome: bool = False


def backing(action: str, evidence: Iterable[Evidence]) -> Backing:
    """Return the backing of an action among items of evidence."""
    tied = [e for e in evidence if action in e.targets]
    shows = any(e.accepted and dict(e.strengths).get(action) in OUTCOME_STRENGTHS for e in tied)
    return Backing(len(tied), shows)


def rating_gate(
    action: Action, status: str, reason: str | None, given: Mapping[str, str | None], proof: Backing, scale: StatusScale
) -> list[str]:
    """Return what a new rating asks for and does not get.

    Args:
        action: the action as it stands. status: the code that it is to have.
        reason: why. given: fields of the action set with the rating; None leaves a field as it is, "" clears it.
        proof: its evidence. scale: what the codes mean.
    """
    level = scale[status]
    asked: list[str] = []
    if level.needs_reason and not reason:
        asked.append("a reason")
    if level.needs_path_to_green:
        asked += [words for name, words in _ASKED if not _value(action, given, name)]
    if level.needs_evidence and not proof.items:
        asked.append("evidence")
    if level.needs_evidence and level.group is Group.DONE and not _value(action, given, "actual_date"):
        asked.append("a delivered date")
    if scale.is_embedded(status):
        asked += _embedding(action, proof)
    found = [f"{level.label} asks for {words}." for words in asked]
    if is_reopening(scale, action.status, status) and not reason and not level.needs_reason:
        found.append(f"Opening {action.ref} again asks for a reason.")
    return found


def _value(action: Action, given: Mapping[str, str | None], name: str) -> object:
    """Return what a field will hold once the rating is saved."""
    new = given.get(name)
    return new if new is not None else getattr(action, name)


def is_reopening(scale: StatusScale, before: str, after: str) -> bool:
    """Tell whether a done action becomes open."""
    return scale[before].group is Group.DONE and scale[after].group is Group.OPEN


def _embedding(action: Action, proof: Backing) -> list[str]:
    """Return what the best of several done statuses asks for beyond delivery."""
    asked = [] if proof.accepted_outcome else ["accepted evidence of an outcome"]
    if not action.verifier:
        asked.append("a verifier")
    elif action.verifier in action.leads:
        asked.append("a verifier who is not a lead")
    asked += [] if action.bau_owner else ["a business-as-usual owner"]
    asked += [] if action.check_date else ["a check date"]
    return asked


def date_gate(before: str | None, after: str | None, reason: str | None, approver: str | None) -> list[str]:
    """Return what moving an approved date asks for and does not get; a first date asks for nothing.

    Args:
        before: the approved date so far. after: the new one, None to clear it.
        reason: why it moves. approver: who agreed to it (an officer, the board, the DfE).
    """
    if not before or before == after:
        return []
    found = [] if reason else ["Moving an approved date asks for a reason."]
    return found if approver else [*found, "Moving an approved date asks for who approved it."]
