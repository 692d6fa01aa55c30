"""The pages of the rail: key, words, icon, and how each is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from send_tracker.gui.commands import Command
from send_tracker.gui.pages.page import Page
from send_tracker.gui.workspace import Workspace
from send_tracker.services.counts import action_count, evidence_count, measure_count
from send_tracker.services.session import Session


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page. ``count`` gives the number beside its word without building the page.

    ``full`` has the whole window, without the rail. ``slow_count`` is asked only while the officer pauses. One that is
    not ``in_rail`` is reached by its command alone, and is not what a file opens on.
    """

    key: str
    command: Command
    word: str
    icon: str
    make: Callable[[Workspace], Page]
    count: Callable[[Session], int] | None = None
    full: bool = False
    slow_count: Callable[[Workspace], int] | None = None
    in_rail: bool = True


# Each page is imported when it is first shown: the first paint must not pay for the others.


def _overview(workspace: Workspace) -> Page:
    from send_tracker.gui.pages.overview_page import OverviewPage

    return OverviewPage(workspace)


def _plan(workspace: Workspace) -> Page:
    from send_tracker.gui.pages.plan_page import PlanPage

    return PlanPage(workspace)


def _measures(workspace: Workspace) -> Page:
    from send_tracker.gui.pages.measures_page import MeasuresPage

    return MeasuresPage(workspace)


def _evidence(workspace: Workspace) -> Page:
    from send_tracker.gui.pages.evidence_page import EvidencePage

    return EvidencePage(workspace)


def _meetings(workspace: Workspace) -> Page:
    from send_tracker.gui.pages.meetings_page import MeetingsPage

    return MeetingsPage(workspace)


def _review(workspace: Workspace) -> Page:
    from send_tracker.gui.pages.review_page import ReviewPage

    return ReviewPage(workspace)


def _reports(workspace: Workspace) -> Page:
    from send_tracker.gui.pages.reports_page import ReportsPage

    return ReportsPage(workspace)


def _search(workspace: Workspace) -> Page:
    from send_tracker.gui.pages.search_page import SearchPage

    return SearchPage(workspace)


def _to_review(workspace: Workspace) -> int:
    from send_tracker.services.review import review_count

    return review_count(workspace.session, workspace.challenges)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", Command.OVERVIEW, "Overview", "layout-dashboard", _overview),
    PageEntry("plan", Command.PLAN, "Plan", "list-checks", _plan, action_count),
    PageEntry("measures", Command.MEASURES, "Measures", "chart-line", _measures, measure_count),
    PageEntry("evidence", Command.EVIDENCE, "Evidence", "paperclip", _evidence, evidence_count),
    PageEntry("meetings", Command.MEETINGS, "Meetings", "calendar-days", _meetings),
    PageEntry("review", Command.REVIEW, "Review", "presentation", _review, full=True, slow_count=_to_review),
    PageEntry("reports", Command.REPORTS, "Reports", "file-text", _reports),
    PageEntry("search", Command.SEARCH, "Search", "search", _search, in_rail=False),
)
LANDING = "plan"
"""The page shown first in a file; Overview's charts would cost the first paint too much."""
