"""The contrast of every pair of colours in every theme: 4.5 : 1 for words, 3 : 1 for marks (WCAG 2.2, 1.4.3, 1.4.11).

The style sheet is read rule by rule. What is painted takes its colours from the tokens, so each token that stands for
words or for a mark is held against every ground. What is laid on thinner than it is, or mixed, is listed here, and a
test finds whoever does so and is not. Exceptions that the guidelines grant, and that we use: ``line`` is decoration
(rules between regions, and the edge of a field whose words are there), and nothing is left to be read by it alone.
Words of what is disabled need no contrast by the guidelines; ours have it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from send_tracker.domain.colour import contrast, mix
from send_tracker.domain.measures.ratings import RATING_LEVELS
from send_tracker.domain.presets import PRESETS
from send_tracker.exchange.document.palette import NIGHT, PAPER, on_solid
from send_tracker.gui import tokens
from send_tracker.gui.charts import measure_marks
from send_tracker.gui.tokens import CONTRAST, DARK, LIGHT, Theme
from send_tracker.gui.widgets.review import strip
from send_tracker.resource_files import resource_text

WORDS, MARKS = 4.5, 3.0
GROUNDS = ("surface", "window", "raised", "group", "hover", "sel")
TEXTS = ("text", "muted", "faint", "accent")
SHAPES = ("text", "muted", "faint", "accent", "focus", "field", "scroll")
SYSTEMS = (
    ("#000000", "#FFFFFF", "#1AEBFF", "#000000", "#FFFF00"),
    ("#FFFFFF", "#000000", "#37006E", "#FFFFFF", "#00009F"),
    ("#2D3236", "#FFFFFF", "#ABCFF2", "#000000", "#70EBDE"),
)
"""Colours of Windows' own contrast themes: ground, text, chosen, text on chosen, link."""
THEMES: tuple[Theme, ...] = (LIGHT, DARK, CONTRAST, *(tokens.system_contrast(*system) for system in SYSTEMS))
each_theme = pytest.mark.parametrize("found", THEMES, ids=[f"{t.name}-{n}" for n, t in enumerate(THEMES)])


@each_theme
def test_words_and_marks_of_the_tokens_can_be_seen_on_every_ground(found: Theme) -> None:
    for ground in GROUNDS:
        for words in TEXTS:
            assert contrast(found.colour(words), found.colour(ground)) >= WORDS, (words, ground)
        for mark in SHAPES:
            assert contrast(found.colour(mark), found.colour(ground)) >= MARKS, (mark, ground)
    for ground in (found.accent, found.accent_hover):
        assert contrast(found.on_accent, ground) >= WORDS


# The style sheet

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
NOT_WORDS = re.compile(r"handle|indicator|separator|chunk|QSplitter|rule=|QScrollBar|corner|arrow|drop-down")
"""Rules of parts that hold no words."""


def rules() -> dict[str, dict[str, str]]:
    """Return what the style sheet says, by selector: ``color`` and ``background`` as tokens, and every border's."""
    text = re.sub(r"/\*.*?\*/", "", resource_text("styles", "app.qss"), flags=re.DOTALL)
    found: dict[str, dict[str, str]] = {}
    for selectors, body in RULE.findall(text):
        said = dict(re.findall(r"(?<![-\w])(color|background|placeholder-text-color)\s*:\s*\$(\w+)", body))
        if chosen := re.search(r"selection-background-color: \$(\w+); selection-color: \$(\w+)", body):
            said |= {"chosen-background": chosen[1], "chosen": chosen[2]}
        if border := re.search(r"border(?:-\w+)*\s*:[^;]*\$(\w+)", body):
            said["border"] = border[1]
        for selector in selectors.split(","):
            found.setdefault(selector.strip(), {}).update(said)
    return found


def base_of(selector: str) -> str:
    """Return the selector without the states that it is told for, such as ``:hover``."""
    return re.sub(r"(?<!:):(?!default)[a-z-]+", "", selector)


