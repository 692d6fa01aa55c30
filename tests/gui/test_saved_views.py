"""Saved views: kept in the file, chosen from the list and by Ctrl+K, with a dot once something was changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.domain.plan_filter import Due, PlanFilter, SortBy
from send_tracker.domain.problem import Problem
from send_tracker.domain.saved_views import ViewSetting, from_text, to_text
from send_tracker.gui.commands import Command
from send_tracker.gui.main_window import MainWindow
from send_tracker.gui.pages.plan_page import PlanPage
from send_tracker.services.undo import undo, undo_state
from send_tracker.services.views import remove_view, rename_view, save_view, saved_views
from tests.gui.conftest import MakeWindow

_words = st.text(alphabet='ab Ä’"\\\n{[💡', max_size=8)
_texts = st.frozensets(_words, max_size=4)
_filters = st.builds(
    PlanFilter,
    text=_words,
    statuses=_texts,
    leads=_texts,
    due=st.frozensets(st.sampled_from(Due)),
    attention=_texts,
    only=st.none() | _texts,
    withdrawn=st.booleans(),
)
_settings = st.builds(
    ViewSetting,
    _filters,
    st.lists(_words).map(tuple),
    st.sampled_from(SortBy),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_settings)
def test_a_setting_comes_back_as_it_was_kept(setting: ViewSetting) -> None:
    assert from_text(to_text(setting)) == setting


@pytest.mark.parametrize("text", ["", "[]", "{", '"x"', '{"sort": 3}', '{"filter": {"leads": 3}}', "[" * 5000])
def test_what_is_no_setting_is_none(text: str) -> None:
    assert from_text(text) is None


def test_what_a_newer_program_wrote_is_read_as_far_as_it_is_known() -> None:
    found = from_text('{"filter": {"due": ["overdue", "someday"], "mood": ["x"]}, "sort": ["mood", true], "more": 1}')
    assert found == ViewSetting(PlanFilter(due=frozenset({Due.OVERDUE})), (), SortBy.REF, True, True)


def page_of(window: MainWindow) -> PlanPage:
    page = window.pages.page
    assert isinstance(page, PlanPage)
    return page


def test_a_view_is_saved_changed_and_shared_with_the_file(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(sample_file)
    page = page_of(window)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("Obstacles by date", True))
    page.apply_filter(PlanFilter(statuses=frozenset({"obstacles"})))
    page.sheet.header.set_sort(SortBy.DUE, True)
    window.run(Command.SAVE_VIEW)
    assert page.views.button.text() == "Obstacles by date"
    page.sheet.clear_filter()
    assert page.views.button.text() == "Obstacles by date •"
    assert page.views.button.accessibleName().endswith("changed since it was saved")
    # By Ctrl+K, from another page and after another order.
    page.sheet.header.set_sort(SortBy.REF, False)
    window.show_page("evidence")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.find_anything.field, "obstacles by")
    qtbot.keyClick(window.find_anything.field, Qt.Key.Key_Return)
    page = page_of(window)
    assert page.filter.statuses == {"obstacles"} and page.sheet.header.sort == (SortBy.DUE, True)
    assert page.views.button.text() == "Obstacles by date"
    assert window.workspace is not None
    session = window.workspace.session
    assert undo_state(session).undo == "saved view"
    window.close()
    other = bootstrap.open_tracker(sample_file, author="Jo")
    assert [view.name for view in saved_views(other)] == ["Obstacles by date"]
    other.close()


def test_names_are_kept_apart_and_a_removed_view_comes_back(sample_file: Path) -> None:
    session = bootstrap.open_tracker(sample_file, author="Jo")
    try:
        view = save_view(session, "  Mine ", ViewSetting())
        with pytest.raises(Problem, match="already"):
            save_view(session, "mine", ViewSetting())
        with pytest.raises(Problem, match="name"):
            save_view(session, "   ", ViewSetting())
        rename_view(session, view, "Ours")
        remove_view(session, view)
        assert not saved_views(session)
        undo(session)
        assert [v.name for v in saved_views(session)] == ["Ours"]
    finally:
        session.close()
