"""The text of attached files: each kind as it is made in practice, and files that are broken, protected or traps."""

from __future__ import annotations

import io
import json
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_tracker.domain.finding.attachment import WHY_NOT, Extracted, sentence_of
from send_tracker.exchange.attachments.reading import read_attachment
from send_tracker.exchange.attachments.talking import answer, request, serve
from send_tracker.exchange.reading import limits
from tests.exchange.attachments import made_files as made


def told(found: Extracted) -> dict[str, str]:
    """Return the text by where it stands, on one line."""
    return {passage.where: passage.text.replace("\n", " / ") for passage in found.passages}


def test_word_is_read_under_its_headings() -> None:
    found = told(read_attachment("report.docx", made.word()))
    assert found["under “Findings”"] == "Findings / Families waited for wheelchair"
    assert "Owner" in found["under “Next steps”"] and "Quality lead" in found["under “Next steps”"]
    assert any("Footer of the panel" in text for text in found.values())


def test_workbooks_are_read_by_sheet_hidden_ones_too() -> None:
    found = told(read_attachment("audit.xlsx", made.workbook()))
    assert found == {"sheet “Audit”": "Panel · Agreed / North · 17", "sheet “Hidden one”": "Moderation note"}


def test_slides_are_read_in_their_order_with_notes() -> None:
    found = told(read_attachment("board.pptx", made.slides()))
    assert list(found.items()) == [
        ("slide 2", "Local offer refresh"),
        ("notes of slide 2", "Mention the helpline"),
        ("slide 10", "Tenth of them"),
    ]


def test_pdfs_are_read_by_page() -> None:
    found = read_attachment("minutes.pdf", made.pdf("Joint funding agreed", "", "Sleep service paused"))
    assert told(found) == {"page 1": "Joint funding agreed", "page 3": "Sleep service paused"}
    assert not found.is_cut


def test_e_mails_and_plain_texts_are_read() -> None:
    found = told(read_attachment("waits.eml", made.mail()))["e-mail"]
    assert "Subject: Therapy waits – figures" in found and "Attached: waits-june.xlsx" in found
    assert "Dear all, / the therapy list grew." in found and "hidden" not in found
    for name, content in (
        ("a.txt", "Café waits\r\nend".encode("cp1252")),
        ("a.csv", "Café waits\nend".encode("utf-8-sig")),
        ("a.md", "Café waits\nend".encode("utf-16")),
        ("a.html", "<title>no</title><style>x</style><p>Café waits<p>end".encode()),
    ):
        assert "Café waits / end" in told(read_attachment(name, content))[""]


@pytest.mark.parametrize(
    ("name", "content", "why_not"),
    [
        ("scan.pdf", made.pdf("", ""), "scan"),
        ("locked.pdf", made.protected(made.pdf("Secret"), "horse"), "password"),
        ("broken.pdf", made.pdf("Words")[:120], "damaged"),
        ("not.pdf", b"%PDF-1.7\n" + b"\xff" * 500, "damaged"),
        ("old.doc", bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "old"),
        ("locked.docx", bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        ("photo.txt", b"\xff\xd8\xff\xe0" + b"\0" * 50, "picture"),
        ("sound.mp3", b"ID3" + b"\1" * 60, "kind"),
        ("binary.txt", b"\0\1\2\0" * 50, "kind"),
        ("files.zip", made.zipped({"a.txt": "words"}), "kind"),
        ("text.odt", made.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "kind"),
        ("cut.docx", made.word()[:400], "damaged"),
        ("empty.txt", b"  \n ", "empty"),
        ("nothing.txt", b"", "empty"),
        ("xml.docx", made.word_of("<w:p>&a;</w:p>", '<!DOCTYPE x [<!ENTITY a "lol">]>'), "trap"),
        ("deep.docx", made.word_of("<w:p>" * 500), "too-large"),
        ("half.docx", made.word_of("<w:p><w:t>x</w:q>"), "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, content: bytes, why_not: str) -> None:
    found = read_attachment(name, content)
    assert (found.passages, found.why_not) == ((), why_not)
    assert sentence_of(why_not, False) == f"Its text cannot be searched: {WHY_NOT[why_not]}."


def test_a_pdf_that_opens_without_its_password_is_read() -> None:
    found = read_attachment("minutes.pdf", made.protected(made.pdf("May not be printed"), ""))
    assert told(found) == {"page 1": "May not be printed"}


def test_a_zip_that_swells_is_not_opened() -> None:
    bomb = made.zipped({"word/document.xml": b"<w>" + b" " * (limits.UNPACKED_BYTES // 400) + b"</w>"})
    lied = bomb.replace(struct.pack("<I", limits.UNPACKED_BYTES // 400 + 7), struct.pack("<I", 0xFFFFFFF0))
    assert read_attachment("trap.docx", lied).why_not in ("trap", "damaged")
    many = made.zipped({f"{n}": "" for n in range(limits.PARTS + 5)})
    assert read_attachment("trap.xlsx", many).why_not == "trap"


def test_one_broken_part_leaves_the_rest_to_be_found() -> None:
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": "", "word/footer1.xml": "<broken"}
    parts["word/document.xml"] = f"<d {made.WORD_NS}><w:p><w:t>Still here</w:t></w:p></d>"
    found = read_attachment("half.docx", made.zipped(dict(parts)))
    assert told(found) == {"": "Still here"} and found.is_cut and not found.why_not
    assert sentence_of("", True).startswith("Only the first part")


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["docx", "xlsx", "pptx", "pdf", "eml"]), st.data())
def test_no_damage_makes_it_fail(kind: str, data: st.DataObject) -> None:
    whole = {"docx": made.word, "xlsx": made.workbook, "pptx": made.slides, "eml": made.mail}
    content = bytearray(whole[kind]() if kind in whole else made.pdf("One", "Two"))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    found = read_attachment(f"a.{kind}", bytes(content))
    assert found.passages or found.why_not in WHY_NOT


def test_the_process_answers_one_file_after_another() -> None:
    asked = [("a.txt", "Ärger\n".encode()), ("b.pdf", made.pdf("")), ("c.docx", made.word())]
    said = io.BytesIO()
    serve(io.BytesIO(b"".join(request(name, content) for name, content in asked)), said)
    found = [answer(line) for line in said.getvalue().splitlines()]
    assert found == [read_attachment(name, content) for name, content in asked]
    huge = json.dumps({"name": "x", "size": limits.FILE_BYTES + 1}).encode() + b"\n"
    serve(io.BytesIO(huge), nothing := io.BytesIO())
    assert nothing.getvalue() == b""
