"""The few things of a workbook's styles that carry meaning: fill colours, and which numbers are dates.

A fill may be given as a colour, as a place in a palette of 64, or as a colour of the workbook's theme made
lighter or darker (a tint), as Excel's own colour menu does. Sources: ECMA-376 part 1, 18.8.3 and 18.8.19.
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass, field
from typing import Any, Final
from zipfile import ZipFile

from send_tracker.exchange.reading.parsing import local, small_tree

# The order in which a theme is referred to differs from the order in which it is written: light before dark.
_THEME_ORDER: Final = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
_OFFICE_THEME: Final = (
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF",
    "800080",
)  # fmt: skip
_PLAIN: Final = re.compile(r"0(\.0+)?")


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell's format shows it: its fill, whether a number is a date, and how many places it shows."""

    fill: str = ""
    is_date: bool = False
    is_percent: bool = False
    places: int | None = None


@dataclass(slots=True)
class BookStyles:
    """The looks of a book by the number that cells bear."""

    looks: list[Look] = field(default_factory=list)

    def __getitem__(self, number: int) -> Look:
        """Return a look, the plainest for a number that the book does not define."""
        return self.looks[number] if 0 <= number < len(self.looks) else Look()


def read_styles(archive: ZipFile) -> BookStyles:
    """Read what the cells' style numbers mean."""
    root = small_tree(archive, "xl/styles.xml")
    if root is None:
        return BookStyles()
    theme = _theme(archive)
    parts = {local(child.tag): child for child in root}
    palette = _palette(parts.get("colors"))
    fills = [_fill(f, theme, palette) for f in parts.get("fills", ())]
    formats = {_number(f.get("numFmtId")): f.get("formatCode", "") for f in parts.get("numFmts", ())}
    return BookStyles([_look(xf, fills, formats) for xf in parts.get("cellXfs", ())])


def _look(xf: Any, fills: list[str], formats: dict[int, str]) -> Look:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    fill, number = _number(xf.get("fillId")), _number(xf.get("numFmtId"))
    code = formats.get(number) or BUILTIN_FORMATS.get(number, "General")
    plain = _PLAIN.fullmatch(code)
    places = len(plain[1]) - 1 if plain and plain[1] else None
    return Look(fills[fill] if fill < len(fills) else "", is_date_format(code), code.endswith("%"), places)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 8 else 0


def _fill(element: Any, theme: tuple[str, ...], palette: tuple[str, ...]) -> str:
    """Return a fill's colour; nothing for none, a gradient or a pattern that only hatches."""
    for pattern in element:
        if local(pattern.tag) != "patternFill" or pattern.get("patternType") in (None, "none", "gray125"):
            continue
        colours = {local(c.tag): c for c in pattern}
        found = colours.get("fgColor")
        return _colour(found, theme, palette) if found is not None else ""
    return ""


def _colour(element: Any, theme: tuple[str, ...], palette: tuple[str, ...]) -> str:
    if rgb := element.get("rgb"):
        base = rgb[-6:].upper() if re.fullmatch("[0-9A-Fa-f]{6,8}", rgb) else ""
    elif element.get("theme") is not None:
        place = _number(element.get("theme"))
        base = theme[place] if place < len(theme) else ""
    elif element.get("indexed") is not None:
        place = _number(element.get("indexed"))
        base = palette[place] if place < len(palette) else ""
    else:
        base = ""
    return tinted(base, _tint(element.get("tint"))) if base else ""


def _tint(text: str | None) -> float:
    try:
        return max(-1.0, min(1.0, float(text or 0)))
    except ValueError:
        return 0.0


def tinted(colour: str, tint: float) -> str:
    """Return a colour made lighter (above 0) or darker (below), in lightness as ECMA-376 18.8.19 says."""
    if not tint:
        return colour
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(c * 255):02X}" for c in colorsys.hls_to_rgb(hue, light, saturation))


def _theme(archive: ZipFile) -> tuple[str, ...]:
    root = small_tree(archive, "xl/theme/theme1.xml")
    scheme = next((e for e in root.iter() if local(e.tag) == "clrScheme"), None) if root is not None else None
    if scheme is None:
        return _OFFICE_THEME
    found = [next((c.get("lastClr") or c.get("val") or "" for c in entry), "")[-6:].upper() for entry in scheme]
    if len(found) < len(_THEME_ORDER) or not all(re.fullmatch("[0-9A-F]{6}", c) for c in found):
        return _OFFICE_THEME
    return tuple(found[i] for i in _THEME_ORDER)


def _palette(colours: Any | None) -> tuple[str, ...]:
    from openpyxl.styles.colors import COLOR_INDEX

    own = next((e for e in colours if local(e.tag) == "indexedColors"), None) if colours is not None else None
    given = [c.get("rgb", "")[-6:].upper() for c in own] if own is not None else []
    return tuple(given or (c[-6:] for c in COLOR_INDEX))
