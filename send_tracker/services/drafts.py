"""What an officer has typed and not given yet, kept with this copy of the file and never in its history."""

from __future__ import annotations

import json
from collections.abc import Mapping

from send_tracker.services.session import Session

Typed = Mapping[str, str]
"""Field by field; ``status`` stands for a status that still wants its reason."""

_MARK = "drafts"


def read_drafts(session: Session) -> dict[str, dict[str, str]]:
    """Return every draft of this copy, by action."""
    try:
        found = json.loads(session.file.mark(_MARK) or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(action): {str(k): str(v) for k, v in typed.items()} for action, typed in found.items() if isinstance(typed, dict)
    }


def write_drafts(session: Session, drafts: Mapping[str, Typed]) -> None:
    """Keep these drafts and no others. A file that cannot be written to keeps none."""
    if session.read_only:
        return
    kept = {action: dict(typed) for action, typed in drafts.items() if typed}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None
    if text != session.file.mark(_MARK):
        session.file.set_mark(_MARK, text)
