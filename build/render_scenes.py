"""The scenes that ``render_pages.py`` and ``render_guide.py`` take pictures of: which file, and what is done to it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from send_tracker.gui.main_window import MainWindow

Prepare = Callable[["MainWindow"], None]


def scenes(sample: Path) -> Iterator[tuple[str, Path | None, Prepare]]:
    """Yield each picture's name, the file it opens and what is done before it is taken."""
    from send_tracker.domain.plan_filter import PlanFilter
    from send_tracker.gui.commands import Command

    yield "welcome", None, lambda _window: None
    yield "overview", sample, lambda window: _page(window, "overview")
    yield "plan", sample, lambda window: _select(window, "4.3")
    yield "plan-filtered", sample, lambda window: _filter(window, PlanFilter(statuses=frozenset({"obstacles"})))
    yield "plan-empty", sample, lambda window: _filter(window, PlanFilter(text="nothing has these words"))
    for tab in ("evidence", "history", "dates", "details"):
        yield f"panel-{tab}", sample, lambda window, tab=tab: _tab(window, "4.3", tab)  # type: ignore[misc]
    yield "history-status", sample, lambda window: _how(window, "4.3")
    yield "history-compared", sample, lambda window: _compared(window, "4.3")
    yield "history-outcome", sample, lambda window: window.show_page("plan").table.go_to_row(1)  # type: ignore[union-attr]
    yield "past-plan", sample, lambda window: _past(window, "plan")
    yield "past-overview", sample, lambda window: _past(window, "overview")
    yield "past-days", sample, lambda window: window.looking_back.choose()
    yield "panel-gate", sample, lambda window: _rate(window, "4.4", "embedded")
    yield "panel-move", sample, lambda window: _ask(window, "4.3", "move")
    yield "panel-merge", sample, lambda window: _ask(window, "4.6", "merge")
    yield "panel-check", sample, lambda window: _ask(window, "4.5", "check")
    yield "search", sample, lambda window: _search(window, "annual review")
    yield "search-how", sample, lambda window: _search(window, "")
    yield "search-nothing", sample, lambda window: _search(window, '"zebra crossing" -draft')
    yield "measures", sample, lambda window: _measure(window, "M12")
    yield "measures-range", sample, lambda window: _measure(window, "M29")
    yield "measures-wide", sample, lambda window: _measure(window, "M12").toggle_panel()
    yield "measures-charts", sample, lambda window: _measure(window, "M12").head.switch(True)
    for tab in ("figures", "targets", "details", "history"):
        yield f"measures-{tab}", sample, lambda window, tab=tab: _measure(window, "M12").panel.go(tab)  # type: ignore[misc]
    yield "dialog-figures", sample, lambda window: _measure(window, "M12").add_figures()
    yield "dialog-measure", sample, lambda window: _measure(window, "M12").new_measure()
    yield "evidence", sample, lambda window: _page(window, "evidence")
    for tab in ("agenda", "decisions", "commitments", "questions", "position", "timetable", "details"):
        yield f"meetings-{tab}", sample, lambda window, tab=tab: _meeting(window, tab)  # type: ignore[misc]
    for section in ("compared", "risks", "statements", "inspections"):
        yield f"meetings-{section}", sample, lambda window, section=section: window.show_page("meetings").go(section)  # type: ignore[misc]
    for place in ("item", "close"):
        yield f"meeting-mode-{place}", sample, lambda window, place=place: _meeting_mode(window, place)  # type: ignore[misc]
    yield "reports", sample, lambda window: _page(window, "reports")
    for document in (Command.BRIEFING, Command.PAPER, Command.ISSUE_BRIEFING, Command.ISSUE_PAPER):
        yield f"dialog-{document.value}", sample, lambda window, document=document: window.run(document)  # type: ignore[misc]
    yield "review", sample, lambda window: _review(window, "4.3")
    yield "review-asking", sample, lambda window: _review(window, "4.4", "obstacles")
    yield "review-end", sample, _review_end
    for command in (
        Command.PALETTE, Command.NEW_FILE, Command.NEW_AREA, Command.NEW_OUTCOME, Command.NEW_ACTION,
        Command.BOARD_PACK, Command.ISSUE_PACK, Command.VERIFY_PACK,
        Command.EXPORT_VIEW, Command.PREFERENCES, Command.PROGRAMME, Command.STATUS_SCALE,
        Command.PEOPLE, Command.CHALLENGE_RULES, Command.HANDOVER,
        Command.IMPORT, Command.RETURNS, Command.TAKE_RETURN, Command.COMBINE, Command.CHECK_FILE,
        Command.GUIDE, Command.SHORTCUTS, Command.ABOUT,
    ):  # fmt: skip
        yield f"dialog-{command.value}", sample, lambda window, command=command: window.run(command)  # type: ignore[misc]
    # Last, as it changes the sample.
    yield "evidence-review", sample, _review_evidence


