"""A chart on a page: its title and note, the same numbers as a table, copying and saving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from send_tracker.domain.problem import Problem
from send_tracker.gui import theme
from send_tracker.gui.charts.chart import Chart
from send_tracker.gui.charts.headings import Heading, file_name
from send_tracker.gui.charts.number_table import NumberTable
from send_tracker.gui.charts.pictures import picture, save_png, save_svg
from send_tracker.gui.widgets.buttons import IconButton
from send_tracker.gui.widgets.label import ElidedLabel, Label
from send_tracker.gui.widgets.one_of import OneOf


class ChartFrame(QWidget):
    """The place of a chart. It may stand empty until the chart is loaded.

    Attributes:
        public: makes the chart that is copied and saved, where what is shown may not leave the file as it is.

    Signals:
        problem(str): a sentence about a picture that could not be saved.
        notice(str): a sentence about what was copied or saved.
    """

    problem = Signal(str)
    notice = Signal(str)

    def __init__(self, title: str, heading: Callable[[], Heading], parent: QWidget | None = None) -> None:
        """Make the frame.

        Args:
            title: the chart's title.
            heading: gives what stands around the chart on paper, at the moment it is copied or saved.
            parent: the widget it stands in.
        """
        super().__init__(parent)
        self._heading = heading
        self.public: Callable[[], Chart] | None = None
        self.chart: Chart | None = None
        self.drawing: QWidget | None = None
        self.title = Label(title, "body", 600)
        self.unit = Label("", "small", token="muted")
        self.note = ElidedLabel("", "small", token="muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.more = IconButton("ellipsis", f"{title}: table, copy and save", self.open_menu, side=24)
        self.table = NumberTable(title)
        self.table.copy_wanted.connect(self.copy_numbers)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(10))
        for widget, stretch in ((self.title, 0), (self.unit, 0), (self.note, 1), (self.more, 0)):
            self.head.addWidget(widget, stretch)
        self._stack = OneOf(self)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addLayout(self.head)
        column.addLayout(self._stack, 1)
        self.more.setEnabled(False)

    def insert(self, widget: QWidget) -> None:
        """Put a widget, such as a legend, in the place of the note."""
        self.note.hide()
        self.head.insertWidget(2, widget, 1)

    def set_chart(self, chart: Chart) -> None:
        """Take the chart in."""
        self.chart = chart
        self.drawing = cast(QWidget, chart)
        self._stack.insertWidget(0, self.drawing)
        self._stack.setCurrentIndex(0)
        self.more.setEnabled(True)
        self.refresh()

    def show_chart(self, chart: Chart) -> None:
        """Show one of several charts that take turns in this place; the table stays where it is shown."""
        as_table = self.shows_table and self.drawing is not None
        self.chart = chart
        self.drawing = cast(QWidget, chart)
        if self._stack.indexOf(self.drawing) < 0:
            self._stack.insertWidget(0, self.drawing)
        self._stack.setCurrentWidget(self.table if as_table else self.drawing)
        self.more.setEnabled(True)
        self.refresh()

    def refresh(self) -> None:
        """Take the numbers of the chart again."""
        if self.chart is not None:
            self.table.show_table(self.chart.table)
            self.setAccessibleName(self.chart.title)
            self.setAccessibleDescription(self.chart.sentence)

    @property
    def shows_table(self) -> bool:
        """Tell whether the table stands in the chart's place."""
        return self._stack.currentWidget() is self.table

    def toggle_table(self) -> None:
        """Change between the chart and its numbers, keeping the focus."""
        if self.drawing is None:
            return
        self._stack.setCurrentWidget(self.drawing if self.shows_table else self.table)
        self._stack.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    # Menu

    def open_menu(self) -> None:
        """Open the menu under its button."""
        self._menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = "Show as chart" if self.shows_table else "Show as table"
        for label, run in (
            (f"{words}\tT", self.toggle_table),
            ("Copy picture\tCtrl+C", self.copy_picture),
            ("Copy numbers", self.copy_numbers),
            ("Copy sentence", self.copy_sentence),
            ("Save picture…\tCtrl+S", self.save_picture),
        ):
            menu.addAction(label.replace("&", "&&")).triggered.connect(lambda _on, run=run: run())
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu with the right button or the menu key."""
        if self.chart is not None:
            self._menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T changes between chart and table; Ctrl+C copies the picture, Ctrl+S saves it."""
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.toggle_table()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_picture()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.save_picture()
        else:
            super().keyPressEvent(event)

    # Copying and saving

    def _outgoing(self) -> Chart | None:
        """Return the chart that may leave the file."""
        return self.chart if self.chart is None or self.public is None else self.public()

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture, on white paper."""
        if (chart := self._outgoing()) is not None:
            QGuiApplication.clipboard().setImage(picture(chart, self._heading()))
            self.notice.emit(f"“{chart.title}” was copied as a picture.")

    def copy_numbers(self) -> None:
        """Put the table on the clipboard, as a spreadsheet takes it."""
        if (chart := self._outgoing()) is not None:
            QGuiApplication.clipboard().setText(chart.table.as_text)
            self.notice.emit(f"The numbers of “{chart.title}” were copied.")

    def copy_sentence(self) -> None:
        """Put the sentence on the clipboard."""
        if (chart := self._outgoing()) is not None:
            QGuiApplication.clipboard().setText(chart.sentence)
            self.notice.emit("The sentence was copied.")

    def save_picture(self) -> None:
        """Ask for a name and save the picture as PNG or SVG."""
        if self.chart is None:
            return
        name, chosen = QFileDialog.getSaveFileName(
            self, "Save picture", f"{file_name(self.chart.title)}.png", "PNG picture (*.png);;SVG drawing (*.svg)"
        )
        if name:
            ending = ".svg" if "svg" in chosen and not name.lower().endswith(".png") else ".png"
            path = Path(name) if Path(name).suffix.lower() in (".png", ".svg") else Path(name + ending)
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Save the picture; the ending of the name says as what."""
        if (chart := self._outgoing()) is None:
            return
        save = save_svg if path.suffix.lower() == ".svg" else save_png
        try:
            save(chart, self._heading(), path)
        except Problem as problem:
            self.problem.emit(problem.sentence)
        else:
            self.notice.emit(f"The picture was saved as {path}.")
