"""Run by test_startup.py as a whole process: ends when the first table with rows has been painted.

``bare`` shows a plain window with a QTableView; otherwise the arguments are the program's own. What was
loaded by then is printed, so that nothing slow slips in before the first paint.

Qt is imported when the program itself imports it, not before: PySide6 reads the source of every module that is
imported after it.
"""

from __future__ import annotations

import runpy
import sys


def main() -> None:
    """Show the plain window, or start the program, and wait for its first rows."""
    if sys.argv[1] == "bare":
        from tests.benchmarks.first_paint_watch import show_bare_window

        show_bare_window()
        return
    from send_tracker import qt_check

    require = qt_check.require_window

    def require_and_watch() -> None:
        require()
        from tests.benchmarks.first_paint_watch import watch_application

        watch_application()

    qt_check.has_screen = lambda: True  # nobody sees it, but it is painted all the same
    qt_check.require_window = require_and_watch
    sys.argv[0] = "send-tracker"
    runpy.run_module("send_tracker", run_name="__main__")


if __name__ == "__main__":
    main()
