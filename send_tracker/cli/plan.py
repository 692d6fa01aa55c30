"""Commands on the plan itself: make one, count it, update it, question it, check its file."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from send_tracker.bootstrap import DEFAULT_PRESET, create_tracker
from send_tracker.cli.shared import DAY, FILE, UNSOUND, commands, opened, print_json
from send_tracker.domain.problem import Problem


@commands.command()
@click.argument("file", type=FILE)
@click.option("--preset", default=DEFAULT_PRESET, help="The status scale: nottinghamshire, rag, brag or confidence.")
def new(file: Path, preset: str) -> int:
    """Make an empty programme with a status scale; refuses to overwrite."""
    create_tracker(file, preset).close()
    print(file)
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("--as-at", type=DAY, help="As the plan stood at the end of this day.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def progress(file: Path, as_at: date | None, as_json: bool) -> int:
    """Print counts and percentages by status for the plan, each area and each outcome."""
    from send_tracker.exchange.progress_report import progress_document, progress_lines

    with opened(file) as session:
        register = session.register(as_at)
    if as_json:
        print_json(progress_document(register))
    else:
        print("\n".join(progress_lines(register)))
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.argument("ref")
@click.option("--status", help="The code of the new status.")
@click.option("--reason", help="Why it changed.")
@click.option("--note", help="A note for the board.")
@click.option("--obstacle", help="What is in the way.")
@click.option("--path-to-green", help="What will put it right.")
@click.option("--recovery-date", help="Back on track by: an ISO day, month (2025-09) or term (2025-summer).")
@click.option("--ask", help="What is asked of the board.")
@click.option("--internal-note", help="A note that never leaves the file.")
@click.option("--as-at", type=DAY, help="The day from which it holds; today if left out.")
@click.option("--author", default="", help="Who records it.")
def update(file: Path, ref: str, as_at: date | None, author: str, **given: str | None) -> int:
    """Record one update of one action, as the window does; print the edit's id."""
    from send_tracker.services.gates import gates
    from send_tracker.services.plan import find_action
    from send_tracker.services.status import Update, update_actions

    with opened(file, author=author) as session:
        action = find_action(session, ref)
        wanted = Update(**given, as_at=as_at)
        warnings = gates(session, action.id, wanted)
        edited = update_actions(session, action.id, wanted)
    for asked in warnings:
        print(asked.sentence, file=sys.stderr)
    print(edited.id)
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("--as-at", type=DAY, help="As the plan stood at the end of this day.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def challenges(file: Path, as_at: date | None, as_json: bool) -> int:
    """Print what the rules question: ratings that the dates, the notes or the evidence do not bear out."""
    from send_tracker.exchange.challenges_report import challenges_document, challenges_lines
    from send_tracker.services.challenges import challenges as find

    with opened(file) as session:
        found, register = find(session, as_at), session.register(as_at)
    if as_json:
        print_json(challenges_document(register, found))
    else:
        print("\n".join(challenges_lines(register, found)))
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(file: Path, as_json: bool) -> int:
    """Check the file: header, pages, schema, log hashes, attached files, derived tables against the log."""
    from send_tracker.domain.rescue import UNSOUND as OF_THE_FILE
    from send_tracker.domain.rescue import advice
    from send_tracker.services.checking import Finding
    from send_tracker.services.checking import check as find

    try:
        with opened(file, as_it_is=True) as session:
            findings = find(session)
    except Problem as problem:
        if problem.code not in OF_THE_FILE:
            raise
        findings = [Finding(problem.code, f"{problem.sentence} {advice(problem.code)}")]
    if as_json:
        listed = [{"code": f.code, "sentence": f.sentence} for f in findings]
        print_json({"sound": not findings, "findings": listed})
    else:
        print("\n".join(f.sentence for f in findings) or f"“{file.name}” is sound.")
    return UNSOUND if findings else 0
