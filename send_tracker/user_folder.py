"""Where this user's settings, backups and logs lie: in their profile, or beside a portable program.

Loaded before anything else, so it imports next to nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from send_tracker import APP_NAME

PORTABLE_MARK = "portable.txt"
"""A file of this name beside the frozen program makes it portable. The portable zip brings it; its text is free."""
PORTABLE_DATA = "data"


def data_folder() -> Path:
    """Return the folder of this user's settings, backups, logs and working copies.

    A portable program keeps all of them in ``data`` beside itself and leaves nothing in the profile of whoever is
    logged in. If that folder cannot be written to, it is not given up for another: what cannot be kept is said.
    """
    portable = portable_folder()
    if portable is not None:
        return portable / PORTABLE_DATA
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False)


def portable_folder() -> Path | None:
    """Return the folder of a portable program; None for an installed one, a wheel or a checkout."""
    folder = program_folder()
    return folder if folder is not None and (folder / PORTABLE_MARK).is_file() else None


def program_folder() -> Path | None:
    """Return the folder in which both programs lie, if this is the frozen program."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def how_installed() -> str:
    """Return in a word how this program came here, for a report."""
    if portable_folder() is not None:
        return "portable"
    if program_folder() is not None:
        return "installed program"
    return "Python package"
