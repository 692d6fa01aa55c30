"""What the palette offers for a typed text: commands first by name, then what the file holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from send_tracker.domain.finding.sources import Group
from send_tracker.domain.status import StatusLevel
from send_tracker.gui.commands import MENUS, Command, key_of
from send_tracker.gui.menus import MOST_STATUSES, key_words, plain_words
from send_tracker.services.search import Found, find_anything

if TYPE_CHECKING:
    from send_tracker.domain.finding.found import Hit
    from send_tracker.gui.main_window import MainWindow

MOST = 60
_KINDS = {
    "action": ("list-checks", "Action"),
    "outcome": ("flag", "Outcome"),
    "area": ("flag", "Priority area"),
    "evidence": ("paperclip", "Evidence"),
    "person": ("users", "Person"),
    "measure": ("chart-line", "Measure"),
}
_FEW = 3
_WORDS = {
    Group.ATTACHMENT: ("file-text", "In attachment"),
    Group.UPDATE: ("history", "Update"),
    Group.DECISION: ("circle-check", "Decision"),
    Group.COMMITMENT: ("calendar", "Commitment"),
    Group.QUESTION: ("circle-question-mark", "Question"),
    Group.RISK: ("triangle-alert", "Risk"),
    Group.MEETING: ("calendar-days", "Meeting"),
    Group.STATEMENT: ("presentation", "Statement"),
}
"""What is found besides those of :data:`_KINDS`, in the order of the groups."""
_SAYS_WHERE = (Group.ATTACHMENT, Group.UPDATE, Group.STATEMENT)
"""Groups whose titles are those of something else, so that the words found must be shown."""
_NOT_OFFERED = (Command.PALETTE, Command.NEXT_PANE, Command.SET_STATUS)


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One line: an icon or a status, a reference, words, what stands at the right, and what it does."""

    icon: str
    words: str
    right: str
    run: Callable[[], object]
    ref: str = ""
    level: StatusLevel | None = None


def rows_for(window: MainWindow, text: str) -> list[PaletteRow]:
    """Return the lines for a text; with none, every command that can be done now."""
    commands = [row for row in _commands(window) if _fits(row.words, text)]
    commands.sort(key=lambda row: not row.words.casefold().startswith(text.casefold().strip()))
    if not text.strip():
        return commands
    commands += [row for row in _views(window) if _fits(row.words, text)]
    found = _found(window, text)
    is_reference = any(row.ref.casefold() == text.casefold().strip() for row in found)
    rows = (found + commands if is_reference else commands[:8] + found)[:MOST]
    return [*rows, _everything(window, text)] if window.workspace is not None else rows


def more_rows(window: MainWindow, text: str) -> list[PaletteRow]:
    """Return what else the file holds for a text: decisions, words inside attachments and the like, by group.

    It is asked for after a pause, once the words of the file are gathered, and put before the last line.
    """
    workspace = window.workspace
    if workspace is None or not text.strip() or not workspace.finder.is_ready:
        return []
    found = workspace.finder.search(text, few=_FEW)
    return [_hit_row(window, hit) for group in found.groups if group.group in _WORDS for hit in group.hits]


def _hit_row(window: MainWindow, hit: Hit) -> PaletteRow:
    icon, word = _WORDS[hit.group]
    right = "Withdrawn" if hit.is_gone else word
    words = hit.title.text
    if hit.group in _SAYS_WHERE and hit.excerpt:
        words = f"{words}: {hit.excerpt.text.removeprefix('… ')}" if words else hit.excerpt.text
    run = partial(_open, window, *hit.goes_to, is_gone=hit.is_gone)
    return PaletteRow(icon, words, right, run, hit.ref)


def _everything(window: MainWindow, text: str) -> PaletteRow:
    """Lead from here to the search over everything."""
    words = f"Search everything for “{' '.join(text.split())}”"
    return PaletteRow("search", words, key_words(key_of(Command.SEARCH)), partial(_search, window, text))


def _search(window: MainWindow, text: str) -> None:
    window.run(Command.SEARCH)
    window.ask_page("search", "search_for", text)


def _fits(words: str, text: str) -> bool:
    """Tell whether every typed word begins a word of the command."""
    begun = words.casefold().split()
    return all(any(word.startswith(part) for word in begun) for part in text.casefold().split())


def _commands(window: MainWindow) -> Iterator[PaletteRow]:
    available = window.available()
    for menu, entries in MENUS.items():
        for entry in entries:
            if entry.command is Command.SET_STATUS and entry.command in available:
                yield from _statuses(window)
            elif entry.command in available and entry.command not in _NOT_OFFERED:
                right = key_words(entry.key) if entry.key else plain_words(menu)
                run = partial(window.run, entry.command)
                yield PaletteRow("chevron-right", plain_words(entry.words), right, run)


def _views(window: MainWindow) -> Iterator[PaletteRow]:
    """Offer the saved views of the plan."""
    workspace = window.workspace
    if workspace is not None:
        from send_tracker.services.views import saved_views

        for view in saved_views(workspace.session):
            yield PaletteRow("eye", view.name, "Saved view", partial(window.ask_page, "plan", "show_view", view))


def _statuses(window: MainWindow) -> Iterator[PaletteRow]:
    if window.workspace is None:
        return
    for place, level in enumerate(window.workspace.session.scale, start=1):
        right = key_words(f"Ctrl+{place}") if place <= MOST_STATUSES else ""
        run = partial(window.set_status, level.code)
        yield PaletteRow("", f"Set status {level.label}", right, run, level=level)


def _found(window: MainWindow, text: str) -> list[PaletteRow]:
    workspace = window.workspace
    if workspace is None:
        return []
    return [_found_row(window, found) for found in find_anything(workspace.session, text, MOST)]


def _found_row(window: MainWindow, found: Found) -> PaletteRow:
    icon, word = _KINDS[found.kind]
    return PaletteRow(icon, found.title, word, partial(_open, window, found.kind, found.id), found.ref)


def _open(window: MainWindow, kind: str, id: str, is_gone: bool = False) -> None:
    """Show what was found where people work with it."""
    if window.workspace is not None:
        from send_tracker.gui.going import go_to

        go_to(window.workspace, kind, id, window, is_gone=is_gone)
