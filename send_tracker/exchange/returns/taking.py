"""Taking a return back: its rows found again whatever was done to them, and each field compared three ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz

from send_tracker.domain.dates import show
from send_tracker.domain.intake.dates import read_date
from send_tracker.domain.intake.incoming import Incoming, plain_ref, plain_title
from send_tracker.domain.intake.preview import FieldChange, Preview, PreviewRow, Stored, Verdict
from send_tracker.domain.intake.statuses import read_status
from send_tracker.domain.intake.three_way import Outcome, three_way
from send_tracker.domain.kinds import field_of
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Action, Register
from send_tracker.domain.text import one_line, plural
from send_tracker.exchange.intake.comparing import Comparer
from send_tracker.exchange.intake.layout import Layout, View, find_layout
from send_tracker.exchange.intake.matching import UNLIKE, Match, Matcher
from send_tracker.exchange.reading.cells import SourceBook, SourceCell, SourceSheet
from send_tracker.exchange.reading.opening import open_source
from send_tracker.exchange.returns.fields import ASKED, BASE_SHEET, BY_TITLE, NOTE, base_of
from send_tracker.services.returns import SentReturn, sent_returns
from send_tracker.services.session import Session


@dataclass(slots=True)
class Base:
    """What a return set out from: its id, whose it is, and each action's values as they were sent."""

    id: str = ""
    tracker: str = ""
    lead: str = ""
    values: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """A return as it was read: what it would do, and which one it is."""

    preview: Preview
    id: str
    lead: str


def take_return(session: Session, path: Path) -> Taken:
    """Read a return that came back. Nothing is changed.

    Raises:
        Problem: it is no return, is one of another tracker, or cannot be read.
    """
    book = open_source(path)
    page, layout = _update_sheet(book)
    base = _base(book, session)
    if base.tracker and base.tracker != session.file.log.tracker:
        raise Problem(
            f"“{path.name}” is a return of another tracker and cannot be taken into this one. Nothing was changed.",
            "other-tracker",
        )
    reader = _Reader(session, page, layout, base)
    rows = reader.rows()
    notes = [*book.notes, *page.notes]
    if missing := [a for a in base.values if a not in reader.seen]:
        notes.append(f"{plural(len(missing), 'action')} of the return not in it any more; nothing is done about that.")
    return Taken(Preview(path.name, tuple(rows), tuple(notes), page.name), base.id, base.lead)


def _update_sheet(book: SourceBook) -> tuple[SourceSheet, Layout]:
    """Return the sheet with the columns of a return, whatever it is called now."""
    best: tuple[int, SourceSheet, Layout] | None = None
    for sheet in book.sheets:
        if not sheet.rows or sheet.name == BASE_SHEET:
            continue
        layout = find_layout(sheet)
        score = sum(h.title.casefold() in BY_TITLE for h in layout.heads)
        if best is None or score > best[0]:
            best = (score, sheet, layout)
    if best is None or best[0] < 3:
        raise Problem(
            f"“{book.name}” is not an owner return: the columns of one are not in it. Nothing was changed. "
            "An ordinary tracker is brought in with Import.",
            "not-a-return",
        )
    return best[1], best[2]


def _base(book: SourceBook, session: Session) -> Base:
    """Return what was sent, from the book itself, else from what this copy remembers."""
    page = next((s for s in book.sheets if s.name == BASE_SHEET), None)
    if page is None:
        return Base()
    base = Base(page.cell(1, 2).text, page.cell(2, 2).text, page.cell(3, 2).text)
    names = {c: cell.text for c, cell in page.rows.get(5, {}).items()}
    for number in page.numbers():
        row = {name: page.cell(number, c).text for c, name in names.items()} if number > 5 else {}
        if id := row.pop("id", ""):
            base.values[id] = row
    known: SentReturn | None = next((r for r in sent_returns(session) if r.id == base.id), None)
    if known is not None:  # what we remember is surer than a sheet that was in other hands
        base.values = known.base
    return base


