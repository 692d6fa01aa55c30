"""The kinds that belong to the file itself rather than to the programme."""

from __future__ import annotations

from typing import Final

from send_tracker.domain.fields import Field, fields_of

COPY_KINDS: Final[dict[str, dict[str, Field]]] = {
    "redaction": fields_of(Field("change", "What was taken out")),
}
"""A redaction names a value by ``EDIT:INDEX``, or the reason of an edit by ``EDIT:reason``, and holds no text."""
