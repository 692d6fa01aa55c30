"""What this officer's own computer remembers: theme, text size, window, columns, recent files.

Nothing here belongs to the programme; thresholds and scales live in the tracker file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

MOST_RECENT = 8

DEFAULTS: dict[str, Any] = {
    "theme": "system",
    "text_percent": 100,
    "recent": [],
    "last_file": "",
    "officer": "",
    "panel_shown": True,
    "plan_columns": ["ref", "title", "lead", "due", "status", "move"],
    "plan_widths": {},
    "plan_sort": ["ref", False],
    "plan_grouped": True,
    "evidence_columns": [],
    "measure_columns": [],
    "window": "",
    "page": "plan",
    "pack_folder": "",
}


class Preferences(QObject):
    """Settings in one small JSON file, written as they change. A damaged file gives the defaults."""

    changed = Signal(str)

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        """Read ``path``; None keeps settings in memory only."""
        super().__init__(parent)
        self._path = path
        self._values: dict[str, Any] = {}
        if path is not None:
            try:
                read = json.loads(path.read_text(encoding="utf-8"))
                self._values = {k: v for k, v in read.items() if k in DEFAULTS and type(v) is type(DEFAULTS[k])}
            except (OSError, ValueError, AttributeError):
                self._values = {}

    def get(self, name: str) -> Any:
        """Return a setting or its default."""
        return self._values.get(name, DEFAULTS[name])

    def set(self, name: str, value: Any) -> None:
        """Change a setting, write it down and say so. A place that cannot be written to is no reason to stop."""
        if self.get(name) == value:
            return
        self._values[name] = value
        if self._path is not None:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.write_text(json.dumps(self._values, indent=1), encoding="utf-8")
            except OSError:
                pass
        self.changed.emit(name)

    def add_recent(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        text = str(path)
        self.set("recent", [text, *(p for p in self.get("recent") if p != text)][:MOST_RECENT])
        self.set("last_file", text)
