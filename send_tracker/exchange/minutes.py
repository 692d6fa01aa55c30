"""The minutes skeleton and action log of a meeting as a Word document (.docx).

Real headings, table heads that are repeated on each page, a title, and British English as its language, so that a
screen reader and Word's checker find their way. Texts of people are runs of plain text and never anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from send_tracker.domain.board_rows import COMMITMENT_STATUSES, MEETING_TYPES, PURPOSES, Commitment, Decision
from send_tracker.domain.dates import long_date, show, show_short
from send_tracker.domain.register import Meeting
from send_tracker.exchange.safe_write import replacing
from send_tracker.services.minutes import Minutes, read_minutes
from send_tracker.services.session import Session

_NOT_FOR_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CENTIMETRE = 360_000
_FONT = "Calibri"
_WRITE = "[to be written]"


def write_minutes(session: Session, meeting: Meeting, target: Path, *, force: bool = False) -> Path:
    """Write the minutes skeleton with the action log of a meeting; return the file.

    Raises:
        Problem: the file cannot be written, or is there already.
    """
    found = read_minutes(session, meeting)
    with replacing(target, force=force) as file:
        book = _Book(_title(meeting), session)
        _head(book, found)
        _items(book, found)
        _action_log(book, found)
        _questions(book, found)
        book.document.save(file)
    return target


def _title(meeting: Meeting) -> str:
    return f"Minutes of the {MEETING_TYPES.get(meeting.type, 'meeting').lower()} of {long_date(meeting.day)}"


class _Book:
    """A Word document being written, with the little of it that the minutes need."""

    def __init__(self, title: str, session: Session) -> None:
        from docx import Document

        self.document: Any = Document()
        properties = self.document.core_properties
        properties.title, properties.language = _plain(title), "en-GB"
        properties.author = properties.last_modified_by = "SEND Tracker"
        properties.comments = ""
        properties.created = properties.modified = session.clock.now().astimezone(UTC).replace(tzinfo=None)
        self._set_language()
        self.document.styles["Normal"].font.name = _FONT
        section: Any = self.document.sections[0]
        section.page_width, section.page_height = 21 * _CENTIMETRE, int(29.7 * _CENTIMETRE)
        section.left_margin = section.right_margin = 2 * _CENTIMETRE
        self.document.add_heading(_plain(title), 0)

    def _set_language(self) -> None:
        """Say that the text is British English, for spelling and for reading aloud."""
        from docx.oxml.ns import qn

        for style in self.document.styles.element.iter(qn("w:lang")):
            style.set(qn("w:val"), "en-GB")

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading."""
        self.document.add_heading(_plain(text), level)

    def text(self, text: str, style: str | None = None) -> None:
        """Add the lines of a text, each as a paragraph."""
        for line in text.splitlines() or [""]:
            self.document.add_paragraph(_plain(line), style=style)

    def labelled(self, label: str, text: str) -> None:
        """Add a line with its label in bold."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(_plain(text))

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
        """Add a table whose head is repeated on each page and whose rows stay whole."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        table = self.document.add_table(rows=1, cols=len(heads))
        table.style = "Table Grid"
        table.autofit = False
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(_plain(head)).bold = True
        first = table.rows[0]._tr.get_or_add_trPr()
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        first.append(mark)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = _plain(text)
        # Both: Word goes by the cells, others by the columns.
        for column, width in zip(table.columns, widths, strict=True):
            column.width = int(width * _CENTIMETRE)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = int(width * _CENTIMETRE)
        self.document.add_paragraph()


def _head(book: _Book, found: Minutes) -> None:
    meeting = found.meeting
    book.text(found.programme)
    if found.sample_note:
        book.text(found.sample_note)
    book.labelled("Date", long_date(meeting.day))
    book.labelled("Chair", meeting.chair or _WRITE)
    book.labelled("Present", _WRITE)
    book.labelled("Apologies", _WRITE)
    if meeting.theme:
        book.labelled("Theme", meeting.theme)
    if meeting.cutoff:
        book.labelled("Data up to", show(meeting.cutoff))
    if len(found.frozen) == 1:
        book.labelled("Frozen position", found.frozen[0][:12])
    elif found.frozen:
        book.labelled("Frozen position", "two positions, of which none is chosen yet")


def _items(book: _Book, found: Minutes) -> None:
    for number, minuted in enumerate(found.items, 1):
        item = minuted.item
        book.heading(f"{number}. {item.title}")
        facts = [f"For {PURPOSES.get(item.purpose, item.purpose).lower()}"]
        if item.lead in found.people:
            facts.append(f"led by {found.people[item.lead]}")
        if item.about in found.names:
            facts.append(f"about {found.names[item.about].words}")
        book.text(", ".join(facts) + ".")
        book.text(item.note or _WRITE)
        _decisions(book, minuted.decisions, found)
    if found.loose:
        book.heading("Decisions" if not found.items else "Other decisions")
        _decisions(book, found.loose, found)


def _decisions(book: _Book, decisions: Iterable[Decision], found: Minutes) -> None:
    for decision in decisions:
        by = f" ({decision.decided_by})" if decision.decided_by else ""
        book.labelled(f"Decision {decision.ref}", f"{decision.wording}{by}")
        concerns = [found.names[t].words for t in decision.links if t in found.names]
        for words in concerns:
            book.text(words, "List Bullet")


def _action_log(book: _Book, found: Minutes) -> None:
    book.heading("Action log")
    made = [_logged(c, found, "new") for c in found.made]
    carried = [_logged(c, found, "carried") for c in found.carried]
    if not made and not carried:
        book.text("No commitments were made, and none is carried.")
        return
    heads = ("Ref", "Commitment", "Owner", "Due", "Status", "From")
    book.table(heads, [*made, *carried], (1.5, 5.0, 3.9, 2.7, 2.1, 2.0))


def _logged(commitment: Commitment, found: Minutes, source: str) -> tuple[str, ...]:
    owner = found.people.get(commitment.owner or "", "")
    status = COMMITMENT_STATUSES.get(commitment.status, commitment.status)
    return (commitment.ref, commitment.wording, owner or _WRITE, show_short(commitment.due), status, source)


def _questions(book: _Book, found: Minutes) -> None:
    if not found.questions:
        return
    book.heading("Questions and challenges")
    rows = []
    for q in found.questions:
        about = found.names[q.about].words if q.about in found.names else ""
        who, due = found.people.get(q.answerer or "", ""), f"by {show(q.due)}" if q.due else ""
        waits = ", ".join(part for part in ("Open", who, due) if part)
        rows.append((q.ref, q.wording, q.asked_by, about, q.answer or waits))
    book.table(("Ref", "Question", "Asked by", "About", "Answer"), rows, (1.5, 4.9, 3.8, 3.3, 3.7))


def _plain(text: str) -> str:
    """Return text as XML can hold it."""
    return _NOT_FOR_XML.sub("", text)
