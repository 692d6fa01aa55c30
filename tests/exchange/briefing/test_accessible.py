"""What a screen reader and a keyboard need of the Word file and of the page."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from send_tracker.domain.colour import contrast
from send_tracker.exchange.briefing import write_briefing
from send_tracker.exchange.document import word_parts
from send_tracker.exchange.document.palette import NIGHT, PAPER
from send_tracker.gui.charts.svg_picture import svg_to_png
from send_tracker.services.session import Session
from tests.exchange.briefing.documents import Page


@pytest.fixture(scope="module")
def word(sample: Session, tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Any:
    path = write_briefing(sample, tmp_path_factory.mktemp("word") / "b.docx", draw=svg_to_png).path
    return docx.Document(str(path))


@pytest.fixture(scope="module")
def page(sample: Session, tmp_path_factory: pytest.TempPathFactory) -> Page:
    path: Path = write_briefing(sample, tmp_path_factory.mktemp("page") / "b.html").path
    return Page(path.read_text(encoding="utf-8"))


class TestWord:
    def test_headings_are_headings_and_skip_no_level(self, word: Any) -> None:
        levels = [int(p.style.name[-1]) for p in word.paragraphs if p.style.name.startswith("Heading")]
        assert len(levels) > 30 and levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))

    def test_every_table_repeats_its_head_and_says_what_it_is(self, word: Any) -> None:
        assert len(word.tables) > 8
        for table in word.tables:
            head, *others = table.rows
            assert head._tr.trPr.find(qn("w:tblHeader")) is not None
            assert not [r for r in others if r._tr.trPr.find(qn("w:tblHeader")) is not None]
            assert all(cell.text for cell in head.cells) and all(row.cells[0].text for row in others)
            assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
            assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"

    def test_every_picture_has_alternative_text(self, word: Any) -> None:
        assert len(word.inline_shapes) >= 3
        for shape in word.inline_shapes:
            assert shape._inline.docPr.get("title")
            assert len(shape._inline.docPr.get("descr")) > 40

    def test_the_language_is_british_english(self, word: Any) -> None:
        for name in ("Normal", "Heading 1", "Title"):
            mark = word.styles[name].element.rPr.find(qn("w:lang"))
            assert mark.get(qn("w:val")) == "en-GB"

    def test_one_font_everywhere(self, word: Any) -> None:
        for name in ("Normal", "Heading 1", "Heading 2", "Title", "Caption", "Table text"):
            fonts = word.styles[name].element.rPr.rFonts
            assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Arial"}


class TestWordParts:
    """Each helper by itself, on a file of its own."""

    def test_rows_and_cells(self) -> None:
        table = docx.Document().add_table(rows=1, cols=1)
        word_parts.keep_whole(table.rows[0])
        word_parts.rule_below(table.cell(0, 0), "#0B6670", 8)
        word_parts.shade(table.cell(0, 0)._tc, "#EEEEEE")
        assert table.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None
        cell = table.cell(0, 0)._tc.tcPr
        assert cell.find(qn("w:tcBorders")).find(qn("w:bottom")).get(qn("w:color")) == "0B6670"
        assert cell.find(qn("w:shd")).get(qn("w:fill")) == "EEEEEE"

    def test_a_field_is_whole(self) -> None:
        paragraph = docx.Document().add_paragraph()
        word_parts.add_field(paragraph, "PAGE", "1")
        kinds = [mark.get(qn("w:fldCharType")) for mark in paragraph._p.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]
        assert paragraph.text == "1"


class TestPage:
    def test_it_is_well_formed_and_stands_alone(self, page: Page) -> None:
        assert page.unclosed == []
        assert page.all("html") == [{"lang": "en-GB"}]
        assert page.all("script") == page.all("link") == page.all("img") == page.all("iframe") == []
        links = [a["href"] for a in page.all("a")]
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert all(href.startswith("#") and href[1:] in ids for href in links)

    def test_landmarks_and_one_first_heading(self, page: Page) -> None:
        for tag in ("header", "nav", "main", "footer"):
            assert len(page.all(tag)) == 1
        levels = [level for level, _ in page.headings]
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))

    def test_tables_have_captions_and_scopes(self, page: Page) -> None:
        assert len(page.all("table")) == len(page.all("caption")) > 8
        assert {th.get("scope") for th in page.all("th")} == {"col", "row"}

    def test_what_scrolls_can_be_reached_and_has_a_name(self, page: Page) -> None:
        ids = {attributes.get("id") for _, attributes in page.elements}
        boxes = [d for d in page.all("div") if d.get("class") == "scroll"]
        assert boxes
        for box in boxes:
            assert box["tabindex"] == "0"
            assert box.get("aria-label") or box["aria-labelledby"] in ids

    def test_drawings_are_named_and_described(self, page: Page) -> None:
        ids = {attributes.get("id") for _, attributes in page.elements}
        drawings = page.all("svg")
        assert len(drawings) >= 3
        for drawing in drawings:
            assert drawing["role"] == "img"
            assert set(drawing["aria-labelledby"].split()) <= ids

    @pytest.mark.parametrize("colours", [PAPER, NIGHT], ids=["light", "dark"])
    def test_words_stand_out_from_their_ground(self, colours: dict[str, str]) -> None:
        for ground in ("surface", "group"):
            assert all(contrast(colours[name], colours[ground]) >= 4.5 for name in ("text", "muted", "accent"))
        assert contrast(colours["series"], colours["surface"]) >= 3
