"""What is loaded by the time the plan is first painted (decision 6): as much as it shows, and no more."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import os, sys
from tests.benchmarks import first_paint, first_paint_watch

def end():
    print(" ".join(sorted(name for name in sys.modules if name.partition(".")[0] == "send_tracker")), flush=True)
    os._exit(0)

first_paint_watch.end = end
first_paint.main()
"""
MOST = 170
"""Modules of ours. Whoever has to raise this asks first whether what is new is seen before anything is selected."""

NOT_SEEN = (
    "send_tracker.cli",
    "send_tracker.exchange",
    "send_tracker.demo",
    "send_tracker.domain.board_",
    "send_tracker.domain.challenge",
    "send_tracker.domain.evidence_filter",
    "send_tracker.domain.headlines",
    "send_tracker.domain.history",
    "send_tracker.domain.measures",
    "send_tracker.gui.charts",
    "send_tracker.gui.dialogs",
    "send_tracker.gui.first_steps",
    "send_tracker.gui.news_strip",
    "send_tracker.gui.pages.plan_row_editing",
    "send_tracker.services.attention",
    "send_tracker.services.challenge",
    "send_tracker.services.gates",
    "send_tracker.services.labels",
    "send_tracker.services.undo",
    "send_tracker.storage.conflict_rows",
    "send_tracker.storage.history",
    "send_tracker.storage.trial",
)
"""What belongs to other pages, to the panel of a selected action, to menus that open later, or to outputs."""


@pytest.fixture(scope="module")
def loaded(pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The modules of ours that the program had loaded when rows were first painted."""
    home = str(tmp_path_factory.mktemp("home"))
    path = Path(home) / "sample.sendtracker"
    path.write_bytes(pristine_sample.read_bytes())
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
    command = [sys.executable, "-c", SCRIPT, str(path)]
    done = subprocess.run(
        command, env=environment, cwd=root, capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    return done.stdout.split()


def test_the_first_paint_loads_no_more_than_it_shows(loaded: list[str]) -> None:
    assert "send_tracker.gui.pages.plan_page" in loaded, "the plan is what is painted"
    assert len(loaded) <= MOST, "\n".join(loaded)


@pytest.mark.parametrize("name", NOT_SEEN)
def test_what_is_not_seen_is_loaded_after_it(loaded: list[str], name: str) -> None:
    assert not [found for found in loaded if found.startswith(name)]
