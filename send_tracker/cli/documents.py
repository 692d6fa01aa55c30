"""Commands that write documents for readers: the partner briefing, the board paper, the reader."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from send_tracker.cli.shared import DAY, FILE, commands, opened, report_progress
from send_tracker.domain.board_rows import PURPOSES
from send_tracker.domain.problem import Problem


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The file to write (.docx or .html).")
@click.option("--meeting", type=DAY, help="The board's date; the last board held if left out.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
@click.option("--issue", is_flag=True, help="Check, record and issue the briefing.")
@click.option("--reason", help="Why it is issued in spite of findings.")
def briefing(file: Path, output: Path, meeting: date | None, force: bool, issue: bool, reason: str | None) -> int:
    """Write the partner briefing as a Word file or a web page: a draft that changes nothing in FILE."""
    from send_tracker.demo import chart_painter
    from send_tracker.exchange.briefing import write_briefing

    if issue or reason:
        raise Problem("Issuing a briefing is not built yet; without --issue a draft is written.", "not-built")
    with opened(file) as session:
        draw = chart_painter() if output.suffix.lower() == ".docx" else None
        made = write_briefing(session, output, meeting=meeting, force=force, draw=draw, on_progress=report_progress)
    for sentence in made.document.problems:
        print(sentence, file=sys.stderr)
    print(made.path)
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The file to write (.docx or .html).")
@click.option("--meeting", type=DAY, help="The board's date; the next board planned if left out.")
@click.option("--title", default="", help="What the paper is called.")
@click.option("--author", default="", help="The author's role, such as Programme manager.")
@click.option("--purpose", type=click.Choice(list(PURPOSES)), help="What the board is to do with it.")
@click.option("--recommend", multiple=True, help="What the board is asked to do; may be given several times.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
def paper(
    file: Path,
    output: Path,
    meeting: date | None,
    title: str,
    author: str,
    purpose: str | None,
    recommend: tuple[str, ...],
    force: bool,
) -> int:
    """Write the paper for a board: cover sheet, summary, exceptions, decisions asked for, appendices."""
    from send_tracker.demo import chart_painter
    from send_tracker.exchange.paper import Cover, write_paper

    cover = Cover(title, author, purpose or "", recommend)
    with opened(file) as session:
        draw = chart_painter() if output.suffix.lower() == ".docx" else None
        made = write_paper(
            session, output, cover=cover, meeting=meeting, force=force, draw=draw, on_progress=report_progress
        )
    print(made.path)
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The page to write (.html).")
@click.option("--meeting", type=DAY, help="The board's date; the last board held if left out.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
def reader(file: Path, output: Path, meeting: date | None, force: bool) -> int:
    """Write a board's position as one web page to search, filter and sort; it needs no network and no script."""
    from send_tracker.exchange.reader import write_reader

    with opened(file) as session:
        made = write_reader(session, output, meeting=meeting, force=force, on_progress=report_progress)
    print(made.path)
    return 0
