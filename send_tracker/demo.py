"""The main job in one go: the sample, its board pack, its briefing and its charts, with or without a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from send_tracker.bootstrap import create_sample, open_tracker, sample_is_untouched
from send_tracker.domain.problem import Problem
from send_tracker.exchange.pack import write_pack
from send_tracker.qt_check import require_qt
from send_tracker.services.session import Session

STEM = "nottinghamshire-demo"


@dataclass(slots=True)
class Demo:
    """What was written, and plain sentences about what could not be."""

    tracker: Path
    paths: list[Path] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def write_demo(folder: Path) -> Demo:
    """Write the sample with its pack, briefing and charts into a folder. A sample that was edited is never touched.

    Raises:
        Problem: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(f"“{folder}” cannot be made: {error.strerror or error}.", "cannot-create") from error
    tracker = _free_tracker(folder)
    made = Demo(tracker)
    with_pack = tracker.with_name(f"{tracker.stem}-board-pack.xlsx")
    session = open_tracker(tracker) if tracker.exists() else create_sample(tracker)
    try:
        made.paths.append(tracker)
        made.paths.append(write_pack(session, with_pack, force=True).path)
        made.paths += _briefings(session, tracker)
        made.paths += draw_charts(
            session, _charts_folder(folder, tracker), force=True, kinds=["png"], measures="outcomes"
        )
    except Problem as problem:
        made.sentences.append(problem.sentence)
    finally:
        session.close()
    return made


def _briefings(session: Session, tracker: Path) -> list[Path]:
    """Write the partner briefing both ways."""
    from send_tracker.exchange.briefing import write_briefing

    found = []
    for ending in (".docx", ".html"):
        target = tracker.with_name(f"{tracker.stem}-partner-briefing{ending}")
        draw = chart_painter() if ending == ".docx" else None
        found.append(write_briefing(session, target, force=True, draw=draw).path)
    return found


def chart_painter() -> Callable[[str, int], bytes] | None:
    """Return what makes pictures of a document's charts, with no screen needed; None where Qt cannot run here."""
    try:
        require_qt()
    except Problem:
        return None
    from send_tracker.gui.charts.svg_picture import svg_to_png

    return svg_to_png


def _free_tracker(folder: Path) -> Path:
    """Return the name of an untouched sample, or the next one that is free."""
    number = 1
    while True:
        path = folder / (f"{STEM}.sendtracker" if number == 1 else f"{STEM}-{number}.sendtracker")
        if not path.exists() or sample_is_untouched(path):
            return path
        number += 1


def _charts_folder(folder: Path, tracker: Path) -> Path:
    return folder if tracker.stem == STEM else folder / f"{tracker.stem}-charts"


def draw_charts(
    session: Session,
    folder: Path,
    *,
    force: bool = False,
    kinds: Sequence[str] = ("png", "svg"),
    on_progress: Callable[[int, int, str], None] | None = None,
    measures: Literal["all", "outcomes", "none"] = "all",
) -> list[Path]:
    """Write every chart into a folder, with no screen needed; of measures all, those of outcomes only, or none.

    Raises:
        Problem: a library that Qt needs is missing, or a file is in the way.
    """
    require_qt()
    from send_tracker.gui.charts.files import render_charts

    return render_charts(session, folder, force=force, kinds=kinds, on_progress=on_progress, measures=measures)
