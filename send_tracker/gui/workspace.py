"""What the pages of an open file share: the session, and the signals that go between them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from send_tracker.domain.problem import Problem
from send_tracker.gui.preferences import Preferences
from send_tracker.services.drafts import Drafts
from send_tracker.services.session import Edited, Session

if TYPE_CHECKING:
    from send_tracker.services.challenge_index import ChallengeIndex
    from send_tracker.services.finder import Finder

_NOT_KEPT = (
    "The disk is full: what you typed and did not save is kept nowhere but here. Free some space and save it. "
    "If you go on without, it is lost; everything saved before is safe."
)

P = ParamSpec("P")
T = TypeVar("T")


class Workspace(QObject):
    """One open file in one window.

    Signals:
        edited(Edited): an edit was committed; pages repaint what it touched.
        problem(str): one plain sentence for the banner across the page.
        notice(str): one plain sentence for the status bar.
        show_plan(PlanFilter): show the Plan page with this filter.
        show_action(str): show the Plan page with this action selected and its panel open.
        show_evidence(str): show the Evidence page with this item selected.
        show_measure(str): show the Measures page with this measure selected. show_measures(MeasureFilter): filtered.
        show_record(str): show the Meetings page with this meeting, agenda item, decision, risk or the like selected.
        redact_wanted(str, frozenset[str]): a text of an entity shall be taken out, of these edits; none for all.
        settle_wanted(str): the conflicts shall be settled, beginning with those of this entity.
        texts_read(int, int): so many attached files of so many were read for the search.
        selected(list[str]): the actions that are selected now, wherever that was done.
    """

    edited = Signal(object)
    problem = Signal(str)
    notice = Signal(str)
    show_plan = Signal(object)
    show_action = Signal(str)
    show_evidence = Signal(str)
    show_measure = Signal(str)
    show_measures = Signal(object)
    show_record = Signal(str)
    redact_wanted = Signal(str, object)
    settle_wanted = Signal(str)
    texts_read = Signal(int, int)
    selected = Signal(list)

    def __init__(self, session: Session, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.drafts = Drafts(session)
        self.preferences = preferences
        if preferences.get("boards_chosen"):
            from send_tracker.gui.chosen_board import recall_choice

            recall_choice(session, preferences)
        self.is_open = True
        self._warned = False
        self.backs_up: Callable[[Session], object] | None = None
        self._challenges: ChallengeIndex | None = None
        self._finder: Finder | None = None
        session.on_edit.append(self._on_edit)

    @property
    def challenges(self) -> ChallengeIndex:
        """What the rules question. The rules are loaded when somebody first asks, which is after the first paint."""
        if self._challenges is None:
            from send_tracker.services.challenge_index import ChallengeIndex

            self._challenges = ChallengeIndex(self.session)
        return self._challenges

    @property
    def finder(self) -> Finder:
        """The search over everything, made when it is first asked for."""
        if self._finder is None:
            from send_tracker.services.finder import Finder

            self._finder = Finder(self.session)
        return self._finder

    def _on_edit(self, edited: Edited) -> None:
        if self._challenges is not None:  # it hears of an edit before the pages, which ask it
            self._challenges.note(edited)
        if self._finder is not None:
            self._finder.note(edited)
        self.edited.emit(edited)

    def write_drafts(self) -> None:
        """Write down what is typed and not saved; on a full disk say once that it is not."""
        try:
            self.drafts.write()
        except Problem:
            if not self._warned:
                self._warned = True
                self.problem.emit(_NOT_KEPT)

    def keep_a_backup(self) -> None:
        """Write a verified backup, before something comes in that touches many actions at once.

        Raises:
            Problem: it could not be written or did not pass its check.
        """
        if self.backs_up is not None:
            self.backs_up(self.session)

    def attempt(self, verb: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Run a verb of services; a :class:`Problem` becomes the sentence in the banner and gives None."""
        try:
            return verb(*args, **kwargs)
        except Problem as problem:
            self.problem.emit(problem.sentence)
            return None

    def close(self, following: Session | None = None) -> None:
        """Stop listening and let the file go, or only its past, where what is shown next is of the same file."""
        self.is_open = False
        self.session.on_edit.clear()
        if self._finder is not None:
            self._finder.close()
        present = self.session.present
        if self.session is not present:
            self.session.close()
        if following is None or following.present is not present:
            if present.sharing is not None and present.sharing.is_waiting:
                with suppress(Problem):  # it is safe here, and is shared when the file is opened again
                    present.sharing.share()
            present.close()
