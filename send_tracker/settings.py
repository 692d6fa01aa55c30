"""The settings of this computer: one typed list, with titles and defaults, and the small file that keeps them. No Qt.

Nothing here belongs to the programme; thresholds and scales live in the tracker file. What has a title is shown under
Preferences; what has none is remembered by the way, such as the width of a column.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

from send_tracker.user_folder import data_folder

FILE_NAME: Final = "preferences.json"
_WAITS: Final = (0.02, 0.05, 0.1)
"""Seconds. The window waits for it, and the next setting that is kept brings this one along."""


class SettingKind(Enum):
    """How a setting is chosen."""

    CHOICE = "choice"
    TEXT = "text"
    FOLDER = "folder"
    REMEMBERED = "remembered"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        name: its key in the file.
        default: its value until it is changed; a value of another type is never kept.
        title: what the officer reads; empty if it is only remembered.
        kind: how it is chosen.
        choices: the values of a choice with their words.
        hint: one sentence below it.
    """

    name: str
    default: Any
    title: str = ""
    kind: SettingKind = SettingKind.REMEMBERED
    choices: tuple[tuple[Any, str], ...] = ()
    hint: str = ""

    def accepts(self, value: object) -> bool:
        """Tell whether a value may be kept: of the default's type, and one of the choices if there are any."""
        return type(value) is type(self.default) and (not self.choices or value in dict(self.choices))


SHOWN: Final = (
    Setting(
        "theme",
        "system",
        "Theme",
        SettingKind.CHOICE,
        (("system", "Follow the system"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast")),
    ),
    Setting(
        "text_percent",
        100,
        "Text size",
        SettingKind.CHOICE,
        tuple((size, f"{size} %") for size in (100, 110, 125, 150, 175, 200)),
    ),
    Setting(
        "week_start",
        "monday",
        "Calendars begin the week on",
        SettingKind.CHOICE,
        (("monday", "Monday"), ("sunday", "Sunday"), ("system", "The system’s day")),
    ),
    Setting("officer", "", "Your name or role, as the history shows it", SettingKind.TEXT),
    Setting(
        "backup_place",
        "",
        "Keep backups in",
        SettingKind.FOLDER,
        hint="Empty means with the settings on this computer. Backups made so far stay where they are and are found.",
    ),
)
"""In the order of the dialog."""

_KEPT: Mapping[str, Any] = {
    "recent": [],
    "last_file": "",
    "panel_shown": True,
    "plan_columns": ["ref", "title", "lead", "due", "status", "move"],
    "plan_widths": {},
    "plan_sort": ["ref", False],
    "plan_grouped": True,
    "evidence_columns": [],
    "measure_columns": [],
    "window": "",
    "dialog_sizes": {},
    "page": "plan",
    "pack_folder": "",
    "evidence_folder": "",
    "pack_options": {},
    "reports_made": {},
    "paper_cover": {},
    "welcomed": False,
    "steps_done": False,
    "last_looked": {},
    "boards_chosen": {},
}
SETTINGS: Final[Mapping[str, Setting]] = {
    setting.name: setting for setting in (*SHOWN, *(Setting(name, value) for name, value in _KEPT.items()))
}
"""Every setting there is, by name."""


def settings_file() -> Path:
    """Return the file that keeps the settings, whether it is there or not."""
    return data_folder() / FILE_NAME


def read_settings(path: Path) -> dict[str, Any]:
    """Return what a file holds of known settings; of a damaged file, or one that is not there, nothing."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {name: value for name, value in found.items() if name in SETTINGS and SETTINGS[name].accepts(value)}
    except (OSError, ValueError, AttributeError):
        return {}


def write_settings(path: Path, values: Mapping[str, Any]) -> None:
    """Write settings down, whole or not at all.

    Raises:
        OSError: the place cannot be written to.
    """
    from send_tracker.into_place import move_into_place

    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".tmp")
    part.write_text(json.dumps(dict(values), indent=1), encoding="utf-8")
    move_into_place(part, path, _WAITS)


def backup_place() -> Path | None:
    """Return the folder that the officer chose for backups; None for the usual one.

    The command line asks too, so that it finds the backups that the window made.
    """
    chosen = read_settings(settings_file()).get("backup_place", "")
    return Path(chosen) if chosen else None
