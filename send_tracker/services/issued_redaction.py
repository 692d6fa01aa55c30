"""Redaction in what was issued: a value that is taken out vanishes from the content that is kept of issues, too.

The parts of that content are values of the log like all others, so the redaction names them and every copy blanks them.
In their place the same edit adds the content without the value. What is kept can be printed and compared as before,
but for what was taken out, which is printed as such.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from send_tracker.domain.figures import figure_key
from send_tracker.domain.kinds import KINDS, REDACTED, FieldType
from send_tracker.domain.log import Change, Draft
from send_tracker.domain.scrub import Held, Scrubber, Secrets, secrets_of
from send_tracker.services import issued_content, issuing
from send_tracker.services.session import Session

_FIGURE_FIELDS: Final = ("value", "numerator", "denominator", "low", "high", "base")
_NAMES: Final = frozenset({"title", "name", "wording", "source", "role", "file_name"})
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_NOT_TEXT: Final = frozenset({"levels", "kind", "name", "s", "p", "d"})
"""Names under which a stored pack keeps what it refers to by, or dates and statuses: nothing that a person wrote."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What follows for issues: the changes of the log that are to be blanked, and those that are to be added."""

    names: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()


def rewritten(session: Session, gone: Iterable[Held]) -> Rewritten:
    """Return what follows for everything that was issued; nothing where no issue holds any of it."""
    secrets = _secrets(session, list(gone))
    if not secrets:
        return Rewritten()
    scrubber = Scrubber(secrets)
    names: list[str] = []
    drafts: list[Draft] = []
    for issue in issuing.issues(session):
        for what, content in issued_content.kept_contents(session, issue.id):
            clean = _clean(content, scrubber)
            if clean is None:
                continue
            drafts += issued_content.redacted_parts(issue.id, what, clean)
            entities = issued_content.parts_of(session, issue.id, what)
            names += _names(session, entities, "text")
            names += _names(session, [issue.id], "digest")  # it would prove a guess at what was taken out
        if scrubber.text(issue.title) != issue.title:
            names += _names(session, [issue.id], "title")
            drafts.append(issued_content.retitled(issue.id, scrubber.text(issue.title)))
    return Rewritten(tuple(dict.fromkeys(names)), tuple(drafts))


def _names(session: Session, entities: Iterable[str], name: str) -> Iterator[str]:
    for entity in entities:
        for record in session.file.history_of(entity):
            change = record.change
            if (change.entity, change.field) == (entity, name) and change.value is not None:
                yield f"{record.edit}:{record.index}"


# What is taken out


def _secrets(session: Session, gone: list[Held]) -> Secrets:
    texts, numbers = [], []
    for one in gone:
        if one.change is None or _is_text(one.change):
            texts.append(one.words)
        elif one.change.kind == "observation" and one.change.field in _FIGURE_FIELDS:
            printed = list(_printed(session, one.change.entity))
            texts += [text for text, _ in printed]
            numbers += [_plain(number) for number in (one.words, *(value for _, value in printed)) if number]
    return secrets_of(texts, numbers)


def _is_text(change: Change) -> bool:
    """Tell whether a field holds words of a person: not a date, a number, a code, or what the log keeps of itself."""
    known = KINDS.get(change.kind, {}).get(change.field)
    if known is None or change.kind in ("issued_part", "issue", "status", "redaction"):
        return False
    if known.type is FieldType.LINE:
        return change.field in _NAMES or " " in (change.value or "") or "@" in (change.value or "")
    return known.type is FieldType.TEXT


def _printed(session: Session, observation: str) -> Iterator[tuple[str, str]]:
    """Yield what issues printed for an observation: the words and the number."""
    row = session.file.reading.row("observation", observation) or {}
    key = figure_key(str(row.get("measure") or ""), str(row.get("period") or ""))
    source = str(row.get("source") or "")
    for figure in issuing.earlier_figures(session):
        if figure.key in (key, f"{key}:{source}"):
            yield figure.text, figure.value


def _plain(number: str) -> str:
    try:
        return format(Decimal(number).normalize(), "f")
    except InvalidOperation:
        return number


# Taking it out


def _clean(content: str, scrubber: Scrubber) -> str | None:
    """Return a content without what is taken out; None where it holds nothing of it."""
    try:
        value = json.loads(content)
    except ValueError:
        found = scrubber.text(content)
        return found if found != content else None
    clean = _value(value, scrubber)
    return json.dumps(clean, ensure_ascii=False, separators=(",", ":")) if clean != value else None


def _value(value: Any, scrubber: Scrubber) -> Any:
    match value:
        case str():
            return REDACTED if scrubber.number(_plain(value)) else scrubber.text(value)
        case list():
            return [_value(v, scrubber) for v in value]
        case {"n": str(number)}:
            return REDACTED if scrubber.number(_plain(number)) else value
        case {"f": str(formula)}:
            return REDACTED if any(scrubber.number(_plain(n)) for n in _NUMBER.findall(formula)) else value
        case {"l": [str(text), *place]}:
            return {"l": [scrubber.text(text), *place]}
        case dict():
            return {k: v if k in _NOT_TEXT else _value(v, scrubber) for k, v in value.items()}
    return value
