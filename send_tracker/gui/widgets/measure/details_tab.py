"""Every field of a measure, in place: committed as it is left, one undo each."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QApplication, QCheckBox, QGridLayout, QVBoxLayout, QWidget

from send_tracker.domain.evidence_filter import Target
from send_tracker.domain.kinds import Value
from send_tracker.domain.measures.lines import MeasureLine
from send_tracker.domain.measures.rows import (
    DIRECTIONS,
    FREQUENCIES,
    KINDS_OF_MEASURE,
    PERIOD_TYPES,
    SECTIONS,
    TOLERANCES,
    TRAJECTORIES,
    UNITS,
)
from send_tracker.gui.widgets.choice_field import ChoiceField
from send_tracker.gui.widgets.date_field import DateField
from send_tracker.gui.widgets.fields import LabelledField, LineField, TextField
from send_tracker.gui.widgets.label import Rule
from send_tracker.gui.widgets.measure.tab import MeasureTab
from send_tracker.gui.widgets.meetings.trace_part import TracePart
from send_tracker.gui.widgets.target_list import TargetList
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_view import MeasureView
from send_tracker.services.measures import change_measure, link_measure, set_measure_themes

Input = LineField | TextField | ChoiceField | DateField | QCheckBox
_WIDE, _HALF = 2, 1
_CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "section": SECTIONS,
    "unit": UNITS,
    "kind": KINDS_OF_MEASURE,
    "direction": DIRECTIONS,
    "frequency": FREQUENCIES,
    "period_type": PERIOD_TYPES,
    "tolerance_kind": TOLERANCES,
    "trajectory": TRAJECTORIES,
    "outcome": {},
    "owner": {},
}
_TEXTS: Final = frozenset({"definition", "basis", "note"})
_DATES: Final = frozenset({"next_due"})
_FLAGS: Final = frozenset({"cumulative", "uses_travel"})
_WHOLE: Final = frozenset({"decimals", "small_number"})
_EXACT: Final = frozenset({"plausible_low", "plausible_high", "tolerance"})
_FIELDS: Final = (
    ("ref", "Reference", _HALF), ("section", "Part of the page", _HALF),
    ("definition", "Definition", _WIDE),
    ("outcome", "Outcome", _WIDE),
    ("unit", "Unit", _HALF), ("noun", "What is counted", _HALF),
    ("kind", "Kind", _HALF), ("direction", "Better is", _HALF),
    ("frequency", "How often", _HALF), ("period_type", "Period", _HALF),
    ("decimals", "Decimal places", _HALF), ("next_due", "Next figure due", _HALF),
    ("plausible_low", "Plausible from", _HALF), ("plausible_high", "Plausible to", _HALF),
    ("tolerance", "Tolerance", _HALF), ("tolerance_kind", "Tolerance in", _HALF),
    ("trajectory", "Shape of the trajectory", _HALF), ("small_number", "Suppress counts below", _HALF),
    ("source", "Source", _HALF), ("owner", "Owner", _HALF),
    ("cumulative", "Adds up over the year", _WIDE), ("uses_travel", "Counts direction of travel", _WIDE),
    ("basis", "Basis", _WIDE), ("note", "Note", _WIDE),
)  # fmt: skip


class DetailsTab(MeasureTab):
    """The tab."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(workspace, parent)
        self.fields: dict[str, Input] = {}
        self.linked = TargetList("Linked actions", "Link an action")
        self.themes = TargetList("Themes", "Add a theme")
        self.trace = TracePart(workspace)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        row, column = 0, 0
        for name, words, width in _FIELDS:
            if column + width > _WIDE:
                row, column = row + 1, 0
            grid.addWidget(self._part(name, words), row, column, 1, width)
            column += width
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
        self._connect()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 10, 0, 12)
        whole.setSpacing(12)
        whole.addWidget(self.linked)
        whole.addWidget(Rule())
        whole.addLayout(grid)
        whole.addWidget(self.themes)
        whole.addWidget(self.trace)
        whole.addStretch(1)

    def _part(self, name: str, words: str) -> QWidget:
        field: Input
        if name in _FLAGS:
            field = self.fields[name] = QCheckBox(words)
            return field
        if name in _CHOICES:
            field = ChoiceField(list(_CHOICES[name].items()))
        elif name in _TEXTS:
            field = TextField(least_lines=1, most_lines=6)
        elif name in _DATES:
            field = DateField(today=lambda: self.session.today)
        else:
            field = LineField()
        self.fields[name] = field
        return LabelledField(words, field)

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.setEnabled(self.can_edit)
            if isinstance(field, QCheckBox):
                field.clicked.connect(lambda on, name=name: self._commit(name, on))
            else:
                field.committed.connect(lambda value, name=name: self._commit(name, value))
        self.linked.added.connect(lambda id: self._link(id, on=True))
        self.linked.removed.connect(lambda id: self._link(id, on=False))
        self.linked.opened.connect(self.workspace.show_action)
        self.themes.added.connect(lambda id: self._theme(id, on=True))
        self.themes.removed.connect(lambda id: self._theme(id, on=False))

    # Showing

    def show_measure(self, line: MeasureLine, view: MeasureView) -> None:
        """Show the fields of a measure; what is being typed is left alone."""
        is_other = self.line is None or self.line.id != line.id
        super().show_measure(line, view)
        for name, choices in (("outcome", view.outcomes), ("owner", view.people)):
            field = self.fields[name]
            if isinstance(field, ChoiceField) and choices != getattr(self, f"_{name}s", None):
                setattr(self, f"_{name}s", choices)
                field.set_choices(list(choices))
        for name, field in self.fields.items():
            if is_other or not _is_typing(field):
                _show(field, getattr(line.measure, name))
        targets = self.session.file.evidence_rows.targets()
        actions = {t.id: t for t in targets if t.kind == "action"}
        themes = {t.id: t for t in targets if t.kind == "theme"}
        self.trace.show_entity(line.id)
        self._list(self.linked, actions, line.measure.actions)
        self._list(self.themes, themes, line.measure.themes)

    def _list(self, part: TargetList, known: Mapping[str, Target], chosen: tuple[str, ...]) -> None:
        part.set_known([t for id, t in known.items() if id not in chosen])
        part.set_targets([known[id] for id in known if id in chosen], self.can_edit)

    # Changing

    def _commit(self, name: str, value: Value) -> None:
        if self.line is None:
            return
        given: Value | Decimal = value if value not in ("",) else None
        if name in _WHOLE and isinstance(given, str):
            number = given.strip()
            if not number.isdigit():
                self.workspace.problem.emit(f"“{number}” is not a whole number. The old one was kept.")
                _show(self.fields[name], getattr(self.line.measure, name))
                return
            given = int(number)
        elif name in _EXACT and isinstance(given, str):
            given = given.replace(",", "").strip()
        done = self.workspace.attempt(change_measure, self.session, self.line.id, **{name: given})  # type: ignore[arg-type]  # each field takes its own type, and checks it
        if done is None:
            _show(self.fields[name], getattr(self.line.measure, name))

    def _link(self, action: str, on: bool) -> None:
        if self.line is not None:
            self.workspace.attempt(link_measure, self.session, self.line.id, [action], on)

    def _theme(self, theme: str, on: bool) -> None:
        if self.line is not None:
            chosen = [t for t in self.line.measure.themes if t != theme] + ([theme] if on else [])
            self.workspace.attempt(set_measure_themes, self.session, self.line.id, chosen)


def _show(field: Input, value: object) -> None:
    """Show a stored value in a field."""
    if isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, ChoiceField | DateField):
        field.set_value(str(value) if value else None)
    else:
        field.set_value("" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value))


def _is_typing(field: QWidget) -> bool:
    """Tell whether the cursor is in a field, so that nothing typed is taken from under it."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is field or field.isAncestorOf(focused))
