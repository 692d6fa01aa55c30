"""Tools > Status scale: the words, letters, colours and rules of each status, or a whole other scale."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from send_tracker.domain.colour import scale_remarks
from send_tracker.domain.presets import PRESET_TITLES, PRESETS
from send_tracker.domain.problem import Problem
from send_tracker.domain.status import Group, StatusLevel, StatusScale
from send_tracker.gui import paint, theme
from send_tracker.gui.dialogs.house_dialog import HouseDialog, ScaleChips, fill, put_in
from send_tracker.gui.forms.ui_scale import Ui_ScaleForm
from send_tracker.gui.widgets.buttons import Button, IconButton
from send_tracker.gui.widgets.level_look import LevelLook
from send_tracker.gui.workspace import Workspace
from send_tracker.services.programme import change_level, set_scale
from send_tracker.services.scale_levels import add_level, move_level, remove_level

GROUPS = [(Group.OPEN.value, "Open"), (Group.DONE.value, "Done"), (Group.WITHDRAWN.value, "Withdrawn")]
_LEVEL = Qt.ItemDataRole.UserRole


class _ChipLine(QStyledItemDelegate):
    """Paints a status as its chip."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        level: StatusLevel = index.data(_LEVEL)
        rect = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            paint.fill_round(painter, rect, 4, theme.colour("sel"))
            paint.fill_round(painter, QRectF(rect.x(), rect.y() + 6, 3, rect.height() - 12), 1, theme.colour("accent"))
        paint.draw_chip(painter, rect.x() + 12, rect.center().y(), level, room=rect.width() - 16)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(150), theme.px(34))


