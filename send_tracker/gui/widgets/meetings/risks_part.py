"""The risk register: "if … then …", likelihood and impact, and how each moved since a board that is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from send_tracker.domain.board_rows import ESCALATIONS, LEVELS, Risk
from send_tracker.domain.problem import Problem
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.measure.rows_table import RowsEntry
from send_tracker.gui.widgets.meetings.ask_line import Given
from send_tracker.gui.widgets.meetings.cycle import Cycle
from send_tracker.gui.widgets.meetings.link_list import LinkList
from send_tracker.gui.widgets.meetings.record_form import WIDE, FieldAsk
from send_tracker.gui.widgets.meetings.records_part import WITHDRAW, RecordsPart, Verb, reason
from send_tracker.services.compared_board import compared_board
from send_tracker.services.risks import (
    add_risk,
    change_risk,
    close_risk,
    rate_risk,
    risk_register,
    set_risk_links,
    withdraw_risk,
)

_LEVELS = tuple((str(n), f"{n} {word}") for n, word in LEVELS.items())
_NUMBERS = ("likelihood", "impact", "target_likelihood", "target_impact")
_THREATENS = frozenset({"action", "outcome", "measure"})


class RisksPart(RecordsPart):
    """The register."""

    noun = "Risks"
    adding = "Add a risk"
    empty = "No risks yet. A risk says what may happen, what that would do, and what keeps it small."
    heads = ("Ref", "Risk", "Score", "Aim", "Since the board", "Owner", "Escalated to")
    most_rows = 8
    fields = (
        FieldAsk("title", "Risk", width=WIDE),
        FieldAsk("cause", "If", "text"),
        FieldAsk("effect", "Then", "text"),
        FieldAsk("likelihood", "Likelihood now", "choice", choices=_LEVELS),
        FieldAsk("impact", "Impact now", "choice", choices=_LEVELS),
        FieldAsk("target_likelihood", "Likelihood aimed at", "choice", choices=_LEVELS),
        FieldAsk("target_impact", "Impact aimed at", "choice", choices=_LEVELS),
        FieldAsk("owner", "Owner", "choice"),
        FieldAsk("escalation", "Escalated to", "choice", choices=tuple(ESCALATIONS.items())),
        FieldAsk("controls", "Controls", "text", WIDE),
        FieldAsk("note", "Note", "text", WIDE),
    )
    verbs = (
        Verb("close", "Close…", reason("Why does it threaten no more?"), "check"),
        Verb("open", "Open again"),
        Verb(WITHDRAW, "Withdraw…", reason("Why is it taken out?"), "x"),
    )
    cycle: Cycle

    def _lay_out(self) -> None:
        self.since = Label("", "body", token="muted", wrap=True)
        self.sentence = Label("", "body", 500, wrap=True)
        super()._lay_out()
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.since)

    def below(self) -> Sequence[QWidget]:
        """Return the risk in a sentence and what it threatens."""
        self.links = LinkList("Threatens", "Link an action, outcome or measure")
        self.links.added.connect(lambda id: self._set_links([*self._one(self.table.id).links, id]))
        self.links.removed.connect(lambda id: self._set_links([x for x in self._one(self.table.id).links if x != id]))
        self.links.opened.connect(self.opened)
        return (self.sentence, self.links)

    def show_cycle(self, cycle: Cycle) -> None:
        """Show the register as it is now."""
        self.cycle = cycle
        self._register = risk_register(self.session)
        board = compared_board(self.session)
        words = f"Movement since {board.words}" if board else "There is no board to compare with yet"
        self.since.setText(f"{words}. Score is likelihood times impact, at most 25.")
        self.form.set_choices("owner", cycle.people)
        self.fill()

    def rows(self) -> Sequence[RowsEntry]:
        """Return the risks, the worst first."""
        return [
            RowsEntry(m.risk.id, (m.risk.ref, m.risk.title, *self._cells(m.risk, m.words)), words=m.risk.sentence)
            for m in self._register.moves
        ]

    def _cells(self, risk: Risk, words: str) -> tuple[str, ...]:
        owner = self.cycle.called.get(risk.owner or "", "")
        return (_score(risk.score), _score(risk.target_score), words, owner, ESCALATIONS.get(risk.escalation, ""))

    def _one(self, id: str) -> Risk:
        return next(m.risk for m in self._register.moves if m.risk.id == id)

    def values(self, id: str) -> Mapping[str, str | None]:
        """Return the fields of a risk."""
        risk = self._one(id)
        return {
            ask.key: _text(getattr(risk, ask.key)) if ask.key in _NUMBERS else getattr(risk, ask.key)
            for ask in self.fields
        }

    def filled(self, id: str) -> None:
        """Show the sentence, the links, and whether it can be closed or opened."""
        risk = self._one(id) if id else None
        self.sentence.setText(risk.sentence if risk and risk.cause and risk.effect else "")
        self.sentence.setVisible(bool(self.sentence.text()))
        self.links.show_links(risk.links if risk else (), self.cycle.names, _THREATENS, self.can_edit)
        self.buttons["close"].setVisible(risk is not None and risk.is_open)
        self.buttons["open"].setVisible(risk is not None and not risk.is_open)

    def save(self, id: str, key: str, value: Any) -> object:
        """Save one field; the rating of now is an edit of its own."""
        if key not in _NUMBERS:
            return change_risk(self.session, id, **{key: value})
        number = int(value) if value else None
        risk = self._one(id)
        if key in ("likelihood", "impact") and number is not None:
            likelihood = number if key == "likelihood" else risk.likelihood
            impact = number if key == "impact" else risk.impact
            if likelihood and impact:
                return rate_risk(self.session, id, likelihood, impact)
        return change_risk(self.session, id, None, **{key: number})

    def add(self, given: Given) -> str:
        """Add a risk."""
        return add_risk(self.session, given["words"])

    def _set_links(self, targets: Sequence[str]) -> None:
        if self.table.id:
            self.workspace.attempt(set_risk_links, self.session, self.table.id, targets)

    def run(self, key: str, id: str, given: Given) -> object:
        """Close it, open it again, or take it out."""
        if key == "close":
            return close_risk(self.session, id, given["reason"])
        if key == "open":
            return change_risk(self.session, id, status="open")
        if key == WITHDRAW:
            return withdraw_risk(self.session, id, given["reason"])
        raise Problem("There is nothing to do.", "nothing")


def _score(score: int | None) -> str:
    return str(score) if score else "–"


def _text(number: int | None) -> str | None:
    return str(number) if number else None
