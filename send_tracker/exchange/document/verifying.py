"""What was altered in an issued briefing or paper: its lines against those that the file remembers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from send_tracker.domain.kinds import REDACTED
from send_tracker.domain.problem import Problem
from send_tracker.domain.scrub import matches
from send_tracker.domain.text import one_line
from send_tracker.exchange.document.read_back import Line, facts_of, lines_of
from send_tracker.exchange.pack.verifying import Altered, Verified
from send_tracker.services import issuing
from send_tracker.services.session import Session

ISSUE: Final = "Issue"
HEADS: Final = "Head of the change log"
_LONGEST: Final = 200


def content_text(lines: Sequence[Line]) -> str:
    """Return the lines of a document as the text that is kept of an issue."""
    return json.dumps([list(line) for line in lines], ensure_ascii=False)


def verify_document(session: Session, path: Path) -> Verified:
    """Compare a Word file or a page with what the file remembers of its issue.

    Raises:
        Problem: the document cannot be read.
    """
    lines = lines_of(path)
    facts = facts_of(lines)
    known = issuing.heads_known(session, facts.get(HEADS, "").split())
    title, id = lines[0].text if lines else path.name, facts.get(ISSUE, "")
    if not id:
        why = "This is a draft, or no document of ours: no issue is named in it, so there is nothing to compare."
        return Verified(title, log_head_known=known, problem=why)
    issue = issuing.issue_of(session, id)
    if issue is None:
        why = "This file remembers no issue of this document. It may have been issued from another copy."
        return Verified(title, id, log_head_known=known, problem=why)
    try:
        was = tuple(Line(*pair) for pair in json.loads(issuing.content_of(session, issue)))
    except Problem as problem:
        return Verified(issue.title, id, issue.issued_on[:10], (), (), known, problem.sentence)
    altered, missing, gone = _compared(was, lines, issue.is_redacted)
    return Verified(issue.title, id, issue.issued_on[:10], altered, missing, known, redacted=gone)


def _compared(
    was: Sequence[Line], now: Sequence[Line], redacted: bool
) -> tuple[tuple[Altered, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the lines that differ, those that are missing, and where something was redacted in the file since."""
    altered: list[Altered] = []
    missing: list[str] = []
    gone: list[str] = []
    for before, after in _pairs([line.text for line in was], [line.text for line in now]):
        if before is None and after is not None:
            altered.append(Altered(_where(now[after]), "", one_line(now[after].text, _LONGEST)))
        elif before is not None and after is None:
            missing.append(f"{_where(was[before])}: {one_line(was[before].text, _LONGEST)}")
        elif before is not None and after is not None and was[before].text != now[after].text:
            old, new = was[before], now[after]
            if redacted and REDACTED in old.text and matches(old.text, new.text):
                gone.append(_where(old))
                continue
            altered.append(Altered(_where(old), one_line(old.text, _LONGEST), one_line(new.text, _LONGEST)))
    return tuple(altered), tuple(missing), tuple(gone)


def _where(line: Line) -> str:
    return line.place or "At the top"


def _pairs(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield which line of then is which line of now; None where one has no counterpart."""
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(b - a, d - c)
        yield from zip(range(a, a + both), range(c, c + both), strict=True)
        yield from ((n, None) for n in range(a + both, b))
        yield from ((None, n) for n in range(c + both, d))
