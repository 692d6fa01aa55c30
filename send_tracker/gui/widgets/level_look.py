"""How a status looks: its shape, its colour and how good it is, with a preview in all three themes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QComboBox, QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from send_tracker.domain.status import SHAPE_CHARACTERS, Shape, StatusLevel
from send_tracker.domain.status_colours import colours_of, read_colour
from send_tracker.gui import paint, theme
from send_tracker.gui.tokens import THEMES
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.fields import LabelledField, LineField

_WORDS = {
    Shape.RING: "Ring", Shape.DISC: "Disc", Shape.TRIANGLE: "Triangle", Shape.DIAMOND: "Diamond",
    Shape.SQUARE: "Square", Shape.STAR: "Star", Shape.CROSS: "Cross",
}  # fmt: skip
_MOST_RANK = 99


class LevelLook(QWidget):
    """``changed`` is emitted when shape, rank or colour were chosen or typed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: StatusLevel | None = None
        self.shape, self.rank = QComboBox(), QSpinBox()
        for shape in Shape:
            self.shape.addItem(f"{SHAPE_CHARACTERS[shape]} {_WORDS[shape]}", shape)
        self.rank.setRange(-_MOST_RANK, _MOST_RANK)
        self.colour = LineField(placeholder="#0C7C5D")
        self.choose_button = Button("Choose…", "outline", on_click=self.choose)
        self.preview = LevelPreview()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(LabelledField("Colour", self._with_button()), 3)
        row.addWidget(LabelledField("Shape", self.shape), 2)
        row.addWidget(LabelledField("Rank, higher is better", self.rank), 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.preview)
        self.colour.committed.connect(lambda _text: self.changed.emit())
        self.shape.activated.connect(lambda _row: self.changed.emit())
        self.rank.editingFinished.connect(self.changed)

    def _with_button(self) -> QWidget:
        """Return the field of the colour with its button beside it."""
        held = QWidget()
        held.setFocusProxy(self.colour)
        beside = QHBoxLayout(held)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.colour, 1)
        beside.addWidget(self.choose_button)
        held.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return held

    def show_level(self, level: StatusLevel) -> None:
        """Show a status as it is."""
        self._level = level
        self.shape.setCurrentIndex(self.shape.findData(level.shape))
        self.rank.setValue(level.rank)
        self.colour.set_value(level.solid[0])
        self.preview.show_level(level)

    def of(self, level: StatusLevel) -> StatusLevel:
        """Return a status with the look that was chosen; colours stay as they are while theirs was not changed.

        Raises:
            Problem: what was typed is no colour.
        """
        found = replace(level, shape=Shape(self.shape.currentData()), rank=self.rank.value())
        typed = read_colour(self.colour.text())
        if typed == level.solid[0]:
            return found
        colours = colours_of(typed)
        return replace(found, solid=colours.solid, contrast=colours.contrast)

    def choose(self) -> None:
        """Let a colour be picked."""
        picked = QColorDialog.getColor(QColor(self.colour.text()), self, "Colour of the status")
        if picked.isValid():
            self.colour.set_value(picked.name().upper())
            self.changed.emit()


class LevelPreview(QWidget):
    """A status as a chip and as a bar on the grounds of the light, the dark and the high-contrast theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: StatusLevel | None = None
        self.setMinimumHeight(theme.px(40))

    def show_level(self, level: StatusLevel) -> None:
        """Show another status."""
        self._level = level
        self.setAccessibleName(f"{level.label} in the light, the dark and the high-contrast theme")
        self.setToolTip("Light, dark and high contrast")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._level is None:
            return
        painter = QPainter(self)
        wide = self.width() / len(THEMES)
        for number, name in enumerate(THEMES):
            self._draw(painter, QRectF(number * wide, 0, wide - 8, self.height()), name, self._level)
        painter.end()

    @staticmethod
    def _draw(painter: QPainter, box: QRectF, name: str, level: StatusLevel) -> None:
        """Draw the chip of one theme with a piece of a bar beside it."""
        shown = THEMES[name]
        solid, chip, words = shown.status(level)
        paint.fill_round(painter, box, 6, QColor(shown.surface), theme.colour("field"))
        bar = QRectF(box.right() - 8 - theme.px(34), box.center().y() - theme.px(10), theme.px(34), theme.px(20))
        inside = QRectF(box.x() + 8, bar.y(), bar.x() - box.x() - 16, bar.height())
        edge = QColor(shown.field) if shown.is_contrast else None
        paint.fill_round(painter, inside, 4, QColor(chip), edge)
        side = theme.px(paint.SHAPE)
        mark = QRectF(inside.x() + 8, inside.center().y() - side / 2, side, side)
        paint.draw_shape(painter, mark, level, QColor(solid))
        room = inside.right() - mark.right() - 12
        text = paint.elided(f"{level.letter} {level.label}", room, "chip", 500)
        paint.draw_words(painter, mark.right() + 6, inside.center().y(), text, words, "chip", 500)
        paint.fill_round(painter, bar, 2, QColor(solid))
        wide = theme.metrics("chip", 600).horizontalAdvance(level.letter)
        at = bar.center().x() - wide / 2
        paint.draw_words(painter, at, bar.center().y(), level.letter, shown.on_solid(level), "chip", 600)
