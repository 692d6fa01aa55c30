"""What an officer has typed and not given yet, kept with this copy of the file and never in its history."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress

from send_tracker.domain.problem import Problem
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
        str(action): {str(k): str(v) for k, v in typed.items()}
        for action, typed in found.items()
        if isinstance(typed, dict)
    }


def write_drafts(session: Session, drafts: Mapping[str, Typed]) -> None:
    """Keep these drafts and no others. A file that cannot be written to keeps none."""
    if session.read_only:
        return
    kept = {action: dict(typed) for action, typed in drafts.items() if typed}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None
    if text != session.file.mark(_MARK):
        session.file.set_mark(_MARK, text)


class Drafts:
    """The drafts of an open file: in memory, and written down each time they change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._all = read_drafts(session)

    @property
    def actions(self) -> frozenset[str]:
        """The actions that have one."""
        return frozenset(self._all)

    def of(self, actions: Sequence[str]) -> dict[str, str]:
        """Return the draft of an action, or the one that several share."""
        found = [self._all.get(action, {}) for action in actions]
        return dict(found[0]) if found and all(typed == found[0] for typed in found) else {}

    def keep(self, actions: Sequence[str], typed: Typed) -> None:
        """Keep a draft for these actions; an empty one is dropped."""
        before = dict(self._all)
        for action in actions:
            if typed:
                self._all[action] = dict(typed)
            else:
                self._all.pop(action, None)
        if self._all != before:
            # On a full disk it stays here and in its field; saving it says so, and the next key tries again.
            with suppress(Problem):
                self.write()

    def write(self) -> None:
        """Write all of them down, if they are not yet.

        Raises:
            Problem: the file cannot be written to. They are kept here as long as the file is open.
        """
        write_drafts(self._session, self._all)
