"""How far an item of evidence goes for one thing that it supports: a word that opens the list of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from send_tracker.domain.kinds import STRENGTHS
from send_tracker.gui.widgets.buttons import Button


class StrengthButton(Button):
    """The word, or "Strength" where nobody said. ``chosen`` is called with the code, or "" to take the word back."""

    def __init__(self, ref: str, strength: str, chosen: Callable[[str], object], parent: QWidget | None = None) -> None:
        word = STRENGTHS.get(strength, strength) or "Strength"
        super().__init__(word, "quiet", on_click=self.open_list, menu_mark=True, parent=parent)
        self._strength, self._chosen = strength, chosen
        self.setAccessibleName(f"Strength for {ref}: {word if strength else 'not said'}")

    def open_list(self) -> None:
        """Offer the strengths under the word."""
        menu = self.make_list()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def make_list(self) -> QMenu:
        """Return the list of strengths, weakest first."""
        menu = QMenu(self)
        for code, word in (*STRENGTHS.items(), ("", "Not said")):
            entry = menu.addAction(word)
            entry.setCheckable(True)
            entry.setChecked(code == self._strength)
            entry.triggered.connect(lambda _on, code=code: self._chosen(code))
        return menu
