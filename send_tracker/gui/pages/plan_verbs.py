"""What an officer does to the rows of the plan: each one edit, through the services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage

from send_tracker.domain.problem import Problem
from send_tracker.domain.text import plural
from send_tracker.gui.models.plan_columns import Column
from send_tracker.gui.workspace import Workspace
from send_tracker.services import due_dates, ending, evidence, plan
from send_tracker.services.action_view import read_action


class PlanVerbs:
    """Runs services for the page, and says what came of it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._session = workspace.session

    def set_title(self, action: str, title: str) -> str:
        """Reword an action; return why not, or nothing."""
        return self._sentence(lambda: plan.change_action(self._session, action, title=title))

    def set_due(self, actions: Sequence[str], due: str | None) -> str:
        """Set the date that actions are held to; return why not, or nothing."""
        return self._sentence(lambda: due_dates.set_due(self._session, actions, due))

    def set_leads(self, actions: Sequence[str], people: Sequence[str]) -> None:
        """Give actions these leads and no others."""
        self._workspace.attempt(plan.set_leads, self._session, actions, people)

    def withdraw(self, actions: Sequence[str]) -> str:
        """Take actions out of the plan; return what to say about it."""
        named = read_action(self._session, actions[0]) if len(actions) == 1 else None
        if self._workspace.attempt(ending.withdraw, self._session, actions) is None:
            return ""
        return f"{named.ref} was withdrawn." if named else f"{plural(len(actions), 'action')} were withdrawn."

    def fill_down(self, column: Column, actions: Sequence[str]) -> str:
        """Give the rest of the actions the first one's leads, as one edit; return why not, or nothing."""
        first = read_action(self._session, actions[0])
        if first is None:
            return ""
        if column is Column.LEAD:
            return self._sentence(lambda: plan.set_leads(self._session, actions[1:], first.leads))
        return "Fill down works in Lead, Due and Status: go to one of these columns first."

    # Evidence

    def attach(self, action: str, paths: Sequence[Path]) -> None:
        """Attach files to an action."""
        found = read_action(self._session, action)
        done = [
            p for p in paths if self._workspace.attempt(evidence.attach_file, self._session, p, [action]) is not None
        ]
        if done and found:
            self._workspace.notice.emit(f"{plural(len(done), 'file')} attached to {found.ref} as evidence.")

    def paste(self, action: str) -> None:
        """Attach the picture or the files on the clipboard to an action."""
        content = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]
        image = QGuiApplication.clipboard().image() if content.hasImage() else QImage()
        if not image.isNull():
            self._attach_picture(action, image)
        elif paths:
            self.attach(action, paths)
        else:
            self._workspace.notice.emit("There is no picture and no file on the clipboard.")

    def _attach_picture(self, action: str, image: QImage) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        found = read_action(self._session, action)
        name = f"Picture for {found.ref if found else 'an action'}.png"
        content = bytes(buffer.data().data())
        if self._workspace.attempt(evidence.attach_bytes, self._session, name, content, [action]) is not None and found:
            self._workspace.notice.emit(f"A picture was attached to {found.ref} as evidence.")

    @staticmethod
    def _sentence(verb: Callable[[], object]) -> str:
        try:
            verb()
        except Problem as problem:
            return problem.sentence
        return ""
