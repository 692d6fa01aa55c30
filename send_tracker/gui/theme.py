"""The theme in force: colours, fonts and measures that every widget and delegate asks for.

There is one theme for the whole application, so this module keeps it. Painted things connect to
``hub.changed`` and repaint; measures come through :func:`px`, so that text size reaches them too.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from send_tracker.domain.status import StatusLevel
from send_tracker.gui import style, tokens
from send_tracker.gui.tokens import Theme

Mode = Literal["light", "dark", "contrast", "system"]
FontName = Literal["small", "chip", "body", "panel", "heading", "wording", "figure"]

FONT_SIZES: Final[dict[FontName, int]] = {
    "small": 11,
    "chip": 12,
    "body": 13,
    "panel": 16,
    "heading": 18,
    "wording": 24,
    "figure": 28,
}
LEAST_SCALE: Final = 1.0
MOST_SCALE: Final = 2.0


class Hub(QObject):
    """Says when colours or text size change."""

    changed = Signal()

    def __init__(self) -> None:
        """Start light, at 100 %."""
        super().__init__()
        self.theme = tokens.LIGHT
        self.scale = 1.0
        self.mode: Mode = "light"
        self.followed = False
        self.busy = False


hub: Final = Hub()


def current() -> Theme:
    """Return the theme in force."""
    return hub.theme


def text_scale() -> float:
    """Return the text size, 1.0 to 2.0."""
    return hub.scale


def px(length: float) -> int:
    """Return a measure in pixels at the text size in force."""
    return round(length * hub.scale)


def colour(token: str) -> QColor:
    """Return the colour of a token (or of a hex text) in the theme in force."""
    return _colour(hub.theme.colour(token))


@lru_cache(maxsize=256)
def _colour(hex_colour: str) -> QColor:
    return QColor(hex_colour)


def status_colours(level: StatusLevel) -> tuple[QColor, QColor, QColor]:
    """Return the solid, chip background and chip text of a status in the theme in force."""
    return _status_colours(hub.theme, level)


@lru_cache(maxsize=128)
def _status_colours(theme: Theme, level: StatusLevel) -> tuple[QColor, QColor, QColor]:
    solid, ground, text = theme.status(level)
    return _colour(solid), _colour(ground), _colour(text)


def bar_text(level: StatusLevel) -> QColor:
    """Return the colour of text inside a bar of this status."""
    return _colour(hub.theme.on_solid(level))


def font(name: FontName = "body", weight: int = 400) -> QFont:
    """Return a font by name at the text size in force: tabular figures, the same widths at every scale."""
    return _font(px(FONT_SIZES[name]), weight)


def load_fonts(folder: Path) -> list[str]:
    """Load the font files that the frozen program brings along and return their families; a checkout has none."""
    faces = [*sorted(folder.glob("*.otf")), *sorted(folder.glob("*.ttf"))]
    numbers = [QFontDatabase.addApplicationFont(str(face)) for face in faces]
    return sorted({family for number in numbers for family in QFontDatabase.applicationFontFamilies(number)})


@lru_cache(maxsize=128)
def _font(pixels: int, weight: int) -> QFont:
    made = QFont()
    made.setFamilies(["Inter", "Segoe UI", QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def metrics(name: FontName = "body", weight: int = 400) -> QFontMetricsF:
    """Return the measures of :func:`font`."""
    return _metrics(px(FONT_SIZES[name]), weight)


@lru_cache(maxsize=128)
def _metrics(pixels: int, weight: int) -> QFontMetricsF:
    return QFontMetricsF(_font(pixels, weight))


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects by, and have the widget styled again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def apply(app: QApplication, mode: Mode, text_scale: float = 1.0) -> None:
    """Give the application its look, and tell everybody. A look that it has already is left alone.

    Args:
        app: the application.
        mode: a theme, or ``system`` to follow the system's light, dark and contrast settings.
        text_scale: the text size, 1.0 to 2.0; anything outside is brought to the nearer end.
    """
    scale = min(MOST_SCALE, max(LEAST_SCALE, text_scale))
    asked_again = (hub.mode, hub.scale) == (mode, scale) and mode != "system"
    hub.mode, hub.scale = mode, scale
    if not hub.followed:
        hub.followed = True
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow())
    hub.busy = True
    try:
        hub.theme = _chosen(app, mode)
        sheet = style.sheet(hub.theme, hub.scale)
        if asked_again and app.styleSheet() == sheet and app.font() == font():
            return  # every widget would be styled again for nothing
        app.setStyle("Fusion")
        app.setFont(font())
        app.setPalette(palette(hub.theme))
        app.setStyleSheet(sheet)
    finally:
        hub.busy = False
    hub.changed.emit()


def _follow() -> None:
    """Take the look again when the system's changes; our own changes of it are not news."""
    app = QApplication.instance()
    if hub.mode == "system" and not hub.busy and isinstance(app, QApplication):
        apply(app, "system", hub.scale)


def _chosen(app: QApplication, mode: Mode) -> Theme:
    """Return the theme of a mode, and have window frames drawn to match."""
    hints = app.styleHints()
    if mode != "system":
        theme = tokens.THEMES[mode]
        hints.setColorScheme(Qt.ColorScheme.Dark if theme.is_dark else Qt.ColorScheme.Light)
        return theme
    hints.unsetColorScheme()
    if _wants_contrast():
        app.setPalette(QPalette())
        return _system_theme(app.palette())
    return tokens.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else tokens.LIGHT


def _wants_contrast() -> bool:
    """Tell whether the person asked the system for more contrast; Qt can say so from 6.10."""
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = hints().contrastPreference() if hints else None
    return preference is not None and preference.name == "HighContrast"


def _system_theme(system: QPalette) -> Theme:
    role = QPalette.ColorRole
    roles = (role.Window, role.WindowText, role.Highlight, role.HighlightedText, role.Link)
    return tokens.system_contrast(*(system.color(r).name() for r in roles))


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme. Its window is the page colour: rail and bars paint their own ground."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for token, names in _ROLES.items():
        for name in names.split():
            made.setColor(role[name], _colour(theme.colour(token)))
    for name in ("WindowText", "Text", "ButtonText"):
        made.setColor(group.Disabled, role[name], _colour(theme.faint))
    return made


_ROLES: Final = {
    "surface": "Window Base Button",
    "group": "AlternateBase",
    "raised": "ToolTipBase",
    "hover": "Midlight",
    "window": "Light",
    "sel": "Highlight",
    "line": "Mid",
    "field": "Dark",
    "text": "WindowText Text ButtonText BrightText HighlightedText ToolTipText Shadow",
    "faint": "PlaceholderText",
    "muted": "LinkVisited",
    "accent": "Link Accent",
}
