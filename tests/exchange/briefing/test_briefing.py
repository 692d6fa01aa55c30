"""The partner briefing from the sample: every published figure with its day, in both formats, and nothing internal."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.exchange.briefing import write_briefing
from send_tracker.exchange.briefing.writing import Written
from send_tracker.services.session import Session
from tests.exchange.briefing.documents import Lines, Page, part_of, word_lines
from tests.exchange.conftest import SECRET

with Path(__file__).with_name("figures.csv").open(encoding="utf-8", newline="") as _file:
    PUBLISHED = list(csv.DictReader(_file))


class Briefing(NamedTuple):
    word: Path
    page: Page
    made: Written

    @property
    def text(self) -> str:
        return "\n".join(line for lines in self.page.lines.values() for line in lines)


@pytest.fixture(scope="module")
def briefing(sample: Session, tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    folder = tmp_path_factory.mktemp("briefing")
    word = write_briefing(sample, folder / "briefing.docx")
    page = write_briefing(sample, folder / "briefing.html")
    return Briefing(word.path, Page(page.path.read_text(encoding="utf-8")), word)


@pytest.fixture(scope="module")
def lines(briefing: Briefing) -> dict[str, Lines]:
    return {"word": word_lines(briefing.word), "page": briefing.page.lines}


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: row["ref"])
@pytest.mark.parametrize("kind", ["word", "page"])
def test_every_published_figure_stands_there_with_its_day(
    lines: dict[str, Lines], kind: str, row: dict[str, str]
) -> None:
    """What it is, the figure and its period stand in one line; counts of actions under a line with their day."""
    under = lines[kind][row["place"]]
    wanted = row["words"].split("|")
    if row["ref"].startswith("P"):
        assert any(row["as_at"] in line for line in under)
        assert any(wanted[0] in line for line in under), under
    else:
        assert any(all(part in line for part in (*wanted, row["as_at"])) for line in under), under


def test_both_formats_say_the_same(lines: dict[str, Lines]) -> None:
    def words(found: Lines) -> list[str]:
        chart = ("Chart: ", "The chart could not be drawn")
        return sorted(
            " ".join(line.split())
            for place, under in found.items()
            if place not in ("", "Contents")
            for line in under
            if line.strip() and not any(part in line for part in chart)
        )

    page = set(words(lines["page"]))
    missing = [line for line in words(lines["word"]) if line not in page]
    assert [line for line in missing if ": " not in line] == []


def test_the_order_is_that_of_a_published_update(briefing: Briefing) -> None:
    assert [s.title for s in briefing.made.document.sections] == [
        "About the board", "What the board looked at", "Overall progress", "Progress by outcome",
        "Impact and feedback", "Position statement: areas for improvement", "Key projects",
        "Papers, decisions and recommended actions", "Inspection", "SEND data report", "Overall trends",
        "Next meeting", "Chair", "Notes on the figures",
    ]  # fmt: skip


def test_a_public_reader_meets_public_words_only(sample: Session, briefing: Briefing) -> None:
    from send_tracker.services.board_reading import read_board

    text = briefing.text
    people = [p.name for p in sample.register().people]
    assert [name for name in people if name in text] == []
    statements = read_board(sample).statements
    assert [s.internal for s in statements if s.internal and s.internal in text] == []
    assert not any(u.internal_note in text for u in sample.register().updates if u.internal_note)
    assert not any(a.ask in text for a in sample.register().actions if a.ask)
    assert any("team’s own note on O1" in sentence for sentence in briefing.made.document.left_out)


def test_figures_for_the_ledger_have_a_day_a_unit_and_their_number(briefing: Briefing) -> None:
    figures = briefing.made.document.figures
    assert all(f.as_at is not None and f.unit and f.text and f.place for f in figures)
    assert all(f.as_at <= briefing.made.as_at for f in figures if f.as_at is not None)
    timely = {f.text: f.quoted for f in figures if f.title.startswith("M1 ") and f.period == "YTD-2025-05"}
    assert timely == {"52.86%": True, "47.3%": False, "49.3%": False}
    assert {f.text for f in figures if f.title.startswith("M28 ") and f.period == "2025"} == {"55 weeks", "56 weeks"}


def test_hostile_text_stays_text(hostile: Session, tmp_path: Path) -> None:
    page = Page(write_briefing(hostile, tmp_path / "b.html").path.read_text(encoding="utf-8"))
    assert page.all("img") == [] and page.all("script") == []
    assert any("@board" in heading for _, heading in page.headings)
    word = write_briefing(hostile, tmp_path / "b.docx").path
    for text in (str(word_lines(word)), str(page.lines)):
        assert SECRET not in text


def test_a_strange_ending_or_a_meeting_to_come_is_refused(sample: Session, tmp_path: Path) -> None:
    from datetime import date

    with pytest.raises(Problem, match="neither"):
        write_briefing(sample, tmp_path / "b.pdf")
    with pytest.raises(Problem, match="still to come"):
        write_briefing(sample, tmp_path / "b.html", meeting=date(2025, 8, 14))
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_board_is_told_as_it_was_known(sample: Session, tmp_path: Path) -> None:
    from datetime import date

    made = write_briefing(sample, tmp_path / "b.html", meeting=date(2024, 5, 9))
    page = Page(made.path.read_text(encoding="utf-8"))
    assert made.as_at == date(2024, 5, 9)
    assert "52.86%" not in str(page.lines)
    assert any("At risk" in line for line in page.lines["Overall progress"])


def test_properties_name_the_board_and_no_person(briefing: Briefing) -> None:
    core = part_of(briefing.word, "docProps/core.xml")
    found = {element.tag.rpartition("}")[2]: element.text or "" for element in core}
    assert found["title"].startswith("Nottinghamshire SEND Partnership Improvement Board: partner update")
    assert found["creator"] == "Nottinghamshire SEND Partnership Improvement Board"
    assert found["language"] == "en-GB"
    assert found["lastModifiedBy"] == ""
