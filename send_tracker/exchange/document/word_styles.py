"""The look of a Word file, in its styles only, and its properties: title, language, no person's name."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor

from send_tracker.exchange.document import word_parts as parts
from send_tracker.exchange.document.blocks import Document
from send_tracker.exchange.document.palette import PAPER

FONT: Final = "Arial"
_HEADINGS: Final = {
    "Heading 1": (16, 18, 6),
    "Heading 2": (13, 14, 4),
    "Heading 3": (11.5, 10, 3),
    "Heading 4": (11, 8, 2),
}
"""Size, space before and space after, in points."""


def set_up(file: Any, document: Document, made_at: datetime) -> None:
    """Give a new Word file its styles, its page and its properties."""
    _styles(file)
    _page(file, document)
    _properties(file, document, made_at)


def _styles(file: Any) -> None:
    styles = file.styles
    _words(styles["Normal"], 11, after=6)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for name, (size, before, after) in _HEADINGS.items():
        _words(styles[name], size, "accent" if name == "Heading 1" else "text", bold=True, before=before, after=after)
        styles[name].paragraph_format.keep_with_next = True
    _words(styles["Title"], 22, "accent", bold=True, after=2)
    _no_rule(styles["Title"])
    _words(styles["Subtitle"], 13, "muted", after=10)
    _words(styles["Caption"], 9.5, "muted", bold=True, before=6, after=3)
    for name in ("List Bullet", "List Number"):
        _words(styles[name], 11, after=3)
    for name, size, colour, bold in (
        ("Note", 9.5, "muted", False),
        ("Table head", 8, "text", True),
        ("Table text", 9, "text", False),
        ("After table", 6, "text", False),
        ("Contents line", 10.5, "text", False),
        ("Contents head", 13, "accent", True),
    ):
        space = {"T": 2, "C": 1}.get(name[0], 0)
        _words(_new(styles, name), size, colour, bold=bold, before=space, after=space or 4)
    styles["Contents head"].paragraph_format.space_before = Pt(14)
    styles["Contents head"].paragraph_format.keep_with_next = True
    for style in styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
            parts.set_language(style)


def _new(styles: Any, name: str) -> Any:
    made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = styles["Normal"]
    return made


def _words(
    style: Any, size: float, colour: str = "text", *, bold: bool = False, before: float = 0, after: float = 0
) -> None:
    parts.set_font(style, FONT)
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(PAPER[colour].lstrip("#"))
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _no_rule(style: Any) -> None:
    """Take away the line that the built-in title has below it."""
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _page(file: Any, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    foot = section.footer.paragraphs[0]
    foot.style = file.styles["Note"]
    foot.add_run(f"{document.footer}. Page ")
    parts.add_field(foot, "PAGE", "1")
    foot.add_run(" of ")
    parts.add_field(foot, "NUMPAGES", "1")


def _properties(file: Any, document: Document, made_at: datetime) -> None:
    core = file.core_properties
    core.title = f"{document.title}, {document.subtitle}"
    core.author = document.author
    core.last_modified_by = ""
    core.language = parts.LANGUAGE
    core.comments = ""
    core.keywords = ""
    core.subject = ""
    core.revision = 1
    core.created = core.modified = made_at.replace(tzinfo=None, microsecond=0)
