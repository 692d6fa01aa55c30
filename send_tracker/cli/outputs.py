"""Commands that write files: the demo, the board pack, registers, charts."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from send_tracker.cli.shared import DAY, FILE, UNSOUND, commands, opened, report_progress
from send_tracker.domain.problem import Problem


@commands.command()
@click.option("--to", "folder", type=FILE, default=Path("send-tracker-demo"), help="Where to write.")
@click.option("--no-window", is_flag=True, help="Do not open the window afterwards.")
def demo(folder: Path, no_window: bool) -> int:
    """Write the Nottinghamshire sample, its board pack and its charts, then open the window."""
    from send_tracker.demo import write_demo

    made = write_demo(folder)
    for path in made.paths:
        print(path)
    for sentence in made.sentences:
        print(sentence, file=sys.stderr)
    if no_window:
        return UNSOUND if made.sentences else 0
    from send_tracker.cli.described import commands_described
    from send_tracker.window import open_window

    try:
        return open_window(made.tracker, commands_described)
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
        return UNSOUND if made.sentences else 0


@commands.command()
@click.argument("file", type=FILE)
@click.option(
    "--what",
    required=True,
    help="actions, evidence, measures, observations, meetings, decisions, commitments, questions, risks, handover or "
    "changes; several with commas.",
)
@click.option("-o", "--output", type=FILE, required=True, help="A .csv, .xlsx or .json file.")
@click.option("--as-at", type=DAY, help="As the plan stood at the end of this day.")
@click.option("--rows", type=FILE, help="A text file with the ids of the rows to write, in that order.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
def export(file: Path, what: str, output: Path, as_at: date | None, rows: Path | None, force: bool) -> int:
    """Write a register as CSV, Excel or JSON."""
    from send_tracker.exchange.export import export as write_export

    only = _read_lines(rows) if rows else None
    with opened(file) as session:
        write_export(session, [w.strip() for w in what.split(",")], output, as_at=as_at, only=only, force=force)
    print(output)
    return 0


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"“{path.name}” cannot be read: {error}.", "unreadable") from error


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The folder to write into.")
@click.option("--force", is_flag=True, help="Replace files of the same names.")
def charts(file: Path, output: Path, force: bool) -> int:
    """Write every chart as PNG and SVG."""
    from send_tracker.demo import draw_charts

    with opened(file) as session:
        for path in draw_charts(session, output, force=force, on_progress=report_progress):
            print(path)
    return 0
