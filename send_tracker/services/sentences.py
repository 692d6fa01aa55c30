"""Changes of one edit as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from send_tracker.domain.history import ADDED, NOTHING, HistoryLine, part_noun
from send_tracker.domain.kinds import EXISTS
from send_tracker.domain.text import joined, one_line

_LINKS = {
    "lead": ("lead.person", "Lead"),
    "evidence_link": ("evidence_link.evidence", "Evidence"),
    "theme_link": ("theme_link.theme", "Theme"),
}
_NOTES = {
    "progress_update.note": "Note",
    "progress_update.internal_note": "Internal note",
    "progress_update.public_note": "Public wording",
}
_ENDS = ("lead.person", "lead.action", "evidence_link.evidence", "evidence_link.target", "theme_link.theme")
_NAMES = ("milestone.title", "observation.period", "target.period", "benchmark.name", "series_mark.period")
"""The fields by which parts are called, besides what a link leads to."""

_PLACES = {**dict.fromkeys(("area", "outcome", "action"), " the plan"), "evidence": " the register"}
"""Where an entity of a kind is, while it is there."""

_FIRST = (EXISTS, "action.status", "progress_update.note", "action.recovery_date")
_DATES = ("original_date", "approved_date", "forecast_date", "actual_date", "recovery_date")
_CLEARED = {
    "action.obstacle": "obstacle",
    "action.path_to_green": "path to green",
    "action.recovery_date": "date",
    "action.ask": "ask",
}
"""What goes together when an action is back on track or done."""
_LONG = 60


def names_of_parts(lines: Iterable[HistoryLine]) -> dict[str, str]:
    """Return what each part is called now, by its id: what a link leads to, the title of a milestone."""
    ends = {*_ENDS, *_NAMES}
    newest: dict[str, str] = {}
    for line in lines:
        if line.field in ends and line.after not in NOTHING:
            newest.setdefault(line.entity, line.after)
    return newest


def sentences(lines: Sequence[HistoryLine], kind: str, names: Mapping[str, str]) -> list[str]:
    """Return what an edit changed, what matters most first.

    Several answers to an obstacle that went at once are one sentence, and so is a part that was added with all
    that is said of it.

    Args:
        lines: the changes of one edit.
        kind: the kind of the entity whose history it is; changes of other kinds are changes of its parts.
        names: what its parts are called.
    """
    ordered = sorted(lines, key=lambda line: _rank(line, kind))
    gone = [ln for ln in ordered if ln.field in _CLEARED and ln.after in NOTHING and ln.before not in NOTHING]
    if len(gone) < 2:
        gone = []
    found: list[str] = []
    done: set[str] = set()
    for line in ordered:
        if line in gone or line.entity in done:
            continue
        if line.kind != kind and line.name == EXISTS and _is_new(line) and line.kind not in (*_LINKS, "milestone"):
            whole = _new_part([other for other in ordered if other.entity == line.entity])
            done |= {line.entity} if whole else set()
            found += whole
        else:
            found += [sentence for sentence in (_sentence(line, kind, names),) if sentence]
    return [*found, *_cleared(gone)]


def _rank(line: HistoryLine, kind: str) -> int:
    """What the entity itself does comes before its parts; of these, what went before what came."""
    place = EXISTS if line.field == f"{kind}.{EXISTS}" else line.field
    if place in _FIRST:
        return _FIRST.index(place)
    return len(_FIRST) + (0 if line.kind == kind else 1 if line.name == EXISTS else 2)


def _cleared(gone: Sequence[HistoryLine]) -> list[str]:
    fields = {line.field for line in gone}
    words = [word for field, word in _CLEARED.items() if field in fields]
    if not words:
        return []
    listed = joined(words)
    return [f"{listed[:1].upper()}{listed[1:]} cleared"]


def _is_new(line: HistoryLine) -> bool:
    return line.after == ADDED and not line.before


def _sentence(line: HistoryLine, kind: str, names: Mapping[str, str]) -> str:
    if line.name == EXISTS:
        return _existence(line, kind, names)
    if line.kind in _LINKS:
        return _link(line, names.get(line.entity, ""))
    if line.field in _NOTES:
        return f"{_NOTES[line.field]}: {line.after}"
    if line.kind == "milestone":
        return _milestone(line, names.get(line.entity, ""))
    if line.field == "extra_value.value":
        return f"Column set to {line.after}"
    if line.kind in ("extra_value", "progress_update"):
        return ""
    return _change(line) if line.kind == kind else _part_change(line, names.get(line.entity, ""))


def _existence(line: HistoryLine, kind: str, names: Mapping[str, str]) -> str:
    added = line.after == ADDED
    if line.kind == kind:
        where = _PLACES.get(kind, "")
        if added:
            return f"Brought back{where and f' into{where}'}" if line.before else f"Added{where and f' to{where}'}"
        return f"Withdrawn{where and f' from{where}'}"
    if added and (line.kind in _LINKS or not line.before or line.kind == "milestone"):
        return ""
    name = names.get(line.entity, "")
    return f"{part_noun(line.kind)[0]} {'brought back' if added else 'taken away'}: {name}".rstrip(": ")


def _link(line: HistoryLine, name: str) -> str:
    """Return what a link says, from whichever of its ends it is looked at."""
    field, noun = _LINKS[line.kind]
    if line.field == field:
        return f"{noun} added: {line.after}"
    if line.field in _ENDS:
        return f"{'Lead of' if line.kind == 'lead' else 'Supports'} {line.after}"
    change = _change(line)
    return f"{change} ({name})" if change and name else change


def _milestone(line: HistoryLine, title: str) -> str:
    match line.name:
        case "title":
            return f"Milestone: {line.after}"
        case "reached":
            return f"Milestone reached on {line.after}: {title}" if line.after not in NOTHING else ""
        case "due" if line.before:
            return f"Milestone moved to {line.after}: {title}"
    return ""


def _new_part(lines: Sequence[HistoryLine]) -> list[str]:
    """Return a part that was added, with what is said of it; nothing of a note, which tells itself."""
    kind = lines[0].kind
    if kind in ("progress_update", "extra_value"):
        return []
    if kind == "date_move":
        return _move({line.name: line.after for line in lines if line.after not in NOTHING})
    told = [line for line in lines if line.name != EXISTS and line.after not in (*NOTHING, "no")]
    told.sort(key=lambda line: (line.field not in _NAMES, line.name != "value", line.name == "note"))
    words = ", ".join(line.after if line.field in _NAMES else f"{_small(line.what)} {line.after}" for line in told)
    return [f"{part_noun(kind)[0]} added: {words}".rstrip(": ")]


def _move(said: Mapping[str, str]) -> list[str]:
    """Return who approved that a date moved; from what to what, the date itself tells."""
    words = [words for words in (said.get("approver", ""), said.get("minute", "")) if words]
    return [f"Move approved by: {', '.join(words)}"] if words else []


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _part_change(line: HistoryLine, name: str) -> str:
    sentence = _change(line)
    return f"{part_noun(line.kind)[0]} {name}, {_small(sentence)}".replace(" ,", ",") if sentence else ""


def _change(line: HistoryLine) -> str:
    before, after = one_line(line.before, _LONG), line.after
    if line.field == "action.status":
        return f"Status moved from {before} to {after}" if line.before else f"Status set to {after}"
    if after in NOTHING:
        return f"{line.what} removed" if line.before not in NOTHING else ""
    colon = "" if line.name in _DATES else ":"
    if line.before in NOTHING or max(len(line.before), len(after)) > _LONG:
        return f"{line.what}{colon} {after}"
    return f"{line.what}{colon} {after} (was {before})"
