"""The entries of a history as lines of text: for the list, for a screen reader, and to be copied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from send_tracker.domain.dates import long_date
from send_tracker.services.story import StoryEntry


def when(entry: StoryEntry) -> str:
    """Return the head of an entry: the day, who, at which meeting, and when it was typed if that was later."""
    words = f"{long_date(date.fromisoformat(entry.day))}, {entry.author}"
    if entry.meeting:
        words += f", {entry.meeting}"
    if entry.recorded_on:
        words += f", recorded {long_date(date.fromisoformat(entry.recorded_on))}"
    return words if entry.counts else f"{words}, undone"


def body(entry: StoryEntry) -> list[str]:
    """Return the lines below the head: what changed, why, and what came with it."""
    return [*entry.sentences, *([f"Why: {entry.reason}"] if entry.reason else []), *entry.beside]


def text_of(entry: StoryEntry) -> str:
    """Return the whole of an entry."""
    return "\n".join([when(entry), *body(entry)])


def text_of_all(title: str, entries: Sequence[StoryEntry]) -> str:
    """Return a history as plain text."""
    return "\n\n".join([title, *map(text_of, entries)]) + "\n"
