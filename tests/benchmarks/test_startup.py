"""First painted rows of the plan on the sample, against a bare window with a QTableView: both whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from send_tracker.bootstrap import create_sample
from tests.benchmarks.figures import best, report, timed

SCRIPT = Path(__file__).with_name("first_paint.py")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.sendtracker"
    create_sample(path).close()
    return path


def run(arguments: list[str], home: Path) -> str:
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
    # Compiled bytecode, as an installation has it: kept for these runs, whatever the surroundings say about it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(home / "compiled")
    environment |= {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    command = [sys.executable, str(SCRIPT), *arguments]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60, cwd=root)
    return result.stdout.splitlines()[-1]


def test_first_paint_of_the_sample(benchmark: BenchmarkFixture, sample: Path, tmp_path: Path) -> None:
    assert run(["bare"], tmp_path) == ""
    assert run([str(sample)], tmp_path) == "", "loaded before the first paint"
    bares: list[float] = []

    def beside() -> None:
        """Time the bare window in turn with ours, so that both meet the same load."""
        bares.append(best(lambda: run(["bare"], tmp_path), 1))

    ours = timed(benchmark, lambda: run([str(sample)], tmp_path), 15, beside)
    bare = min(bares)
    report("first paint of the sample’s plan, whole process", ours, bare, "a bare window", benchmark=benchmark)
    assert ours <= 2.5 * bare


def test_first_paint_of_the_large_file(benchmark: BenchmarkFixture, large_path: Path, tmp_path: Path) -> None:
    run([str(large_path)], tmp_path)
    bare = best(lambda: run(["bare"], tmp_path), 3)
    ours = timed(benchmark, lambda: run([str(large_path)], tmp_path), 3)
    report("first paint of 10,000 actions, whole process", ours, bare, "a bare window", benchmark=benchmark)
    assert ours < 3.0
