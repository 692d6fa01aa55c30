"""What the plan says while it has no rows to show: each leads on to what is needed next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from send_tracker.gui.commands import Command
from send_tracker.services.plan_view import Head


@dataclass(frozen=True, slots=True)
class Nothing:
    """A title, a sentence, and a button with what it does."""

    title: str
    sentence: str
    button: str
    act: Callable[[], object]
    icon: str = ""


def no_parts(area: Head | None, want: Callable[[Command], object], writable: bool) -> Nothing:
    """Say that there is no area, or no outcome under the newest area. A copy to read has no button."""
    if area is None:
        sentence = "A plan starts with what the inspection asked to be put right. Outcomes and actions stand under it."
        words, command = ("No priority areas yet", "New priority area"), Command.NEW_AREA
    else:
        name = f"{area.ref} {area.title}".strip()
        sentence = f"Say what should be better under {name}. Actions stand under an outcome."
        words, command = ("No outcomes yet", "New outcome"), Command.NEW_OUTCOME
    return Nothing(words[0], sentence, words[1] if writable else "", lambda: want(command), "plus")


def no_actions(add: Callable[[], object], writable: bool) -> Nothing:
    """Say that there is no action."""
    button = "New action" if writable else ""
    return Nothing("No actions yet", "Add the first action of the plan.", button, add, "plus")
