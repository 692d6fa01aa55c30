"""What the commands share: the group they belong to, their kinds of argument, opening a file, printing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from send_tracker import __version__
from send_tracker.bootstrap import open_surely, open_tracker
from send_tracker.domain.problem import Problem
from send_tracker.services.session import Session

UNSOUND = 1
FAILED = 2
"""Exit codes: 1 done, but something needs a person; 2 could not be done."""


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
def opened(path: Path, *, author: str = "", as_it_is: bool = False) -> Iterator[Session]:
    """Open a file for one command and let it go again.

    Args:
        path: the file. author: who works on it. as_it_is: open it though it may not be sound, to say what is wrong.
    """
    session = (open_tracker if as_it_is else open_surely)(path, author=author)
    try:
        yield session
        if session.sharing is not None:
            try:
                session.sharing.share()
            except Problem as problem:
                print(problem.sentence, file=sys.stderr)
    finally:
        session.close()


def report_progress(done: int, total: int, words: str) -> None:
    """Report progress on standard error, in the form that the window reads."""
    print(f"progress {done} {total} {words}", file=sys.stderr, flush=True)


def print_json(document: object) -> None:
    """Print one JSON document."""
    print(json.dumps(document, ensure_ascii=False, indent=2))
