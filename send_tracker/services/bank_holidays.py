"""England's bank holidays, from a kept library and with no network. The only place that imports it, and late."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

_FIRST, _LAST = 2015, 2060
"""The years that are looked up at once: no programme reaches beyond them, and it takes a few milliseconds."""


@lru_cache(maxsize=1)
def bank_holidays() -> frozenset[date]:
    """Return England's bank holidays of all years that a programme can reach, one-off ones among them."""
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=range(_FIRST, _LAST + 1)))
