"""Speed, apart from the tests: ``pytest tests/benchmarks``. Figures are ratios against a baseline of the same run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from send_tracker.services.session import Session
from send_tracker.storage.file import TrackerFile
from tests.benchmarks.figures import lines
from tests.benchmarks.generate import large_tracker


@pytest.fixture(scope="session")
def large_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the large tracker of our own."""
    return Path(shutil.copy(large_tracker(), tmp_path_factory.mktemp("large") / "large.sendtracker"))


@pytest.fixture(scope="session")
def large(large_path: Path) -> Iterator[Session]:
    """The large tracker, open."""
    session = Session(TrackerFile.open(large_path), "Ana")
    yield session
    session.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures."""
    if lines:
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)
