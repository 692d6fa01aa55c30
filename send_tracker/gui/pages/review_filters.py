"""The filters of review mode in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from send_tracker.domain.board import BoardDates
from send_tracker.domain.dates import day_month
from send_tracker.domain.review import Progress, Scope
from send_tracker.domain.review_words import board_words
from send_tracker.domain.status import StatusScale
from send_tracker.domain.text import plural
from send_tracker.gui.widgets.review.head import Choice
from send_tracker.services.review import Review


def scope_words(scope: Scope, scale: StatusScale, boards: BoardDates) -> str:
    """Return what a scope shows: "Not updated since the board of 22 May", "Obstacles or At risk"."""
    trouble = [level.label for level in scale if scale.is_trouble(level.code)]
    since = f" of {day_month(boards.compared)}" if boards.compared else ""
    return {
        Scope.ALL: "Everything",
        Scope.STALE: f"Not updated since the {f'board{since}' if since else 'last board'}",
        Scope.MINE: "Mine, as lead",
        Scope.CHALLENGED: "Challenged by a rule",
        Scope.TROUBLE: " or ".join(trouble) or "In trouble",
    }[scope]


def scopes(review: Review) -> Sequence[Choice]:
    """Return the scopes with their counts, in the group that is chosen."""
    session, wanted = review.session, review.sitting.wanted
    found = []
    for scope in Scope:
        choice = replace(wanted, scope=scope)
        words = scope_words(scope, session.scale, session.boards)
        found.append((f"{words}  ({review.count(choice):,})", choice))
    return found


def groups(review: Review) -> Sequence[Choice]:
    """Return the whole plan, areas and outcomes with their counts in the scope that is chosen."""
    wanted = review.sitting.wanted
    whole = replace(wanted, group="")
    found = [(f"The whole plan  ({review.count(whole):,})", whole)]
    for head in review.groups:
        choice = replace(wanted, group=head.id)
        indent = "" if head.is_area else "    "
        found.append((f"{indent}{head.ref} {head.title}  ({review.count(choice):,})", choice))
    return found


def filter_words(review: Review) -> str:
    """Return what is shown: "for the board of 14 August 2025. APA2, 25 actions"."""
    session, wanted = review.session, review.sitting.wanted
    head = next((h for h in review.groups if h.id == wanted.group), None)
    parts = [head.ref] if head is not None else []
    if wanted.scope is not Scope.ALL:
        words = scope_words(wanted.scope, session.scale, session.boards)
        parts.append(words if not parts else f"{words[:1].lower()}{words[1:]}")
    parts.append(plural(len(review.order), "action"))
    return f"{board_words(review.sitting.board)}. {', '.join(parts)}"


def status_words(progress: Progress) -> str:
    """Return the words of the status bar: "Review: 11 of 25 actions, 3 changed in this sitting"."""
    changed = f", {progress.changed:,} changed in this sitting" if progress.changed else ""
    return f"Review: {progress.reviewed:,} of {plural(progress.total, 'action')}{changed}"
