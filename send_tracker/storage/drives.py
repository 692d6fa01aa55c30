"""Is a drive letter a server's? Only Windows has them."""

from __future__ import annotations

_REMOTE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""


def is_network_drive(drive: str) -> bool:
    """Tell whether a drive such as "Z:" is a network drive."""
    import ctypes

    system = getattr(ctypes, "windll", None)  # there on Windows only
    return system is not None and int(system.kernel32.GetDriveTypeW(f"{drive}\\")) == _REMOTE
