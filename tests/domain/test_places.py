"""Folders that somebody else looks after are known by environment, name, drive and server."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from send_tracker.domain.places import place_of

WINDOWS = {"OneDriveCommercial": "C:\\Users\\jo\\OneDrive - County", "OneDrive": "C:\\Users\\jo\\OneDrive - County"}


@pytest.mark.parametrize(
    ("path", "name", "is_network"),
    [
        ("C:\\Users\\jo\\OneDrive - County\\SEND\\plan.sendtracker", "OneDrive", False),
        ("D:\\OneDrive\\plan.sendtracker", "OneDrive", False),
        ("D:\\OneDrive - Another\\plan.sendtracker", "OneDrive", False),
        ("C:\\Users\\jo\\County\\SEND team - Documents\\plan.sendtracker", "SharePoint", False),
        ("C:\\Users\\jo\\Dropbox (County)\\plan.sendtracker", "Dropbox", False),
        ("C:\\Users\\jo\\iCloudDrive\\plan.sendtracker", "iCloud Drive", False),
        ("G:\\My Drive\\plan.sendtracker", "Google Drive", False),
        ("\\\\server\\share\\plan.sendtracker", "a network folder", True),
        ("Z:\\SEND\\plan.sendtracker", "a network drive", True),
    ],
)
def test_a_place_that_is_looked_after(path: str, name: str, is_network: bool) -> None:
    found = place_of(PureWindowsPath(path), WINDOWS, lambda drive: drive == "Z:")
    assert found is not None
    assert (found.name, found.is_network) == (name, is_network)


@pytest.mark.parametrize(
    "path",
    [
        "C:\\Users\\jo\\Documents\\plan.sendtracker",
        "C:\\Users\\jo\\OneDriver\\plan.sendtracker",
        "C:\\Users\\jo\\Documents\\OneDrive",  # a file of that name, and no folder
    ],
)
def test_a_place_on_this_computer(path: str) -> None:
    assert place_of(PureWindowsPath(path), WINDOWS, lambda drive: drive == "Z:") is None


def test_other_systems_have_them_too() -> None:
    mac = PurePosixPath("/Users/jo/Library/Mobile Documents/com~apple~CloudDocs/plan.sendtracker")
    found = place_of(mac, {})
    assert found is not None and found.name == "iCloud Drive"
    assert place_of(PurePosixPath("/home/jo/plan.sendtracker"), {}) is None
