"""What python-docx has no call for, in small helpers that write the XML: one each, and a test each."""

from __future__ import annotations

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

LANGUAGE: Final = "en-GB"


def set_language(style: Any, language: str = LANGUAGE) -> None:
    """Say in a style in what language its words are, so that screen readers and spelling take the right one."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    mark = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        mark.set(qn(name), language if name != "w:bidi" else "ar-SA")
    properties.append(mark)


def set_font(style: Any, name: str) -> None:
    """Give a style one font for every script; theme fonts would win over it otherwise."""
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), name)


def repeat_as_head(row: Any) -> None:
    """Have a row stand at the top of the table on every page; readers then know that it holds heads."""
    _flag(row._tr.get_or_add_trPr(), "w:tblHeader")


def keep_whole(row: Any) -> None:
    """Keep a row from being cut by the end of a page."""
    _flag(row._tr.get_or_add_trPr(), "w:cantSplit")


def keep_together(table: Any) -> None:
    """Keep a table on one page: each row but the last with the next."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            for words in cell.paragraphs:
                words.paragraph_format.keep_with_next = True


def _flag(properties: Any, name: str) -> None:
    properties.append(OxmlElement(name))  # that it is there says yes; “true” is no word of Word 2007


def name_heads(table: Any) -> None:
    """Say that the first row and the first column are heads, and that there is no banding to read into."""
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    look = OxmlElement("w:tblLook")
    values = {"val": "04A0", "firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0", "noHBand": "1"}
    for key, value in {**values, "noVBand": "1"}.items():
        look.set(qn(f"w:{key}"), value)
    properties.append(look)


def set_margins(table: Any, twips: int) -> None:
    """Set how far words stand from the left and right edges of a table's cells."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)


def describe_table(table: Any, title: str, description: str) -> None:
    """Give a table its alternative text."""
    properties = table._tbl.tblPr
    for name, text in (("w:tblCaption", title), ("w:tblDescription", description)):
        mark = OxmlElement(name)
        mark.set(qn("w:val"), text)
        properties.append(mark)


def describe_picture(shape: Any, title: str, description: str) -> None:
    """Give a picture its alternative text."""
    shape._inline.docPr.set("title", title)
    shape._inline.docPr.set("descr", description)


def rule_below(cell: Any, colour: str, size: int = 4) -> None:
    """Draw a line below a cell."""
    properties = cell._tc.get_or_add_tcPr()
    borders = OxmlElement("w:tcBorders")
    edge = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", colour.lstrip("#"))):
        edge.set(qn(f"w:{key}"), value)
    borders.append(edge)
    properties.append(borders)


def shade(cell: Any, colour: str) -> None:
    """Fill the element of a cell with a colour."""
    mark = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour.lstrip("#"))):
        mark.set(qn(f"w:{key}"), value)
    cell.get_or_add_tcPr().append(mark)


def add_field(paragraph: Any, instruction: str, shown: str, *, stale: bool = False) -> None:
    """Add a field that Word works out, such as the number of the page, with what stands there until it does.

    ``stale`` has Word work it out when it opens the file, not only when it lays out a page or prints.
    """
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
            continue
        mark = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            mark.text = f" {text} "
        else:
            mark.set(qn("w:fldCharType"), kind)
            if stale and kind == "begin":
                mark.set(qn("w:dirty"), "true")
        run._r.append(mark)
