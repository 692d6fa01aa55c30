"""What a document will hold, told before it is made: its parts in order, its first sentences, what is left out.

An outline is worked out from the very data that are written, by what writes them. It also goes through JSON, because
of a large plan it is worked out in a process of its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from send_tracker.domain.ledger import Finding


class OutlinePart(NamedTuple):
    """A sheet or a section: its name, and what it holds in a few words, such as "4 actions"."""

    name: str
    holds: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document will hold.

    Attributes:
        state: for whom it is and what it is of, in sentences.
        parts: its sheets or sections in their order.
        says: its first sentences as they will be printed; none where it has no such sheet.
        left_out: what its readers will not see, in sentences.
        findings: what the ledger finds in its figures; only of a document that is to be issued.
    """

    state: tuple[str, ...] = ()
    parts: tuple[OutlinePart, ...] = ()
    says: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def sentences(self) -> Sequence[str]:
        """Return all of it in words, one line after the other."""
        parts = (f"{name}: {holds}" if holds else name for name, holds in self.parts)
        return [*self.state, *parts, *self.says, *(f"Left out: {words}" for words in self.left_out)]


def to_json(outline: Outline) -> str:
    """Return an outline as text."""
    return json.dumps(asdict(outline), ensure_ascii=False)


def from_json(text: str) -> Outline:
    """Return the outline that :func:`to_json` wrote.

    Raises:
        ValueError, KeyError, TypeError: it is none.
    """
    kept = json.loads(text)
    return Outline(
        tuple(kept["state"]),
        tuple(OutlinePart(*part) for part in kept["parts"]),
        tuple(kept["says"]),
        tuple(kept["left_out"]),
        tuple(Finding(f["code"], f["sentence"], tuple(f["keys"]), f["explained"]) for f in kept["findings"]),
    )
