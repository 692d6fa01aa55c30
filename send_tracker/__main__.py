"""Where the program starts: ``send-tracker`` and ``python -m send_tracker``."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from send_tracker.crash import EXIT_CODE, CrashReporter, Notice


def main() -> int:
    """Run the command line or the window; return the exit code of commands.md.

    The exception hook comes first, so that a fault in any later import is reported too.
    """
    arguments = sys.argv[1:]
    reporter = CrashReporter(_present, debug="--debug" in arguments)
    reporter.install()
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return EXIT_CODE
    except BrokenPipeError:
        # The reader of our output has gone (`… | head`). What is left in the buffer must not be tried again at exit.
        sys.stdout = None
        return EXIT_CODE
    except Exception as exception:
        reporter.handle(exception, wait=True)
        return EXIT_CODE


def _run(arguments: list[str]) -> int:
    """Open the window where nothing but a file is named; the command line is not loaded for that."""
    words = [word for word in arguments if word != "--debug"]
    if not words or (len(words) == 1 and words[0].endswith(".sendtracker")):
        # Nothing that is loaded for the first paint becomes rubbish, so looking for some only delays it.
        gc.disable()
        from send_tracker.window import open_window

        return open_window(Path(words[0]) if words else None, _tell_commands)
    from send_tracker.cli import run

    return run(arguments)


def _tell_commands() -> str:
    """Describe the command line for the user guide; it is loaded when somebody opens the guide."""
    from send_tracker.cli.described import commands_described

    return commands_described()


def _present(notice: Notice, wait: bool) -> bool:
    """Show ``notice`` in a window if this process already has one; never load Qt for it."""
    if "PySide6.QtWidgets" not in sys.modules:
        return False
    try:
        from send_tracker.gui.dialogs.crash_dialog import present

        return present(notice, wait)
    except Exception:  # the report must get out, whatever state Qt is in
        return False


if __name__ == "__main__":
    sys.exit(main())
