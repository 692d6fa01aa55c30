"""The briefing and the paper as an editor reads them: no contradiction, no broken word, nothing for insiders."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from send_tracker import bootstrap
from send_tracker.domain.text import joined, spelled
from send_tracker.exchange.briefing.content import briefing
from send_tracker.exchange.briefing.material import Material, gather
from send_tracker.exchange.document.blocks import Bullets, Document, Paragraph, Picture, Section, Table, entry_text
from send_tracker.exchange.document.read_back import lines_of
from send_tracker.exchange.document.writing import write_document
from send_tracker.exchange.paper import Cover, write_paper
from send_tracker.exchange.paper.content import paper
from send_tracker.services.programme import set_fields
from send_tracker.services.session import Session


@pytest.fixture(scope="module")
def material(sample: Session) -> Material:
    return gather(sample, date(2025, 7, 3), sample.clock.now())


@pytest.fixture(scope="module")
def documents(sample: Session, material: Material) -> dict[str, Document]:
    ahead = gather(sample, None, sample.clock.now(), ahead=True)
    return {"briefing": briefing(material), "paper": paper(ahead, Cover())}


@pytest.fixture(scope="module")
def word(sample: Session, documents: dict[str, Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The briefing in Word, made where nothing can draw."""
    path = tmp_path_factory.mktemp("word") / "briefing.docx"
    return write_document(documents["briefing"], path, sample.clock.now())


def sentences(document: Document) -> list[str]:
    found: list[str] = []
    for _, _, section in document.outline():
        for block in section.blocks:
            found += [block.text] if isinstance(block, Paragraph) else list(getattr(block, "items", ()))
            tables = [block.table] if isinstance(block, Picture) else [block]
            for table in tables:
                if isinstance(table, Table):
                    found += [entry_text(entry) for row in table.rows for entry in row]
    return found


@pytest.mark.parametrize("name", ["briefing", "paper"])
class TestWords:
    def test_no_count_and_noun_disagree(self, documents: dict[str, Document], name: str) -> None:
        text = "\n".join(sentences(documents[name]))
        assert not re.search(r"\b1 (actions|measures|figures|weeks|plans)\b", text)
        assert not re.search(r"\b(\d+|0) actions? better\b", text)
        assert ".." not in text.replace("…", "") and " ." not in text and "  " not in text

    def test_no_sentence_stands_twice_under_a_heading(self, documents: dict[str, Document], name: str) -> None:
        for _, _, section in documents[name].outline():
            told = [b.text for b in section.blocks if isinstance(b, Paragraph)]
            told += [item for b in section.blocks if isinstance(b, Bullets) for item in b.items]
            assert len(told) == len(set(told)), section.title

    def test_no_caption_repeats_its_heading(self, documents: dict[str, Document], name: str) -> None:
        for _, _, section in documents[name].outline():
            assert not [b for b in section.blocks if isinstance(b, Table) and b.caption == section.title]


def test_figures_that_differ_stand_together(documents: dict[str, Document]) -> None:
    """47.3% is said of outcome 1, and 52.86% is the figure that is quoted: a reader has to meet both at once."""
    lines = [line for line in sentences(documents["briefing"]) if "52.86%" in line and line.startswith("EHC plans")]
    assert lines[0].endswith(
        "Others give 49.3% (Council one minute guide) and 47.3% (Partner update, July 2025: progress)."
    )


def test_notes_of_officers_are_not_for_the_public(material: Material, documents: dict[str, Document]) -> None:
    text = "\n".join(sentences(documents["briefing"]))
    notes = [
        p.observation.note for r in material.results for p in r.points if p.observation.note and r.value is not None
    ]
    assert len(notes) > 20 and not [note for note in notes if note in text]


def test_a_target_is_one_number(documents: dict[str, Document]) -> None:
    """The table of measures and the table of a chart work the trajectory out alike."""
    (section,) = (s for _, _, s in documents["briefing"].outline() if s.title == "O1: Timely EHC assessments")
    table, chart = section.blocks
    assert isinstance(table, Table) and isinstance(chart, Picture) and chart.table is not None
    target = table.rows[0][table.heads.index("Target")]
    assert chart.table.rows[-1][chart.table.heads.index("Target")] == target == "47.69%"


def test_the_inspection_says_what_it_looks_at_and_nothing_twice(documents: dict[str, Document]) -> None:
    (section,) = (s for s in documents["briefing"].sections if s.title == "Inspection")
    facts, _, activities = section.blocks
    assert dict(facts.pairs)["It looks at"] == "APA1 Education; APA2 Health and commissioning"  # type: ignore[union-attr]
    assert activities.items[-1] == "Meetings with parents and carers."  # type: ignore[union-attr]


def test_role_titles_stand_in_place_of_names(pristine_sample: Path, tmp_path: Path) -> None:
    own = bootstrap.open_tracker(Path(shutil.copy(pristine_sample, tmp_path / "own.sendtracker")), author="Ana")
    try:
        action = next(a for a in own.register().actions if a.ref == "4.3")
        values = {"name": "Jo Bloggs", "role": "Head of joint commissioning"}
        own.edit("change-person", set_fields("person", action.leads[0], values))
        named = str(lines_of(write_paper(own, tmp_path / "names.html").path))
        made = str(lines_of(write_paper(own, tmp_path / "roles.html", cover=Cover(roles=True)).path))
    finally:
        own.close()
    assert "Jo Bloggs" in named and "Head of joint commissioning" not in named
    assert "Jo Bloggs" not in made and "Head of joint commissioning" in made


