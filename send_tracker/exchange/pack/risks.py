"""Risks: what may go wrong, how likely and how hard, who owns it, and how it moved since the board before."""

from __future__ import annotations

from send_tracker.domain.dates import long_date
from send_tracker.domain.risk_moves import RiskMove
from send_tracker.exchange.board_tables import risk_columns
from send_tracker.exchange.columns import Sheet
from send_tracker.exchange.pack.material import Material


def sheet(material: Material) -> Sheet[RiskMove]:
    """Return the risk register: open risks first, the worst of them first."""
    board, register = material.board, material.risks
    compared = register.board if register else None
    since = f" Movement is since the board of {long_date(compared)}." if compared else ""
    return Sheet(
        "Risks",
        "Risks",
        f"Risks to the programme; likelihood and impact go from 1 (very low) to 5 (very high).{since}",
        risk_columns(board) if board else [],
        register.moves if register else (),
        empty="No risk is on the register.",
        filtered=True,
        frozen=2,
        pages_wide=2,
    )
