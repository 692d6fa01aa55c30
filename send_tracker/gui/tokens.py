"""The colours of the three themes, by name. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from send_tracker.domain.colour import contrast, mix
from send_tracker.domain.status import StatusLevel

DARK_ON_BAR: Final = "#0B1B2B"
"""Text on a light solid. Near black, and a little blue, so that it sits on blue and amber alike."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour token of a theme, as hex text.

    Attributes:
        name: ``light``, ``dark`` or ``contrast``.
        window: menu bar, rail, status bar. surface: pages, tables, fields. raised: menus and popups.
        group: area rows. hover: under the pointer. sel: the chosen row. line: rules. field: outlines.
        text, muted, faint: words by weight. accent, on_accent: the main button. focus: the focus ring.
    """

    name: str
    window: str
    surface: str
    raised: str
    group: str
    hover: str
    sel: str
    line: str
    field: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    focus: str

    @property
    def is_contrast(self) -> bool:
        """Whether chips are drawn as outlines and borders are never left out."""
        return self.name == "contrast"

    @property
    def is_dark(self) -> bool:
        """Whether words are lighter than their ground."""
        return contrast(self.surface, "#FFFFFF") > contrast(self.surface, "#000000")

    @property
    def scroll(self) -> str:
        """The scroll bar's handle: as clear as the edge of a field, since it is a control like that."""
        return self.field

    @property
    def accent_hover(self) -> str:
        """The main button under the pointer."""
        return mix(self.accent, self.text, 0.88)

    def colour(self, token: str) -> str:
        """Return the hex colour of a token; a hex colour is returned as it is."""
        return token if token.startswith("#") else str(getattr(self, token))

    def values(self) -> dict[str, str]:
        """Return every token with its colour, for the style sheet."""
        found = {f.name: str(getattr(self, f.name)) for f in fields(self)}
        return found | {"scroll": self.scroll, "accent_hover": self.accent_hover}

    def status(self, level: StatusLevel) -> tuple[str, str, str]:
        """Return the solid, the chip background and the chip text of a status."""
        if self.is_contrast:
            seen = contrast(level.contrast, self.surface) >= 3
            return (level.contrast if seen else self.text), self.surface, self.text
        return level.solid[3:6] if self.is_dark else level.solid[0:3]

    def on_solid(self, level: StatusLevel) -> str:
        """Return the colour of text inside a bar of the status: the first of three that reads well on it."""
        solid = self.status(level)[0]
        tried = ("#000000", "#FFFFFF") if self.is_contrast else (DARK_ON_BAR, "#FFFFFF", "#000000")
        return next(c for c in tried if contrast(c, solid) >= 4.5)


LIGHT: Final = Theme(
    name="light",
    window="#F4F5F7",
    surface="#FFFFFF",
    raised="#FFFFFF",
    group="#F8F9FA",
    hover="#F0F2F5",
    sel="#E2F0F1",
    line="#E4E7EB",
    field="#7D8593",
    text="#1A1F26",
    muted="#58616E",
    faint="#616A77",
    accent="#0B6670",
    on_accent="#FFFFFF",
    focus="#0B6670",
)
DARK: Final = Theme(
    name="dark",
    window="#14171B",
    surface="#1B1F24",
    raised="#22272D",
    group="#1F242A",
    hover="#242A31",
    sel="#1E3A3F",
    line="#2D333B",
    field="#79838F",
    text="#E8EBEF",
    muted="#A3ADB9",
    faint="#98A2AF",
    accent="#5CC4CC",
    on_accent="#06262A",
    focus="#5CC4CC",
)
CONTRAST: Final = Theme(
    name="contrast",
    window="#000000",
    surface="#000000",
    raised="#000000",
    group="#000000",
    hover="#202020",
    sel="#003A40",
    line="#FFFFFF",
    field="#FFFFFF",
    text="#FFFFFF",
    muted="#FFFFFF",
    faint="#FFFFFF",
    accent="#3FF2FF",
    on_accent="#000000",
    focus="#FFFF00",
)
THEMES: Final = {t.name: t for t in (LIGHT, DARK, CONTRAST)}


def system_contrast(ground: str, text: str, chosen: str, on_chosen: str, link: str) -> Theme:
    """Return a high-contrast theme in the colours that a person set for the whole system.

    The ground of a chosen row is the chosen colour thinned until text still reads on it, because rows keep
    their own text and chips.
    """
    sel = next((m for m in (mix(chosen, ground, p) for p in (0.5, 0.35, 0.2)) if contrast(text, m) >= 7), ground)
    focus = max(link, chosen, text, key=lambda c: contrast(c, ground))
    return Theme(
        name="contrast",
        window=ground,
        surface=ground,
        raised=ground,
        group=ground,
        hover=mix(text, ground, 0.12),
        sel=sel,
        line=text,
        field=text,
        text=text,
        muted=text,
        faint=text,
        accent=chosen if contrast(chosen, ground) >= 4.5 else text,
        on_accent=on_chosen if contrast(chosen, ground) >= 4.5 else ground,
        focus=focus,
    )
