from __future__ import annotations

from dataclasses import replace

import pytest

from send_tracker.domain.colour import LEAST, ciede2000, contrast, lab, least_distance, mix, scale_remarks
from send_tracker.domain.presets import CONFIDENCE, NOTTINGHAMSHIRE
from send_tracker.domain.status import StatusScale

SOLIDS = {
    "light": [s.solid[0] for s in NOTTINGHAMSHIRE],
    "dark": [s.solid[3] for s in NOTTINGHAMSHIRE],
    "contrast": [s.contrast for s in NOTTINGHAMSHIRE],
}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distance_agrees_with_the_published_test_pairs(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(expected, abs=1e-4)


def test_white_black_and_grey() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1
    assert lab("#FFFFFF") == pytest.approx((100, 0, 0), abs=0.02)
    assert mix("#FFFFFF", "#000000", 0.5) == "#808080"


# The numbers that docs/look states: the least distance between any two solids.
@pytest.mark.parametrize(
    ("theme", "sight", "stated"),
    [
        ("light", "normal", 21.2),
        ("light", "deuteranopia", 19.2),
        ("light", "protanopia", 19.6),
        ("light", "tritanopia", 18.4),
        ("dark", "normal", 16.7),
        ("dark", "deuteranopia", 16.2),
        ("dark", "protanopia", 16.9),
        ("dark", "tritanopia", 12.2),
        ("contrast", "normal", 22.0),
        ("contrast", "deuteranopia", 19.2),
        ("contrast", "protanopia", 17.6),
        ("contrast", "tritanopia", 10.3),
    ],
)
def test_statuses_stay_apart_for_every_kind_of_sight(theme: str, sight: str, stated: float) -> None:
    found = least_distance(SOLIDS[theme], sight)
    assert found == pytest.approx(stated, abs=0.05)
    assert found >= LEAST[sight]


def test_a_programmes_own_colours_get_remarks_and_no_block() -> None:
    assert scale_remarks(NOTTINGHAMSHIRE) == []
    assert any("Amber/Green and Red" in remark for remark in scale_remarks(CONFIDENCE))
    first, second, *rest = NOTTINGHAMSHIRE.levels
    pale = replace(first, solid=("#F0F0F0", "#FFFFFF", "#BBBBBB", *first.solid[3:]))
    twin = replace(second, solid=NOTTINGHAMSHIRE["complete"].solid)
    found = scale_remarks(StatusScale((pale, twin, *rest)))
    assert "On track and Complete look nearly alike to everyone." in found
    assert "The colour of Not started is too pale to see well on white." in found
    assert "The word Not started is hard to read on its chip." in found
