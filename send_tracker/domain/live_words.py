"""How a text with live fields reads in a history: answered, with its fields named apart."""

from __future__ import annotations

import re
from typing import Final

from send_tracker.domain.live_facts import LiveFacts
from send_tracker.domain.live_text import PIECE, UnknownField, answer

_CALLED: Final = {
    "as_at": "as at",
    "done_percent": "share done",
    "done": "done with counts",
    "percent": "share",
    "measure": "",
}
"""What fields are called where their name alone would not say it."""


def readable(text: str, facts: LiveFacts) -> str:
    """Return a text as it reads; a field that means nothing any more is named in square brackets."""

    def words(piece: re.Match[str]) -> str:
        if piece[1] is None:
            return piece[0][0]
        try:
            return answer(piece[1], facts)
        except UnknownField:
            return f"[{field_words(piece[1])}]"

    return PIECE.sub(words, text)


def field_words(field: str) -> str:
    """Return what a field is called, given without its braces: "M1, latest", "APA2, share done"."""
    name, *arguments = (part.strip() for part in field.split(":"))
    about = ["whole plan" if part.lower() == "all" else part for part in arguments]
    return ", ".join(words for words in (*about, _CALLED.get(name.lower(), name)) if words)
