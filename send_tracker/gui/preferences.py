"""What this officer's own computer remembers, as the window sees it: it says when a setting changes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from send_tracker.settings import SETTINGS, read_settings, write_settings

MOST_RECENT = 8


class Preferences(QObject):
    """Settings in one small JSON file, written as they change. A damaged file gives the defaults."""

    changed = Signal(str)

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        """Read ``path``; None keeps settings in memory only."""
        super().__init__(parent)
        self._path = path
        self._values: dict[str, Any] = {} if path is None else read_settings(path)

    def get(self, name: str) -> Any:
        """Return a setting or its default."""
        return self._values.get(name, SETTINGS[name].default)

    def set(self, name: str, value: Any) -> None:
        """Change a setting, write it down and say so. A place that cannot be written to is no reason to stop."""
        if self.get(name) == value:
            return
        self._values[name] = value
        self._write()
        self.changed.emit(name)

    def is_default(self, name: str) -> bool:
        """Tell whether a setting is as it was at first."""
        return bool(self.get(name) == SETTINGS[name].default)

    def reset(self, name: str) -> None:
        """Put one setting back to its default; a later version's default holds too, because none is written down."""
        if self._values.pop(name, None) is not None:
            self._write()
            self.changed.emit(name)

    def _write(self) -> None:
        if self._path is not None:
            with suppress(OSError):
                write_settings(self._path, self._values)

    def add_recent(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        text = str(path)
        self.set("recent", [text, *(p for p in self.get("recent") if p != text)][:MOST_RECENT])
        self.set("last_file", text)
