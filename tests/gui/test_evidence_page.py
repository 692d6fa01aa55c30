"""The evidence register by keys: find, filter, describe, link, drop, paste, withdraw."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from send_tracker import bootstrap
from send_tracker.domain.evidence_filter import EvidenceFilter, EvidenceLine, EvidenceSort, Lack, LinkState
from send_tracker.gui import theme
from send_tracker.gui.commands import Command
from send_tracker.gui.models.evidence_model import COLUMNS
from send_tracker.gui.pages.evidence_page import EvidencePage
from send_tracker.gui.preferences import Preferences
from send_tracker.gui.widgets.evidence_file import EvidenceFile
from send_tracker.gui.workspace import Workspace
from send_tracker.services.evidence import keep_link
from send_tracker.services.plan import find_action
from send_tracker.services.undo import undo
from tests.gui import accessibility

TITLE = COLUMNS.index(EvidenceSort.TITLE)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, sample_file: Path, preferences: Preferences) -> Iterator[EvidencePage]:
    theme.apply(qapp, "light")
    workspace = Workspace(bootstrap.open_tracker(sample_file, author="Officer"), preferences)
    made = EvidencePage(workspace)
    workspace.edited.connect(made.edited)
    qtbot.addWidget(made)
    made.set_width_class(1366)
    made.resize(1190, 706)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.table.setFocus()
    yield made
    made.checker.wait()
    workspace.close()


def problems(page: EvidencePage) -> list[str]:
    found: list[str] = []
    page.workspace.problem.connect(found.append)
    return found


def line(page: EvidencePage, ref: str) -> EvidenceLine:
    return next(v for v in page._view.lines if v.item.ref == ref)


def choose(page: EvidencePage, ref: str) -> EvidenceLine:
    assert page.table.go_to(line(page, ref).item.id)
    return line(page, ref)


# Finding


def test_the_register_says_how_much_there_is(page: EvidencePage) -> None:
    total = len(page._view.lines)
    assert page.head.counts.whole_text().startswith(f"{total} items")
    assert page.status_text() == f"{total} evidence items, {total} shown, 1 selected"
    assert page.count() == total


def test_searching_narrows_and_says_so(qtbot: QtBot, page: EvidencePage) -> None:
    qtbot.keyClicks(page.head.search, "launch of minds")
    assert [v.item.ref for v in page.model.lines] == ["E5"]
    assert "hidden: only text “launch of minds” is shown" in page.filters.sentence.whole_text()
    qtbot.keyClick(page.head.search, Qt.Key.Key_Escape)
    assert page.model.rowCount() == len(page._view.lines)
    assert not page.filters.sentence.isVisible()


def test_a_list_filter_counts_what_each_choice_leaves(
    qtbot: QtBot, page: EvidencePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    types = page.filters.lists["types"]
    monkeypatch.setattr(types.popup, "open_under", lambda _widget: None)  # the offscreen platform has no popups
    qtbot.keyClick(types.word, Qt.Key.Key_Return)
    words = [types.popup.list.item(row).text() for row in range(types.popup.list.count())]
    surveys = sum(v.item.type == "survey" for v in page._view.lines)
    assert f"Survey  {surveys}" in words
    page.show_filter(EvidenceFilter(types=frozenset({"survey"})))
    assert page.model.rowCount() == surveys
    assert page.commands().keys() >= {Command.CLEAR_FILTER}
    page.filters.clear_button.click()
    assert page.model.rowCount() == len(page._view.lines)


def test_a_filter_that_hides_all_says_so_and_is_cleared(page: EvidencePage) -> None:
    page.show_filter(EvidenceFilter(text="nothing like this"))
    assert "Nothing matches" in accessibility.shown_text(page)
    page.nothing.acted.emit()
    assert page.model.rowCount() == len(page._view.lines)


def test_columns_sort_as_people_count(page: EvidencePage) -> None:
    refs = [v.item.ref for v in page.model.lines]
    assert refs.index("E9") < refs.index("E10")
    page.sort_by(COLUMNS.index(EvidenceSort.LOGGED))
    page.sort_by(COLUMNS.index(EvidenceSort.LOGGED))
    days = [v.item.logged_date or "" for v in page.model.lines]
    assert days == sorted(days, reverse=True)


# Changing


def test_a_title_is_edited_in_its_cell(qtbot: QtBot, page: EvidencePage) -> None:
    choose(page, "E2")
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Stage 1 criteria <b>&")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line(page, "E2").item.title == "Stage 1 criteria <b>&")
    assert page.panel.title.value() == "Stage 1 criteria <b>&"


def test_an_emptied_title_comes_back_with_a_sentence(qtbot: QtBot, page: EvidencePage) -> None:
    said = problems(page)
    kept = choose(page, "E2").item.title
    page.panel.title.setFocus()
    page.panel.title.selectAll()
    qtbot.keyClick(page.panel.title, Qt.Key.Key_Delete)
    qtbot.keyClick(page.panel.title, Qt.Key.Key_Return)
    assert said == ["Evidence needs a title. The old one was kept."]
    assert page.panel.title.value() == line(page, "E2").item.title == kept


def test_fields_are_saved_as_they_are_left(qtbot: QtBot, page: EvidencePage) -> None:
    id = choose(page, "E2").item.id
    shows = page.panel.fields["shows"]
    shows.setFocus()
    qtbot.keyClick(shows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(shows, "Panels agree.")
    qtbot.keyClick(shows, Qt.Key.Key_Tab)
    day = page.panel.fields["about_date"]
    day.setFocus()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    focused.selectAll()
    qtbot.keyClicks(focused, "summer term 2024")
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    found = page._view.line(id)
    assert found is not None
    assert (found.item.shows, found.item.about_date) == ("Panels agree.", "2024-summer")


def test_typed_text_goes_to_its_own_item_when_another_is_chosen(qtbot: QtBot, page: EvidencePage) -> None:
    choose(page, "E2")
    shows = page.panel.fields["shows"]
    shows.setFocus()
    qtbot.keyClick(shows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(shows, "Typed and not left")
    page.show_line(line(page, "E3").item.id)
    assert line(page, "E2").item.shows == "Typed and not left"
    assert line(page, "E3").item.shows != "Typed and not left"


def test_links_are_added_and_taken_away(page: EvidencePage) -> None:
    action = find_action(page.session, "4.3").id
    choose(page, "E2")
    page.panel.targets.finder.set_value(action)
    page.panel.targets.added.emit(action)
    assert line(page, "E2").links == "1.3, 4.3"
    assert page.panel.targets.finder.findData(action) >= 0
    page.panel.targets.removed.emit(action)
    assert line(page, "E2").links == "1.3"


def test_delete_withdraws_and_undo_brings_back(qtbot: QtBot, page: EvidencePage) -> None:
    total = page.model.rowCount()
    choose(page, "E2")
    with qtbot.waitSignal(page.workspace.notice) as told:
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert told.args == ["E2 was withdrawn. Ctrl+Z brings it back."]
    assert page.model.rowCount() == total - 1
    chosen = page.table.line()
    assert chosen is not None
    assert chosen.item.ref == "E3"
    undo(page.session)
    assert page.model.rowCount() == total


# Coming in


def drop(page: EvidencePage, mime: QMimeData, ref: str = "") -> None:
    row = page.model.row_of(line(page, ref).item.id) if ref else -1
    y = page.table.rowViewportPosition(row) + 4 if ref else page.table.viewport().height() - 2
    if not ref:
        page.show_filter(EvidenceFilter(text="E2 stage"))
    event = QDropEvent(
        QPointF(40, y),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.table.dropEvent(event)


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    return mime


def test_a_dropped_file_becomes_an_item_ready_to_be_named(qtbot: QtBot, page: EvidencePage, tmp_path: Path) -> None:
    total = len(page._view.lines)
    path = tmp_path / "survey_results-2025.csv"
    path.write_text("a,b", encoding="utf-8")
    drop(page, files(path))
    assert len(page._view.lines) == total + 1
    made = page.table.line()
    assert made is not None
    assert (made.item.title, made.state) == ("survey results 2025", LinkState.STORED)
    assert page.panel.title.hasFocus()


def test_a_file_dropped_on_an_item_without_one_becomes_its_file(page: EvidencePage, tmp_path: Path) -> None:
    assert line(page, "E2").state is LinkState.NONE
    path = tmp_path / "criteria.pdf"
    path.write_bytes(b"%PDF-1.4")
    total = len(page._view.lines)
    drop(page, files(path), "E2")
    assert len(page._view.lines) == total
    assert line(page, "E2").item.file_name == "criteria.pdf"
    drop(page, files(path), "E2")
    made = page._view.lines[-1]
    assert (len(page._view.lines), made.links) == (total + 1, "1.3")


def test_folders_and_empty_files_are_refused_in_words(page: EvidencePage, tmp_path: Path) -> None:
    said = problems(page)
    (tmp_path / "empty.txt").touch()
    drop(page, files(tmp_path, tmp_path / "empty.txt"))
    assert "is a folder" in said[0]
    assert "is empty" in said[1]


def test_a_pasted_picture_becomes_an_item(qtbot: QtBot, page: EvidencePage) -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("#0B6670"))
    QGuiApplication.clipboard().setImage(image)
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    made = page.table.line()
    assert made is not None
    assert made.item.title == "Screenshot of 4 July 2025"
    assert made.item.file_name == "Screenshot 4 July 2025.png"
    kept = QImage.fromData(page.session.file.evidence_files.get(made.item.file_hash or ""))
    assert (kept.width(), kept.height()) == (20, 10)


def test_pasting_words_is_refused_in_words(qtbot: QtBot, page: EvidencePage) -> None:
    said = problems(page)
    QGuiApplication.clipboard().setText("just words")
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert said == ["There is no picture, file or link on the clipboard to add as evidence."]


# Linked files


def test_linked_files_that_changed_or_went_are_marked_and_filtered(
    qtbot: QtBot, page: EvidencePage, tmp_path: Path
) -> None:
    for name in ("kept", "changed", "gone"):
        (tmp_path / f"{name}.txt").write_text("first", encoding="utf-8")
        keep_link(page.session, str(tmp_path / f"{name}.txt"), f"Link {name}")
    page.checker.wait()
    (tmp_path / "changed.txt").write_text("second", encoding="utf-8")
    (tmp_path / "gone.txt").unlink()
    page._states.clear()
    page.refresh()
    wanted = {"Link kept": LinkState.PRESENT, "Link changed": LinkState.CHANGED, "Link gone": LinkState.MISSING}
    links = [v for v in page._view.lines if v.item.title in wanted]
    assert len(links) == 3
    qtbot.waitUntil(lambda: {v.item.title: v.state for v in page._view.lines if v.item.title in wanted} == wanted)
    page.show_filter(EvidenceFilter(lacks=frozenset({Lack.CHANGED, Lack.MISSING})))
    assert [v.item.title for v in page.model.lines] == ["Link changed", "Link gone"]
    page.table.go_to(page.model.lines[1].item.id)
    assert "missing" in accessibility.shown_text(page.panel).lower()
    assert not page.panel.file.open_button.isEnabled()


def test_a_web_page_is_opened_only_after_its_host_was_agreed_to(
    qtbot: QtBot, page: EvidencePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def opens(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr("send_tracker.gui.open_outside.QDesktopServices.openUrl", opens)
    answers = iter([False, True])
    hosts: list[str] = []

    def agrees(_file: EvidenceFile, host: str) -> bool:
        hosts.append(host)
        return next(answers)

    monkeypatch.setattr(EvidenceFile, "_agrees", agrees)
    choose(page, "E5")
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert opened == []
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert hosts == ["www.nottinghamshire.gov.uk"] * 2
    assert opened == [line(page, "E5").item.link]


# Coverage


def test_the_matrix_counts_and_narrows_the_register(qtbot: QtBot, page: EvidencePage) -> None:
    page.head.coverage.click()
    assert page.matrix.hasFocus()
    cells = page.matrix.cells
    assert cells.words(cells.index(0, 3)) == "Survey, O1: no evidence"
    assert cells.index(0, 3).data() == "none"
    number = int(cells.index(0, 1).data())
    qtbot.keyClick(page.matrix, Qt.Key.Key_Return)
    assert not page.head.coverage.isChecked()
    assert page.model.rowCount() == number
    assert page.filters.wanted.words(page._view.names) == "type Data report and outcome O1"


def test_every_cell_opens_as_many_rows_as_it_counts(page: EvidencePage) -> None:
    cells = page.matrix.cells
    for row in range(cells.rowCount()):
        for column in range(1, cells.columnCount()):
            page.matrix.chosen.emit(cells.outcome(row), cells.code(column))
            assert page.model.rowCount() == cells.count(cells.index(row, column))


# The window


def test_enter_and_down_lead_from_the_search_to_what_it_found(qtbot: QtBot, page: EvidencePage) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down):
        page.commands()[Command.FIND]()
        qtbot.keyClicks(page.head.search, "tracker" if not page.head.search.text() else "")
        qtbot.keyClick(page.head.search, key)
        assert page.table.hasFocus()


def test_no_item_stands_beside_an_empty_register(qtbot: QtBot, page: EvidencePage) -> None:
    assert page.panel.isVisible()
    page.commands()[Command.FIND]()
    qtbot.keyClicks(page.head.search, "nothing has these words")
    assert not page.panel.isVisible(), "a hidden item can be neither read nor changed"
    qtbot.keyClick(page.head.search, Qt.Key.Key_Escape)
    assert page.panel.isVisible()


def test_what_no_program_can_open_is_a_sentence(page: EvidencePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("send_tracker.gui.open_outside.QDesktopServices.openUrl", lambda _url: False)
    found = problems(page)
    choose(page, "E1")
    page.panel.file.open()
    assert len(found) == 1 and "no program to open it" in found[0]


def test_it_fits_every_size_and_theme(qapp: QApplication, page: EvidencePage) -> None:
    for mode, scale in (("light", 1.0), ("contrast", 2.0)):
        theme.apply(qapp, mode, scale)  # type: ignore[arg-type]
        page.set_width_class(int(1093 / scale))
        page.resize(1037, 552)
        assert page.grab().deviceIndependentSize().toSize() == QSize(1037, 552)
        assert page.head.minimumSizeHint().width() <= 1037
        assert page.panel.height() > 350, "the head above it has its own height and no more"
    theme.apply(qapp, "light")


def test_in_a_very_narrow_window_the_panel_lies_over_the_register(page: EvidencePage) -> None:
    page.set_width_class(990)
    page.resize(900, 552)
    assert page._body.width() == 900
    assert page.panel.isVisible()
    assert page.panel.geometry().top() == page.head.height(), "search and Add evidence stay in reach"
    page.toggle_panel()
    assert not page.panel.isVisible()


def test_keys_go_round_the_panes(page: EvidencePage) -> None:
    assert page.panes() == [page.table, page.panel, page.head.search]
    order = accessibility.tab_order(page)
    assert order.index(page.head.search) < order.index(page.table) < order.index(page.panel.title)


def test_everything_has_a_name_and_no_label_reads_markup(page: EvidencePage) -> None:
    accessibility.check(page)
    page.head.coverage.click()
    accessibility.check(page)


def test_a_file_open_for_reading_only_offers_no_change(
    qtbot: QtBot, sample_file: Path, preferences: Preferences
) -> None:
    workspace = Workspace(bootstrap.open_tracker(sample_file, read_only=True), preferences)
    made = EvidencePage(workspace)
    qtbot.addWidget(made)
    made.show()
    made.table.setFocus()
    assert not {Command.ADD_EVIDENCE, Command.WITHDRAW, Command.PASTE_EVIDENCE} & made.commands().keys()
    assert not made.head.add.isEnabled()
    assert not made.panel.fields["shows"].isEnabled()
    qtbot.keyClick(made.table, Qt.Key.Key_Delete)
    assert made.model.rowCount() == len(made._view.lines)
    made.checker.wait()
    workspace.close()


def test_an_empty_register_says_what_to_do(qtbot: QtBot, tmp_path: Path, preferences: Preferences) -> None:
    workspace = Workspace(bootstrap.create_tracker(tmp_path / "new.sendtracker"), preferences)
    made = EvidencePage(workspace)
    qtbot.addWidget(made)
    made.show()
    assert "No evidence yet" in accessibility.shown_text(made)
    assert not made.panel.isVisible()
    assert made.table.rowAt(QPoint(1, 1).y()) == -1
    workspace.close()


def test_files_are_looked_for_where_the_last_ones_came_from(
    page: EvidencePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, asked = tmp_path / "kept" / "note.docx", list[str]()
    file.parent.mkdir()
    file.write_bytes(b"PK")

    def choose_it(_parent: object, _title: str, folder: str) -> tuple[list[str], str]:
        asked.append(folder)
        return [str(file)], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose_it)
    assert len(page.verbs.add_files()) == 1
    assert asked[0], "never in the folder of the program"
    file.with_name("two.docx").write_bytes(b"PK2")
    page.verbs.add_files()
    assert Path(asked[1]) == file.parent
