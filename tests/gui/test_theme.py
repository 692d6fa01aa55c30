from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontDatabase, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import make_fonts
from send_tracker.domain.colour import contrast
from send_tracker.domain.presets import NOTTINGHAMSHIRE, PRESETS
from send_tracker.gui import icons, paint, theme, tokens
from send_tracker.gui.tokens import CONTRAST, DARK, LIGHT, THEMES, Theme
from send_tracker.gui.widgets.label import Label

# Icons that no module draws yet have their place in the design; any other file in the folder is a mistake.
LISTED = """
    layout-dashboard list-checks chart-line paperclip calendar-days presentation file-text search plus x chevron-up
    chevron-down chevron-left chevron-right panel-right columns-3 filter circle-check triangle-alert
    circle-question-mark undo-2 redo-2 history arrow-up-right arrow-right arrow-down-right minus calendar file-plus
    file-spreadsheet folder-open download printer copy settings eye wifi-off shield-check ellipsis arrow-left link
    file file-image users flag check external-link image table sun moon lock upload
"""


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


# Colours


@pytest.mark.parametrize("found", THEMES.values(), ids=lambda t: t.name)
def test_words_and_marks_can_be_seen(found: Theme) -> None:
    for ground in (found.surface, found.window, found.raised, found.group, found.hover, found.sel):
        for words in (found.text, found.muted, found.faint):
            assert contrast(words, ground) >= 4.5, (words, ground)
    for ground in (found.surface, found.window):
        assert contrast(found.accent, ground) >= 4.5
        assert contrast(found.focus, ground) >= 3
    assert contrast(found.field, found.surface) >= 3
    assert contrast(found.on_accent, found.accent) >= 4.5
    assert contrast(found.on_accent, found.accent_hover) >= 4.5


@pytest.mark.parametrize(
    ("one", "other", "stated"),
    [
        (LIGHT.text, LIGHT.surface, 16.6),
        (DARK.text, DARK.surface, 13.9),
        (LIGHT.text, LIGHT.sel, 14.2),
        (DARK.text, DARK.sel, 10.1),
        (LIGHT.muted, LIGHT.surface, 6.3),
        (DARK.muted, DARK.surface, 7.3),
        (LIGHT.muted, LIGHT.sel, 5.4),
        (DARK.muted, DARK.sel, 5.3),
        (LIGHT.faint, LIGHT.surface, 5.5),
        (DARK.faint, DARK.surface, 6.4),
        (LIGHT.faint, LIGHT.sel, 4.7),
        (DARK.faint, DARK.sel, 4.7),
        (LIGHT.accent, LIGHT.surface, 6.7),
        (DARK.accent, DARK.surface, 8.1),
        (DARK.on_accent, DARK.accent, 7.8),
        (LIGHT.field, LIGHT.surface, 3.7),
        (DARK.field, DARK.surface, 4.3),
        (CONTRAST.focus, CONTRAST.surface, 19.6),
    ],
)
def test_contrast_is_what_the_design_states(one: str, other: str, stated: float) -> None:
    assert contrast(one, other) == pytest.approx(stated, abs=0.06)


@pytest.mark.parametrize("found", THEMES.values(), ids=lambda t: t.name)
@pytest.mark.parametrize("scale", PRESETS)
def test_statuses_can_be_seen_and_read(found: Theme, scale: str) -> None:
    for level in PRESETS[scale]:
        solid, chip, words = found.status(level)
        assert contrast(solid, found.surface) >= 3, level.label
        assert contrast(words, chip) >= 7, level.label
        assert contrast(found.on_solid(level), solid) >= 4.5, level.label


def test_text_in_bars_is_dark_but_on_the_deep_colours() -> None:
    deep = {level.code for level in NOTTINGHAMSHIRE if LIGHT.on_solid(level) == "#FFFFFF"}
    assert deep == {"on_track", "at_risk", "embedded"}
    assert {level.code for level in NOTTINGHAMSHIRE if DARK.on_solid(level) == "#FFFFFF"} == {"embedded"}