def test_a_recommendation_names_its_action(documents: dict[str, Document]) -> None:
    section = documents["paper"].sections[0]
    assert section.blocks[1].items[0] == (  # type: ignore[union-attr]
        "Note the new date (action 4.3, Publish the joint commissioning strategy)."
    )


def test_a_paper_lists_what_a_board_can_decide_on(sample: Session) -> None:
    """A plan of ten thousand actions has thousands of exceptions; a table of them is no paper, and takes minutes."""
    material = gather(sample, None, sample.clock.now(), ahead=True)
    open_ones = [a for a in material.register.actions if a.ask]
    many = replace(material, register=replace(material.register, actions=tuple(open_ones * 30)))
    sections = {s.title: s for s in paper(many, Cover()).sections}
    for title, words in (
        ("Exceptions", "60 open actions are exceptions."),
        ("Decisions asked for", "61 decisions are asked for."),
    ):
        told, table = sections[title].blocks
        assert (
            isinstance(told, Paragraph) and told.text.startswith(words) and "the board pack has them all" in told.text
        )
        assert isinstance(table, Table) and len(table.rows) == 40
    items = sections["Recommendation"].blocks[1].items  # type: ignore[union-attr]
    assert len(items) == 14 and items[12] == "Decide on the other 48 asks, which are listed below."


class TestWordFile:
    def test_the_contents_lead_to_every_main_heading(self, word: Path, documents: dict[str, Document]) -> None:
        file = docx.Document(str(word))
        marks = {m.get(qn("w:name")): m.getparent() for m in file.element.iter(qn("w:bookmarkStart"))}
        lines = [p for p in file.paragraphs if p.style is not None and p.style.name == "Contents line"]
        assert len(lines) == len(documents["briefing"].sections)
        for line, section in zip(lines, documents["briefing"].sections, strict=True):
            (link,) = line._p.iter(qn("w:hyperlink"))
            heading = marks[link.get(qn("w:anchor"))]
            assert "".join(t.text for t in heading.iter(qn("w:t"))) == section.title
            assert line.text.startswith(section.title)

    def test_the_contents_are_not_compared_when_it_is_verified(self, word: Path) -> None:
        assert sum(line.text.startswith("Next meeting") for line in lines_of(word)) == 1

    def test_a_chart_is_a_drawing_even_where_nothing_can_draw(self, word: Path, documents: dict[str, Document]) -> None:
        drawn = list(documents["briefing"].pictures())
        with ZipFile(word) as archive:
            svgs = sorted(n for n in archive.namelist() if n.endswith(".svg"))
            assert [archive.read(n).decode() for n in svgs] == [p.svg for p in drawn]
            assert 'ContentType="image/svg+xml"' in archive.read("[Content_Types].xml").decode()
            relations = archive.read("word/_rels/document.xml.rels").decode()
        assert all(f"media/{Path(n).name}" in relations for n in svgs)
        for shape, picture in zip(docx.Document(str(word)).inline_shapes, drawn, strict=True):
            assert abs(shape.height / shape.width - picture.height / picture.width) < 0.01
        text = [p.text for p in docx.Document(str(word)).paragraphs]
        assert all(any(line.endswith(p.alt) for line in text) for p in drawn), "and in words, where none is shown"

    def test_short_tables_and_what_leads_to_them_stay_together(self, word: Path) -> None:
        file: Any = docx.Document(str(word))
        parts = list(file.iter_inner_content())
        for before, after in pairwise(parts):
            is_table = hasattr(after, "rows")
            if is_table:
                assert before.style.name == "Caption"
                kept = [
                    p.paragraph_format.keep_with_next for r in after.rows[:-1] for c in r.cells for p in c.paragraphs
                ]
                assert all(kept) or len(after.rows) > 11
            elif getattr(before, "text", "").endswith(":") and after.style.name == "List Bullet":
                assert before.paragraph_format.keep_with_next

    def test_appendices_begin_on_a_page_of_their_own(
        self, sample: Session, documents: dict[str, Document], tmp_path: Path
    ) -> None:
        path = write_document(documents["paper"], tmp_path / "p.docx", sample.clock.now())
        starts = [p.text for p in docx.Document(str(path)).paragraphs if p.paragraph_format.page_break_before]
        assert starts == ["Appendix A: Position statements"]

    def test_few_headings_need_no_contents(
        self, sample: Session, documents: dict[str, Document], tmp_path: Path
    ) -> None:
        short = replace(documents["briefing"], sections=(Section("One", (Paragraph("Word."),)),))
        path = write_document(short, tmp_path / "s.docx", sample.clock.now())
        assert "Contents" not in [p.text for p in docx.Document(str(path)).paragraphs]


def test_numbers_and_lists_in_a_sentence() -> None:
    assert [spelled(n) for n in (0, 1, 6, 9, 10, 1204)] == ["no", "one", "six", "nine", "10", "1,204"]
    assert [joined(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
