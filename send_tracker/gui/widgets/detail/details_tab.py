"""The Details tab: the wording, where the action belongs, who answers for it, and the programme's own columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.kinds import IMPACT_LABELS, Value
from send_tracker.domain.problem import Problem
from send_tracker.gui.widgets.detail.editing import Editing
from send_tracker.gui.widgets.detail.kept_field import KeptField
from send_tracker.gui.widgets.detail.many_field import ManyField
from send_tracker.gui.widgets.fields import ChoiceField, LabelledField, LineField, TextField
from send_tracker.gui.widgets.meetings.trace_part import TracePart
from send_tracker.services import filter_words, plan, status
from send_tracker.services.action_view import ActionDetail, extra_fields
from send_tracker.services.filter_words import Choices

_CHOICES = ("outcome", "accountable", "partner", "body", "impact")


class DetailsTab(QWidget):
    """Fields that save themselves."""

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._extras: dict[str, KeptField] = {}
        session = editing.session

        # Fields
        self.title = self._text("title", "Title", LineField())
        self.ref = self._text("ref", "Reference", LineField())
        self.leads = ManyField("Leads", lambda: filter_words.people(session), add=editing.add_person)
        self.themes = ManyField("Themes", lambda: filter_words.themes(session))
        self.leads.committed.connect(lambda keys: self._links(plan.set_leads, keys))
        self.themes.committed.connect(lambda keys: self._links(plan.set_themes, keys))
        self._parts: dict[str, KeptField] = {
            "title": self.title,
            "description": self._text("description", "Description", TextField()),
            "ref": self.ref,
            "outcome": self._choice("outcome", "Outcome"),
            "accountable": self._choice("accountable", "Accountable officer"),
            "partner": self._choice("partner", "Partner"),
            "body": self._choice("body", "Responsible body"),
            "success": self._text("success", "Success criteria", TextField()),
            "paragraph": self._text("paragraph", "Inspection paragraph", LineField()),
            "impact": self._choice("impact", "Impact rating"),
        }
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 11, 0, 12)
        column.setSpacing(8)
        for name, part in self._parts.items():
            column.addWidget(part)
            if name == "outcome":
                column.addWidget(LabelledField("Leads", self.leads))
            elif name == "paragraph":
                column.addWidget(LabelledField("Themes", self.themes))
        self.trace = TracePart(self._editing.workspace)
        column.addWidget(self.trace)
        self._extra_column = QVBoxLayout()
        self._extra_column.setSpacing(8)
        column.addLayout(self._extra_column)
        column.addStretch(1)

    def _text(self, name: str, label: str, field: LineField | TextField) -> KeptField:
        return KeptField(label, field, lambda value: self._give(name, value))

    def _choice(self, name: str, label: str) -> KeptField:
        return KeptField(label, ChoiceField(placeholder="Type to find"), lambda value: self._give(name, value))

    # Giving

    def _give(self, name: str, value: Value) -> str:
        if name == "impact":
            return self._editing.run(status.set_impact, self._editing.session, self._editing.ids, str(value or "none"))
        return self._editing.change(**{name: value})

    def _links(self, verb: Any, keys: Sequence[str]) -> None:
        try:
            verb(self._editing.session, self._editing.ids[0], keys)
        except Problem as problem:
            self._editing.workspace.problem.emit(problem.sentence)

    def _give_extra(self, field: str, value: str) -> str:
        return self._editing.run(plan.set_extra, self._editing.session, self._editing.ids[0], field, value)

    # Showing

    def show_detail(self, detail: ActionDetail, fresh: bool) -> None:
        """Show an action's details."""
        if fresh:
            self._fill_choices()
        action = detail.action
        self.trace.show_entity(action.id)
        typed = self._editing.drafts.of(self._editing.ids) if fresh else {}
        for name, part in self._parts.items():
            value = getattr(action, name)
            part.show_value(value, typed.get(name)) if fresh else part.refresh_value(value)
        self.leads.set_value(action.leads)
        self.themes.set_value(action.themes)
        self._show_extras(dict(action.extras), typed, fresh)

    def _fill_choices(self) -> None:
        session = self._editing.session
        nobody: Choices = [("", "")]
        people, bodies = filter_words.people(session), filter_words.organisations(session)
        for name, choices in (
            ("outcome", filter_words.outcomes(session)),
            ("accountable", nobody + people),
            ("partner", nobody + bodies),
            ("body", nobody + bodies),
            ("impact", list(IMPACT_LABELS.items())),
        ):
            field = self._parts[name].field
            assert isinstance(field, ChoiceField)
            field.set_value(None)
            field.set_choices(choices)

    def _show_extras(self, values: dict[str, str], typed: dict[str, str], fresh: bool) -> None:
        """Show the programme's own columns; a new one appears when it is defined."""
        wanted = extra_fields(self._editing.session)
        if [id for id, _ in wanted] != list(self._extras):
            for part in self._extras.values():
                self._extra_column.removeWidget(part)
                part.deleteLater()
            self._extras = {id: KeptField(name, LineField(), partial(self._give_extra, id)) for id, name in wanted}
            for part in self._extras.values():
                self._extra_column.addWidget(part)
            fresh = True
        for id, part in self._extras.items():
            value = values.get(id, "")
            part.show_value(value, typed.get(id)) if fresh else part.refresh_value(value)

    def edit_title(self) -> None:
        """Put the cursor into the title, all of it selected."""
        field = self.title.field
        assert isinstance(field, LineField)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def flush(self) -> None:
        """Give what was typed."""
        for part in (*self._parts.values(), *self._extras.values()):
            part.flush()

    def typed(self) -> dict[str, str | None]:
        """Return what was typed and could not be given, by field."""
        return {name: part.typed() for name, part in {**self._parts, **self._extras}.items()}
