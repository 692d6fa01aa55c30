"""What a job that issues a document hands back: the record that the open file is to keep."""

from __future__ import annotations

import json
from pathlib import Path

from send_tracker.domain.problem import Problem
from send_tracker.services import issuing


def read_record(path: Path | None) -> issuing.IssueRecord:
    """Return the record that a job wrote beside its document.

    Raises:
        Problem: there is none, because the figures changed while the document was made.
    """
    try:
        text = path.read_text(encoding="utf-8") if path else ""
        return issuing.from_plain(json.loads(text))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problem(
            "Nothing was issued: the figures changed while the document was made. Try again.", "no-record"
        ) from error
