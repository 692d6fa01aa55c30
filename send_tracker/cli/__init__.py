"""The command line: thin, one function per command. Every name, key and exit code is a contract.

Exit codes: 0 done; 1 done, but something needs a person; 2 could not be done, with one plain line.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from send_tracker.cli import attachments, board, copies, documents, intake, issuing, outputs, plan, self_test
from send_tracker.cli.described import commands_described
from send_tracker.cli.shared import FAILED, commands
from send_tracker.domain.problem import Problem

__all__ = [
    "attachments",
    "board",
    "commands",
    "copies",
    "documents",
    "intake",
    "issuing",
    "outputs",
    "plan",
    "run",
    "self_test",
]


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

            return open_window(Path(words[0]) if words else None, commands_described)
        result = commands.main(args=words, prog_name="send-tracker", standalone_mode=False)
        return int(result or 0)
    except Problem as problem:
        if debug:
            raise
        return _say(problem.sentence + (_names() if problem.code == "no-screen" else ""))
    except click.ClickException as error:
        return _say(error.format_message())
    except click.Abort:
        return _say("Stopped. Nothing was changed.")


def _names() -> str:
    """Return the commands by name, for somebody who expected a window."""
    shown = sorted(name for name, command in commands.commands.items() if not command.hidden)
    return f" There are: {', '.join(shown)}."


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
