"""Proposing a field for each column, from its head and from what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from send_tracker.domain.intake.dates import read_date
from send_tracker.domain.intake.incoming import heading_kind
from send_tracker.domain.intake.statuses import family_of, read_status
from send_tracker.domain.kinds import IMPACT_LABELS
from send_tracker.domain.status import StatusScale
from send_tracker.exchange.intake.fields import (
    BY_NAME,
    DERIVED,
    EXTRA,
    IGNORE,
    NO_FIELD,
    OWN_EXPORT,
    OWN_EXPORT_DERIVED,
    plain_head,
)
from send_tracker.exchange.intake.layout import Head, Layout, View, best_field

_SAMPLES: Final = 60
_REF: Final = re.compile(r"[A-Za-z]{0,4}[ -]?\d{1,3}(?:[./-]\d{1,3}){0,3}[a-z]?\.?")
_IMPACTS: Final = frozenset((*IMPACT_LABELS, *(v.lower() for v in IMPACT_LABELS.values())))


@dataclass(slots=True)
class Content:
    """What the cells of a column hold: shares from 0 to 1, the mean length of texts, the first texts."""

    filled: int = 0
    dates: float = 0.0
    statuses: float = 0.0
    refs: float = 0.0
    impacts: float = 0.0
    length: float = 0.0
    colours: dict[str, int] = field(default_factory=dict)
    samples: list[str] = field(default_factory=list)

    @property
    def families(self) -> set[str]:
        """The families of fill colours that the column shows."""
        return {f for c in self.colours if (f := family_of(c)) and f != "grey"}


def look_at(view: View, layout: Layout, head: Head, scale: StatusScale, today: date) -> Content:
    """Look at the first cells of a column."""
    found = Content()
    rows = [n for n in view.sheet.numbers() if n >= layout.first][:_SAMPLES]
    texts: list[str] = []
    for number in rows:
        if view.origin(number, head.column) is not None:
            continue
        cell = view.sheet.cell(number, head.column)
        if cell.fill:
            found.colours[cell.fill] = found.colours.get(cell.fill, 0) + 1
        if cell.value is None or (heading_kind(cell.text) and len(view.sheet.rows[number]) <= 2):
            continue
        texts.append(cell.text)
        reading = read_date(cell.value if isinstance(cell.value, date) else cell.text, today)
        found.dates += isinstance(cell.value, date) or bool(reading.text and not reading.doubt and len(cell.text) > 4)
    if not texts:
        return found
    count = found.filled = len(texts)
    found.dates /= count
    found.statuses = sum(len(t) < 40 and bool(read_status(t, scale).code) for t in texts) / count
    found.refs = sum(bool(_REF.fullmatch(t)) for t in texts) / count
    found.impacts = sum(t.lower() in _IMPACTS for t in texts) / count
    found.length = sum(map(len, texts)) / count
    found.samples = list(dict.fromkeys(" ".join(t.split()) for t in texts))[:5]
    return found


def propose(layout: Layout, contents: Sequence[Content]) -> dict[str, str]:
    """Return a field for each column by its head: no field twice, no column dropped."""
    heads = layout.heads
    own = {plain_head(h.title) for h in heads} >= OWN_EXPORT
    scored = []
    for place, (head, content) in enumerate(zip(heads, contents, strict=True)):
        if own and plain_head(head.title) in OWN_EXPORT_DERIVED:
            continue
        name, sure = best_field(head.title)
        told = _by_content(name, content)
        for field_name, less in ((told, 0), (name if told else "", 30)):
            if field_name:
                label = plain_head(head.title) == plain_head(BY_NAME[field_name].label)
                score = sure + 5 * label + min(content.filled, 50) / 100 - less
                scored.append((score, -place, field_name, head.title))
    chosen: dict[str, str] = {}
    for _, _, name, title in sorted(scored, reverse=True):
        if title not in chosen and name not in chosen.values():
            chosen[title] = name
    _fill_gaps(chosen, heads, contents)
    return {h.title: chosen.get(h.title) or _left_over(h, own) for h in heads}


def _by_content(name: str, content: Content) -> str:
    """Change a field that a head names where the cells say otherwise: a "Status" of long texts is a narrative."""
    if not content.filled:
        return name
    match name:
        case "status" if content.statuses < 0.3 and content.length > 45:
            return "note"
        case "note" if content.statuses >= 0.7 and content.length < 25:
            return "status"
        case "impact" if content.impacts < 0.5:
            return "success" if content.length > 45 else ""
        case "ref" if content.refs < 0.3 and content.length > 25:
            return ""
        case "note_day" | "status_since" if content.dates < 0.5:
            return "note" if content.length > 25 else ""
        case "success" if content.length < 12 and content.dates > 0.5:
            return ""
        case "title" if content.refs > 0.8:
            return "ref"
    return name


def _left_over(head: Head, own: bool) -> str:
    plain = plain_head(head.title)
    return IGNORE if plain in DERIVED or (own and plain in OWN_EXPORT_DERIVED) else EXTRA


def _fill_gaps(chosen: dict[str, str], heads: Sequence[Head], contents: Sequence[Content]) -> None:
    """Find the wording, the reference, the status and the date by what columns hold, where no head names them."""
    free = [(h, c) for h, c in zip(heads, contents, strict=True) if h.title not in chosen and c.filled]
    free = [(h, c) for h, c in free if plain_head(h.title) not in NO_FIELD | DERIVED]

    def take(name: str, candidates: list[tuple[float, Head]]) -> None:
        if name not in chosen.values() and candidates:
            _, head = max(candidates, key=lambda found: found[0])
            chosen[head.title] = name
            free[:] = [(h, c) for h, c in free if h.title != head.title]

    unnamed = "title" not in chosen.values()
    take("ref", [(c.refs, h) for h, c in free if c.refs > 0.7 and h.column <= 4] if unnamed else [])
    take("status", [(c.statuses, h) for h, c in free if c.statuses > 0.8 and c.length < 30])
    take("title", [(c.length, h) for h, c in free if c.length > 12 and c.dates < 0.3])
    take("title", [(c.length, h) for h, c in free if c.length > 4 and max(c.dates, c.statuses, c.refs) < 0.3])
    if unnamed:
        take("due", [(c.dates, h) for h, c in free if c.dates > 0.7])


def colour_column(chosen: dict[str, str], heads: Sequence[Head], contents: Sequence[Content]) -> str:
    """Return the head of the column whose fills hold the status; nothing where none shows two colours."""
    status = next((t for t, name in chosen.items() if name == "status"), "")
    coloured = [(h.title, c) for h, c in zip(heads, contents, strict=True) if len(c.families) >= 2]
    if status and any(t == status for t, _ in coloured):
        return status
    if status:
        index = [h.title for h in heads].index(status)
        return status if contents[index].colours else ""
    return max(coloured, key=lambda found: sum(found[1].colours.values()), default=("", None))[0]
