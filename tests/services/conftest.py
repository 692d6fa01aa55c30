from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Small, small_programme


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """A small programme in a real file; it must be sound at the end of every test."""
    from send_tracker.services.checking import check

    with small_programme(tmp_path / "plan.sendtracker") as found:
        yield found
        assert check(found.session) == []