@each_theme
def test_every_rule_of_the_style_sheet_can_be_read(found: Theme) -> None:
    sheet = rules()
    assert len(sheet) > 80
    for selector, said in sheet.items():
        base = sheet.get(base_of(selector), {})
        ground = said.get("background") or base.get("background")
        grounds = [ground] if ground else list(GROUNDS)
        words = said.get("color") or base.get("color") or ("text" if ground else None)
        if words and not NOT_WORDS.search(selector):
            for under in grounds:
                assert contrast(found.values()[words], found.values()[under]) >= WORDS, (selector, words, under)
        if placeholder := said.get("placeholder-text-color"):
            assert contrast(found.values()[placeholder], found.values()[grounds[0]]) >= WORDS, selector
        if "chosen" in said:
            assert contrast(found.values()[said["chosen"]], found.values()[said["chosen-background"]]) >= WORDS, (
                selector
            )
        border = said.get("border")
        if border and border != "line":
            for under in GROUNDS:
                at_once = contrast(found.values()[border], found.values()[under]) >= MARKS
                assert at_once or border == said.get("background"), (selector, border, under)


def test_line_is_the_only_colour_that_is_decoration() -> None:
    used = {said[part] for said in rules().values() for part in said}
    assert used <= {*GROUNDS, *TEXTS, *SHAPES, "on_accent", "accent_hover", "line"}


# Statuses and ratings: chips, bars and marks, on screen and in documents


@each_theme
def test_chips_bars_and_shapes_can_be_read(found: Theme) -> None:
    levels = [level for scale in PRESETS.values() for level in scale]
    for level in (*levels, *RATING_LEVELS.values()):
        solid, chip, words = found.status(level)
        assert contrast(words, chip) >= WORDS, level.label
        assert contrast(found.on_solid(level), solid) >= WORDS, level.label
        assert contrast(solid, chip) >= MARKS or contrast(words, chip) >= WORDS, level.label
        for ground in ("surface", "group", "window"):
            assert contrast(solid, found.colour(ground)) >= 2.7, (level.label, ground)
        assert contrast(solid, found.surface) >= MARKS, level.label
        # Sentences of problems stand in the chip text of "at risk" and on what a page stands on.
        if level.code in ("at_risk", "off_target"):
            assert contrast(words, found.surface) >= WORDS


@pytest.mark.parametrize("page", [PAPER, NIGHT], ids=["paper", "night"])
def test_documents_can_be_read(page: dict[str, str]) -> None:
    for ground in ("surface", "group", "band"):
        for words in ("text", "muted", "accent", "series"):
            assert contrast(page[words], page[ground]) >= WORDS, (words, ground)
        assert contrast(page["field"], page[ground]) >= 2.8, ground
    assert contrast(page["field"], page["surface"]) >= MARKS
    for scale in PRESETS.values():
        for level in scale:
            solid, chip, words = level.solid[3:6] if page is NIGHT else level.solid[0:3]
            assert contrast(words, chip) >= WORDS and contrast(on_solid(solid), solid) >= WORDS
            assert contrast(solid, page["surface"]) >= MARKS, level.label


# What is thinner than its token

THINNER = {
    "charts/measure_marks.py": ("muted", measure_marks.THIN),
    "widgets/review/strip.py": ("accent", strip.REVIEWED),
}
"""The colours laid on at less than their strength, as marks on the surface."""


@pytest.mark.parametrize(("token", "strength"), THINNER.values(), ids=THINNER)
@pytest.mark.parametrize("found", [LIGHT, DARK, CONTRAST], ids=lambda t: t.name)
def test_what_is_thinner_than_its_token_can_still_be_seen(found: Theme, token: str, strength: float) -> None:
    assert contrast(mix(found.colour(token), found.surface, strength), found.surface) >= MARKS


def test_nothing_else_is_made_thinner(root: Path) -> None:
    gui = root / "send_tracker" / "gui"
    thin = re.compile(r"setAlpha|setOpacity|\bmix\(")
    found = {
        path.relative_to(gui).as_posix()
        for path in gui.rglob("*.py")
        if "forms" not in path.parts and thin.search(path.read_text(encoding="utf-8"))
    }
    assert found == {*THINNER, "tokens.py"}


# Motion


def test_nothing_moves_by_itself(root: Path) -> None:
    """Reduced motion needs no setting here: no part of the window is animated.

    What moves is the bar of a job whose length nobody knows, while it runs: it says that the job is alive.
    """
    gui = root / "send_tracker" / "gui"
    moving = re.compile(r"Animation|QTimeLine|QGraphicsEffect")
    assert not [p.name for p in gui.rglob("*.py") if "forms" not in p.parts and moving.search(p.read_text("utf-8"))]
