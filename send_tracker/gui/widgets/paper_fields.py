"""What the cover sheet of a board paper says besides what the register knows, as fields. It is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from send_tracker.domain.board_rows import PURPOSES
from send_tracker.gui.dialogs.house_dialog import fill
from send_tracker.gui.widgets.fields import LabelledField, LineField, TextField

if TYPE_CHECKING:
    from send_tracker.exchange.paper import Cover

_PURPOSES = [("", "As the plan’s asks have it"), *((key, f"For {words.lower()}") for key, words in PURPOSES.items())]
_NAMES = [("names", "Names"), ("roles", "Role titles")]


class PaperFields(QWidget):
    """The fields, and the cover that they make. ``changed`` follows each that says another thing."""

    changed = Signal()

    def __init__(self, kept: Mapping[str, Any], usual: str, parent: QWidget | None = None) -> None:
        """Make the fields; ``kept`` is what was said last time, ``usual`` the title where none is typed."""
        super().__init__(parent)
        self.title = LineField(str(kept.get("title", "")), usual)
        self.author = LineField(str(kept.get("author", "")), "Role, such as Programme manager")
        self.purpose, self.names = QComboBox(), QComboBox()
        fill(self.purpose, _PURPOSES, str(kept.get("purpose", "")))
        fill(self.names, _NAMES, str(kept.get("names", "names")))
        told = "\n".join(map(str, kept.get("recommend", ())))
        self.recommend = TextField(told, "One a line; the plan’s own asks if left empty", 2, 4)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(LabelledField("Title", self.title), 0, 0, 1, 2)
        grid.addWidget(LabelledField("Author’s role", self.author), 1, 0, 1, 2)
        grid.addWidget(LabelledField("Purpose", self.purpose), 2, 0)
        grid.addWidget(LabelledField("People", self.names), 2, 1)
        grid.addWidget(LabelledField("Recommendations", self.recommend), 3, 0, 1, 2)
        for field in (self.title, self.author, self.recommend):
            field.committed.connect(lambda _text: self.changed.emit())
        for combo in (self.purpose, self.names):
            combo.currentIndexChanged.connect(lambda _place: self.changed.emit())

    @property
    def kept(self) -> dict[str, Any]:
        """What is remembered."""
        lines = (line.strip() for line in self.recommend.value().splitlines())
        return {
            "title": self.title.value().strip(),
            "author": self.author.value().strip(),
            "purpose": self.purpose.currentData(),
            "names": self.names.currentData(),
            "recommend": [line for line in lines if line],
        }

    def cover(self, meeting: date | None) -> Cover:
        """Return the cover of a paper for a board."""
        return cover_of(self.kept, meeting)

    def words(self) -> list[str]:
        """Return the cover as the command line takes it, what was said of it."""
        kept = self.kept
        found = [word for name in ("title", "author", "purpose") if kept[name] for word in (f"--{name}", kept[name])]
        found += [word for line in kept["recommend"] for word in ("--recommend", line)]
        return [*found, "--roles"] if kept["names"] == "roles" else found


def cover_of(kept: Mapping[str, Any], meeting: date | None) -> Cover:
    """Return the cover that was remembered. What writes papers is loaded here: it costs more than a window does."""
    from send_tracker.exchange.paper import Cover

    told = {name: str(kept.get(name, "")) for name in ("title", "author", "purpose")}
    recommend = tuple(map(str, kept.get("recommend", ())))
    return Cover(**told, recommendations=recommend, meeting=meeting, roles=kept.get("names") == "roles")
