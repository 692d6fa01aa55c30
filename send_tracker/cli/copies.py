"""Commands on copies of a file: combine another officer's, list the backups, restore one, recover a damaged file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from send_tracker.bootstrap import back_up_now, listed_backups
from send_tracker.bootstrap import recover as write_readable
from send_tracker.bootstrap import restore as write_backup
from send_tracker.cli.shared import FILE, UNSOUND, commands, opened, print_json


@commands.command()
@click.argument("file", type=FILE)
@click.argument("others", type=FILE, nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Say what would come of it, and change nothing.")
@click.option("--author", default="", help="Who does it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def combine(file: Path, others: Sequence[Path], dry_run: bool, author: str, as_json: bool) -> int:
    """Take in other officers' copies of the same tracker, after a backup. No clock decides between two values."""
    from send_tracker.exchange.combine_report import combine_document, combine_lines
    from send_tracker.services.backups import note_combine
    from send_tracker.services.combine import combine as take_in

    with opened(file, author=author) as session:
        if dry_run:
            found = [take_in(session, other, rehearse=True) for other in others]
        else:
            for other in others:  # what cannot be read is found before anything is kept
                take_in(session, other, rehearse=True)
            backup = back_up_now(session)
            with session.batch():
                found = [take_in(session, other) for other in others]
            note_combine(session, backup, others)
    if as_json:
        print_json(combine_document(found))
    else:
        print("\n".join(combine_lines(found, rehearsed=dry_run)))
    return UNSOUND if any(each.needs_a_person for each in found) else 0


@commands.command()
@click.argument("file", type=FILE)
def backups(file: Path) -> int:
    """List the backups of a file, newest first: when each was made, its size, where it lies."""
    found = listed_backups(file)
    for backup in found:
        facts = backup.stat()
        made = datetime.fromtimestamp(facts.st_mtime).astimezone()
        print(f"{made:%Y-%m-%d %H:%M}  {facts.st_size / 1_000_000:8.1f} MB  {backup}")
    if not found:
        print(f"There is no backup of “{file.name}” on this computer.", file=sys.stderr)
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.argument("backup", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The new file; it must not exist.")
def restore(file: Path, backup: Path, output: Path) -> int:
    """Write a backup of FILE as a new file. FILE and the backup stay as they are."""
    write_backup(file, backup, output)
    print(output)
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The new file; it must not exist.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def recover(file: Path, output: Path, as_json: bool) -> int:
    """Write every edit of a damaged FILE that can be read and is sound into a new file. FILE stays as it is."""
    from send_tracker.exchange.recover_report import recover_document, recover_lines

    found = write_readable(file, output)
    if as_json:
        print_json(recover_document(found))
    else:
        print("\n".join(recover_lines(found)))
    return UNSOUND if found.left_out or found.unread else 0
