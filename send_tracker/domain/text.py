"""Text from people: what is kept, what is refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from send_tracker.domain.problem import Problem

MAX_TEXT = 32_000
"""Characters. A workbook cell holds 32,767 and cuts the rest silently, so we stop before it does."""

_KEPT_CONTROLS = {"\n", "\t"}


def clean_text(text: str, label: str = "This text") -> str:
    """Return ``text`` as it is stored: NFC, no control characters but newline and tab.

    Markup, formulas and direction marks are kept, as text: they are never interpreted anywhere.

    Raises:
        Problem: ``text`` is longer than :data:`MAX_TEXT` characters.
    """
    tidy = text.replace("\r\n", "\n").replace("\r", "\n")
    # Plain letters need neither step, and an import has millions of them.
    if not (tidy.isascii() and tidy.replace("\n", "").replace("\t", "").isprintable()):
        tidy = "".join(c for c in tidy if c in _KEPT_CONTROLS or unicodedata.category(c) not in {"Cc", "Cs"})
        tidy = unicodedata.normalize("NFC", tidy)
    tidy = tidy.strip()
    length = workbook_length(tidy)
    if length > MAX_TEXT:
        raise Problem(
            f"{label} is {length:,} characters long; the most that can be kept is {MAX_TEXT:,}. "
            "Nothing was saved. Shorten it, or attach it as evidence.",
            "text-too-long",
        )
    return tidy


def workbook_length(text: str) -> int:
    """Return the length as a workbook counts it: a character beyond the first 65,536, such as 😀, is two."""
    return len(text) if text.isascii() else len(text) + sum(c > "\uffff" for c in text)


def one_line(text: str, most: int = 120) -> str:
    """Return ``text`` on one line, cut with an ellipsis after ``most`` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spelled(count: int) -> str:
    """Return a number as a sentence has it: in words below ten, in figures from there on."""
    return _SPELLED[count] if 0 <= count < len(_SPELLED) else f"{count:,}"


def plural(count: int, noun: str, many: str | None = None) -> str:
    """Return the count with its noun: ``1 action``, ``2 actions``, ``1,204 actions``."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def joined(words: Sequence[str]) -> str:
    """Return words as people list them: "a", "a and b", "a, b and c"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