class ScaleDialog(HouseDialog):
    """Each field is kept when it is left. Ratings already given are never touched."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown = ""
        self.form = Ui_ScaleForm()
        self.form.setupUi(self)
        self.form.levels.setItemDelegate(_ChipLine(self.form.levels))
        self.form.levels.setMaximumWidth(theme.px(190))
        self.form.letter.setMaxLength(1)
        self.form.letter.setMaximumWidth(theme.px(64))
        fill(self.form.group, GROUPS, Group.OPEN.value)
        fill(self.form.preset, list(PRESET_TITLES.items()), "")
        self.look = LevelLook()
        put_in(self.form.lookHolder, self.look)
        self._make_buttons()
        self.chips = ScaleChips()
        put_in(self.form.presetChips, self.chips)
        self._connect()
        self.fill()
        self.form.levels.setCurrentRow(0)
        self._show_preset()
        self._lock(workspace.session.read_only)
        self.finish_form()

    def _make_buttons(self) -> None:
        """Put what changes the list itself under it."""
        self.add_button = Button("Add a status", "outline", "plus", self.add)
        self.remove_button = Button("Remove", "quiet", on_click=self.remove)
        self.up_button = IconButton("chevron-up", "Move the status up", lambda: self.move_by(-1))
        self.down_button = IconButton("chevron-down", "Move the status down", lambda: self.move_by(1))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.remove_button, self.up_button, self.down_button):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self.form.levelHolder)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.add_button)
        column.addLayout(row)

    def _connect(self) -> None:
        form = self.form
        form.levels.currentRowChanged.connect(lambda _row: self._show_level())
        for line in (form.labelText, form.letter):
            line.editingFinished.connect(self.keep)
        form.group.activated.connect(lambda _row: self.keep())
        self.look.changed.connect(self.keep)
        for box in (form.reason, form.path, form.evidence):
            box.clicked.connect(lambda _on: self.keep())
        form.preset.currentIndexChanged.connect(lambda _row: self._show_preset())
        form.usePreset.clicked.connect(self.use_preset)
        form.close.clicked.connect(self.accept)
        form.close.setAutoDefault(False)
        form.close.setDefault(False)

    def _lock(self, locked: bool) -> None:
        form = self.form
        parts = (form.labelText, form.letter, form.group, form.definition, form.reason, form.path, form.evidence)
        buttons = (self.add_button, self.remove_button, self.up_button, self.down_button)
        for part in (*parts, form.usePreset, self.look, *buttons):
            part.setEnabled(not locked)

    @property
    def scale(self) -> StatusScale:
        """The scale as it is now."""
        return self._workspace.session.scale

    def fill(self) -> None:
        """List the statuses, keeping the chosen one."""
        row = max(0, self.form.levels.currentRow())
        self.form.levels.blockSignals(True)
        self.form.levels.clear()
        for level in self.scale:
            item = QListWidgetItem(f"{level.letter} {level.label}")
            item.setData(_LEVEL, level)
            self.form.levels.addItem(item)
        self.form.levels.setCurrentRow(min(row, self.form.levels.count() - 1))
        self.form.levels.blockSignals(False)
        self.form.remarks.setText("\n".join(scale_remarks(self.scale)))
        self._show_level()

    def _show_level(self) -> None:
        """Show the chosen status; what was being typed about the last one is kept first."""
        if self.form.levels.currentRow() < 0:
            return
        level: StatusLevel = self.form.levels.currentItem().data(_LEVEL)
        if self._shown and self._shown != level.code:
            self.keep()
        level = self.scale[level.code]
        form, self._shown = self.form, level.code
        form.labelText.setText(level.label)
        form.letter.setText(level.letter)
        form.group.setCurrentIndex(form.group.findData(level.group.value))
        form.definition.setPlainText(level.definition)
        form.reason.setChecked(level.needs_reason)
        form.path.setChecked(level.needs_path_to_green)
        form.evidence.setChecked(level.needs_evidence)
        self.look.show_level(level)

    def _typed(self) -> StatusLevel:
        """Return the shown status with what the form says of it.

        Raises:
            Problem: what was typed for its colour is none.
        """
        form = self.form
        return replace(
            self.look.of(self.scale[self._shown]),
            label=form.labelText.text().strip(),
            letter=form.letter.text().strip().upper(),
            group=Group(form.group.currentData()),
            definition=form.definition.toPlainText().strip(),
            needs_reason=form.reason.isChecked(),
            needs_path_to_green=form.path.isChecked(),
            needs_evidence=form.evidence.isChecked(),
        )

    def keep(self) -> None:
        """Record what was changed of the shown status, as one edit; on a problem put it back."""
        if not self._shown or self._workspace.session.read_only:
            return
        typed = self.attempt(self._typed)
        if typed == self.scale[self._shown]:
            return
        if typed is not None:
            self.attempt(self._change, typed)
        self.fill()

    def _change(self, level: StatusLevel) -> None:
        if not level.label or not level.letter:
            raise Problem("A status needs a label and a letter. The old ones were kept.", "no-label")
        others = tuple(s for s in self.scale if s.code != level.code)
        problems = StatusScale((*others, level)).problems()
        if problems:
            raise Problem(f"{problems[0]} The old one was kept.", "bad-scale")
        change_level(self._workspace.session, level)

    # The list itself

    def add(self) -> None:
        """Add a status, and ask for its label."""
        self.keep()
        code = self.attempt(add_level, self._workspace.session, "New status")
        if code is not None:
            self._go_to(code)
            self.form.labelText.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.labelText.selectAll()

    def remove(self) -> None:
        """Take the shown status out, if nothing ever had it."""
        code, self._shown = self._shown, ""
        self.attempt(remove_level, self._workspace.session, code)
        self.fill()

    def move_by(self, by: int) -> None:
        """Move the shown status up or down."""
        self.keep()
        code = self._shown
        self.attempt(move_level, self._workspace.session, code, by)
        self._go_to(code)

    def _go_to(self, code: str) -> None:
        """List the scale again, with one status chosen."""
        self._shown = ""
        self.fill()
        self.form.levels.setCurrentRow(self.scale.codes.index(code))

    def _show_preset(self) -> None:
        self.chips.show_scale(PRESETS[self.form.preset.currentData()])

    def use_preset(self) -> None:
        """Put a whole scale in place; statuses in use that it lacks stay."""
        self._shown = ""
        if self.attempt(set_scale, self._workspace.session, self.form.preset.currentData()) is not None:
            kept = [s.label for s in self.scale if s.code not in PRESETS[self.form.preset.currentData()]]
            stay = f" {', '.join(kept)} {'stay' if len(kept) > 1 else 'stays'}: actions have or had it." if kept else ""
            self.form.words.setText(f"The scale was taken.{stay} Undo brings the old one back.")
        self.fill()

    def done(self, result: int) -> None:
        """Keep what was typed however the dialog is left."""
        self.keep()
        super().done(result)
