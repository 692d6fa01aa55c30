"""The style sheet, filled from the tokens. Its template is ``resources/styles/app.qss``.

In the template ``$surface`` is a token, ``px(20)`` a length that grows with the text size and
``image(check, on_accent)`` one of our icons in a token's colour.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import QTemporaryDir

from send_tracker.gui.tokens import Theme
from send_tracker.resource_files import resource

_LENGTH: Final = re.compile(r"\bpx\((\d+)\)")
_IMAGE: Final = re.compile(r"\bimage\(([a-z0-9-]+), ([a-z_]+)\)")


@lru_cache(maxsize=1)
def _template() -> str:
    return resource("styles", "app.qss").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _images() -> QTemporaryDir:
    """Make the folder of coloured images: a style sheet reads pictures from files, and from nowhere else."""
    return QTemporaryDir()


@lru_cache(maxsize=128)
def _image(name: str, hex_colour: str) -> str:
    """Return the path of an icon in a colour. The colour is in the file's name, because Qt caches by path."""
    path = Path(_images().filePath(f"{name}-{hex_colour[1:]}.svg"))
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    path.write_text(drawing.replace("currentColor", hex_colour), encoding="utf-8")
    return path.as_posix()


def sheet(theme: Theme, scale: float) -> str:
    """Return the style sheet of a theme at a text size."""
    text = _LENGTH.sub(lambda found: f"{round(int(found[1]) * scale)}px", _template())
    text = _IMAGE.sub(lambda found: f'url("{_image(found[1], theme.colour(found[2]))}")', text)
    return Template(text).substitute(theme.values())
