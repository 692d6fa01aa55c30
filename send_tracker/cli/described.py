"""The commands in words, for the page of the user guide: from the commands themselves, so that it cannot be wrong."""

from __future__ import annotations

from collections.abc import Iterator

import click

from send_tracker.cli.shared import commands


def commands_described() -> str:
    """Return every command with what it does and its options, as Markdown."""
    shown = sorted(name for name, command in commands.commands.items() if not command.hidden)
    return "\n".join(line for name in shown for line in _lines(name, commands.commands[name]))


def _lines(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command)
    given = " ".join(p.make_metavar(context) for p in command.params if isinstance(p, click.Argument))
    yield from (f"## {name}", "", f"`send-tracker {name} {given}`".replace(" `", "`"), "", _line(command.help), "")
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            yield f"- `{', '.join(option.opts)}` – {_line(option.help) or 'See the command.'}"
    yield ""


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
