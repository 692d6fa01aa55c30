"""Bringing the evidence register back in, in the shape that export writes: CSV, JSON or a workbook with those heads.

Files are no part of an export, so what a file is called and weighs is left as it is here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from send_tracker.domain.dates import show
from send_tracker.domain.intake.dates import read_date
from send_tracker.domain.intake.incoming import plain_ref, plain_title
from send_tracker.domain.intake.names import plain_name
from send_tracker.domain.intake.preview import FieldChange, Preview, PreviewRow, Verdict
from send_tracker.domain.kinds import EVIDENCE_TYPES, KINDS, REVIEWS, SENSITIVITIES, FieldType
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Evidence, Register
from send_tracker.exchange.reading import limits
from send_tracker.exchange.reading.guard import look
from send_tracker.exchange.reading.opening import open_source, read_text
from send_tracker.exchange.register_names import RegisterNames
from send_tracker.services.session import Session

TITLES: Final = {
    "reference": "ref", "ref": "ref", "title": "title", "evidence": "title", "type code": "type", "type": "type_label",
    "speaks about": "about_date", "date": "about_date", "logged": "logged_date", "date logged": "logged_date",
    "source": "source", "what it shows": "shows", "sensitivity code": "sensitivity",
    "sensitivity": "sensitivity_label", "supports": "supports", "actions": "supports", "link": "link",
    "review code": "review", "review": "review_label", "reviewed by": "reviewer",
    "note of the review": "review_note", "good until": "expires",
}  # fmt: skip
_FIELDS: Final = ("title", "type", "about_date", "logged_date", "source", "shows", "sensitivity", "link", "review",
                  "reviewer", "review_note", "expires")  # fmt: skip
_CODES: Final[dict[str, Mapping[str, str]]] = {"type": EVIDENCE_TYPES, "sensitivity": SENSITIVITIES, "review": REVIEWS}
_LABELS: Final = {"type_label": "type", "sensitivity_label": "sensitivity", "review_label": "review"}


def preview_evidence(session: Session, path: Path) -> Preview:
    """Return what importing an evidence register would do to every row of it. Nothing is changed.

    Raises:
        Problem: it cannot be read, or has not the shape of one.
    """
    rows = _json_rows(path) if look(path) == "json" else _table_rows(path)
    register = session.register()
    reader = _Reader(session, register)
    doubled = Counter(plain_ref(_text(row.get("ref"))) for _, row in rows)
    previewed = [reader.row(n, row, doubled[plain_ref(_text(row.get("ref")))] > 1) for n, row in rows]
    return Preview(path.name, tuple(previewed), ("Files are not part of an export; those kept here stay as they are.",))


def _json_rows(path: Path) -> list[tuple[int, Mapping[str, Any]]]:
    try:
        document = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise Problem(f"“{path.name}” cannot be read as JSON. The tracker was not changed.", "not-json") from error
    what = document.get("what") if isinstance(document, dict) else None
    rows = document.get("rows") if what == "evidence" else document.get("evidence") if isinstance(what, list) else None
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows) or len(rows) > limits.ROWS:
        raise Problem(f"“{path.name}” is not an export of evidence. The tracker was not changed.", "not-an-export")
    return list(enumerate(rows, start=1))


def _table_rows(path: Path) -> list[tuple[int, Mapping[str, Any]]]:
    """Return the rows under the first row that has the heads of an evidence register."""
    for sheet in open_source(path).sheets:
        keys: dict[int, str] = {}
        found: list[tuple[int, Mapping[str, Any]]] = []
        for number in sheet.numbers():
            texts = {c: " ".join(cell.text.split()) for c, cell in sheet.rows[number].items()}
            if keys:
                found.append((number, {key: texts.get(c, "") for c, key in keys.items()}))
                continue
            heads = {c: TITLES[t.lower()] for c, t in texts.items() if t.lower() in TITLES}
            if "title" in heads.values() and len(set(heads.values())) >= 3:
                keys = {c: key for c, key in heads.items() if list(heads.values()).index(key) == list(heads).index(c)}
        if keys:
            return found
    raise Problem(
        f"No table of evidence was found in “{path.name}”: a head “Title” and two more of an evidence register are "
        "needed. The tracker was not changed.",
        "no-table",
    )


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


class _Reader:
    """Compares rows with the register of evidence."""

    def __init__(self, session: Session, register: Register) -> None:
        self._session = session
        self._names = RegisterNames(register)
        self._by_ref = {plain_ref(e.ref): e for e in register.evidence}
        titles = Counter(plain_title(e.title) for e in register.evidence)
        self._by_title = {plain_title(e.title): e for e in register.evidence if titles[plain_title(e.title)] == 1}
        self._targets = {plain_ref(t.ref): t.id for t in register.themes}
        self._targets |= {plain_ref(o.ref): o.id for o in register.outcomes}
        self._targets |= {plain_ref(a.ref): a.id for a in register.actions}

    def row(self, number: int, given: Mapping[str, Any], doubled: bool) -> PreviewRow:
        ref, title = _text(given.get("ref")), " ".join(_text(given.get("title")).split())
        item = self._by_ref.get(plain_ref(ref)) if ref else self._by_title.get(plain_title(title))
        if not title and item is None:
            return PreviewRow(number, Verdict.REJECTED, ref, "", why=("it has no title",))
        why = [f"several rows have the reference {ref}"] if ref and doubled else []
        try:
            changes = list(self._changes(given, item, why))
        except Problem as problem:
            return PreviewRow(number, Verdict.REJECTED, ref, title, why=(problem.sentence,))
        if item is None and ref:
            changes.insert(0, FieldChange("ref", "Reference", "", ref, ref))
        verdict = Verdict.NEW if item is None else Verdict.CHANGED if changes else Verdict.UNCHANGED
        if why:
            verdict = Verdict.DOUBTFUL
        return PreviewRow(
            number, verdict, ref, title or (item.title if item else ""), item.id if item else None,
            tuple(changes), tuple(why),
        )  # fmt: skip

    def _changes(self, given: Mapping[str, Any], item: Evidence | None, why: list[str]) -> Iterable[FieldChange]:
        values = {_LABELS.get(k, k): v for k, v in given.items() if k in _LABELS}
        values |= {k: v for k, v in given.items() if k in _FIELDS and (k not in values or _text(v))}
        for name in _FIELDS:
            if name not in values:
                continue
            after = self._after(name, _text(values[name]), why)
            before = self._before(name, item)
            same = plain_name(before) == plain_name(after) if name in ("source", "reviewer") else before == after
            if not same and (after or name not in ("title", *_CODES)):
                label = KINDS["evidence"][name].label
                yield FieldChange(name, label, self._words(name, before), self._words(name, after), after or None)
        if "supports" in given:
            yield from self._supports(given["supports"], item, why)

    def _after(self, name: str, text: str, why: list[str]) -> str:
        field = KINDS["evidence"][name]
        if name in _CODES:
            codes = {**{v.lower(): k for k, v in _CODES[name].items()}, **{k: k for k in _CODES[name]}}
            if text and text.lower() not in codes:
                why.append(f"“{text}” is not one of: {', '.join(_CODES[name].values())}")
            return codes.get(text.lower(), "")
        if field.type is FieldType.DATE:
            reading = read_date(text, self._session.today)
            why += [reading.doubt] if reading.doubt else []
            return reading.text or ""
        if field.type is FieldType.ENTITY:
            return " ".join(text.split())
        return str(field.check(text) or "")

    def _before(self, name: str, item: Evidence | None) -> str:
        if item is None:
            return ""
        called: dict[str, Callable[[str | None], str]] = {
            "source": self._names.organisation, "reviewer": self._names.person
        }  # fmt: skip
        value = getattr(item, name)
        return called[name](value) if name in called else str(value or "")

    @staticmethod
    def _words(name: str, value: str) -> str:
        if name in _CODES:
            return _CODES[name].get(value, value)
        return show(value) if value and KINDS["evidence"][name].type is FieldType.DATE else value

    def _supports(self, given: Any, item: Evidence | None, why: list[str]) -> Iterable[FieldChange]:
        listed = given if isinstance(given, list) else _text(given).replace(",", ";").split(";")
        refs = [r for one in listed if (r := _text(one))]
        why += [f"there is no {r} for it to support" for r in refs if plain_ref(r) not in self._targets]
        before = self._names.refs(item.targets) if item else ()
        known = tuple(r for r in refs if plain_ref(r) in self._targets)
        if {plain_ref(r) for r in known} != {plain_ref(r) for r in before}:
            yield FieldChange("supports", "Supports", "; ".join(before), "; ".join(known), known)
