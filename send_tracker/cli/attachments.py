"""The process that reads attached files for the search. Started by the window and by nobody else."""

from __future__ import annotations

import sys

from send_tracker.cli.shared import commands


@commands.command("read-attachments", hidden=True)
def read_attachments() -> int:
    """Read attached files from standard input and write their text to standard output, within bounds."""
    from send_tracker.exchange.attachments.confine import confine
    from send_tracker.exchange.attachments.talking import serve

    confine()
    serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0
