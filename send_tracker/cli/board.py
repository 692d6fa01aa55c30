"""Commands of the board cycle: freeze a position, compare two."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from send_tracker.cli.shared import DAY, FILE, commands, opened, print_json
from send_tracker.domain.dates import long_date


@commands.command()
@click.argument("file", type=FILE)
@click.option("--meeting", type=DAY, required=True, help="The day of the board or other meeting.")
@click.option("--cut-off", type=DAY, help="The last day whose data count; the meeting's own if left out.")
@click.option("--author", default="", help="Who freezes it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def freeze(file: Path, meeting: date, cut_off: date | None, author: str, as_json: bool) -> int:
    """Freeze the plan as it is known now as the position for a meeting."""
    from send_tracker.services.meeting_lookup import meeting_on
    from send_tracker.services.positions import freeze as freeze_now

    with opened(file, author=author) as session:
        made = freeze_now(session, meeting_on(session, meeting), cut_off)
    if as_json:
        print_json(
            {
                "meeting": meeting.isoformat(),
                "cut_off": made.cutoff.isoformat(),
                "edits": made.edits,
                "digest": made.digest,
                "heads": list(made.heads),
                "edit": made.edit,
            }
        )
    else:
        print(f"Frozen for {long_date(meeting)}: data up to {long_date(made.cutoff)}, {made.edits:,} edits.")
        print(made.digest)
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def compare(file: Path, before: str, after: str, as_json: bool) -> int:
    """Print what changed from FROM to TO: a date with a frozen position means it, asat:DATE the day."""
    from send_tracker.exchange.compare_report import compare_document, compare_lines
    from send_tracker.services.compare import compare_points, read_point

    with opened(file) as session:
        first, second = read_point(session, before), read_point(session, after)
        found = compare_points(session, first, second)
    if as_json:
        print_json(compare_document(first, second, found))
    else:
        print("\n".join(compare_lines(first, second, found)))
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="A folder, or a file that ends in .zip.")
@click.option("--as-at", type=DAY, help="The evidence register at the end of this day.")
@click.option("--force", is_flag=True, help="Replace a binder of that name.")
def binder(file: Path, output: Path, as_at: date | None, force: bool) -> int:
    """Write the evidence binder: an index to open in a browser, and the files that may be shared."""
    from send_tracker.exchange.binder import write_binder

    with opened(file) as session:
        made = write_binder(session, output, as_at=as_at, force=force)
    print(made.path)
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("--meeting", type=DAY, required=True, help="The day of the board or other meeting.")
@click.option("-o", "--output", type=FILE, required=True, help="The Word document to write (.docx).")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
def minutes(file: Path, meeting: date, output: Path, force: bool) -> int:
    """Write the minutes skeleton of a meeting, with its decisions, action log and challenges."""
    from send_tracker.exchange.minutes import write_minutes
    from send_tracker.services.meeting_lookup import meeting_on

    with opened(file) as session:
        print(write_minutes(session, meeting_on(session, meeting), output, force=force))
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("--meeting", type=DAY, required=True, help="The day of the board or other meeting.")
@click.option("-o", "--output", type=FILE, required=True, help="The folder to write the e-mails into.")
@click.option("--force", is_flag=True, help="Replace e-mails of the same names.")
def notices(file: Path, meeting: date, output: Path, force: bool) -> int:
    """Write an e-mail for each person who owes the board something after a meeting. Nothing is sent."""
    from send_tracker.exchange.board_mail import write_notices
    from send_tracker.services.meeting_lookup import meeting_on

    output.mkdir(parents=True, exist_ok=True)
    with opened(file) as session:
        print("\n".join(map(str, write_notices(session, meeting_on(session, meeting), output, force=force))))
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The calendar file to write (.ics).")
@click.option("--meeting", type=DAY, help="One meeting; all that are to come if left out.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
def calendar(file: Path, output: Path, meeting: date | None, force: bool) -> int:
    """Write the coming meetings and the steps before each board as a calendar file."""
    from send_tracker.exchange.calendar import write_calendar
    from send_tracker.services.meeting_lookup import meeting_on

    with opened(file) as session:
        chosen = meeting_on(session, meeting) if meeting else None
        path, _ = write_calendar(session, output, meeting=chosen, force=force)
    print(path)
    return 0