class _Reader:
    """Reads the rows of one return and compares them."""

    def __init__(self, session: Session, page: SourceSheet, layout: Layout, base: Base) -> None:
        self._session = session
        self._register: Register = session.register()
        self._view = View(page)
        self._layout = layout
        self._base = base
        self._columns = {
            column.name: h.column for h in layout.heads if (column := BY_TITLE.get(h.title.casefold())) is not None
        }
        self._actions = {a.id: a for a in self._register.actions}
        self._by_ref: dict[str, list[Action]] = {}
        for action in self._register.actions:
            self._by_ref.setdefault(plain_ref(action.ref), []).append(action)
        self._remembered = _remembered(session)
        self._comparer = Comparer(self._register, "")
        self.seen: set[str] = set()

    def _cell(self, number: int, name: str) -> SourceCell:
        column = self._columns.get(name, 0)
        return self._view.sheet.cell(number, column)

    def rows(self) -> list[PreviewRow]:
        """Return what becomes of each row."""
        sheet = self._view.sheet
        numbers = [n for n in sheet.numbers() if n >= self._layout.first and self._says_something(n)]
        ids = Counter(self._cell(n, "id").text for n in numbers)
        matched = [(n, *self._find(n, ids)) for n in numbers]
        unsure = [Incoming(n, self._cell(n, "ref").text, self._cell(n, "title").text) for n, a, _ in matched if not a]
        free = {i.row: m for i, m in zip(unsure, Matcher(self._register).match(unsure), strict=True)}
        return [self._row(n, a, w) if a else self._unfound(n, free[n]) for n, a, w in matched]

    def _says_something(self, number: int) -> bool:
        return any(self._cell(number, name).text for name in ("ref", "title", *(c.name for c in ASKED)))

    def _find(self, number: int, ids: Counter[str]) -> tuple[Action | None, str]:
        """Return the action of a row by its hidden id, unless its visible reference and wording say another."""
        id = self._cell(number, "id").text.strip().lower()
        by_id = self._actions.get(id)
        ref, title = plain_ref(self._cell(number, "ref").text), plain_title(self._cell(number, "title").text)
        same = self._by_ref.get(ref, []) if ref else []
        by_ref = same[0] if len(same) == 1 else None
        if by_id is None or (ids[id] > 1 and by_ref is not None):
            if by_ref is None or (title and fuzz.token_set_ratio(title, plain_title(by_ref.title)) < UNLIKE):
                return None, ""
            return by_ref, ""
        if by_ref is not None and by_ref.id != by_id.id:
            if title == plain_title(by_ref.title):
                return by_ref, ""
            if title != plain_title(by_id.title):
                return by_id, f"its reference is that of {by_ref.ref}, and the row was sent as {by_id.ref}"
        return by_id, ""

    def _row(self, number: int, action: Action, why: str) -> PreviewRow:
        doubts = [why] if why else []
        if action.id in self.seen:
            doubts.append(f"another row speaks about {action.ref} too")
        self.seen.add(action.id)
        base = self._base.values.get(action.id) or self._remembered.get(action.id)
        if base is None:
            doubts.append(f"what was sent about {action.ref} is not known, so it cannot be told who changed it")
        yours = base_of(action)
        changes = []
        for column in ASKED:
            if column.name not in self._columns:
                continue
            try:
                theirs = self._theirs(column.name, self._cell(number, column.name), doubts, column.title)
            except Problem as problem:
                doubts.append(problem.sentence)
                continue
            known = base if base is not None else yours
            if theirs is not None and (c := self._change(column.name, known, theirs, yours, action)):
                changes.append(c)
        return self._judged(number, action, tuple(changes), doubts)

    def _judged(
        self, number: int, action: Action, changes: tuple[FieldChange, ...], doubts: Sequence[str]
    ) -> PreviewRow:
        clashes = [c for c in changes if c.conflict]
        why = [*doubts, *(f"{c.label} was changed here meanwhile, to {c.yours or 'nothing'}" for c in clashes)]
        verdict = Verdict.CHANGED if changes else Verdict.UNCHANGED
        if clashes or (why and (changes or any("cannot be read" in w or "matched" in w for w in why))):
            verdict = Verdict.DOUBTFUL
        shown = why if verdict is Verdict.DOUBTFUL else []
        return PreviewRow(number, verdict, action.ref, action.title, action.id, changes, tuple(shown))

    def _theirs(self, name: str, cell: SourceCell, doubts: list[str], title: str) -> str | None:
        """Return what a cell says as the file would keep it; None where it cannot be read."""
        if cell.error:
            doubts.append(cell.error)
            return None
        if name == "status":
            code = read_status(cell.text, self._register.scale).code if cell.text else ""
            if code is None:
                doubts.append(f"“{one_line(cell.text, 40)}” is not a status that can be matched")
            return code
        if name.endswith("_date"):
            reading = read_date(cell.value if isinstance(cell.value, date) else cell.text, self._session.today)
            if reading.doubt or reading.words:
                doubts.append(f"{title}: “{cell.text}” cannot be read as a date without doubt")
            return reading.text if not reading.words or reading.text else None
        if name == NOTE:
            return cell.text
        return str(field_of("action", name).check(cell.text) or "")

    def _change(
        self, name: str, base: Mapping[str, str], theirs: str | None, yours: Mapping[str, str], action: Action
    ) -> FieldChange | None:
        theirs = theirs or ""
        if name == NOTE:
            incoming = Incoming(0, action.ref, values={NOTE: theirs})
            return next((c for c in self._comparer.row(incoming, Match(action)).changes if c.field == NOTE), None)
        if name == "status" and not theirs:
            return None  # a status that was deleted says nothing: an action always has one
        outcome = three_way(base.get(name, ""), theirs, yours[name])
        if outcome in (Outcome.SAME, Outcome.YOURS):
            return None
        said = [self._words(name, v) for v in (base.get(name, ""), theirs, yours[name])]
        value: Stored = theirs or None
        label = field_of("action", name).label
        if outcome is Outcome.CONFLICT:
            return FieldChange(name, label, said[0], said[1], value, said[2], True)
        return FieldChange(name, label, said[0], said[1], value)

    def _words(self, name: str, value: str) -> str:
        if name == "status":
            return self._register.scale[value].label if value else ""
        return show(value) if value and name.endswith("_date") else value

    def _unfound(self, number: int, match: Match) -> PreviewRow:
        """Return a row that was not sent: one like an action, or one that somebody added by hand."""
        if match.action is not None and match.action.id not in self.seen:
            return self._row(number, match.action, match.doubts[0] if match.doubts else "")
        incoming = Incoming(number, self._cell(number, "ref").text, " ".join(self._cell(number, "title").text.split()))
        if not incoming.title:
            return PreviewRow(number, Verdict.REJECTED, incoming.ref, "", why=("it has no wording of an action",))
        incoming.doubts.append("this row was added by hand; accepting it adds a new action")
        doubts: list[str] = []
        for column in ASKED:
            try:
                value = self._theirs(column.name, self._cell(number, column.name), doubts, column.title)
            except Problem as problem:
                doubts.append(problem.sentence)
                continue
            if value:
                incoming.values[column.name] = value
        incoming.doubts += doubts
        return self._comparer.row(incoming, Match())


def _remembered(session: Session) -> dict[str, dict[str, str]]:
    """Return what each action stood at in the newest return that this copy remembers."""
    found: dict[str, dict[str, str]] = {}
    for row in sent_returns(session):
        for action, values in row.base.items():
            found.setdefault(action, values)
    return found
