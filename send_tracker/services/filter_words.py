"""A filter of the plan in words, so that nothing is ever hidden without saying so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from send_tracker.domain.kinds import FRAMEWORKS
from send_tracker.domain.plan_filter import DUE_LABELS, Due, PlanFilter
from send_tracker.domain.references import sort_key
from send_tracker.domain.text import joined, one_line, plural
from send_tracker.services.session import Session

Choices = list[tuple[str, str]]
"""Pairs of key and word, in the order of a list."""

DUE_CHOICES: Choices = [(due.value, DUE_LABELS[due]) for due in Due]


def attention_choices() -> Choices:
    """Return the challenge rules, in their order. They are loaded when a list of them or a filter by them is shown."""
    from send_tracker.domain.challenge.rules import RULES

    return [(rule.code, rule.title) for rule in RULES]


def people(session: Session) -> Choices:
    """Return everybody who can lead, by name."""
    rows = session.file.reading.listed("person")
    return sorted(((r["id"], r["name"] or "") for r in rows), key=lambda c: c[1].casefold())


def organisations(session: Session) -> Choices:
    """Return the partner organisations by their short names."""
    rows = session.file.reading.listed("organisation")
    return sorted(((r["id"], r["short"] or r["name"] or "") for r in rows), key=lambda c: c[1].casefold())


def outcomes(session: Session) -> Choices:
    """Return the outcomes in order, with their references."""
    return [(o.id, f"{o.ref} {o.name}".strip()) for o in session.file.overview_rows.outcomes()]


def themes(session: Session) -> Choices:
    """Return the themes by framework and reference."""
    rows = session.file.reading.listed("theme")
    order = list(FRAMEWORKS)
    place = {name: at for at, name in enumerate(order)}
    rows.sort(key=lambda r: (place.get(r["framework"] or "", len(order)), sort_key(r["ref"] or "")))
    return [(r["id"], f"{r['ref'] or ''} {r['title'] or ''}".strip()) for r in rows]


def filter_words(session: Session, wanted: PlanFilter) -> str:
    """Return what a filter shows: "only partner ICB is shown"; empty for none."""
    parts = _parts(session, wanted)
    if wanted.withdrawn:
        more = f" with {joined(parts)}" if parts else ""
        return f"only actions that left the plan{more} are shown"
    if not parts:
        return ""
    if len(parts) == 1 and wanted.text.strip():
        return f"only what matches “{one_line(wanted.text, 40)}” is shown"
    if len(parts) == 1:
        return f"only {parts[0]} {'are' if wanted.only is not None else 'is'} shown"
    return f"only actions with {joined(parts)} are shown"


def _parts(session: Session, wanted: PlanFilter) -> list[str]:
    """Return the parts of a filter in words, in the order of the filter row."""
    found = []
    if wanted.only is not None:
        found.append(wanted.only_words or "the actions chosen")
    if wanted.statuses:
        found.append(f"status {_either(session.scale[c].label for c in session.scale.codes if c in wanted.statuses)}")
    for noun, chosen, names in (
        ("lead", wanted.leads, people),
        ("outcome", wanted.outcomes, outcomes),
        ("partner", wanted.partners, organisations),
        ("theme", wanted.themes, themes),
    ):
        if chosen:
            found.append(f"{noun} {_either(_names(names(session), chosen))}")
    if wanted.due:
        found.append(f"due {_either(DUE_LABELS[d].lower() for d in Due if d in wanted.due)}")
    if wanted.attention:
        titles = (f"“{title}”" for code, title in attention_choices() if code in wanted.attention)
        found.append(f"challenge {_either(titles)}")
    if wanted.text.strip():
        found.append(f"the text “{one_line(wanted.text, 40)}”")
    return found


def _names(choices: Choices, chosen: Iterable[str]) -> list[str]:
    words: Mapping[str, str] = dict(choices)
    keys = set(chosen)
    return [words[k] for k in words if k in keys] + ["one no longer listed"] * bool(keys - set(words))


def _either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def hidden_sentence(session: Session, wanted: PlanFilter, hidden: int, total: int) -> str:
    """Return the sentence under the filter row: "36 of 61 actions are hidden: only partner ICB is shown."."""
    words = filter_words(session, wanted)
    if not words:
        return ""
    if not hidden:
        return f"Nothing is hidden, although {words}."
    verb = "is" if hidden == 1 else "are"
    return f"{hidden:,} of {plural(total, 'action')} {verb} hidden: {words}."
