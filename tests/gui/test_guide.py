"""The user guide: all that there is has its place in it, F1 opens the right page, and it reads nothing but itself."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import hatch_hook
import render_guide
import render_scenes
from send_tracker.cli import commands
from send_tracker.cli.described import commands_described
from send_tracker.domain.challenge.rules import RULES
from send_tracker.domain.challenge.thresholds import THRESHOLDS
from send_tracker.gui import dialogs
from send_tracker.gui.commands import MENUS, Command
from send_tracker.gui.dialogs.house_dialog import HouseDialog
from send_tracker.gui.help import guide
from send_tracker.gui.help.guide import GuidePage, page, pages, search
from send_tracker.gui.help.guide_view import GuideView
from send_tracker.gui.help.help_window import HelpWindow, shown_guide
from send_tracker.gui.help.topics import OF_DIALOGS, OF_PAGES, topic_of
from send_tracker.gui.menus import plain_words
from send_tracker.gui.pages.registry import PAGES
from send_tracker.settings import SETTINGS
from tests.gui import accessibility
from tests.gui.conftest import MakeWindow

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"


@pytest.fixture
def help_of(qtbot: QtBot) -> Iterator[None]:
    """Close the guide after the test."""
    yield
    if (left := shown_guide()) is not None:
        left.close()


def section(text: str, title: str) -> str:
    """Return what stands below a heading."""
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"the guide has no heading “{title}”"
    return found[1]


def test_every_menu_entry_is_in_the_guide() -> None:
    """What it does is said in docs/guide/menus.md; render_guide.py names the entries that have no words yet."""
    text = page("menus").text
    for menu, entries in MENUS.items():
        written = re.findall(r"^- \*\*([^*]+)\*\*", section(text, plain_words(menu)), re.MULTILINE)
        assert {plain_words(e.words) for e in entries} <= set(written)


def test_an_entry_that_nobody_described_is_there_with_its_key() -> None:
    written = (GUIDE / "menus.md").read_text(encoding="utf-8")
    without = re.sub(r"^- \*\*Undo\*\*.*\n", "", written, flags=re.MULTILINE)
    assert guide.entries_without_words(without)["Edit"] == ["Undo"]
    assert "- **Undo**\n" in section(guide.with_every_entry(without), "Edit")


def test_keys_are_put_in_by_the_program() -> None:
    shown = page("menus").text
    assert "**Find anything** (Ctrl+K) – " in shown
    assert "**Accept" not in shown and "Accept the chosen evidence" in shown


def test_every_command_and_option_is_in_the_guide() -> None:
    guide.fill_commands(commands_described)
    text = page("commands").text
    for name, command in commands.commands.items():
        if command.hidden:
            continue
        told = section(text, name)
        assert all(o in told for p in command.params if isinstance(p, click.Option) and not p.hidden for o in p.opts)


def test_every_rule_and_every_number_is_in_the_guide() -> None:
    shown = page("rules").text
    for rule in RULES:
        assert f"**{rule.title}**" in shown and rule.definition in shown
    assert all(number.label in shown for number in THRESHOLDS)


def test_every_setting_is_in_the_guide() -> None:
    text = page("settings").text
    for setting in SETTINGS.values():
        written = f"- **{setting.title}** – " if setting.title else f"`{setting.name}`"
        assert written in text


def test_the_wheel_takes_the_guide_along() -> None:
    shipped = hatch_hook.shipped_resources(GUIDE.parents[1])
    assert shipped[str(GUIDE / "pack.md")] == "send_tracker/resources/guide/pack.md"
    assert sum("/guide/" in place and place.endswith(".md") for place in shipped.values()) == len(pages())


def test_links_lead_to_pages_and_pictures_to_scenes() -> None:
    keys = {found.key for found in pages()}
    assert {path.stem for path in GUIDE.glob("*.md")} == keys
    for found in pages():
        assert found.text.startswith("# ") and "{{" not in found.text
        assert set(re.findall(r"\]\(([a-z0-9-]+)\.md\)", found.text)) <= keys, found.key
        assert "://" not in found.text
    scenes = {name for name, _path, _prepare in render_scenes.scenes(Path("sample"))}
    assert set(render_guide.names()) <= scenes


def test_f1_knows_every_page_and_every_dialog() -> None:
    keys = {found.key for found in pages()}
    assert set(OF_PAGES.values()) | set(OF_DIALOGS.values()) <= keys
    assert {entry.key for entry in PAGES} <= set(OF_PAGES)
    for module in pkgutil.iter_modules(dialogs.__path__):
        importlib.import_module(f"{dialogs.__name__}.{module.name}")
    parts = {"HouseDialog", "JobDialog", "SteppedDialog"}
    known = {kind.__name__ for kind in _all_below(HouseDialog)} - parts
    assert set(OF_DIALOGS) <= known, "gui/help/topics.py names a dialog that is none"
    assert topic_of(object(), "evidence") == "evidence", "a dialog without a page of its own opens that of its page"


def _all_below(kind: type[HouseDialog]) -> set[type[HouseDialog]]:
    found = {kind}
    for below in kind.__subclasses__():
        found |= _all_below(below)
    return found


def test_search_wants_every_word_and_shows_where() -> None:
    hits = search("settle conflict")
    assert "combine" in [hit.page.key for hit in hits]
    assert "settle" in next(h for h in hits if h.page.key == "combine").excerpt.casefold()
    assert not search("settle zebra")
    assert not search("   ")


@pytest.mark.usefixtures("help_of")
def test_f1_opens_the_page_in_front_and_the_search_leads_on(
    qtbot: QtBot, make_window: MakeWindow, sample_file: Path
) -> None:
    window = make_window(sample_file)
    window.show_page("evidence")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    opened = shown_guide()
    assert isinstance(opened, HelpWindow)
    assert opened.key == "evidence"
    assert opened.view.toPlainText().startswith("Add evidence")
    accessibility.check(opened)
    qtbot.waitUntil(opened.isActiveWindow)
    qtbot.keyClick(opened.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is opened.field
    qtbot.keyClicks(opened.field, "conflicts")
    assert opened.list.count() and opened.list.count() < len(pages())
    assert "conflicts" in opened.view.extraSelections()[0].cursor.selectedText().casefold()
    qtbot.keyClick(opened.field, Qt.Key.Key_Escape)
    assert opened.list.count() == len(pages())
    qtbot.keyClick(opened.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert opened.key == "evidence"
    qtbot.keyClick(opened.view, Qt.Key.Key_Escape)
    assert shown_guide() is None


@pytest.mark.usefixtures("help_of")
def test_f1_in_a_dialog_opens_its_page_beside_it(qtbot: QtBot, make_window: MakeWindow, sample_file: Path) -> None:
    window = make_window(sample_file)
    window.run(Command.BOARD_PACK)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HouseDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    opened = shown_guide()
    assert opened is not None and opened.key == "pack"
    assert dialog.isVisible() and not opened.isModal()
    dialog.close()
    window.hide()
    assert shown_guide() is None


def test_the_view_reads_nothing_but_pictures_of_the_guide(qtbot: QtBot, tmp_path: Path) -> None:
    view = GuideView()
    qtbot.addWidget(view)
    other = tmp_path / "other.png"
    other.write_bytes(b"")
    image = int(QTextDocument.ResourceType.ImageResource.value)
    for name in (other.as_uri(), "http://example.org/x.png", "pictures/../../x.png", str(other)):
        assert view.loadResource(image, QUrl(name)) is None
    view.show_page(GuidePage("x", "X", "# X\n\n![A](pictures/never-made.png)\n\n[out](http://example.org)"))
    asked: list[str] = []
    view.wanted.connect(asked.append)
    view.anchorClicked.emit(QUrl("http://example.org"))
    view.anchorClicked.emit(QUrl("pack.md"))
    assert asked == ["pack"]
    assert "￼" not in view.toPlainText()
