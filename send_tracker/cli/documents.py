"""Commands that write documents for readers: the partner briefing, the board paper, the reader."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from send_tracker.cli.issuing import keep_record, print_findings
from send_tracker.cli.shared import DAY, FILE, UNSOUND, commands, opened, report_progress
from send_tracker.domain.board_rows import PURPOSES
from send_tracker.exchange.briefing.writing import Written
from send_tracker.services.issuing import Unexplained


def _issuing(function: Callable[..., int]) -> Callable[..., int]:
    """Add the options that every document has which can be issued."""
    for option in (
        click.option("--force", is_flag=True, help="Replace a file of that name."),
        click.option("--issue", is_flag=True, help="Check, record and issue it."),
        click.option("--reason", help="Why it is issued in spite of findings."),
        click.option("--by", default="", help="Who issues it."),
        click.option("--record", type=FILE, hidden=True),
        click.option("--outline", is_flag=True, hidden=True),
    ):
        function = option(function)
    return function


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The file to write (.docx or .html).")
@click.option("--meeting", type=DAY, help="The board's date; the last board held if left out.")
@_issuing
def briefing(file: Path, output: Path, meeting: date | None, **issued: Any) -> int:
    """Write the partner briefing as a Word file or a web page: a draft, unless it is issued."""
    from send_tracker.exchange.briefing import issue_briefing, write_briefing

    return _made(file, output, write_briefing, issue_briefing, {"meeting": meeting}, **issued)


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The file to write (.docx or .html).")
@click.option("--meeting", type=DAY, help="The board's date; the next board planned if left out.")
@click.option("--title", default="", help="What the paper is called.")
@click.option("--author", default="", help="The author's role, such as Programme manager.")
@click.option("--purpose", type=click.Choice(list(PURPOSES)), help="What the board is to do with it.")
@click.option("--recommend", multiple=True, help="What the board is asked to do; may be given several times.")
@click.option("--roles", is_flag=True, help="Role titles in place of names.")
@_issuing
def paper(
    file: Path,
    output: Path,
    meeting: date | None,
    title: str,
    author: str,
    purpose: str | None,
    recommend: tuple[str, ...],
    roles: bool,
    **issued: Any,
) -> int:
    """Write the paper for a board: cover sheet, summary, exceptions, decisions asked for, appendices."""
    from send_tracker.exchange.paper import Cover, issue_paper, write_paper

    wanted = {"cover": Cover(title, author, purpose or "", recommend, meeting, roles)}
    return _made(file, output, write_paper, issue_paper, wanted, **issued)


def _made(
    file: Path,
    output: Path,
    write: Callable[..., Written],
    issue_it: Callable[..., Written],
    wanted: dict[str, Any],
    *,
    force: bool,
    issue: bool,
    reason: str | None,
    by: str,
    record: Path | None,
    outline: bool,
) -> int:
    """Write a document as a draft, or issue it; print what the ledger finds either way, then the file."""
    from send_tracker.demo import chart_painter

    if outline:
        return _outline(file, output, wanted, issue=issue)
    if reason and not issue:
        raise click.UsageError("--reason goes with --issue.")
    wanted |= {"force": force, "on_progress": report_progress}
    wanted["draw"] = chart_painter() if output.suffix.lower() == ".docx" else None
    with opened(file, author=by) as session:
        if issue:
            keep = keep_record(record) if record else None
            try:
                made = issue_it(session, output, reason=reason, on_record=keep, **wanted)
            except Unexplained as problem:
                print_findings(problem.findings)
                print(problem.sentence)
                return UNSOUND
        else:
            made = write(session, output, **wanted)
    print_findings(made.findings)
    for sentence in made.document.problems:
        print(sentence, file=sys.stderr)
    print(made.path)
    return 0


def _outline(file: Path, output: Path, wanted: dict[str, Any], *, issue: bool) -> int:
    """Write what the document would hold, for the window, which asks of a large plan in a process of its own."""
    from send_tracker.exchange.briefing.checking import DocumentPreview
    from send_tracker.exchange.outline import to_json

    cover = wanted.get("cover")
    meeting = cover.meeting if cover else wanted["meeting"]
    with opened(file, as_it_is=True) as session:  # a copy that the window has just made
        looking = DocumentPreview(session, "paper" if cover else "briefing")
        output.write_text(to_json(looking.look(meeting, cover, issue=issue)), encoding="utf-8")
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