def _page(window: MainWindow, key: str) -> None:
    window.show_page(key)


def _search(window: MainWindow, typed: str) -> None:
    """Search everything for a text."""
    from send_tracker.gui.commands import Command

    window.run(Command.SEARCH)
    page = window.pages.page
    page.search_for(typed)  # type: ignore[union-attr]


def _meeting(window: MainWindow, tab: str) -> None:
    """Show a tab of the last board held."""
    page = window.show_page("meetings")
    assert window.workspace is not None and page is not None
    meeting = next(m for m in window.workspace.session.meetings if m.date == "2025-07-03")
    page.show_meeting(meeting.id, tab)  # type: ignore[attr-defined]


def _meeting_mode(window: MainWindow, place: str) -> None:
    """Show the second item with a line open, or the close of the meeting."""
    from send_tracker.gui.dialogs.meeting_mode import MeetingMode

    _meeting(window, "agenda")
    assert window.workspace is not None
    meeting = next(m for m in window.workspace.session.meetings if m.date == "2025-07-03")
    mode = MeetingMode(window.workspace, meeting, window)
    mode.setGeometry(window.geometry())
    mode.show()
    mode.step(1 if place == "item" else len(mode.stops))
    if place == "item":
        mode.ask("commitment")


def _review_evidence(window: MainWindow) -> None:
    """Ask for the note of a review, of an item whose file was replaced."""
    from send_tracker.services.evidence import attach_bytes
    from send_tracker.services.revisions import replace_file

    page = window.show_page("evidence")
    assert window.workspace is not None and page is not None
    session = window.workspace.session
    action = next(a for a in session.register().actions if a.ref == "4.3")
    item = attach_bytes(session, "Annual review audit.docx", b"first" * 900, [action.id])
    with tempfile.TemporaryDirectory() as folder:
        later = Path(folder) / "Annual review audit, final.docx"
        later.write_bytes(b"second" * 1200)
        replace_file(session, item, later)
    page.show_line(item)  # type: ignore[attr-defined]
    page.panel.ask_review("accepted")  # type: ignore[attr-defined]


def _measure(window: MainWindow, ref: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Show a measure on its page, and return the page."""
    page = window.show_page("measures")
    line = next(v for v in page.model.lines if v.measure.ref == ref)  # type: ignore[union-attr]
    page.show_line(line.id)  # type: ignore[union-attr]
    return page


def _select(window: MainWindow, ref: str) -> None:
    page = window.show_page("plan")
    assert window.workspace is not None
    action = next(a for a in window.workspace.session.register().actions if a.ref == ref)
    page.select_action(action.id)  # type: ignore[union-attr]


def _filter(window: MainWindow, wanted: object) -> None:
    window.show_page("plan").apply_filter(wanted)  # type: ignore[union-attr]


def _review(window: MainWindow, ref: str, status: str = "") -> None:
    page = window.show_page("review")
    assert window.workspace is not None
    refs = {a.id: a.ref for a in window.workspace.session.register().actions}
    place = [refs[stop.id] for stop in page.review.order].index(ref)  # type: ignore[union-attr]
    for _ in range(place):
        page.step(1)  # type: ignore[union-attr]
    if status:
        page.set_status(status)  # type: ignore[union-attr]


def _review_end(window: MainWindow) -> None:
    _review(window, "4.3", "on_track")
    page = window.show_page("review")
    page.body.note.setPlainText("Agreed with the lead.")  # type: ignore[union-attr]
    page.leave()  # type: ignore[union-attr]


def _tab(window: MainWindow, ref: str, tab: str) -> None:
    _select(window, ref)
    window.show_page("plan").panel.body.tabs.choose(tab)  # type: ignore[union-attr]


def _how(window: MainWindow, ref: str) -> None:
    """Show how an action's status came about."""
    _select(window, ref)
    window.show_page("plan").panel.body.show_how()  # type: ignore[union-attr]


def _compared(window: MainWindow, ref: str) -> None:
    """Compare two entries of a history."""
    _tab(window, ref, "history")
    view = window.show_page("plan").panel.body.history_tab.view  # type: ignore[union-attr]
    for row in (1, 4):
        view.list.item(row).setSelected(True)
    view.compare()


def _past(window: MainWindow, key: str) -> None:
    from datetime import date

    window.show_page(key)
    window.looking_back.go(date(2025, 3, 31))


def _rate(window: MainWindow, ref: str, status: str) -> None:
    _select(window, ref)
    window.show_page("plan").set_status(status)  # type: ignore[union-attr]


def _ask(window: MainWindow, ref: str, what: str) -> None:
    """Ask something in place of the panel's tabs."""
    _select(window, ref)
    asking = window.show_page("plan").panel.body.asking  # type: ignore[union-attr]
    if what == "move":
        asking.ask_move("2025-09-26")
    elif what == "merge":
        asking.ask_end("merged")
    else:
        asking.ask_check()