@pytest.mark.parametrize(
    "system",
    [
        ("#000000", "#FFFFFF", "#1AEBFF", "#000000", "#FFFF00"),
        ("#FFFFFF", "#000000", "#37006E", "#FFFFFF", "#00009F"),
        ("#2D3236", "#FFFFFF", "#ABCFF2", "#000000", "#70EBDE"),
    ],
)
def test_a_systems_own_contrast_colours_are_taken_over(system: tuple[str, str, str, str, str]) -> None:
    found = tokens.system_contrast(*system)
    assert (found.surface, found.text, found.is_contrast) == (system[0], system[1], True)
    for words in (found.text, found.muted, found.faint):
        assert contrast(words, found.sel) >= 7
    assert contrast(found.focus, found.surface) >= 4.5
    for level in NOTTINGHAMSHIRE:
        assert contrast(found.status(level)[0], found.surface) >= 3


# Taking effect


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_palette_and_style_sheet_come_from_the_tokens(qapp: QApplication, mode: theme.Mode) -> None:
    theme.apply(qapp, mode)
    role, found = QPalette.ColorRole, theme.current()
    assert found is THEMES[mode]
    assert qapp.palette().color(role.Window).name().upper() == found.surface
    assert qapp.palette().color(role.Accent).name().upper() == found.accent
    assert qapp.palette().color(role.PlaceholderText).name().upper() == found.faint
    assert found.focus in qapp.styleSheet()
    for left in ("$", "px(", "image("):
        assert left not in qapp.styleSheet()


def test_system_follows_the_system_and_says_so(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.hub.changed):
        theme.apply(qapp, "system")
    assert theme.current().name in THEMES
    with qtbot.waitSignal(theme.hub.changed):
        qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    theme.apply(qapp, "dark")
    with qtbot.assertNotEmitted(theme.hub.changed):
        qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())


def test_text_size_reaches_fonts_measures_and_the_style_sheet(qapp: QApplication, qtbot: QtBot) -> None:
    words, button = Label("Obstacle", "small"), QPushButton("Apply")
    for widget in (words, button):
        qtbot.addWidget(widget)
    button.ensurePolished()
    before = button.sizeHint().height()
    theme.apply(qapp, "light", 2.0)
    assert theme.px(44) == 88
    assert theme.font("heading", 600).pixelSize() == 36
    assert words.font().pixelSize() == 22
    assert button.sizeHint().height() == before + 20
    theme.apply(qapp, "light", 9.0)
    assert theme.text_scale() == 2.0


def test_the_font_that_the_frozen_program_brings_is_loaded(qapp: QApplication, tmp_path: Path) -> None:
    assert theme.load_fonts(tmp_path / "none") == [], "a checkout brings none"
    (tmp_path / "Broken.otf").write_bytes(b"not a font")
    assert theme.load_fonts(tmp_path) == []
    found = make_fonts.make_fonts(tmp_path / "fonts")
    assert ("Inter" in theme.load_fonts(tmp_path / "fonts")) == bool(found)
    QFontDatabase.removeAllApplicationFonts()


def test_figures_are_tabular() -> None:
    for name in theme.FONT_SIZES:
        fm = theme.metrics(name, 600)
        assert fm.horizontalAdvance("1111") == fm.horizontalAdvance("0000")


def test_fields_and_buttons_are_32_high(qtbot: QtBot) -> None:
    from send_tracker.gui.widgets.buttons import Button
    from send_tracker.gui.widgets.fields import ChoiceField, LineField

    parts: list[QWidget] = [Button("New"), QPushButton("Apply"), LineField(), ChoiceField()]
    for widget in parts:
        qtbot.addWidget(widget)
        widget.ensurePolished()
        assert widget.sizeHint().height() == 32, type(widget).__name__


def test_a_dead_widget_hears_no_more_of_themes(qapp: QApplication, qtbot: QtBot) -> None:
    import shiboken6

    for _ in range(20):
        label = Label("Gone")
        shiboken6.delete(label)
    theme.apply(qapp, "dark")


# Icons


def test_every_icon_is_listed_and_drawn_in_one_style() -> None:
    assert icons.names() == sorted(LISTED.split())
    for name in icons.names():
        source = icons._drawing(name)
        assert QSvgRenderer(source.encode("utf-8")).isValid(), name
        assert 'viewBox="0 0 24 24"' in source
        assert 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round"' in source
        assert source.count("fill=") == 1, name


