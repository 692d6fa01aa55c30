"""The contents of a Word file: each main heading as a link to it, with the page that it stands on.

Word works the numbers out when it opens the file, LibreOffice when it lays out the pages. They are no words of ours, so
:mod:`send_tracker.exchange.document.read_back` leaves the contents out.
"""

from __future__ import annotations

from typing import Any, Final

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from send_tracker.exchange.document import word_parts as parts
from send_tracker.exchange.document.blocks import Document

STYLE: Final = "Contents line"
HEAD: Final = "Contents"
_LEAST: Final = 6
"""Main headings that a document has at least for contents to be of use."""

_WIDE: Final = 17.0


def add_contents(file: Any, document: Document) -> None:
    """Add the list of the main headings, where there are enough of them."""
    if len(document.sections) < _LEAST:
        return
    file.add_paragraph(HEAD, style="Contents head")
    for number, section in enumerate(document.sections, start=1):
        line = file.add_paragraph(style=STYLE)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(_WIDE), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _name(number))
        link.set(qn("w:history"), "1")
        for text in (section.title, "\t"):
            link.append(line.add_run(text)._r)
        line._p.append(link)
        parts.add_field(line, f"PAGEREF {_name(number)} \\h", "", stale=True)


def mark_heading(heading: Any, number: int) -> None:
    """Name a heading, so that the contents can lead to it."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _name(number))
    heading._p.insert(1 if heading._p.pPr is not None else 0, start)
    heading._p.append(end)


def _name(number: int) -> str:
    return f"_Toc{number:08}"
