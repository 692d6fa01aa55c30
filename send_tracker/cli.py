"""The command line: thin, one function per command. docs: every name, key and exit code is a contract.

Exit codes: 0 done; 1 done, but something needs a person; 2 could not be done, with one plain line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from send_tracker import __version__
from send_tracker.bootstrap import DEFAULT_PRESET, create_tracker, open_tracker
from send_tracker.domain.problem import Problem
from send_tracker.services.session import Session

NOT_BUILT = (
    "briefing", "freeze", "compare", "import", "returns", "take-return", "combine", "verify-pack",
    "backups", "restore",
)  # fmt: skip
UNSOUND = 1
FAILED = 2


class _Day(click.ParamType[date]):
    """An ISO date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read an ISO date, or say how one is written."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a date. Write it as 2025-07-03.", param, ctx)


DAY = _Day()
FILE = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="SEND Tracker")
def commands() -> None:
    """Keep a SEND improvement plan in one file: send-tracker [FILE] opens the window on it."""


@contextmanager
def _opened(path: Path, *, author: str = "") -> Iterator[Session]:
    """Open a file for one command and let it go again."""
    session = open_tracker(path, author=author)
    try:
        yield session
    finally:
        session.close()


def _progress(done: int, total: int, words: str) -> None:
    """Report progress on standard error, in the form that the window reads."""
    print(f"progress {done} {total} {words}", file=sys.stderr, flush=True)


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
    from send_tracker.window import open_window

    try:
        return open_window(made.tracker)
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
        return UNSOUND if made.sentences else 0


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

    with _opened(file) as session:
        register = session.register(as_at)
    if as_json:
        _print_json(progress_document(register))
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
    from send_tracker.services.plan import find_action
    from send_tracker.services.status import Update, missing, update_actions

    with _opened(file, author=author) as session:
        action = find_action(session, ref)
        wanted = Update(**given, as_at=as_at)
        linked = sum(action.id in e.targets for e in session.register().evidence)
        warnings = missing(session, action, wanted, linked)
        edited = update_actions(session, action.id, wanted)
    for sentence in warnings:
        print(sentence, file=sys.stderr)
    print(edited.id)
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The workbook to write (.xlsx).")
@click.option("--as-at", type=DAY, help="As the plan stood at the end of this day.")
@click.option("--meeting", type=DAY, help="The board's date; its data are those of that day.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
@click.option("--issue", is_flag=True, help="Check, record and issue the pack.")
@click.option("--reason", help="Why it is issued in spite of findings.")
def pack(
    file: Path, output: Path, as_at: date | None, meeting: date | None, force: bool, issue: bool, reason: str | None
) -> int:
    """Write the board pack as an Excel workbook: a draft that changes nothing in FILE."""
    from send_tracker.exchange.pack import write_pack

    if issue or reason:
        raise Problem("Issuing a pack is not built yet; without --issue a draft is written.", "not-built")
    if as_at and meeting:
        raise click.UsageError("Give --as-at or --meeting, not both.")
    with _opened(file) as session:
        write_pack(session, output, as_at=as_at, meeting=meeting, force=force, on_progress=_progress)
    print(output)
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("--what", required=True, help="actions, evidence, changes or meetings; several with commas.")
@click.option("-o", "--output", type=FILE, required=True, help="A .csv, .xlsx or .json file.")
@click.option("--as-at", type=DAY, help="As the plan stood at the end of this day.")
@click.option("--rows", type=FILE, help="A text file with the ids of the rows to write, in that order.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
def export(file: Path, what: str, output: Path, as_at: date | None, rows: Path | None, force: bool) -> int:
    """Write a register as CSV, Excel or JSON."""
    from send_tracker.exchange.export import export as write_export

    only = _read_lines(rows) if rows else None
    with _opened(file) as session:
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

    with _opened(file) as session:
        for path in draw_charts(session, output, force=force, on_progress=_progress):
            print(path)
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("--as-at", type=DAY, help="As the plan stood at the end of this day.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def challenges(file: Path, as_at: date | None, as_json: bool) -> int:
    """Print what the rules question: ratings that the dates, the notes or the evidence do not bear out."""
    from send_tracker.exchange.challenges_report import challenges_document, challenges_lines
    from send_tracker.services.challenges import challenges as find

    with _opened(file) as session:
        found, register = find(session, as_at), session.register(as_at)
    if as_json:
        _print_json(challenges_document(register, found))
    else:
        print("\n".join(challenges_lines(register, found)))
    return 0


@commands.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(file: Path, as_json: bool) -> int:
    """Check the file: header, pages, log hashes, attached files, derived tables against the log."""
    from send_tracker.services.checking import Finding
    from send_tracker.services.checking import check as find

    try:
        with _opened(file) as session:
            findings = find(session)
    except Problem as problem:
        if problem.code not in ("truncated", "corrupt", "empty"):
            raise
        findings = [Finding(problem.code, problem.sentence)]
    if as_json:
        listed = [{"code": f.code, "sentence": f.sentence} for f in findings]
        _print_json({"sound": not findings, "findings": listed})
    else:
        print("\n".join(f.sentence for f in findings) or f"“{file.name}” is sound.")
    return UNSOUND if findings else 0


def _not_built(name: str) -> click.Command:
    """Return a command that says it is not built yet, whatever it is given."""

    def answer(_ignored: tuple[str, ...]) -> int:
        raise Problem(f"“{name}” is not built yet.", "not-built")

    argument = click.Argument(["_ignored"], nargs=-1, type=click.UNPROCESSED)
    settings = {"ignore_unknown_options": True, "allow_extra_args": True}
    return click.Command(name, context_settings=settings, callback=answer, params=[argument], help="Not built yet.")


for _name in NOT_BUILT:
    commands.add_command(_not_built(_name))


def _print_json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; with no command, open the window."""
    debug = "--debug" in arguments
    words = [a for a in arguments if a != "--debug"]
    _speak_utf8()
    try:
        if not words or (not words[0].startswith("-") and words[0] not in commands.commands):
            if len(words) > 1:
                raise Problem(f"“{words[0]}” is not a command. See: send-tracker --help", "usage")
            from send_tracker.window import open_window

            return open_window(Path(words[0]) if words else None)
        result = commands.main(args=words, prog_name="send-tracker", standalone_mode=False)
        return int(result or 0)
    except Problem as problem:
        if debug:
            raise
        return _say(problem.sentence)
    except click.ClickException as error:
        return _say(error.format_message())
    except click.Abort:
        return _say("Stopped. Nothing was changed.")


def _say(sentence: str) -> int:
    """Print one plain line on standard error."""
    print(" ".join(sentence.split()), file=sys.stderr)
    return FAILED


def _speak_utf8() -> None:
    """Print UTF-8 on Windows consoles and pipes too, so that no name of a file ends a command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
