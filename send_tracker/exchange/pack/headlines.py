"""Headlines: what the board must know first, in sentences computed from the register, each with its sources."""

from __future__ import annotations

from send_tracker.exchange.columns import Cell, Column, Link, Sheet
from send_tracker.exchange.pack.material import Material
from send_tracker.exchange.workbook_places import row_of
from send_tracker.services.board_headlines import ASKS_TOPIC, Headline, headlines


def sheet(material: Material) -> Sheet[Headline]:
    """Return the headlines. Making them cites their figures first, so that these have the lowest numbers."""
    without = (ASKS_TOPIC,) if material.is_public else ()  # their texts did not pass the gate, so none could be told
    rows = headlines(material.register, material.progress, material.measures, material.since, material.cited, without)
    return Sheet(
        "Headlines",
        "Headlines",
        "What the register says, in sentences. The last column leads to Sources, which accounts for each figure.",
        [
            Column("About", lambda h: h.topic, 20),
            Column("Headline", lambda h: h.sentence, 100),
            Column("Sources", lambda h: source_link(h.refs, h.first), 18),
        ],
        rows,
    )


def source_link(refs: str, first: int) -> Cell:
    """Return the references of figures as a link to the row of the first one."""
    return Link(refs, "Sources", row_of(first)) if refs and first else refs
