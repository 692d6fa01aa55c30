"""What is said of an outcome, an area, a theme or the programme, worded for one audience; never in other words."""

from __future__ import annotations

from send_tracker.domain.dates import show
from send_tracker.domain.live_facts import LiveFacts
from send_tracker.exchange.briefing.material import Material
from send_tracker.exchange.briefing.printed import Printed
from send_tracker.exchange.document.blocks import Block, Paragraph
from send_tracker.services.statements import Audience, worded


class Said:
    """The statements of a document. What has no wording for the audience is left out and named."""

    def __init__(self, material: Material, printed: Printed, audience: Audience) -> None:
        self._book = material.book
        self._facts: LiveFacts = material.facts
        self._names = material.names
        self._printed = printed
        self._audience = audience
        self._left_out: list[str] = []
        self._problems: list[str] = []

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is not shown, and why, one sentence each."""
        return tuple(self._left_out)

    @property
    def problems(self) -> tuple[str, ...]:
        """Which statements cannot be shown because a live field means nothing any more."""
        return tuple(self._problems)

    def text(self, target: str) -> str:
        """Return the wording for the audience; empty where there is none."""
        statement = self._book.statement_of(target)
        if statement is None:
            return ""
        name = next(iter(self._names.refs([target])), "the programme")
        if statement.internal:
            self._left_out.append(f"The team’s own note on {name} is left out.")
        found = worded(statement, self._audience, self._facts)
        if found.wrong:
            self._problems.append(f"The statement on {name} was left out: {' '.join(found.wrong)}")
        elif not found.text and (statement.board or statement.public):
            self._left_out.append(f"{name} has no wording for this audience, so nothing is said of it.")
        if found.text:
            self._printed.fields(getattr(statement, self._audience.value))
        return found.text

    def blocks(self, target: str) -> tuple[Block, ...]:
        """Return the wording as paragraphs."""
        return tuple(Paragraph(p.strip()) for p in self.text(target).split("\n") if p.strip())

    def speaks_of(self, target: str) -> str:
        """Return the day, month or term that a statement speaks of: "July 2025"."""
        statement = self._book.statement_of(target)
        return show(statement.date) if statement is not None else ""
