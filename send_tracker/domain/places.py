"""Where a file lies: on this computer, or in a folder that a sync client or a server looks after.

A file in such a folder is never edited in place: the client reads it while it is half written, and a server's locks
do not hold. What was measured is in the notes on the safe file; here is only how such a place is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

_ROOTS: Final = {"OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDrive": "OneDrive"}
"""Environment variables in which OneDrive says where its folder is (Windows)."""

_NAMES: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "iclouddrive": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "sharepoint": "SharePoint",
}
"""Names that sync clients give their folders, in small letters."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that somebody else looks after: what people call it, and whether it is a server's."""

    name: str
    is_network: bool = False


def place_of(
    path: PurePath, environment: Mapping[str, str], is_network_drive: Callable[[str], bool] = lambda _drive: False
) -> Place | None:
    """Return the synced or network folder that a path lies in, or None for a place on this computer.

    Args:
        path: absolute. environment: of the process. is_network_drive: tells whether "Z:" is a server's.
    """
    if path.drive.startswith(("\\\\", "//")) or str(path).startswith(("\\\\", "//")):
        return Place("a network folder", is_network=True)
    for variable, name in _ROOTS.items():
        root = environment.get(variable)
        if root and path.is_relative_to(type(path)(root)):
            return Place(name)
    for part in path.parts[:-1]:
        word = part.casefold()
        if word in _NAMES or word.partition(" - ")[0] in _NAMES or word.partition(" (")[0] in _NAMES:
            return Place(_NAMES.get(word) or _NAMES.get(word.partition(" - ")[0]) or _NAMES[word.partition(" (")[0]])
        if word.endswith(" - documents"):  # what the OneDrive client calls the library of a SharePoint site
            return Place("SharePoint")
    if len(path.drive) == 2 and is_network_drive(path.drive):
        return Place("a network drive", is_network=True)
    return None
