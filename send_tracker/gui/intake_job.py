"""Reading a source in a process of its own: the window stays alive, and Cancel ends it at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from send_tracker.domain.intake.preview import Preview, from_json
from send_tracker.gui.tasks import Task, Workshop
from send_tracker.services.session import Session
from send_tracker.services.snapshot import write_snapshot


class IntakeJob(QObject):
    """Runs the command line on a copy of the open file, one question at a time.

    Signals:
        progressed(int, int, str): how many steps of how many are done, and at what.
        looked(object): the sheets, columns and proposals of a source, as a dictionary.
        previewed(object, object): the :class:`Preview`, and what else the command handed over.
        listed(object): a JSON document that a command printed.
        failed(str): why not, in one plain sentence. Nothing was changed.
    """

    progressed = Signal(int, int, str)
    looked = Signal(object)
    previewed = Signal(object, object)
    listed = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, command: list[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._command = command
        self._workshop = Workshop()
        self.task: Task | None = None
        self._count = 0

    @property
    def is_running(self) -> bool:
        """Tell whether the process is at work."""
        return self.task is not None and self.task.is_running

    def scratch(self, name: str) -> Path:
        """Return a path for something passing; it goes when the job does."""
        return self._workshop.path(name)

    def look(self, source: Path, mapping: dict[str, Any] | None) -> None:
        """Ask what is in a source.

        Raises:
            Problem: no copy of the open file could be written.
        """
        copy, given = self._copy(), self._given(mapping)
        self._run(["import", str(copy), str(source), "--look", *given], self._take_look)

    def preview(self, source: Path, mapping: dict[str, Any] | None) -> None:
        """Ask what importing a source would do.

        Raises:
            Problem: no copy of the open file could be written.
        """
        copy, given, target = self._copy(), self._given(mapping), self._target()
        words = ["import", str(copy), str(source), "--preview", str(target), *given]
        self._run(words, lambda _text: self._take_preview(target))

    def preview_evidence(self, source: Path) -> None:
        """Ask what importing an evidence register would do.

        Raises:
            Problem: no copy of the open file could be written.
        """
        copy, target = self._copy(), self._target()
        words = ["import", str(copy), str(source), "--what", "evidence", "--preview", str(target)]
        self._run(words, lambda _text: self._take_preview(target))

    def look_figures(self, source: Path) -> None:
        """Ask what is in a file of figures.

        Raises:
            Problem: no copy of the open file could be written.
        """
        self._run(["import", str(self._copy()), str(source), "--what", "observations", "--look"], self._take_look)

    def preview_figures(self, source: Path, mapping: dict[str, Any] | None) -> None:
        """Ask what importing figures would do.

        Raises:
            Problem: no copy of the open file could be written.
        """
        copy, given = self._copy(), self._given(mapping)
        words = ["import", str(copy), str(source), "--what", "observations", "--json", *given]
        self._run(words, self._take_list)

    def preview_return(self, book: Path) -> None:
        """Ask what taking a return back would do.

        Raises:
            Problem: no copy of the open file could be written.
        """
        copy, target = self._copy(), self._target()
        words = ["take-return", str(copy), str(book), "--preview", str(target)]
        self._run(words, lambda _text: self._take_preview(target))

    def write_returns(self, folder: Path, leads: list[str], *, force: bool) -> None:
        """Have a return written for each lead.

        Raises:
            Problem: no copy of the open file could be written.
        """
        words = ["returns", str(self._copy()), "-o", str(folder), "--json", *(["--force"] if force else [])]
        for lead in leads:
            words += ["--lead", lead]
        self._run(words, self._take_list)

    def cancel(self) -> None:
        """End what is at work."""
        if self.task is not None:
            self.task.cancel()

    def clear(self) -> None:
        """End what is at work, and remove what was passing."""
        self.cancel()
        self._workshop.clear()

    def _copy(self) -> Path:
        self._count += 1
        copy = self._workshop.path(f"{self._count}-{self._session.path.name}")
        write_snapshot(self._session, copy)
        return copy

    def _target(self) -> Path:
        return self._workshop.path(f"preview-{self._count}.json")

    def _given(self, mapping: dict[str, Any] | None) -> list[str]:
        if mapping is None:
            return []
        path = self._workshop.path(f"mapping-{self._count}.json")
        path.write_text(json.dumps(mapping, ensure_ascii=False), encoding="utf-8")
        return ["--mapping", str(path)]

    def _run(self, words: list[str], take: Any) -> None:
        self.task = Task(self._command, words, self)
        self.task.progressed.connect(self.progressed)
        self.task.finished.connect(lambda ok, text: take(text) if ok else self.failed.emit(text))
        self.task.start()

    def _take_look(self, text: str) -> None:
        document = self._document(text)
        if document is not None:
            self.looked.emit(document)

    def _take_list(self, text: str) -> None:
        document = self._document(text)
        if document is not None:
            self.listed.emit(document)

    def _document(self, text: str) -> dict[str, Any] | None:
        try:
            found = json.loads(text)
        except ValueError:
            found = None
        if isinstance(found, dict):
            return found
        self.failed.emit("The program that reads it gave no answer that could be read. Nothing was changed.")
        return None

    def _take_preview(self, path: Path) -> None:
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            preview: Preview = from_json(document)
        except (OSError, ValueError, KeyError, TypeError):
            self.failed.emit("The program that reads it gave no answer that could be read. Nothing was changed.")
            return
        self.previewed.emit(preview, document)
