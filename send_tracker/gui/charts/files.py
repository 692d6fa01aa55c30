"""Every chart of a programme as picture files, for the command line and for packs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from send_tracker.domain.problem import Problem
from send_tracker.gui import theme
from send_tracker.gui.charts.chart import Chart
from send_tracker.gui.charts.headings import file_name, heading_of
from send_tracker.gui.charts.pictures import on_paper, save_png, save_svg
from send_tracker.services.overview import board_history, breakdown
from send_tracker.services.session import Session

_SAVERS = {".png": save_png, ".svg": save_svg}
Measures = Literal["all", "outcomes", "none"]
OnProgress = Callable[[int, int, str], None]
_kept: list[QApplication] = []
"""An application that was made here has to outlive the widgets."""


def render_charts(
    session: Session,
    folder: Path,
    *,
    force: bool = False,
    kinds: Sequence[str] = ("png", "svg"),
    on_progress: OnProgress | None = None,
    measures: Measures = "all",
) -> list[Path]:
    """Write every chart in the light theme, and return the files in order.

    Args:
        session: the open file.
        folder: where to; it is made if it is not there.
        force: replace files of the same names.
        kinds: endings of the files to write.
        on_progress: told how many files of how many are done.
        measures: charts of all measures, of outcomes only, or none.

    Raises:
        Problem: the folder or a file cannot be written, or a file is in the way. Nothing was written then.
    """
    running = application()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(f"The folder {folder} cannot be made: {error.strerror or error}.", "unwritable") from error
    written: list[Path] = []
    with on_paper():
        wanted = [
            (chart, folder / f"{file_name(name)}.{kind}")
            for name, chart in _charts(session, measures)
            for kind in kinds
        ]
        _keep_what_is_there([path for _, path in wanted], force)
        for chart, path in wanted:
            _SAVERS[path.suffix](chart, heading_of(session), path)
            written.append(path)
            if on_progress:
                on_progress(len(written), len(wanted), path.name)
    running.processEvents()
    return written


def _keep_what_is_there(paths: Iterable[Path], force: bool) -> None:
    found = next((path for path in paths if path.exists()), None)
    if found is not None and not force:
        raise Problem(f"“{found.name}” exists already and was left as it is. Choose another folder.", "exists")


def _charts(session: Session, measures: Measures) -> list[tuple[str, Chart]]:
    """Make every chart there is something to show in, each with the name of its file."""
    from send_tracker.gui.charts.measure_files import measure_charts
    from send_tracker.gui.charts.status_bars import StatusBars
    from send_tracker.gui.charts.status_over_time import StatusOverTime

    status: list[Chart] = [StatusBars(breakdown(session)), StatusOverTime(board_history(session))]
    found = [(chart.title, chart) for chart in status]
    return found if measures == "none" else [*found, *measure_charts(session, single=measures == "all")]


def application() -> QApplication:
    """Return the application, or make one that needs no screen."""
    found = QGuiApplication.instance()
    if isinstance(found, QApplication):
        return found
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QApplication.instance() or QApplication([sys.argv[0] or "send-tracker"])
    assert isinstance(made, QApplication)
    theme.apply(made, "light")
    _kept.append(made)
    return made
