"""Ways of reading a source that an officer kept by name, with this copy of the file and never in its history."""

from __future__ import annotations

import json
from typing import Any

from send_tracker.domain.problem import Problem
from send_tracker.domain.text import clean_text
from send_tracker.services.session import Session

_MARK = "import_mappings"


def kept_mappings(session: Session) -> dict[str, dict[str, Any]]:
    """Return the kept mappings by name, in the order of their names."""
    try:
        found = json.loads(session.file.mark(_MARK) or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(k): v for k, v in sorted(found.items()) if isinstance(v, dict)}


def keep_mapping(session: Session, name: str, mapping: dict[str, Any]) -> str:
    """Keep a mapping under a name, in place of one of that name; return the name as it is kept.

    Raises:
        Problem: it has no name, or the file is open for reading only.
    """
    plain = " ".join(clean_text(name, "The name").split())[:80]
    if not plain:
        raise Problem("Type a name to keep the mapping under.", "no-name")
    if session.read_only:
        raise Problem("This copy is open for reading only, so nothing can be kept in it.", "read-only")
    found = {**kept_mappings(session), plain: mapping}
    session.file.set_mark(_MARK, json.dumps(found, ensure_ascii=False))
    return plain


def drop_mapping(session: Session, name: str) -> None:
    """Forget a mapping."""
    found = {k: v for k, v in kept_mappings(session).items() if k != name}
    session.file.set_mark(_MARK, json.dumps(found, ensure_ascii=False) if found else None)
