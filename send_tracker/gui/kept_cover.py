"""What an officer last said on the cover of a board paper, kept on this computer for each file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from send_tracker.gui.workspace import Workspace

_KEY: Final = "paper_cover"


def kept_cover(workspace: Workspace) -> Mapping[str, Any]:
    """Return what was said last time for the open file; empty for nothing."""
    found = workspace.preferences.get(_KEY).get(str(workspace.session.path), {})
    return found if isinstance(found, dict) else {}


def keep_cover(workspace: Workspace, cover: Mapping[str, Any]) -> None:
    """Keep what was said for the open file."""
    kept = workspace.preferences.get(_KEY)
    workspace.preferences.set(_KEY, {**kept, str(workspace.session.path): dict(cover)})


def forget_cover(workspace: Workspace) -> None:
    """Keep nothing of it: it may quote what was just taken out of the file for good."""
    kept = dict(workspace.preferences.get(_KEY))
    if kept.pop(str(workspace.session.path), None) is not None:
        workspace.preferences.set(_KEY, kept)
