"""A labelled field of the panel that saves itself, and keeps what was typed when it could not be saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from send_tracker.domain import dates
from send_tracker.domain.presets import NOTTINGHAMSHIRE
from send_tracker.gui import theme
from send_tracker.gui.widgets.fields import ChoiceField, DateField, LabelledField, LineField, TextField

Save = Callable[[Any], str]
"""Takes what was given and returns the sentence that says why it could not be saved, or nothing."""


class KeptField(LabelledField):
    """A field with its label. What is refused stays in the field, with the sentence below it.

    ``refused`` is emitted then, so that the text can be kept as a draft; ``saved`` once it was given.
    """

    refused = Signal()
    saved = Signal()

    def __init__(
        self,
        label: str,
        field: LineField | TextField | DateField | ChoiceField,
        save: Save,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, field, hint, parent)
        self._field = field
        self._save = save
        self._hint = hint
        self._shown: Any = None
        self._refused = False
        field.committed.connect(self._given)
        theme.hub.changed.connect(self.retheme)

    @property
    def problem(self) -> str:
        """The sentence below the field that says why it was not saved."""
        return self.hint.text() if self._refused else ""

    def retheme(self) -> None:
        """Take the colour of the sentence again."""
        self._say(self.problem)

    def set_hint(self, hint: str) -> None:
        """Say something else below the field."""
        self._hint = hint
        if not self._refused:
            self._say("")

    def text(self) -> str:
        """Return what stands in the field, as it was typed."""
        match self._field:
            case DateField():
                return self._field.line.text()
            case ChoiceField():
                return self._field.currentText()
        return self._field.value()

    def typed(self) -> str | None:
        """Return what was typed and is not saved, or None."""
        match self._field:
            case ChoiceField():
                return None
            case DateField():
                shown = dates.show(self._shown)
            case _:
                shown = self._shown or ""
        return self.text() if self._refused or self.text() != shown else None

    def show_value(self, value: Any, typed: str | None = None) -> None:
        """Show a stored value, or over it what was typed and not saved."""
        self._shown = value
        self._refused = False
        self._say("")
        if isinstance(self._field, DateField | ChoiceField):
            self._field.set_value(value or None)
        else:
            self._field.set_value(value or "")
        if typed is not None and typed != self.text():
            self._type(typed)

    def refresh_value(self, value: Any) -> None:
        """Show a stored value that changed elsewhere, unless something is being typed here."""
        if self.typed() is None and value != self._shown:
            self.show_value(value)

    def _type(self, text: str) -> None:
        match self._field:
            case DateField():
                self._field.line.setText(text)
            case LineField():
                self._field.setText(text)
            case TextField():
                self._field.setPlainText(text)

    def set_read_only(self) -> None:
        """Show what there is and take nothing: the file is open to be read."""
        match self._field:
            case DateField() | ChoiceField():
                self._field.set_read_only()
            case _:
                self._field.setReadOnly(True)

    def flush(self) -> None:
        """Give what was typed, as leaving the field does."""
        if self.typed() is not None and not self._refused:
            self._field.commit()

    def _given(self, value: Any) -> None:
        before = self._shown
        self._shown = value
        sentence = self._save(value)
        self._refused = bool(sentence)
        if sentence:
            self._shown = before
            if not isinstance(self._field, ChoiceField):
                self._field.try_again()
        self._say(sentence)
        if sentence:
            self.refused.emit()
        else:
            self.saved.emit()

    @property
    def has_focus(self) -> bool:
        """Whether what is typed goes here."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def line(self) -> QLineEdit | None:
        """The line that is typed in; None for a text of more lines."""
        match self._field:
            case DateField():
                return self._field.line
            case ChoiceField():
                return self._field.lineEdit()
            case LineField():
                return self._field
        return None

    def _say(self, sentence: str) -> None:
        shown = sentence or self._hint
        self.hint.setText(shown)
        self.hint.setVisible(bool(shown))
        red = theme.current().status(NOTTINGHAMSHIRE["at_risk"])[2]
        self.hint.set_token(red if sentence else "muted")
        self.field.setAccessibleDescription(shown)
