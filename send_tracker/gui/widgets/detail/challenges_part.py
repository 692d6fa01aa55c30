"""The challenges to one subject: the sentence, how much it matters, what the rule means, and a waiver in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from send_tracker.domain.challenge.model import Challenge
from send_tracker.domain.challenge.rules import rule_named
from send_tracker.domain.dates import show
from send_tracker.domain.register import Person
from send_tracker.domain.severity import SEVERITY_LABELS, Severity
from send_tracker.gui import icons, theme
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.detail.waiver_form import WaiverForm
from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import Label, Rule
from send_tracker.gui.workspace import Workspace
from send_tracker.services.challenges import unwaive, waive

SIGNS = {
    Severity.HIGH: ("triangle-alert", "text"),
    Severity.MEDIUM: ("triangle-alert", "muted"),
    Severity.LOW: ("circle-question-mark", "muted"),
}


class ChallengesPart(QWidget):
    """Every challenge to a subject, the worst first; waived ones last. Hidden while there is none."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown: tuple[Challenge, ...] = ()
        self.rows: list[ChallengeRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._rule = Rule()
        self._column.addWidget(self._rule)
        self.setAccessibleName("Challenges raised by the rules")
        self.hide()

    def show_subject(self, subject: str | None) -> None:
        """Show the challenges to a subject, or nothing; what is being typed for one that stays is kept.

        Until the index was loaded nothing is shown: the first selection does not wait for it.
        """
        index = self._workspace.challenges
        found = index.of(subject) if subject and index.is_loaded else ()
        found = tuple(sorted(found, key=lambda one: one.waived))
        if found != self._shown:
            self._shown = found
            self._fill()
        self.setVisible(bool(found))

    def _fill(self) -> None:
        kept = {row.key: row for row in self.rows}
        self.rows = []
        for place, one in enumerate(self._shown):
            row = kept.pop((one.rule, one.subject_id), None)
            if row is None or row.challenge != one:
                if row is not None:
                    row.deleteLater()
                row = ChallengeRow(self._workspace, one)
            self._column.insertWidget(place, row)
            self.rows.append(row)
        for row in kept.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()


class ChallengeRow(QWidget):
    """One challenge, with its verbs."""

    def __init__(self, workspace: Workspace, challenge: Challenge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.challenge = challenge
        self.key = (challenge.rule, challenge.subject_id)
        rule = rule_named(challenge.rule)
        token = "muted" if challenge.waived else "text"

        # Parts
        self.headline = Label(challenge.headline, "body", 500, token, wrap=True)
        self.sentence = Label(challenge.detail, "small", token="muted", wrap=True)
        self.severity = Label(self._severity_words(), "small", 500, "muted")
        self.definition = Label(rule.definition, "small", token="muted", wrap=True)
        self.definition.hide()
        self.explain = Button("What this means", "link", on_click=self._toggle_definition)
        self.form: WaiverForm | None = None
        self.verb = (
            self._link("Take the waiver back", self._unwaive)
            if challenge.waived
            else self._link("Waive…", self.ask_waiver)
        )
        self.setAccessibleName(f"Challenge, {self._severity_words()}: {challenge.headline}")
        self._lay_out()

    def _severity_words(self) -> str:
        waiver = self.challenge.waiver
        severity = f"{SEVERITY_LABELS[self.challenge.severity]} severity"
        return f"{severity}, waived until {show(waiver.expires)}" if waiver else severity

    def _link(self, words: str, act: Callable[[], object]) -> Button:
        made = Button(words, "link", on_click=act)
        made.setAccessibleName(f"{words.rstrip('…')}: {self.challenge.headline}")
        made.setEnabled(not self._workspace.session.read_only)
        return made

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.headline)
        words.addWidget(self.sentence)
        if waiver := self.challenge.waiver:
            person = next((p.name for p in self._people() if p.id == waiver.person), "somebody")
            words.addWidget(Label(f"Waived by {person}: {waiver.reason}", "small", wrap=True))
        foot = QWidget()
        line = FlowLayout(foot, 12, 0)
        for part in (self.severity, self.explain, self.verb):
            line.addWidget(part)
        words.addWidget(foot)
        words.addWidget(self.definition)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_Sign(*SIGNS[self.challenge.severity]), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(row)

    def _people(self) -> tuple[Person, ...]:
        return self._workspace.session.register().people

    def _toggle_definition(self) -> None:
        self.definition.setVisible(self.definition.isHidden())
        self.explain.setText("Hide" if self.definition.isVisibleTo(self) else "What this means")

    # The waiver

    def ask_waiver(self) -> None:
        """Ask for reason, person and last day, in place."""
        if self.form is None:
            self.form = WaiverForm(self._workspace)
            self.form.given.connect(self._waive)
            self.form.left.connect(self._close_form)
            self._column.addWidget(self.form)
        self.form.show()
        self.form.start()

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
        self.verb.setFocus(Qt.FocusReason.OtherFocusReason)

    def _waive(self, reason: str, person: str, expires: str) -> None:
        given = partial(waive, reason=reason, person=person, expires=expires)
        self._workspace.attempt(given, self._workspace.session, *self.key)

    def _unwaive(self) -> None:
        self._workspace.attempt(unwaive, self._workspace.session, *self.key)


class _Sign(QWidget):
    """The icon of a severity; the words beside it say the same."""

    def __init__(self, icon: str, token: str) -> None:
        super().__init__()
        self._icon, self._token = icon, token
        theme.hub.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(16), theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        side = theme.px(16)
        icons.draw(painter, box.x(), box.y() + 1, self._icon, self._token, side)
        painter.end()
