"""The Measures page over 60,000 figures: opening it, typing into its search, and every measure's limits, as ratios."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from send_tracker.domain.measures.results import measure_results
from send_tracker.domain.measures.trend_of import spc_of
from send_tracker.gui import theme
from send_tracker.gui.pages.measures_page import MeasuresPage
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.workspace import Workspace
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.session import Session
from tests.benchmarks.figures import best, report
from tests.benchmarks.test_measures import many

__all__ = ["many"]
"""The fixture with 500 measures of 120 observations each is that of the rules."""


@pytest.fixture
def page(many: Session, qapp: QApplication) -> Iterator[Callable[[], MeasuresPage]]:
    """A function that opens the page and paints it; what it opened is closed again."""
    theme.apply(qapp, "light")
    opened: list[MeasuresPage] = []
    workspace = Workspace(many, Preferences(None))

    def make() -> MeasuresPage:
        for old in opened:
            old.hide()
        made = MeasuresPage(workspace)
        made.resize(1190, 700)
        made.show()
        made.grab()
        opened.append(made)
        return made

    yield make
    for each in opened:
        each.close()
        each.deleteLater()


def test_the_page_opens_in_little_more_than_reading_takes(many: Session, page: Callable[[], MeasuresPage]) -> None:
    """At most 1 s on a machine that reads and works all results out in half a second."""
    base = best(lambda: measure_results(read_measures(many), many.today), 3)
    opening = best(page, 3)
    report("measures: open the page, 500 x 120", opening, base, "reading and results")
    assert opening < 2 * base


def test_a_keystroke_costs_little(many: Session, page: Callable[[], MeasuresPage]) -> None:
    """At most 50 ms on the same machine: a tenth of reading and results."""
    base = best(lambda: measure_results(read_measures(many), many.today), 3)
    shown = page()

    def type_and_paint() -> None:
        QTest.keyClick(shown.head.search, Qt.Key.Key_4)
        shown.grab()
        QTest.keyClick(shown.head.search, Qt.Key.Key_Backspace)
        shown.grab()

    stroke = best(type_and_paint, 5) / 2
    report("measures: a keystroke in the search, painted", stroke, base, "reading and results")
    assert stroke < base / 8


def test_all_limits_cost_no_more_than_reading(many: Session) -> None:
    """At most 1 s for every measure's limits, signals and results."""
    book = read_measures(many)
    base = best(lambda: measure_results(book, many.today), 3)
    results = list(measure_results(book, many.today).values())
    limits = best(lambda: [spc_of(result) for result in results], 3)
    report("measures: limits and signals of all 500", limits, base, "all results")
    assert limits < 3 * base
