"""One kind of register as an export writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from send_tracker.exchange.columns import Column


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """One kind of register: what it is called, its columns, its rows."""

    what: str
    title: str
    about: str
    columns: Sequence[Column[Any]]
    rows: Sequence[Any]
