"""A row of a source once it has been read: what it says about one action, in the tracker's own terms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from send_tracker.domain.intake.preview import Stored

_OUTCOME: Final = re.compile(r"(?:outcome|objective|o)\s*\.?\s*(\d+(?:\.\d+)*[a-z]?)\b\s*[:.–—-]*\s*", re.IGNORECASE)
_AREA: Final = re.compile(
    r"(?:area for priority action|priority action area|priority area|area of significant weakness|priority action|"
    r"priority|apa|asw|area)\s*\.?\s*(\d+(?:\.\d+)*[a-z]?)\b\s*[:.–—-]*\s*",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"([A-Z]{1,4}\s?\d+[a-z]?)\s*[:.–—-]*\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """A priority area or an outcome as a source names it: a reference, a title, or both."""

    ref: str = ""
    title: str = ""

    def __bool__(self) -> bool:
        """Tell whether it names anything."""
        return bool(self.ref or self.title)


@dataclass(slots=True)
class Incoming:
    """What one row says.

    Attributes:
        values: fields of an action by name, as the file keeps them; what the row does not say is left out, and
            None clears. extras: columns of the programme's own by name.
        ending, successor: how it left the plan, and the reference of the action that carries it on.
        days: from which day a field holds. doubts, refusals: why a person should look, why nothing can be done.
        soft_doubts: doubts about a value that no longer matter once the plan has it.
    """

    row: int
    ref: str = ""
    title: str = ""
    area: Part = field(default_factory=Part)
    outcome: Part = field(default_factory=Part)
    values: dict[str, Stored] = field(default_factory=dict)
    extras: dict[str, str] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    ending: str = ""
    successor: str = ""
    doubts: list[str] = field(default_factory=list)
    soft_doubts: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def part_of(text: str, kind: str) -> Part:
    """Return the reference and the title in a heading: "Outcome 4: Joint commissioning", "APA1 – Education".

    Args:
        text: the heading. kind: ``area`` or ``outcome``.
    """
    plain = " ".join(text.split())
    pattern, prefix = (_OUTCOME, "O") if kind == "outcome" else (_AREA, "APA")
    if found := pattern.match(plain):
        return Part(f"{prefix}{found[1].upper()}", plain[found.end() :].strip() or plain)
    if found := _CODE.match(plain):
        return Part(found[1].replace(" ", ""), plain[found.end() :].strip())
    if re.fullmatch(r"[A-Z]{1,4}\d+[a-z]?|\d{1,2}", plain):
        return Part(plain if not plain.isdigit() else f"{prefix}{plain}", "")
    return Part("", plain)


def heading_kind(text: str) -> str:
    """Return ``area`` or ``outcome`` where a heading says so by itself, else nothing."""
    plain = " ".join(text.split())
    if _OUTCOME.match(plain):
        return "outcome"
    return "area" if _AREA.match(plain) else ""


def plain_ref(ref: str) -> str:
    """Return a reference as it is compared: "Action 4.3." and "4.3" are one."""
    return re.sub(r"^(?:action|ref|no)\.?\s*", "", ref.strip().lower()).strip(" .:()").replace(" ", "")


def plain_title(title: str) -> str:
    """Return wording as it is compared: letters and digits only."""
    return " ".join(re.findall(r"\w+", title.casefold()))
