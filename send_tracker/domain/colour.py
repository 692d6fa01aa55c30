"""Colour arithmetic: contrast, colour blindness, and how far apart two colours look.

Statuses are data and a programme may choose its own colours, so the same sums that a test runs over the
presets are run over a programme's scale, and answered in sentences.

Contrast is WCAG 2.2's. Colour blindness is simulated after Machado, Oliveira and Fernandes (2009) at full
severity. Distance is CIEDE2000 (Sharma, Wu and Dalal, 2005) under D65.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Final

from send_tracker.domain.status import StatusScale

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

_TO_XYZ: Final[Matrix] = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Final[Triple] = (0.95047, 1.0, 1.08883)
SEEN: Final[dict[str, Matrix]] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""How each kind of sight turns linear red, green and blue into what is seen."""

LEAST: Final = {"normal": 15.0, "deuteranopia": 15.0, "protanopia": 15.0, "tritanopia": 10.0}
"""The least CIEDE2000 between two statuses that we call clear enough."""


def _linear(hex_colour: str) -> Triple:
    """Return linear-light red, green and blue from ``#RRGGBB``."""
    parts = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def _times(matrix: Matrix, vector: Triple) -> Triple:
    a, b, c = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return a, b, c


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two hex colours, from 1 to 21."""
    light = [sum(w * c for w, c in zip(_TO_XYZ[1], _linear(h), strict=True)) for h in (one, other)]
    return (max(light) + 0.05) / (min(light) + 0.05)


def mix(one: str, other: str, part: float) -> str:
    """Return ``one`` laid over ``other`` at the strength ``part`` from 0 to 1."""
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in pairs)


def lab(hex_colour: str, sight: str = "normal") -> Triple:
    """Return CIE L*a*b* of a colour as one kind of sight sees it."""
    seen = _times(SEEN[sight], _linear(hex_colour))
    xyz = _times(_TO_XYZ, (_clip(seen[0]), _clip(seen[1]), _clip(seen[2])))
    x, y, z = (_cube(v / w) for v, w in zip(xyz, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _clip(value: float) -> float:
    return min(1.0, max(0.0, value))


def _cube(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _hue(a: float, b: float) -> float:
    return degrees(atan2(b, a)) % 360 if a or b else 0.0


def _mean_hue(first: float, second: float, colourless: bool) -> float:
    if colourless:
        return first + second
    if abs(first - second) <= 180:
        return (first + second) / 2
    return (first + second + (360 if first + second < 360 else -360)) / 2


def ciede2000(one: Triple, other: Triple) -> float:
    """Return the CIEDE2000 difference of two L*a*b* colours."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    seventh = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * sqrt(seventh / (seventh + 25**7))
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1, h2 = _hue(a1 * stretch, b1), _hue(a2 * stretch, b2)
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    chord = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    light, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, _mean_hue(h1, h2, c1 * c2 == 0)
    tint = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    weight_l = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    weight_c, weight_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * tint
    turned = radians(60 * exp(-(((hue - 275) / 25) ** 2)))
    cross = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(turned)
    dl, dc, dh = (l2 - l1) / weight_l, (c2 - c1) / weight_c, chord / weight_h
    return sqrt(dl * dl + dc * dc + dh * dh + cross * dc * dh)


def least_distance(colours: Iterable[str], sight: str = "normal") -> float:
    """Return the least CIEDE2000 between any two of the colours, as one kind of sight sees them."""
    seen = [lab(c, sight) for c in colours]
    return min((ciede2000(a, b) for a, b in combinations(seen, 2)), default=100.0)


def scale_remarks(scale: StatusScale) -> list[str]:
    """Return sentences about colours of a scale that some people will mix up or not see. They never block."""
    found = []
    for one, other in combinations(scale, 2):
        kinds = [k for k, least in LEAST.items() if _distance(one.solid[0], other.solid[0], k) < least]
        if kinds:
            who = "everyone" if "normal" in kinds else "people with " + " or ".join(kinds)
            found.append(f"{one.label} and {other.label} look nearly alike to {who}.")
    for level in scale:
        if contrast(level.solid[0], "#FFFFFF") < 3:
            found.append(f"The colour of {level.label} is too pale to see well on white.")
        if contrast(level.solid[2], level.solid[1]) < 4.5:
            found.append(f"The word {level.label} is hard to read on its chip.")
    return found


def _distance(one: str, other: str, sight: str) -> float:
    return ciede2000(lab(one, sight), lab(other, sight))
