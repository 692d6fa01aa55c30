"""What people keep of how they look at the plan."""

from __future__ import annotations

from typing import Final

from send_tracker.domain.fields import TEXT, Field, fields_of

VIEW_KINDS: Final[dict[str, dict[str, Field]]] = {
    "view": fields_of(Field("name", "Name of the view"), Field("setting", "What it shows", TEXT)),
}
"""The setting is text of :mod:`send_tracker.domain.saved_views`."""
