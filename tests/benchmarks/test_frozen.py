"""First painted rows of the frozen program against the unfrozen one: the same lines, both whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from send_tracker.bootstrap import create_sample
from tests.benchmarks.figures import best, report, timed

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "dist" / "send-tracker" / "send-tracker-cli"
ROUNDS = 11


@pytest.mark.skipif(not PROGRAM.exists(), reason="freeze it first: python build/freeze.py")
def test_first_paint_frozen_is_at_most_half_as_long_again(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    sample = tmp_path / "sample.sendtracker"
    create_sample(sample).close()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    environment["PYTHONPYCACHEPREFIX"] = str(tmp_path / "compiled")

    def start(*command: str) -> None:
        words = [*command, "self-test", "--first-paint", str(sample)]
        subprocess.run(words, env=environment, cwd=tmp_path, check=True, capture_output=True, timeout=60)

    def frozen() -> None:
        start(str(PROGRAM))

    def unfrozen() -> None:
        start(sys.executable, "-m", "send_tracker")

    frozen()
    unfrozen()  # each once, so that both find their files in memory and compiled
    others: list[float] = []
    ours = timed(benchmark, frozen, ROUNDS, lambda: others.append(best(unfrozen, 1)))
    report("first paint of the frozen program", ours, min(others), "the unfrozen one", benchmark=benchmark)
    assert ours <= 1.5 * min(others)
