"""Small SVG drawings: elements with escaped text, and the two charts that documents show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

FONT: Final = "Arial, Helvetica, sans-serif"


def element(name: str, content: str = "", **attributes: object) -> str:
    """Return one element; an underscore in an attribute's name stands for a hyphen, ``content`` is markup already."""
    parts = (f" {key.rstrip('_').replace('_', '-')}={quoteattr(_number(v))}" for key, v in attributes.items())
    return f"<{name}{''.join(parts)}>{content}</{name}>" if content else f"<{name}{''.join(parts)}/>"


def _number(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def words(
    x: float, y: float, text: str, colour: str, size: float = 12, *, anchor: str = "start", bold: bool = False
) -> str:
    """Return text at a place; it is never interpreted."""
    style = f"fill:{colour};font-size:{size:g}px;font-weight:{600 if bold else 400}"
    return element("text", escape(text), x=x, y=y, text_anchor=anchor, style=style)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dashes: str = "") -> str:
    """Return a straight line."""
    style = f"stroke:{colour};stroke-width:{width:g}" + (f";stroke-dasharray:{dashes}" if dashes else "")
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, style=style)


def box(x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> str:
    """Return a filled rectangle."""
    return element("rect", x=x, y=y, width=max(width, 0.0), height=height, rx=radius, style=f"fill:{colour}")


def curve(points: Sequence[tuple[float, float]], colour: str, width: float = 2, dashes: str = "") -> str:
    """Return a line through points."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    style = f"fill:none;stroke:{colour};stroke-width:{width:g};stroke-linejoin:round"
    return element("polyline", points=path, style=style + (f";stroke-dasharray:{dashes}" if dashes else ""))


def dot(x: float, y: float, radius: float, colour: str, rim: str) -> str:
    """Return a round point with a rim of the page's colour."""
    return element("circle", cx=x, cy=y, r=radius, style=f"fill:{colour};stroke:{rim};stroke-width:1.5")


def picture(width: float, height: float, title: str, description: str, parts: Sequence[str], name: str) -> str:
    """Return a whole drawing with its title and description for whoever cannot see it."""
    heads = element("title", escape(title), id=f"{name}-title") + element(
        "desc", escape(description), id=f"{name}-desc"
    )
    return element(
        "svg",
        heads + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        font_family=FONT,
    )


def shorten(text: str, most: int) -> str:
    """Return text cut with an ellipsis; a drawing cannot wrap its words."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
