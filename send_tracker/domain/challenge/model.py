"""What a challenge rule is, what it finds, and what becomes of that once waivers are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from send_tracker.domain.register import Action, Waiver
from send_tracker.domain.severity import Severity

if TYPE_CHECKING:
    from send_tracker.domain.challenge.facts import Facts


class Scope(StrEnum):
    """What a rule looks at one of: what has to be looked at again when one of them changed.

    An action is looked at with its notes, its evidence and its history; an outcome with its actions and its measures;
    evidence with what it supports; a person with all that they lead; a reference with all that bear it.
    """

    ACTION = "action"
    OUTCOME = "outcome"
    EVIDENCE = "evidence"
    PERSON = "person"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Finding:
    """One subject that a rule questions: its id, what people call it, and the sentence with dates and values.

    ``headline`` is the finding in a few words, where the title of the rule could say more: "4 days past its date";
    ``brief`` is what stands below it in a list, where the sentence is too long for that.
    """

    subject_id: str
    subject: str
    sentence: str
    headline: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that questions ratings.

    Attributes:
        code: the permanent name, in waivers and JSON. title: what people read.
        severity: how much it matters. definition: what it means, for help and the pack.
        find: the rule itself, a pure function of the facts. on: what it looks at one of.
        threshold: the name of the number in it that a programme can set; empty for none.
    """

    code: str
    title: str
    severity: Severity
    definition: str
    find: Callable[[Facts], Iterable[Finding]]
    on: Scope = Scope.ACTION
    threshold: str = ""


@dataclass(frozen=True, slots=True)
class Challenge:
    """A finding of a rule, with the waiver that lets it stand for now, if there is one.

    ``headline`` is the finding in a few words, ``brief`` what stands below it; ``on`` says what the subject is.
    """

    rule: str
    title: str
    severity: Severity
    subject: str
    subject_id: str
    sentence: str
    waiver: Waiver | None = None
    headline: str = ""
    on: Scope = Scope.ACTION
    brief: str = ""

    @property
    def detail(self) -> str:
        """The sentence without the reference at its beginning, for where that stands beside it."""
        rest = self.sentence.removeprefix(f"{self.subject} ")
        return rest[:1].upper() + rest[1:]

    @property
    def waived(self) -> bool:
        """Tell whether a waiver that is still good covers it."""
        return self.waiver is not None


def about(action: Action, sentence: str, headline: str = "", brief: str = "") -> Finding:
    """Return a finding about an action; its sentence begins with the reference."""
    return Finding(action.id, action.ref, f"{action.ref} {sentence}", headline, brief)