def test_every_icon_leaves_ink_inside_its_square() -> None:
    for name in icons.names():
        picture = icons.pixmap(name, "text", 24, 2.0).toImage()
        assert picture.width() == 48
        edge = [picture.pixelColor(x, y).alpha() for x in range(48) for y in (0, 47)]
        edge += [picture.pixelColor(x, y).alpha() for y in range(48) for x in (0, 47)]
        assert max(edge) < 40, name
        assert any(picture.pixelColor(x, y).alpha() > 200 for x in range(48) for y in range(48)), name


def test_an_icon_takes_the_theme_it_is_asked_in(qapp: QApplication) -> None:
    before = icons.pixmap("plus", "accent")
    assert icons.pixmap("plus", "accent") is before
    theme.apply(qapp, "dark")
    assert icons.pixmap("plus", "accent") is not before
    assert icons.pixmap("plus", "#5CC4CC") is icons.pixmap("plus", "accent")
    assert not icons.icon("plus").isNull()


# Painting


@pytest.fixture
def canvas(qapp: QApplication) -> Iterator[tuple[QImage, QPainter]]:
    image = QImage(400, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill("white")
    painter = QPainter(image)
    yield image, painter
    painter.end()


def test_chips_are_as_wide_as_they_say(canvas: tuple[QImage, QPainter]) -> None:
    image, painter = canvas
    for level in NOTTINGHAMSHIRE:
        image.fill("white")
        width = paint.draw_chip(painter, 10, 30, level)
        assert width == paint.chip_width(level)
        inked = [x for x in range(400) if image.pixelColor(x, 30).name() != "#ffffff"]
        assert inked[0] == 10
        assert inked[-1] == pytest.approx(10 + width, abs=1)
    assert paint.draw_chip(painter, 0, 30, NOTTINGHAMSHIRE["obstacles"], room=60) < 60


def test_bars_share_their_width_and_keep_gaps(canvas: tuple[QImage, QPainter]) -> None:
    image, painter = canvas
    done, stuck = NOTTINGHAMSHIRE["complete"], NOTTINGHAMSHIRE["obstacles"]
    paint.draw_bar(painter, QRectF(0, 20, 400, 16), [(done, 3), (NOTTINGHAMSHIRE["at_risk"], 0), (stuck, 1)], True)
    assert image.pixelColor(20, 24).name() == done.solid[0].lower()
    assert image.pixelColor(380, 24).name() == stuck.solid[0].lower()
    assert image.pixelColor(299, 24).name() not in (done.solid[0].lower(), stuck.solid[0].lower())
    assert paint._boxes(QRectF(0, 0, 100, 8), [1000, 1], 1001)[1].width() >= 2
    paint.draw_bar(painter, QRectF(0, 20, 400, 16), [])


def test_every_shape_and_arrow_leaves_ink(canvas: tuple[QImage, QPainter]) -> None:
    from send_tracker.domain.status import Shape, unknown

    image, painter = canvas
    for level in (*NOTTINGHAMSHIRE, unknown("gone")):
        image.fill("white")
        paint.draw_shape(painter, QRectF(10, 10, 9, 9), level)
        assert any(image.pixelColor(x, y).name() != "#ffffff" for x in range(8, 22) for y in range(8, 22))
    assert len(Shape) == 7
    for direction in (1, 0, -1):
        image.fill("white")
        paint.draw_travel(painter, QRectF(0, 0, 40, 40), direction)
        assert any(image.pixelColor(x, y).name() != "#ffffff" for x in range(40) for y in range(40))


def test_text_is_cut_to_its_room() -> None:
    assert paint.elided("Short", 200) == "Short"
    assert paint.elided("A title\nof two lines that is long", 60).endswith("…")
    rows = paint.wrapped("Publish the refreshed joint commissioning strategy and delivery plan", 150, 2)
    assert len(rows) == 2
    assert rows[1].endswith("…")
    assert paint.wrapped("", 100, 2) == [""]


def test_the_look_costs_no_heavy_import(root: Path) -> None:
    program = (
        "import pkgutil, sys, importlib, send_tracker.gui.widgets as w\n"
        "import send_tracker.gui.theme, send_tracker.gui.paint, send_tracker.gui.icons\n"
        "[importlib.import_module(f'send_tracker.gui.widgets.{m.name}') for m in pkgutil.iter_modules(w.__path__)]\n"
        "print(sorted({'pyqtgraph', 'numpy', 'openpyxl', 'sqlite_utils'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
