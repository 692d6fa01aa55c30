"""The measures of the sample: every published figure is there with its period, and what is not published says so."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from send_tracker.bootstrap import open_tracker
from send_tracker.domain.measures.period_reading import read_period
from send_tracker.domain.measures.results import MeasureResult, measure_results
from send_tracker.domain.measures.rows import MeasureBook, Observation
from send_tracker.domain.measures.series import contradictions
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.session import FixedClock, Session

Number = Decimal | None

# The rows M01 to M29 and T01 of the published figures of July 2025: row, period as printed, value, numerator,
# denominator, low, high.
PUBLISHED = """
M01|2023|4.2||||
M02|2025 year to date|47.3||||
M03|2025|50||||
M04|start of programme|68||||
M05|2025|56||||
M06|2025|76||||
M07|2025-05|33||||
M08|2025 year to date|52.86||||
M09|2025-05|149||||
M10|2025-05|0||||
M11|2025-05|199||||
M12|2025-05|16.2||||
M13|2024-05|54||||
M14|2025-05|97.9||||
M15|2025|81||||
M16|2025|83||||
M17|2025|4.2||||
M18|2025|4.5||||
M19|2025|31||||
M20|2025|35||||
M21|2025|66||||
M22|2023|537||||
M23|2025-01|5500||||
M24|2025|55||||
M25|2025||||30|60
M26|2025||||15|76
M27|2025||||15|24
M28|2025||91|132||
M29|2025||80|88||
T01|2025|||||
"""
MEASURE_OF = {
    "M01": "EHC plans issued within 20 weeks",
    "M02": "EHC plans issued within 20 weeks",
    "M03": "EHC plans rated good at draft stage",
    "M04": "NST average wait",
    "M05": "NST average wait",
    "M06": "Newsletter survey: answers from parents and carers",
    "M07": "New EHC plans issued on time",
    "M08": "EHC plans issued within 20 weeks",
    "M09": "New EHC assessment requests",
    "M10": "EHC plans overdue by more than 30 weeks",
    "M11": "Average time to finalise an EHC plan",
    "M12": "Annual reviews completed on time",
    "M13": "Annual reviews completed on time",
    "M14": "EHC plan amendments completed within 12 weeks",
    "M15": "Families who say that their review was on time",
    "M16": "Families who say that their views were reflected",
    "M17": "SENDCO confidence in the graduated response",
    "M18": "Overall confidence in the graduated response",
    "M19": "Families very dissatisfied with waiting times",
    "M20": "Families who strongly disagree that services met their needs",
    "M21": "Professionals who know how to refer (SLCN)",
    "M22": "Sleep service referrals",
    "M23": "NST waiting list",
    "M24": "NST average wait",
    "M25": "ADHD and ASD assessment wait (NUH and SFH)",
    "M26": "ADHD treatment wait (NUH and SFH)",
    "M27": "ASD and ADHD wait (DBH, Bassetlaw)",
    "M28": "Pre-needs panel cases returned for further review",
    "M29": "Second panel cases resulting in an EHC plan",
    "T01": "Therapy waiting times by band",
}
PRINTED_WITHOUT_A_MONTH = {"2025 year to date": "2025 year to date, to May", "start of programme": "2023"}
"""The year to date is that of a report on May 2025, and the programme began in 2023; both say so in their notes."""


@pytest.fixture(scope="module")
def session(pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = Path(shutil.copy(pristine_sample, tmp_path_factory.mktemp("measures") / "sample.sendtracker"))
    found = open_tracker(path, clock=FixedClock(datetime(2025, 7, 4, 9, tzinfo=UTC)))
    yield found
    found.close()


@pytest.fixture(scope="module")
def book(session: Session) -> MeasureBook:
    return read_measures(session)


@pytest.fixture(scope="module")
def results(session: Session, book: MeasureBook) -> dict[str, MeasureResult]:
    return {r.measure.title: r for r in measure_results(book, session.today).values()}


def number(text: str) -> Number:
    return Decimal(text) if text else None


@pytest.mark.parametrize("line", [line for line in PUBLISHED.splitlines() if line])
def test_every_published_figure_is_there_with_its_period(book: MeasureBook, line: str) -> None:
    row, printed, *numbers = line.split("|")
    value, numerator, denominator, low, high = map(number, numbers)
    (measure,) = [m for m in book.measures if m.title == MEASURE_OF[row]]
    period = read_period(PRINTED_WITHOUT_A_MONTH.get(printed, printed)).text
    found = [
        o
        for o in book.observations
        if o.measure == measure.id
        and o.period == period
        and (o.value, o.numerator, o.denominator, o.low, o.high) == (value, numerator, denominator, low, high)
    ]
    assert len(found) == 1
    assert found[0].source.startswith("Partner update, July 2025")
    if printed in PRINTED_WITHOUT_A_MONTH:
        assert "rinted as" in found[0].note


def test_exactly_one_figure_is_quoted_for_a_measure_and_period(book: MeasureBook) -> None:
    quoted = Counter((o.measure, o.period) for o in book.observations if o.headline)
    every = {(o.measure, o.period) for o in book.observations}
    assert quoted == Counter(dict.fromkeys(every, 1))


def test_the_contradictions_stand_as_they_were_published(book: MeasureBook) -> None:
    found = {c.measure.title: (c.headline.value, {o.value for o in c.others}) for c in contradictions(book)}
    assert found == {
        "EHC plans issued within 20 weeks": (Decimal("52.86"), {Decimal("47.3"), Decimal("49.3")}),
        "NST average wait": (Decimal(55), {Decimal(56)}),
    }


def test_only_the_months_between_two_published_ones_are_illustrative(book: MeasureBook) -> None:
    by_title: dict[str, list[Observation]] = defaultdict(list)
    titles = {m.id: m.title for m in book.measures}
    for observation in book.observations:
        if observation.illustrative:
            by_title[titles[observation.measure]].append(observation)
    assert list(by_title) == ["Annual reviews completed on time"]
    months = [o.period for o in by_title["Annual reviews completed on time"]]
    assert months[0] == "2024-06" and months[-1] == "2025-04" and len(months) == 11


def test_annual_reviews_are_off_target_and_worse_than_a_year_ago(results: dict[str, MeasureResult]) -> None:
    found = results["Annual reviews completed on time"]
    assert found.sentence == (
        "Annual reviews completed on time: 16.2% in May 2025; down 37.8 points on May 2024 (54%), which is worse; "
        "63.8 points below target (80%)."
    )
    assert (found.computed, found.year_ago.difference) == ("off_target", Decimal("-37.8"))


def test_ratios_ranges_and_words(results: dict[str, MeasureResult]) -> None:
    shown = {title: r.value_text for title, r in results.items()}
    assert shown["Pre-needs panel cases returned for further review"] == "68.9% (91 of 132)"
    assert shown["Second panel cases resulting in an EHC plan"] == "90.9% (80 of 88)"
    assert shown["ADHD treatment wait (NUH and SFH)"] == "15 to 76 weeks"
    assert shown["SENDCO confidence in the graduated response"] == "4.2 out of 10"
    assert results["Therapy waiting times by band"].value is None
    assert "53 to 104 weeks" in results["Therapy waiting times by band"].sentence
    assert results["EHC plans overdue by more than 30 weeks"].value == 0


def test_communications_are_a_part_of_their_own_and_unpublished_figures_are_missing(
    book: MeasureBook, results: dict[str, MeasureResult]
) -> None:
    found = [m for m in book.measures if m.section == "communications"]
    assert len(found) == 4
    assert [results[m.title].value for m in found] == [Decimal(76), None, None, None]
    assert all("no figure was published" in m.note for m in found[1:])


def test_measures_are_tied_to_the_actions_that_were_meant_to_move_them(session: Session, book: MeasureBook) -> None:
    refs = {a.id: a.ref for a in session.register().actions}
    linked = {m.title: [refs[a] for a in m.actions] for m in book.measures}
    assert linked["Annual reviews completed on time"] == ["2.4", "2.7"]
    assert linked["NST average wait"] == ["5.1", "5.2", "5.3"]
    assert all(m.outcome for m in book.measures)


def test_before_they_were_published_figures_are_not_known(session: Session) -> None:
    before = read_measures(session, datetime(2025, 6, 11, tzinfo=UTC).date())
    assert not [o for o in before.observations if o.period == "2025-05"]
