"""Statuses as people write and colour them, matched to a programme's own scale.

Legends differ from body to body: blue is "complete and tested" in one and "on target" in another (see the
published legends of Sheffield Health and Social Care, Bromsgrove, East Riding). So words of the scale itself come
first, then common words by what they mean, then colours by the colours of the scale; and whatever is matched is
shown with samples and can be changed.
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from typing import Final

from send_tracker.domain.colour import ciede2000, lab
from send_tracker.domain.status import SHAPE_CHARACTERS, Group, StatusLevel, StatusScale

_EMOJI: Final = {
    "🔴": "red", "🟥": "red", "❌": "red", "⛔": "red", "🟠": "amber", "🟧": "amber", "🟡": "amber", "🟨": "amber",
    "⚠": "amber", "🟢": "green", "🟩": "green", "🔵": "blue", "🟦": "blue", "✅": "complete", "✔": "complete",
    "☑": "complete", "🟣": "purple", "🟪": "purple", "⚪": "grey", "⬜": "grey", "⚫": "grey", "⭐": "embedded",
}  # fmt: skip
_MEANINGS: Final[dict[str, tuple[str, ...]]] = {
    "complete": ("complete", "completed", "done", "closed", "delivered", "finished", "achieved", "fully complete"),
    "embedded": ("embedded", "complete and embedded", "sustained", "business as usual", "bau",
                 "evidenced and embedded"),
    "not_started": ("not started", "not yet started", "not begun", "to start", "not due", "pending", "planned",
                    "to do"),
    "green": ("green", "on track", "on target", "on schedule", "in progress", "progressing", "underway", "under way"),
    "amber": ("amber", "yellow", "orange", "obstacles", "obstacle", "experiencing obstacles", "some issues",
              "at risk of delay", "slipping", "delayed", "minor delay", "issues", "behind"),
    "red": ("red", "at risk", "off track", "off target", "overdue", "significant risk", "blocked", "stalled",
            "critical", "not on track"),
    "blue": ("blue",),
    "purple": ("purple",),
    "grey": ("grey", "gray", "white"),
}  # fmt: skip
_LETTERS: Final = {"r": "red", "a": "amber", "g": "green", "b": "blue", "p": "purple", "n": "not_started"}
_COLOUR_WORDS: Final = ("red", "amber", "green", "blue", "purple", "grey", "gray", "yellow", "orange")


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What a status was read as: its code, None where it cannot be told; and what it says besides."""

    code: str | None = None
    rest: str = ""


def plain_status(text: str) -> str:
    """Return a status as it is compared: small letters, single spaces, no punctuation at its ends."""
    return re.sub(r"[\s_]+", " ", text.replace("\ufe0f", "").strip().lower()).strip(" .,;:-–()[]*!")


def read_status(text: str, scale: StatusScale) -> StatusReading:
    """Read a status from words, a letter, a mark or an emoji."""
    plain = plain_status(text)
    if not plain:
        return StatusReading()
    own = _own_words(scale)
    if plain in own:
        return StatusReading(own[plain])
    meant = {phrase: meaning for meaning, phrases in _MEANINGS.items() for phrase in phrases}
    if plain in meant:
        return StatusReading(of_meaning(meant[plain], scale))
    if plain in _LETTERS:
        return StatusReading(of_meaning(_LETTERS[plain], scale))
    return _longer(text, plain, own, scale)


def _longer(text: str, plain: str, own: dict[str, str], scale: StatusScale) -> StatusReading:
    """Read a text that says more: "Amber E", "🟢 On track", "Complete – June 2025"."""
    for emoji, meaning in _EMOJI.items():
        if emoji in text:
            rest = plain_status(text.replace(emoji, " "))
            code = of_meaning(meaning, scale)
            by_words = read_status(rest, scale) if rest else StatusReading()
            return by_words if by_words.code else StatusReading(code, rest)
    first = re.split(r"\s*[–—:;,/(|\n]\s*|\s+-\s+", plain, maxsplit=1)[0].strip()
    if first and first != plain:
        found = read_status(first, scale)
        if found.code:
            return StatusReading(found.code, " ".join(text.split()))
    words = plain.split()
    if words[0] in _COLOUR_WORDS and len(words) > 1:
        return StatusReading(read_status(words[0], scale).code, " ".join(text.split()))
    if plain.removesuffix("%").strip().isdigit() and plain.endswith("%"):
        return StatusReading(of_meaning("complete", scale) if plain.startswith("100") else None, text.strip())
    starts = [(len(w), code) for w, code in own.items() if len(w) > 3 and plain.startswith(w + " ")]
    return StatusReading(max(starts)[1], " ".join(text.split())) if starts else StatusReading()


def _own_words(scale: StatusScale) -> dict[str, str]:
    """Return everything that the scale itself calls its statuses."""
    found: dict[str, str] = {}
    for level in scale:
        mark = SHAPE_CHARACTERS[level.shape]
        for word in (level.code, level.label, level.text, f"{level.letter} {level.label}", mark, level.letter):
            found.setdefault(plain_status(word), level.code)
    return found


def of_meaning(meaning: str, scale: StatusScale) -> str | None:
    """Return the code of what is meant, by the groups, ranks and colours of the scale."""
    done = sorted(scale.of_group(Group.DONE), key=lambda s: s.rank)
    match meaning:
        case "complete":
            return done[0].code if done else None
        case "embedded":
            return done[-1].code if done else None
        case "not_started":
            ring = [s for s in scale.of_group(Group.OPEN) if family_of(s.solid[0].lstrip("#")) == "grey"]
            return ring[0].code if ring else None
    members = [s for s in scale if family_of(s.solid[0].lstrip("#")) == meaning]
    if meaning == "green" and not members:
        members = [s for s in scale.of_group(Group.OPEN) if scale.is_green(s.code)]
    return members[0].code if members else None


def family_of(colour: str) -> str:
    """Return the family of a colour given as six hexadecimal digits; nothing for white, black and beige."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    strength = max(red, green, blue) - min(red, green, blue)
    if light > 0.97 or light < 0.06:
        return ""
    if strength < 0.065 or saturation < 0.1:
        return "grey"
    degrees = hue * 360
    edges = ((18, "red"), (66, "amber"), (172, "green"), (248, "blue"), (320, "purple"), (361, "red"))
    return next(name for edge, name in edges if degrees < edge)


def read_colour(colour: str, scale: StatusScale) -> str | None:
    """Return the status whose colour a cell's fill is: of its family the nearest; None for white or no family."""
    family = family_of(colour) if colour else ""
    if not family:
        return None
    members = [s for s in scale if family_of(s.solid[0].lstrip("#")) == family]
    return min(members, key=lambda s: _apart(s, colour)).code if members else None


def _apart(level: StatusLevel, colour: str) -> float:
    seen = lab(f"#{colour}")
    return min(ciede2000(lab(c), seen) for c in level.solid[:2])


def colour_words(colour: str) -> str:
    """Return what people call a fill colour: its family."""
    return family_of(colour) or "no colour"
