"""Real files of each kind, made here."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter

WORD_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SLIDE_NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="urn:p"'


def word() -> bytes:
    """A document with headings, a table and a footer."""
    document = docx.Document()
    document.add_heading("Findings", 1)
    document.add_paragraph("Families waited for ").add_run("wheelchair").bold = True
    document.add_heading("Next steps", 2)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Owner", "Quality lead"
    document.sections[0].footer.paragraphs[0].text = "Footer of the panel"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def workbook() -> bytes:
    """A workbook with two sheets, one hidden."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Audit"
    sheet.append(["Panel", "Agreed"])
    sheet.append(["North", 17])
    book.create_sheet("Hidden one").append(["Moderation note"])
    book["Hidden one"].sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip with these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def slides() -> bytes:
    """Two slides, the second with notes."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": "<p/>",
            **{
                name: f"<p:sld {SLIDE_NS}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>"
                for name, text in (
                    ("ppt/slides/slide10.xml", "Tenth of them"),
                    ("ppt/slides/slide2.xml", "Local offer refresh"),
                    ("ppt/notesSlides/notesSlide2.xml", "Mention the helpline"),
                )
            },
        }
    )


def word_of(body: str, before: str = "") -> bytes:
    """A document of Word with this body and nothing else."""
    document = f"<?xml version='1.0'?>{before}<w:document {WORD_NS}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page; an empty one is drawn and has no words."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for text in pages:
        content = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET" if text else "0 0 100 100 re f"
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
        resources = "<</Font<</F1 3 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{resources}/Contents {len(objects)} 0 R>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    written, places = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{words}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    foot = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return written + f"{foot}startxref\n{len(written)}\n%%EOF\n".encode()


def protected(content: bytes, password: str, owner: str = "owner") -> bytes:
    """The same PDF under a password; with an empty one it opens, but may not be printed."""
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(content)).pages:
        writer.add_page(page)
    writer.encrypt(password, owner, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def mail() -> bytes:
    """An e-mail with a page as its body and a file attached."""
    message = EmailMessage()
    message["Subject"] = "Therapy waits – figures"
    message["From"] = "Head of therapies <therapies@example.org>"
    message.set_content("<p>Dear all,<br>the <b>therapy</b> list grew.</p><script>hidden()</script>", subtype="html")
    message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="waits-june.xlsx")
    return message.as_bytes()
