"""What is kept of an issue in the log: its whole content and its figures, zipped, in parts; and what is left of them.

What was redacted since is taken out of it (:mod:`send_tracker.services.issued_redaction`): the parts that held it are
blank, and others hold the rest under its own digest, so that two copies that redacted different things can be combined.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from send_tracker.domain.kinds import REDACTED, Value, link_id
from send_tracker.domain.log import Draft
from send_tracker.services.programme import made
from send_tracker.services.session import Session

CONTENT: Final = "content"
FIGURES: Final = "figures"
_REDACTED: Final = "redacted"
_CHUNK: Final = 30_000
"""Characters of one part: less than a text of the file may have."""

_MOST: Final = 64 * 1024 * 1024
"""Bytes that a content may unzip to: a file is never trusted, not even our own."""


def digest_of(content: str) -> str:
    """Return the fingerprint of a content."""
    return hashlib.sha256(content.encode()).hexdigest()


def parts(issue: str, what: str, text: str) -> Iterator[Draft]:
    """Return the drafts that keep a text of an issue, zipped."""
    zipped = base64.b85encode(zlib.compress(text.encode(), 9)).decode("ascii")
    for order, start in enumerate(range(0, len(zipped), _CHUNK)):
        values: dict[str, Value] = {
            "issue": issue,
            "what": what,
            "order": order,
            "text": zipped[start : start + _CHUNK],
        }
        yield from made("issued_part", link_id("issued_part", issue, what, str(order)), values)


def kept_contents(session: Session, issue: str) -> list[tuple[str, str]]:
    """Return everything that is kept of an issue and is whole, by what it is: content, figures, either redacted."""
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in session.file.reading.related("issued_part", "issue", issue):
        groups[str(row.get("what") or "")].append(row)
    found = ((what, _joined(rows)) for what, rows in sorted(groups.items()))
    return [(what, text) for what, text in found if text is not None and _is_itself(what, text)]


def _joined(rows: Iterable[Mapping[str, Any]]) -> str | None:
    zipped = "".join(str(r.get("text") or "") for r in sorted(rows, key=lambda r: r.get("order") or 0))
    try:
        unzip = zlib.decompressobj()
        return unzip.decompress(base64.b85decode(zipped), _MOST).decode() if zipped else None
    except (ValueError, zlib.error):
        return None


def _is_itself(what: str, text: str) -> bool:
    """Tell whether a redacted content is the one that it is named after."""
    _, colon, digest = what.partition(":")
    return not colon or digest_of(text) == digest


def most_redacted(kept: Mapping[str, str], what: str) -> str | None:
    """Return the redacted content from which the most was taken out."""
    found = [text for name, text in kept.items() if name.startswith(f"{_REDACTED} {what}:")]
    return max(found, key=lambda text: (text.count(REDACTED), text), default=None)


# Redacting: see issued_redaction.py


def redacted_parts(issue: str, what: str, content: str) -> Iterator[Draft]:
    """Return the drafts that keep a content from which something was taken out, under the digest of what is left."""
    base = what.partition(":")[0].removeprefix(f"{_REDACTED} ")
    return parts(issue, f"{_REDACTED} {base}:{digest_of(content)}", content)


def parts_of(session: Session, issue: str, what: str) -> list[str]:
    """Return the ids of the parts of what is kept of an issue."""
    return [r["id"] for r in session.file.reading.related("issued_part", "issue", issue) if r.get("what") == what]


def retitled(issue: str, title: str) -> Draft:
    """Return the draft that gives an issue another title."""
    return Draft("issue", issue, "title", title)
