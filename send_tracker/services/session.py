"""An officer at work on one open file: who, when, and what happens after an edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from send_tracker.domain.board import BoardDates, board_dates
from send_tracker.domain.dates import long_date
from send_tracker.domain.log import Draft, EditRequest
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Meeting, Programme, Register
from send_tracker.domain.status import StatusScale
from send_tracker.domain.text import clean_text, one_line
from send_tracker.services.reading import read_meetings, read_programme, read_register, read_scale
from send_tracker.storage.file import TrackerFile
from send_tracker.storage.log import Written as Edited

if TYPE_CHECKING:
    from send_tracker.services.attachment_texts import AttachmentTexts
    from send_tracker.services.sharing import Sharing

__all__ = ["Clock", "Edited", "FixedClock", "RealClock", "Session"]


class Clock(Protocol):
    """Tells the time; tests and the sample bring their own."""

    def now(self) -> datetime:
        """Return this moment, with its time zone."""


class RealClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return this moment in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands where it is put, for tests and for replaying a sample."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Return the moment it was put at."""
        return self.moment


class Session:
    """The open file with the officer who edits it. Every verb takes one.

    ``on_edit`` callbacks are told of each committed edit, so that a window can repaint what it touched; those
    of a batch are told when the whole of it is committed.
    """

    def __init__(
        self,
        file: TrackerFile,
        author: str,
        clock: Clock | None = None,
        past: tuple[Session, date | None] | None = None,
    ) -> None:
        """Begin to work on a file.

        Args:
            file: the open file, or what it was.
            author: who edits.
            clock: tells the time.
            past: for a reading of the past, the session it was made from and the day it is as at.
        """
        self.present, self.as_at = past or (self, None)
        self.file = file
        self.author = one_line(clean_text(author, "The officer’s name")) or "Officer"
        self.clock = clock or RealClock()
        self.on_edit: list[Callable[[Edited], None]] = []
        self.last_saved: datetime | None = None
        self.board_chosen: date | None = None
        self._scale: StatusScale | None = None
        self._programme: Programme | None = None
        self._meetings: tuple[Meeting, ...] | None = None
        self._register: Register | None = None
        self._waiting: list[Edited] | None = None
        self._founding = False
        self.sharing: Sharing | None = None
        self.texts_folder: Path | None = None
        self.texts: AttachmentTexts | None = None  # see texts_of

    # What is asked for everywhere

    @property
    def path(self) -> Path:
        """The tracker file."""
        return self.file.path

    @property
    def home(self) -> Path:
        """The file as the officer knows it: where it was opened, of which this may be the working copy."""
        return self.sharing.origin if self.sharing else self.path

    @property
    def read_only(self) -> bool:
        """True for a backup, a file that somebody else has open, and the past."""
        return self.file.read_only

    @property
    def programme(self) -> Programme:
        """The programme as it is now."""
        if self._programme is None:
            self._programme = read_programme(self.file.reading)
        return self._programme

    @property
    def scale(self) -> StatusScale:
        """The status scale as it is now."""
        if self._scale is None:
            self._scale = read_scale(self.file.reading)
        return self._scale

    @property
    def today(self) -> date:
        """The programme's today: the real date, the fixed date of a sample, or the day that is looked back to."""
        if self.as_at is not None:
            return self.as_at
        fixed = self.programme.sample_date
        return date.fromisoformat(fixed) if fixed else self.clock.now().astimezone().date()

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings by date."""
        if self._meetings is None:
            self._meetings = read_meetings(self.file.reading)
        return self._meetings

    @property
    def boards(self) -> BoardDates:
        """The boards around today; ``compared`` is the one that was chosen to compare with, if it was held."""
        found = board_dates(self.meetings, self.today, self.programme.cycle_weeks)
        chosen = self.board_chosen
        known = chosen is not None and any(m.day == chosen <= self.today and m.type == "board" for m in self.meetings)
        return replace(found, compared=chosen) if known else found

    def register(self, as_at: date | None = None) -> Register:
        """Return the whole register now, or as it stood at the end of a day."""
        if as_at is not None:
            return read_register(self.file, as_at, as_at.isoformat())
        if self._register is None or self._register.as_at != self.today:  # a window may stay open over midnight
            self._register = read_register(self.file, self.today, None)
        return self._register

    # The past

    def at(self, day: date) -> Session:
        """Return the file as it stood at the end of a day: a session of its own, read-only, to be closed by itself.

        Everything that can be read of the present can be read there, by the same calls. Late entries are in it from
        the day that they hold for; what was known then is :meth:`known`.

        Raises:
            Problem: the day is in the future.
        """
        present = self.present
        if day > present.today:
            raise Problem(f"{long_date(day)} is in the future. Choose a day up to today.", "future")
        past = Session(present.file.as_at(day.isoformat()), present.author, present.clock, (present, day))
        past.board_chosen = self.board_chosen  # counts only if it was held by then
        return past

    def known(self, heads: Iterable[str], day: date | None = None) -> Session:
        """Return the file as it was known when some edits were the newest, as at a day or as all of it held then.

        Those edits are the parents of a frozen position, say. The session is read-only, to be closed by itself.
        """
        present = self.present
        file = present.file.as_known(heads, day.isoformat() if day else None)
        return Session(file, present.author, present.clock, (present, day))

    # Editing

    def edit(
        self,
        verb: str,
        drafts: Iterable[Draft],
        reason: str | None = None,
        meeting: str | None = None,
        latest: date | None = None,
        tell: Callable[[int, int, str], None] | None = None,
    ) -> Edited:
        """Commit one edit and tell whoever listens. An edit is saved when this returns.

        Args:
            verb, drafts, reason, meeting: what is done, and why. latest: the last day that a change may hold from, if
                that is after today. tell: hears how far it has got.

        Raises:
            Problem: the file is read-only, a day is in the future, a value cannot be kept, or the file cannot be
                written. Nothing was changed then.
        """
        if self.read_only:
            raise self._refusal()
        now = self.clock.now().astimezone(UTC)
        edited = self.file.log.append(
            EditRequest(
                verb,
                self._not_in_future(drafts, max(self.today, latest or self.today)),
                self.author,
                now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                self.today.isoformat(),
                clean_text(reason, "The reason") or None if reason else None,
                meeting,
                not self._founding,
            ),
            tell,
        )
        self._forget(kind for kind, _ in edited.touched)
        if self._waiting is None:
            self._saved([edited])
        else:
            self._waiting.append(edited)
        return edited

    def _refusal(self) -> Problem:
        """Return the sentence for an edit of what can only be read."""
        if self.as_at is not None:
            day = long_date(self.as_at)
            return Problem(f"This is the plan as at {day}, for reading only. Go back to today to edit.", "read-only")
        return Problem("This copy is open for reading only, so nothing can be changed in it.", "read-only")

    def _not_in_future(self, drafts: Iterable[Draft], latest: date) -> tuple[Draft, ...]:
        """Return the drafts, none of which may hold from a day after ``latest``."""
        given = tuple(drafts)
        for text in {d.as_at for d in given if d.as_at}:
            day = date.fromisoformat(text)
            if day > latest:
                raise Problem(f"{long_date(day)} is in the future; a change holds from a day up to today.", "future")
        return given

    def _saved(self, edits: Iterable[Edited]) -> None:
        """Tell whoever listens of edits that are committed."""
        for edited in edits:
            self.last_saved = datetime.fromisoformat(edited.recorded_at)
            for callback in list(self.on_edit):
                callback(edited)

    def forget(self) -> None:
        """Read everything again when it is next asked for: the file changed in another way than by an edit."""
        self._forget(("status", "programme", "meeting"))

    def _forget(self, kinds: Iterable[str]) -> None:
        self._register = None
        touched = set(kinds)
        if "status" in touched:
            self._scale = None
        if "programme" in touched:
            self._programme = None
        if "meeting" in touched:
            self._meetings = None

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Do many edits as one transaction; they stay separate edits of the history.

        A batch that fails leaves nothing, and nobody is told of its edits.
        """
        outer, self._waiting = self._waiting, []
        try:
            with self.file.batch():
                yield
            done = self._waiting
        except BaseException:
            self._forget(("status", "programme", "meeting"))  # what was read meanwhile may never have been
            raise
        finally:
            self._waiting = outer
        if outer is None:
            self._saved(done)
        else:
            outer.extend(done)

    @contextmanager
    def founding(self) -> Iterator[None]:
        """Do the first edits of a new file in one batch; Ctrl+Z does not offer to take the ground away."""
        self._founding = True
        try:
            with self.batch():
                yield
        finally:
            self._founding = False

    def close(self) -> None:
        """Let the file go."""
        if self.texts is not None:
            self.texts.close()
        self.file.close()
