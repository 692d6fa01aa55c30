"""Help > About > Licences: every library that is shipped, with its version and the text of its licence."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from send_tracker.components import Component, components, font_component, python_component
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.forms.ui_licences import Ui_LicencesForm
from send_tracker.resource_files import resource, resource_text

_KEPT = {"LGPL-3.0": ("LGPL-3.0.txt", "GPL-3.0.txt")}
"""Qt's own notes hold no text. The LGPL wants its text and that of the GPL, on which it builds, to be at hand."""
_NO_TEXT = "Its own notes hold no text of it."


class LicencesDialog(HouseDialog):
    """A list, and beside it the text of what is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._components = [*components(), *font_component(resource("fonts")), python_component()]
        self.form = Ui_LicencesForm()
        self.form.setupUi(self)
        self.form.list.addItems([f"{one.name} {one.version}" for one in self._components])
        self.form.list.currentRowChanged.connect(self._show)
        self.form.close.clicked.connect(self.accept)
        self.finish_form()
        self.form.list.setCurrentRow(0)
        self.form.list.setFocus()

    def _show(self, row: int) -> None:
        self.form.text.setPlainText(licence_words(self._components[row]) if row >= 0 else "")


def licence_words(component: Component) -> str:
    """Return what is said of a component's licence."""
    texts = [text.strip() for _name, text in component.texts]
    for licence, files in () if texts else _KEPT.items():
        if licence in component.licence:
            texts = [resource_text("licences", name).strip() for name in files]
    words = "\n\n".join(texts) or _NO_TEXT
    return f"{component.name} {component.version}\n{component.licence or 'Licence: see the text'}\n\n{words}"
