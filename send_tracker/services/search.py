"""Finding anything by a few typed letters, for the palette."""

from __future__ import annotations

from dataclasses import dataclass

from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class Found:
    """Something that matches: its kind (action, outcome, area, evidence, person, measure), id, reference and title."""

    kind: str
    id: str
    ref: str
    title: str


def find_anything(session: Session, text: str, most: int = 40) -> list[Found]:
    """Return what matches, references before words, at most ``most`` of them.

    It asks the search index and never reads the register, so that each keystroke is quick in a large file.
    """
    return [Found(*row) for row in session.file.find(text, most)] if text.strip() else []
