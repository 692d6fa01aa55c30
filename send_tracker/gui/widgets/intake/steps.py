"""Where one is: the steps of a dialog by name, the one at hand in the accent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from send_tracker.gui.widgets.label import Label


class StepStrip(QWidget):
    """Names the steps and marks one; it is not pressed, Back and Next are."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = list(names)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        self._labels = [Label(f"{n}  {name}", "small", 500, "muted") for n, name in enumerate(names, start=1)]
        for label in self._labels:
            row.addWidget(label)
        row.addStretch(1)
        self.set_step(0)

    def set_step(self, step: int) -> None:
        """Mark a step."""
        for place, label in enumerate(self._labels):
            label.set_look("small", 600 if place == step else 500)
            label.set_token("accent" if place == step else "muted")
        self.setAccessibleName(f"Step {step + 1} of {len(self._names)}: {self._names[step]}")
