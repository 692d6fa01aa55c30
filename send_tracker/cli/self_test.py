"""Does the program work here? For whoever has just installed it, and for the tests of the frozen program."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import click

from send_tracker.cli.shared import FILE, UNSOUND, commands
from send_tracker.domain.problem import Problem


@commands.command("self-test")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--first-paint", type=FILE, hidden=True, help="Open the window on a file, and end at its first rows.")
def self_test(as_json: bool, first_paint: Path | None) -> int:
    """Try this program out: make the sample and the pack, and open every page where nobody sees it.

    Everything is written to a temporary folder and removed again. No file and no setting of yours is touched.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if first_paint is not None:
        from send_tracker.window import paint_once

        return paint_once(first_paint)
    # Python looks at this for all it keeps in between; the working folder may not be one to write to.
    with tempfile.TemporaryDirectory(prefix="send-tracker-", ignore_cleanup_errors=True) as folder:
        steps = []
        for words, fine in _steps(Path(folder)):
            steps.append({"step": words, "works": fine})
            if not as_json:
                print(f"{'works' if fine else 'FAILS'}  {words}", flush=True)
    if as_json:
        print(json.dumps({"works": all(step["works"] for step in steps), "steps": steps}, ensure_ascii=False))
    return 0 if all(step["works"] for step in steps) else UNSOUND


def _steps(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield each step in words and whether it worked. One that fails leaves the later ones to be tried."""
    from send_tracker.window import command_line, walk_window

    file = folder / "sample.sendtracker"
    yield _attempt("Sample programme", lambda: _make(file))
    yield _attempt("Board pack", lambda: _pack(file, folder / "pack.xlsx"))
    yield _attempt("Charts", lambda: _charts(file, folder / "charts"))
    yield "Command line program", Path(command_line()[0]).is_file()
    try:
        yield from walk_window(file, folder)
    except Problem as problem:
        yield f"Window: {problem.sentence}", False


def _attempt(words: str, step: Callable[[], bool]) -> tuple[str, bool]:
    try:
        return words, step()
    except Problem as problem:
        return f"{words}: {problem.sentence}", False


def _make(file: Path) -> bool:
    from send_tracker.bootstrap import create_sample

    with closing(create_sample(file)) as session:
        return len(session.register().actions) > 0


def _pack(file: Path, target: Path) -> bool:
    from send_tracker.bootstrap import open_tracker
    from send_tracker.exchange.pack import write_pack

    with closing(open_tracker(file)) as session:
        return write_pack(session, target).path.stat().st_size > 0


def _charts(file: Path, target: Path) -> bool:
    from send_tracker.bootstrap import open_tracker
    from send_tracker.demo import draw_charts

    with closing(open_tracker(file)) as session:
        return bool(draw_charts(session, target, measures="none"))
