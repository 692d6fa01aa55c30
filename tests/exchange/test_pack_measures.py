"""Measures in the pack: the same words as everywhere else, a chart for each line, and no small number."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from send_tracker.domain.measures.results import measure_results
from send_tracker.exchange.pack import write_pack
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.measures import Entry, add_measure, override_rating, record, set_target
from send_tracker.services.session import Session
from tests.builders import small_programme
from tests.exchange.conftest import MADE_AT
from tests.exchange.reading import book_of, parts_of, table_of


@pytest.fixture(scope="module")
def pack(sample: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pack") / "pack.xlsx"
    write_pack(sample, target, made_at=MADE_AT)
    return target


@pytest.fixture(scope="module")
def book(pack: Path) -> Any:
    return book_of(pack)


def test_every_measure_stands_as_the_domain_says(sample: Session, book: Any) -> None:
    rows = {row["Reference"]: row for row in table_of(book["Measures"])}
    results = measure_results(read_measures(sample), sample.today)
    assert len(rows) == len(results)
    for result in results.values():
        row = rows[result.measure.ref]
        assert row["Latest figure"] == (result.value_text or "no figure")
        assert row["Since the same period last year"] == (result.year_ago.text or result.year_ago.why_not)
        assert (row["Target"] or "") == result.target_text
        assert (row["Distance to target"] or "") == result.gap_text


def test_a_reader_is_told_what_to_know_before_quoting(book: Any) -> None:
    rows = {row["Measure"]: row for row in table_of(book["Measures"])}
    plans, reviews = rows["EHC plans issued within 20 weeks"], rows["Annual reviews completed on time"]
    assert "47.3%" in plans["Please note"] and "49.3%" in plans["Please note"]
    assert "illustrative" in reviews["Please note"]
    assert (reviews["Rating"], reviews["Variation"]) == ("R ◆ Off target", "Concerning")
    assert rows["SEND web pages: visits"]["Latest figure"] == "no figure"
    assert rows["NST waiting list"]["Next figure due"] == "late since 11 June 2025"


def test_each_line_has_its_figures_its_target_and_a_chart_in_words(pack: Path, book: Any) -> None:
    page = book["Measures over time"]
    rows = {row["Period ends"].date().isoformat(): row for row in table_of(page)}
    may = rows["2025-05-31"]
    assert (may["M1 EHC plans issued within 20 weeks"], may["M1 target"]) == (52.86, 47.69)
    assert (may["M12 Annual reviews completed on time"], may["M12 target"]) == (16.2, 80)
    assert rows["2024-06-30"]["M1 EHC plans issued within 20 weeks"] is None
    drawings = [
        found
        for name, text in parts_of(pack).items()
        if name.startswith("xl/drawings/drawing")
        for found in ET.fromstring(text).iter()
        if found.tag.endswith("cNvPr") and "M12" in found.get("name", "")
    ]
    assert [d.get("name") for d in drawings] == [
        "M12 Annual reviews completed on time (illustrative where not published)"
    ]
    assert "16.2% in May 2025" in drawings[0].get("descr", "")
    charts = [text for name, text in parts_of(pack).items() if name.startswith("xl/charts/chart")]
    of_measures = [text for text in charts if 'dispBlanksAs val="span"' in text]
    assert len(of_measures) == 5


def test_the_pack_hides_small_numbers_and_shows_what_a_person_set(tmp_path: Path) -> None:
    with small_programme(tmp_path / "plan.sendtracker") as small:
        session = small.session
        overdue = add_measure(session, "Overdue", unit="count", small_number=5, direction="lower", noun="plans")
        rated = add_measure(session, "=cmd()", unit="percent")
        record(session, [Entry(overdue, "2025-01", "", Decimal(3)), Entry(rated, "2025-01", "", Decimal(50))])
        for measure in (overdue, rated):
            set_target(session, measure, "2025-01", Decimal(60))
        override_rating(session, rated, "near", "The June figure meets it")
        write_pack(session, tmp_path / "pack.xlsx")
    page = book_of(tmp_path / "pack.xlsx")["Measures"]
    rows = {row["Measure"]: row for row in table_of(page)}
    assert (rows["Overdue"]["Latest figure"], rows["Overdue"]["Rating"]) == ("[c]", "Suppressed")
    assert rows["Overdue"]["Distance to target"] is None
    assert rows["=cmd()"]["Rating"] == "A ▲ Near"
    assert rows["=cmd()"]["Please note"] == "Rated by a person, computed: Off target. The June figure meets it"
    assert not [c for row in page.iter_rows() for c in row if c.data_type == "f"]
