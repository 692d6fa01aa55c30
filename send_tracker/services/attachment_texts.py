"""The words of attached files: which are still to be read, what is known of each, and what is no longer kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from send_tracker.domain.finding.attachment import Extracted, sentence_of
from send_tracker.domain.finding.query import Query
from send_tracker.domain.problem import Problem
from send_tracker.services.session import Session
from send_tracker.storage.text_cache import ENDING, TextCache, drop_orphans


def texts_of(session: Session) -> AttachmentTexts | None:
    """Return the words of a session's attached files; None where no place for them is known."""
    present = session.present
    if present.texts is None and present.texts_folder is not None:
        present.texts = AttachmentTexts(present.texts_folder, present)
    return present.texts


class AttachmentTexts:
    """The words of the files that are attached in one tracker. Its cache is opened when it is first asked for."""

    def __init__(self, folder: Path, session: Session) -> None:
        """Know where the cache lies.

        Args:
            folder: this user's folder for them. session: the open tracker, in the present.
        """
        self._folder = folder
        self._session = session
        self._opened: TextCache | None = None

    @property
    def _cache(self) -> TextCache:
        if self._opened is None:
            self._opened = TextCache(self._path, self._session.home)
        return self._opened

    @property
    def _path(self) -> Path:
        return self._folder / f"{self._session.file.log.tracker}{ENDING}"

    def close(self) -> None:
        """Let the cache go."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def unread(self, session: Session) -> list[tuple[str, str]]:
        """Return hash and name of the files of a session's evidence that were not read yet."""
        known = self._cache.names()
        found = {name: file for name, file in session.file.evidence_rows.files() if name not in known}
        return list(found.items())

    def content(self, name: str) -> bytes | None:
        """Return the bytes of a file; None where they cannot be had here, which is kept as the reason."""
        try:
            return self._session.file.evidence_files.get(name)
        except Problem as problem:
            missing = problem.code == "file-missing"
            self.keep(name, Extracted(why_not="missing" if missing else "damaged"))
            return None

    def keep(self, name: str, found: Extracted) -> None:
        """Keep what was read of a file, unless it was taken out meanwhile."""
        if name in self._named():
            self._cache.keep(name, found)

    def sentence(self, name: str) -> str:
        """Return what is to be said of the words of a file; empty where they are searched, or were not read yet."""
        state = self._cache.state(name)
        return sentence_of(*state) if state is not None else ""

    def is_read(self, name: str) -> bool:
        """Tell whether a file was read, with words or without."""
        return self._cache.state(name) is not None

    def prune(self) -> None:
        """Take out the words of files that no evidence has or had: those redacted, or whose attaching was undone."""
        self._cache.prune(self._named())

    def _named(self) -> set[str]:
        """Return the hashes of all files that evidence has, or had on some day."""
        return self._session.file.reading.values_ever("evidence", "file_hash")

    def prune_if_there(self) -> None:
        """Do so if there is a cache at all, and drop those of trackers that are gone from this computer."""
        if self._opened is not None or self._path.is_file():
            self.prune()
        drop_orphans(self._folder)

    def find(self, query: Query) -> Mapping[str, int]:
        """Return the files that have what is searched, by hash, each with its best passage."""
        return self._cache.find(query)

    def read(self, query: Query, passages: list[int]) -> Mapping[int, tuple[str, str]]:
        """Return where passages stand, and their text with the found words marked."""
        return self._cache.read(query, passages)
