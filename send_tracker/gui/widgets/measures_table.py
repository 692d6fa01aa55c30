"""The measures on screen: a register's table with a hair line between the rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from send_tracker.domain.measures.lines import Column, MeasureLine
from send_tracker.gui.models.measures_delegate import MeasuresDelegate
from send_tracker.gui.models.measures_model import MeasuresModel
from send_tracker.gui.widgets.register_table import RegisterTable


class MeasuresTable(RegisterTable[Column, MeasureLine]):
    """The table. ``asked`` carries what a key asks for: ``panel`` or ``withdraw``."""

    row_height = 40
    has_lines = True
    keys: ClassVar[Mapping[int, str]] = {
        Qt.Key.Key_Return: "panel",
        Qt.Key.Key_Enter: "panel",
        Qt.Key.Key_Space: "panel",
        Qt.Key.Key_Delete: "withdraw",
    }

    def __init__(self, model: MeasuresModel, parent: QWidget | None = None) -> None:
        """Make the table of a model."""
        super().__init__("Measures", model, MeasuresDelegate, parent)
